/** A row of a file and the row of the register that it means → what changes of that, and which evidence ends. A row is found by its id, else by its name. */

import type { Column, Question, Register, RuleSet } from '../rules/model.ts'
import { columnsRead } from '../rules/row-test.ts'
import { compareDecimals } from './decimal.ts'
import { shown } from './given.ts'
import type { RegisterRow } from './model.ts'
import { ROW_COLUMN } from './register-words.ts'

/** One row as it stands in the register. */
export interface Standing {
  readonly id: string
  readonly version: number
  readonly row: RegisterRow
}

export interface Updated extends Standing {
  readonly line: number
  readonly next: RegisterRow
  /** The cells that change. */
  readonly columns: readonly Column[]
  /** For how many questions its evidence ends, because a cell that they read changes. */
  readonly ended: number
}

/** What changes of a row, and which evidence stays; undefined where nothing does. */
export function updateOf(
  { ruleSet, register }: { ruleSet: RuleSet; register: Register },
  one: Standing,
  next: RegisterRow,
): Omit<Updated, 'line'> | undefined {
  const columns = register.columns.filter(
    (column) => !sameCell(column, one.row.cells[column.id], next.cells[column.id]),
  )
  if (columns.length === 0) return undefined
  const evidence = evidenceLeft(ruleSet, register, one.row, columns)
  const ended = Object.keys(one.row.evidence).length - Object.keys(evidence).length
  return { ...one, columns, next: { cells: next.cells, evidence }, ended }
}

export const requiredOf = ({ columns }: Register) =>
  columns.find(({ required, type }) => required && type === 'text')

export function nameIn(register: Register, cells: Readonly<Record<string, string>>): string {
  return (cells[requiredOf(register)?.id ?? ''] ?? '').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

export type Found = { readonly one: Standing | undefined } | { readonly at: string; readonly message: string }

/** Finds the row of the register that a row of a file means: by its id, else by its name; undefined: it is new. */
export function findStanding(
  register: Register,
  standing: readonly Standing[],
): (id: string, given: Readonly<Record<string, string>>) => Found {
  const byId = new Map(standing.map((one) => [one.id, one]))
  const byName = Map.groupBy(standing, ({ row }) => nameIn(register, row.cells))
  const name = requiredOf(register)?.id ?? ''
  return (id, given) => {
    const known = byId.get(id)
    if (known !== undefined) return { one: known }
    const [one, ...others] = byName.get(nameIn(register, given)) ?? []
    if (others.length === 0) return { one }
    return {
      at: name,
      message: `${others.length + 1} ${register.row.many} in the register are called ${shown(given[name])}. Give the id of the row in a column “${ROW_COLUMN}”, as the file that you can take out here has it.`,
    }
  }
}

function sameCell(column: Column, one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true
  const numbers =
    column.type === 'number' && [one, other].every((cell) => cell !== undefined && /^\d/.test(cell))
  return numbers && compareDecimals(one ?? '', other ?? '') === 0
}

/** Evidence belongs to the cells that it was given for: where one of them changes, it ends. */
function evidenceLeft(
  ruleSet: RuleSet,
  register: Register,
  { evidence }: RegisterRow,
  changed: readonly Column[],
): RegisterRow['evidence'] {
  const ended = new Set(
    register.feeds.flatMap((index) => {
      const question = ruleSet.questions[index]
      return question !== undefined && readsAny(question, changed) ? [question.id] : []
    }),
  )
  return Object.fromEntries(Object.entries(evidence).filter(([id]) => !ended.has(id)))
}

function readsAny({ form }: Question, changed: readonly Column[]): boolean {
  if (form.type !== 'share') return false
  const read = [...form.where, ...form.of].flatMap(columnsRead)
  return changed.some(({ id }) => read.includes(id))
}
