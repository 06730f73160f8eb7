/** A stored row of a register ↔ the fields of its form, and from there to what `parseRow` takes. Keeps every field as typed. */
import type { AnswerFault, RegisterRow } from '../../answers/model.ts'
import { MEANT } from '../../answers/given.ts'
import { type Dates, SHOWS_AS_OF } from '../../answers/given-date.ts'
import { parseRow } from '../../answers/parse-row.ts'
import { NOT_CONFIRMED } from '../../answers/rows.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Column, Register, RuleSet } from '../../rules/model.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import type { TypedDate } from '../../web/components/inputs.tsx'
import {
  evidenceDateFields,
  readEvidenceDate,
  type TypedEvidenceDate,
  typedEvidenceDateOf,
} from '../evidence-date.tsx'
import type { Form } from '../../web/form.ts'
import { meantFields, readMeant } from '../meant.tsx'
import { isoOf, NO_SUCH_DATE, readDate, typedDateOf } from '../../web/typed-date.ts'

export interface TypedCell {
  /** Text, number, option id or `not-confirmed` of a choice, `yes` of a tick. */
  readonly value: string
  readonly date: TypedDate
  /** Ticked after the "or": `not-confirmed`, `never`. */
  readonly special: readonly string[]
}

export interface TypedEvidence {
  readonly text: string
  readonly date: TypedEvidenceDate
}

export interface TypedRow {
  readonly cells: Readonly<Record<string, TypedCell>>
  /** By id of the question that the register feeds. */
  readonly evidence: Readonly<Record<string, TypedEvidence>>
  /** Ticked: what was asked about is meant. */
  readonly isMeant: boolean
}

/** Name of a cell's field; its date boxes and its ticks after the "or" have it as their beginning. */
export const cellField = (column: Column) => `cell-${column.id}`
export const evidenceField = (question: string) => `evidence-${question}`
/** Id of the first box of its date. */
export const evidenceDateField = (question: string) => `${evidenceField(question)}-date-day`

/** The questions that a register feeds, in order. */
export function fedBy(ruleSet: RuleSet, register: Register) {
  return register.feeds.flatMap((index) => ruleSet.questions[index] ?? [])
}

export function readTypedRow(ruleSet: RuleSet, register: Register, form: Form): TypedRow {
  return {
    cells: Object.fromEntries(
      register.columns.map((column): [string, TypedCell] => {
        const field = cellField(column)
        return [
          column.id,
          {
            // A box that is not ticked says no: a blank would leave the questions that read it unanswered.
            value: column.type === 'tick' && form.get(field) !== 'yes' ? 'no' : form.get(field),
            date: readDate(form, `${field}-`),
            special: form.all(`${field}-special`),
          },
        ]
      }),
    ),
    evidence: Object.fromEntries(
      fedBy(ruleSet, register).map(({ id }): [string, TypedEvidence] => [
        id,
        { text: form.get(evidenceField(id)), date: readEvidenceDate(form, `${evidenceField(id)}-`) },
      ]),
    ),
    isMeant: readMeant(form),
  }
}

export function typedRowOf(
  ruleSet: RuleSet,
  register: Register,
  row: RegisterRow | undefined,
  asOf: string,
): TypedRow {
  return {
    cells: Object.fromEntries(
      register.columns.map((column): [string, TypedCell] => [
        column.id,
        typedCell(column, row?.cells[column.id] ?? ''),
      ]),
    ),
    evidence: Object.fromEntries(
      fedBy(ruleSet, register).map(({ id }): [string, TypedEvidence] => {
        const given = row?.evidence[id]
        return [id, { text: given?.evidence ?? '', date: typedEvidenceDateOf(given?.evidenceDate, asOf) }]
      }),
    ),
    isMeant: false,
  }
}

function typedCell(column: Column, cell: string): TypedCell {
  const empty = { value: '', date: typedDateOf(undefined), special: [] }
  if (column.type === 'text' || column.type === 'choice' || column.type === 'tick')
    return { ...empty, value: cell }
  if (cell === NOT_CONFIRMED || cell === 'never') return { ...empty, special: [cell] }
  return column.type === 'date' ? { ...empty, date: typedDateOf(cell) } : { ...empty, value: cell }
}

