/** One row of a register from a form or file → typed cells with their evidence, or the faults it has. */

import type { Column, Register, RuleSet } from '../rules/model.ts'
import type { AnswerFault, RegisterRow, RowEvidence } from './model.ts'
import { decimalOf, faultOfDate, isRecord, listOf, type Parsed, shown } from './parse.ts'
import { NOT_CONFIRMED } from './rows.ts'
import { isDate } from './calendar.ts'

const LONGEST_TEXT = 2000

/**
 * Parses one row. Blank cells are left out. The field of a fault is the column's id, or `evidence.<question id>`.
 */
export function parseRow(
  ruleSet: RuleSet,
  register: Register,
  given: unknown,
  asOf: string,
): Parsed<RegisterRow> {
  const faults: AnswerFault[] = []
  if (!isRecord(given))
    return {
      ok: false,
      faults: [{ field: register.id, message: `A ${register.row.one} is a list of column: value.` }],
    }
  const cells: Record<string, string> = {}
  for (const [id, value] of Object.entries(given)) {
    if (id === 'evidence') continue
    const column = register.columns.find((one) => one.id === id)
    if (column === undefined) {
      faults.push({
        field: id,
        message: `There is no column "${id}". The columns are ${listOf(register.columns.map((one) => one.id))}.`,
      })
      continue
    }
    const cell = parseCell(column, value, asOf)
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
  const evidence = parseRowEvidence(ruleSet, register, given['evidence'], asOf, faults)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { cells, evidence } }
}

/** A value of one cell → its canonical text, empty when blank; or what is wrong with it. */
export function parseCell(
  column: Column,
  given: unknown,
  asOf: string,
): { text: string } | { message: string } {
  if (given === undefined || given === null || given === '') return { text: '' }
  if (column.type === 'tick' && typeof given === 'boolean') return { text: given ? 'yes' : 'no' }
  if (typeof given === 'boolean' && column.options.some((option) => option.id === (given ? 'yes' : 'no')))
    return { text: given ? 'yes' : 'no' }
  if (typeof given !== 'string' && typeof given !== 'number')
    return { message: `${shown(given)} is not a value for a cell.` }
  const text = String(given).trim()
  if (text === '') return { text }
  if (text === NOT_CONFIRMED)
    return column.unknown === undefined
      ? { message: 'This must be known: "not-confirmed" is not an answer here.' }
      : { text }
  switch (column.type) {
    case 'text':
      return text.length > LONGEST_TEXT ? { message: `Keep this to ${LONGEST_TEXT} characters.` } : { text }
    case 'choice':
    case 'tick': {
      const ids = column.type === 'tick' ? ['yes', 'no'] : column.options.map((option) => option.id)
      return ids.includes(text)
        ? { text }
        : { message: `${shown(text)} is not one of the answers. Use ${listOf(withUnknown(ids, column))}.` }
    }
    case 'number': {
      const number = decimalOf(text)
      return number === undefined
        ? {
            message: `${shown(text)} is not a number. Type ${column.unit ?? 'it'} as a number such as 4 or 2.5.`,
          }
        : { text: number }
    }
    case 'date': {
      if (text === 'never' && column.never !== undefined) return { text }
      const message = column.mayBeAhead && isDate(text) ? undefined : faultOfDate(text, asOf)
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
  asOf: string,
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
    if (!fed.includes(id)) {
      fault(`This register does not feed "${id}". It feeds ${listOf(fed)}.`)
      continue
    }
    const [text, date] = isRecord(value)
      ? [value['evidence'], value['evidence-date']]
      : [undefined, undefined]
    const [evidence, evidenceDate] = [
      typeof text === 'string' ? text.trim() : '',
      typeof date === 'string' ? date.trim() : '',
    ]
    if (evidence === '' && evidenceDate === '' && isRecord(value)) continue
    const dateFault = evidenceDate === '' ? 'Give the date of the evidence.' : faultOfDate(evidenceDate, asOf)
    if (evidence === '') fault('Say where the evidence is: a link, or the document and its place.')
    else if (evidence.length > LONGEST_TEXT) fault(`Keep this to ${LONGEST_TEXT} characters.`)
    if (dateFault !== undefined) fault(dateFault)
    found[id] = { evidence, evidenceDate }
  }
  return found
}
