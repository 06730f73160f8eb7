/** One row of a register from a form or file → typed cells with their evidence, or the faults it has. */

import type { Column, Register, RuleSet } from '../rules/model.ts'
import type { AnswerFault, RegisterRow, RowEvidence } from './model.ts'
import {
  type Asking,
  decimalOf,
  type Door,
  doubtOfNumber,
  isRecord,
  listOf,
  MEANT,
  readText,
  saysMeant,
  shown,
} from './given.ts'
import { type Dates, faultOfDate, faultOfDateAhead, faultOfEvidenceDate, SHOWS_AS_OF } from './given-date.ts'
import type { Parsed } from './parse.ts'
import { NOT_CONFIRMED } from './rows.ts'
import { showsAsOf } from './support.ts'

/**
 * Parses one row. Blank cells are left out; `meant` beside them says that what can hardly be meant is meant. The field of a fault is the column's id, or of evidence `evidence.<question id>`, with `.evidence-date` behind it for its date.
 */
export function parseRow(
  ruleSet: RuleSet,
  register: Register,
  given: unknown,
  dates: Dates,
  door: Door,
): Parsed<RegisterRow> {
  const faults: AnswerFault[] = []
  if (!isRecord(given))
    return {
      ok: false,
      faults: [{ field: register.id, message: `A ${register.row.one} is a list of column: value.` }],
    }
  const isMeant = saysMeant(given[MEANT], (field, message) => void faults.push({ field, message }))
  const asking = { ...dates, door, isMeant }
  const cells: Record<string, string> = {}
  for (const [id, value] of Object.entries(given)) {
    if (id === 'evidence' || id === MEANT) continue
    const column = register.columns.find((one) => one.id === id)
    if (column === undefined) {
      faults.push({
        field: id,
        message: `There is no column "${id}". The columns are ${listOf(register.columns.map((one) => one.id))}.`,
      })
      continue
    }
    const cell = parseCell(column, value, asking)
    if ('message' in cell) faults.push({ field: id, message: cell.message })
    else if (cell.text !== '') cells[id] = cell.text
  }
  for (const column of register.columns)
    if (
      column.required &&
      cells[column.id] === undefined &&
      !faults.some((fault) => fault.field === column.id)
    )
      faults.push({ field: column.id, message: `Fill this in: ${column.text}` })
  const evidence = parseRowEvidence(ruleSet, register, given['evidence'], asking, faults)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { cells, evidence } }
}

/** A value of one cell → its canonical text, empty when blank; or what is wrong with it. */
export function parseCell(
  column: Column,
  given: unknown,
  dates: Dates & Asking,
): { text: string } | { message: string } {
  if (given === undefined || given === null || given === '') return { text: '' }
  if (column.type === 'tick' && typeof given === 'boolean') return { text: given ? 'yes' : 'no' }
  if (typeof given === 'boolean' && column.options.some((option) => option.id === (given ? 'yes' : 'no')))
    return { text: given ? 'yes' : 'no' }
  if (typeof given !== 'string' && typeof given !== 'number')
    return { message: `${shown(given)} is not a value for a cell.` }
  const read = readText(String(given))
  if ('message' in read || read.text === '') return read
  const { text } = read
  if (text === NOT_CONFIRMED)
    return column.unknown === undefined
      ? { message: 'This must be known: "not-confirmed" is not an answer here.' }
      : { text }
  switch (column.type) {
    case 'text':
      return { text }
    case 'choice':
    case 'tick': {
      const ids = column.type === 'tick' ? ['yes', 'no'] : column.options.map((option) => option.id)
      return ids.includes(text)
        ? { text }
        : { message: `${shown(text)} is not one of the answers. Use ${listOf(withUnknown(ids, column))}.` }
    }
    case 'number': {
      const number = decimalOf(text)
      if (number === undefined)
        return {
          message: `${shown(text)} is not a number. Type ${column.unit ?? 'it'} as a number such as 4 or 2.5.`,
        }
      const doubt = doubtOfNumber(Number(number), 'measured', dates)
      return doubt === undefined ? { text: number } : { message: doubt }
    }
    case 'date': {
      if (text === 'never' && column.never !== undefined) return { text }
      const message = column.mayBeAhead ? faultOfDateAhead(text, dates) : faultOfDate(text, dates)
      return message === undefined ? { text } : { message }
    }
  }
}

function withUnknown(ids: readonly string[], column: Column): readonly string[] {
  return column.unknown === undefined ? ids : [...ids, NOT_CONFIRMED]
}

function parseRowEvidence(
  ruleSet: RuleSet,
  register: Register,
  given: unknown,
  dates: Dates & Asking,
  faults: AnswerFault[],
): Record<string, RowEvidence> {
  const found: Record<string, RowEvidence> = {}
  if (given === undefined || given === null) return found
  if (!isRecord(given)) {
    faults.push({ field: 'evidence', message: 'Evidence is a list of question: {evidence, evidence-date}.' })
    return found
  }
  const fed = register.feeds.map((index) => ruleSet.questions[index]?.id ?? '')
  for (const [id, value] of Object.entries(given)) {
    const fault = (message: string) => void faults.push({ field: `evidence.${id}`, message })
    const faultAt = (detail: string, message: string) =>
      void faults.push({ field: `evidence.${id}.${detail}`, message })
    if (!fed.includes(id)) {
      fault(`This register does not feed "${id}". It feeds ${listOf(fed)}.`)
      continue
    }
    const [text, date] = isRecord(value)
      ? [value['evidence'], value['evidence-date']]
      : [undefined, undefined]
    const read = readText(typeof text === 'string' ? text : '')
    const evidence = 'text' in read ? read.text : ''
    const evidenceDate = typeof date === 'string' ? date.trim() : ''
    if ('text' in read && evidence === '' && evidenceDate === '' && isRecord(value)) continue
    const newer = showsAsOf(isRecord(value) ? value[SHOWS_AS_OF] : undefined, faultAt)
    const dateFault =
      evidenceDate === '' ? 'Give the date of the evidence.' : faultOfEvidenceDate(evidenceDate, dates, newer)
    if ('message' in read) fault(read.message)
    else if (evidence === '') fault('Say where the evidence is: a link, or the document and its place.')
    if (dateFault !== undefined) faultAt('evidence-date', dateFault)
    found[id] = { evidence, evidenceDate }
  }
  return found
}
