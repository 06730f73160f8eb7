/**
 * The rows of a file and the rows of a register → what the file would add, change and leave, or every fault with its row and cell.
 * A row is found by its id, else by its name. A blank cell leaves what stands; nothing is ever deleted. It saves nothing.
 */

import type { Column, Register, RuleSet } from '../rules/model.ts'
import { escapeControls } from '../text.ts'
import type { Dates } from './given-date.ts'
import type { RegisterRow } from './model.ts'
import { parseRow } from './parse-row.ts'
import {
  type Found,
  findStanding,
  nameIn,
  requiredOf,
  type Standing,
  type Updated,
  updateOf,
} from './register-changes.ts'
import { type CellFault, faultsOfColumns, type FileRow, NO_COLUMNS, ROW } from './register-columns.ts'
import { type Matching, readerOf, sameWords } from './register-words.ts'

/** A word of a file that stands for no value yet, with the first row that holds it. */
export interface Unknown {
  readonly column: Column
  readonly word: string
  readonly line: number
}

export interface RegisterPlan {
  readonly added: readonly { readonly line: number; readonly row: RegisterRow }[]
  readonly updated: readonly Updated[]
  readonly unchanged: number
  /** Rows of the register that the file does not name: they stay. */
  readonly absent: number
  readonly unknown: readonly Unknown[]
  readonly faults: readonly CellFault[]
}

/** What a file would do to a register now. `chosen` names our column for each of the file's. */
export function planRegister(
  about: {
    readonly ruleSet: RuleSet
    readonly register: Register
    readonly dates: Dates
    /** A row that does not stand yet is a fault. */
    readonly addsNone: boolean
  },
  standing: readonly Standing[],
  [header = NO_COLUMNS, ...rows]: readonly FileRow[],
  chosen: readonly string[],
  matching: Omit<Matching, 'columns'>,
): RegisterPlan {
  const { register } = about
  const names = header.cells
  const faults: CellFault[] = faultsOfColumns(register, header, chosen)
  const unknown = new Map<string, Unknown>()
  const finder = findStanding(register, standing)
  const added: { line: number; row: RegisterRow }[] = []
  const updated: Updated[] = []
  const met = new Set<string>()
  const lineOf = new Map<string, number>()
  const at = new Map(chosen.map((id, index) => [id, index]))
  const readers = register.columns.flatMap((column) => {
    const index = at.get(column.id)
    return index === undefined ? [] : [[column, index, readerOf(column, matching)] as const]
  })
  let unchanged = 0
  for (const { line, cells } of rows) {
    const wrong = new Map<string, string>()
    const given: Record<string, string> = {}
    for (const [column, index, readCell] of readers) {
      const read = readCell(cells[index] ?? '')
      if ('message' in read) wrong.set(column.id, read.message)
      else if ('unknown' in read) addUnknown(unknown, column, read.unknown, line)
      else if (read.text !== '') given[column.id] = read.text
    }
    const found = finder((cells[at.get(ROW) ?? -1] ?? '').trim(), given)
    const next = nextRow(about, found, given, wrong)
    const one = 'one' in found ? found.one : undefined
    const key = one?.id ?? `name ${nameIn(register, given)}`
    const earlier = lineOf.get(key)
    if (earlier !== undefined && next !== undefined)
      wrong.set(
        requiredOf(register)?.id ?? '',
        `This ${register.row.one} stands in row ${earlier} already. Keep one of the two.`,
      )
    else lineOf.set(key, line)
    for (const [id, message] of wrong) {
      const column = names[at.get(id) ?? -1]
      faults.push({ line, ...(column === undefined ? {} : { column: escapeControls(column) }), message })
    }
    if (next === undefined || wrong.size > 0) continue
    if (one === undefined) added.push({ line, row: next })
    else {
      met.add(one.id)
      const update = updateOf(about, one, next)
      if (update === undefined) unchanged += 1
      else updated.push({ ...update, line })
    }
  }
  const many = tooManyWords(unknown, header, at)
  faults.push(...many.faults, ...faultsAmongAll(register, standing, added, updated))
  const after = standing.length + added.length
  if (after > MOST_ROWS) faults.push({ line: 1, message: noRoomWords(register, after) })
  return {
    added,
    updated,
    unchanged,
    absent: standing.length - met.size,
    unknown: many.left,
    faults: faults.toSorted((a, b) => a.line - b.line),
  }
}