export type ReadRow =
  | { readonly ok: true; readonly row: RegisterRow }
  | { readonly ok: false; readonly faults: readonly FormFault[] }

/** What was typed → a row, or its faults, each with the id of the field that it is about. */
export function rowOf(ruleSet: RuleSet, register: Register, typed: TypedRow, dates: Dates): ReadRow {
  const faults: FormFault[] = []
  const fault = (field: string, message: string, name: string) => void faults.push({ field, message, name })
  const cells = Object.fromEntries(
    register.columns.map((column): [string, string] => {
      const cell = typed.cells[column.id]
      return [
        column.id,
        cell === undefined
          ? ''
          : cellText(column, cell, (message) => fault(fieldOf(column), message, column.short)),
      ]
    }),
  )
  const evidence = Object.fromEntries(
    Object.entries(typed.evidence).map(([id, { text, date }]) => {
      const iso = isoOf(date)
      if (iso === undefined) fault(evidenceDateField(id), NO_SUCH_DATE, evidenceName(ruleSet, id))
      return [id, { evidence: text, 'evidence-date': iso ?? '', [SHOWS_AS_OF]: date.showsAsOf }]
    }),
  )
  const parsed = parseRow(ruleSet, register, { ...cells, evidence, [MEANT]: typed.isMeant }, dates, 'page')
  if (parsed.ok && faults.length === 0) return { ok: true, row: parsed.value }
  const known = new Set(faults.map((one) => one.field))
  const further = parsed.ok
    ? []
    : rowFaults(ruleSet, register, parsed.faults).filter((one) => !known.has(one.field))
  return { ok: false, faults: [...faults, ...further] }
}

function cellText(column: Column, cell: TypedCell, fault: (message: string) => void): string {
  if (column.type === 'tick') return cell.value
  const date = column.type === 'date' ? isoOf(cell.date) : ''
  if (date === undefined) fault(NO_SUCH_DATE)
  const [special] = cell.special
  const typed = column.type === 'date' ? (date ?? '') : cell.value
  if (special === undefined) return typed
  if (cell.special.length > 1) fault('Tick only one of the boxes after “or”.')
  else if (typed.trim() !== '')
    fault('You gave an answer and also ticked a box after “or”. Keep one of them.')
  return special
}

/** Id of the first input of a cell. */
export function fieldOf(column: Column): string {
  return column.type === 'date' ? `${cellField(column)}-date-day` : cellField(column)
}

/** Faults by column or `evidence.<question>` → faults by the id of their field. */
export function rowFaults(ruleSet: RuleSet, register: Register, faults: readonly AnswerFault[]): FormFault[] {
  return faults.map(({ field, message }) => {
    const column = register.columns.find((one) => one.id === field)
    if (column !== undefined) return { field: fieldOf(column), message, name: column.short }
    const [, id = '', detail] = /^evidence\.([^.]*)(\..*)?$/.exec(field) ?? []
    const name = evidenceName(ruleSet, id)
    return { field: detail === undefined ? evidenceField(id) : evidenceDateField(id), message, name }
  })
}

function evidenceName(ruleSet: RuleSet, question: string): string {
  return `Evidence for “${findQuestion(ruleSet, question)?.short ?? question}”`
}

/** Every field with its value, to carry a form through another page unseen. */
export function fieldsOfRow(register: Register, typed: TypedRow): (readonly [name: string, value: string])[] {
  const dateFields = (prefix: string, date: TypedDate) =>
    (['day', 'month', 'year'] as const).map((part) => [`${prefix}-${part}`, date[part]] as const)
  return [
    ...register.columns.flatMap((column) => {
      const field = cellField(column)
      const cell = typed.cells[column.id]
      if (cell === undefined) return []
      return [
        [field, cell.value] as const,
        ...(column.type === 'date' ? dateFields(field, cell.date) : []),
        ...cell.special.map((special) => [`${field}-special`, special] as const),
      ]
    }),
    ...Object.entries(typed.evidence).flatMap(([id, { text, date }]) => [
      [evidenceField(id), text] as const,
      ...evidenceDateFields(`${evidenceField(id)}-`, date),
    ]),
    ...meantFields(typed.isMeant),
  ]
}