/** Rows of one register, as many as a file may hold: far above what a trust has (ours). */
export const MOST_ROWS = 20_000

const noRoomWords = ({ row }: Register, after: number) =>
  `A register holds at most ${MOST_ROWS.toLocaleString('en-GB')} ${row.many}. With this file it would hold ${after.toLocaleString('en-GB')}. Send only those that belong in it, or delete some first.`

function addUnknown(unknown: Map<string, Unknown>, column: Column, word: string, line: number): void {
  const key = `${column.id} ${sameWords(word)}`
  if (!unknown.has(key)) unknown.set(key, { column, word, line })
}

/** A column in which more words than that stand for nothing is taken for the wrong one (ours). */
const MOST_WORDS = 50
/** So many are asked about at a time: they fit into one form. */
const MOST_ASKED = 100

function tooManyWords(
  unknown: ReadonlyMap<string, Unknown>,
  { line, cells: names }: FileRow,
  at: ReadonlyMap<string, number>,
): { faults: CellFault[]; left: Unknown[] } {
  const all = [...unknown.values()]
  const byColumn = Map.groupBy(all, ({ column }) => column)
  const many = [...byColumn].filter(([, words]) => words.length > MOST_WORDS).map(([column]) => column)
  return {
    faults: many.map((column) => ({
      line,
      column: escapeControls(names[at.get(column.id) ?? -1] ?? ''),
      message: `More than ${MOST_WORDS} different texts stand in it that are not ours. Is it the column “${column.short}”? Choose another, or leave it out.`,
    })),
    left: all.filter(({ column }) => !many.includes(column)).slice(0, MOST_ASKED),
  }
}

/** The row as it would stand; undefined, with what is wrong, where it cannot. What stands already is not asked about again. */
function nextRow(
  {
    ruleSet,
    register,
    dates,
    addsNone,
  }: { ruleSet: RuleSet; register: Register; dates: Dates; addsNone: boolean },
  found: Found,
  given: Readonly<Record<string, string>>,
  wrong: Map<string, string>,
): RegisterRow | undefined {
  if ('message' in found) {
    wrong.set(found.at, found.message)
    return undefined
  }
  const { one } = found
  if (one === undefined && addsNone) {
    wrong.set('', `This ${register.row.one} no longer stands in the register. Send the log again.`)
    return undefined
  }
  const required = register.columns.filter((column) => column.required)
  const kept = Object.fromEntries(required.map(({ id }) => [id, one?.row.cells[id] ?? '']))
  const said = Object.entries(given).filter(([id, text]) => text !== one?.row.cells[id])
  const read = parseRow(ruleSet, register, { ...kept, ...Object.fromEntries(said) }, dates, 'table')
  if (read.ok) return { cells: { ...one?.row.cells, ...read.value.cells }, evidence: one?.row.evidence ?? {} }
  for (const { field, message } of read.faults) if (!wrong.has(field)) wrong.set(field, message)
  return undefined
}

/** A column that only one row may have ticked. */
function faultsAmongAll(
  register: Register,
  standing: readonly Standing[],
  added: RegisterPlan['added'],
  updated: readonly Updated[],
): CellFault[] {
  const next = new Map(updated.map(({ id, next }) => [id, next]))
  return register.columns
    .filter(({ atMostOnce }) => atMostOnce)
    .flatMap((column) => {
      const ticked = (row: RegisterRow) => row.cells[column.id] === 'yes'
      const already = standing.filter(({ id, row }) => ticked(next.get(id) ?? row)).length
      const now = added.filter(({ row }) => ticked(row))
      if (already + now.length < 2) return []
      const line = now.at(-1)?.line ?? updated.findLast(({ next }) => ticked(next))?.line
      return line === undefined
        ? []
        : [
            {
              line,
              message: `Only one ${register.row.one} can be ticked as "${column.short}". After this file ${already + now.length} would be.`,
            },
          ]
    })
}
