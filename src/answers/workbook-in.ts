/**
 * The sheets of a workbook that went out from here → the content of an answers file, with the sheet and cell of each value; or every fault with both.
 * A cell that is as it went out says nothing to the assessment that it came from, and a blank one never takes anything away.
 */

import type { ContextQuestion, Question, RuleSet } from '../rules/model.ts'
import { isRecord, shown } from './given.ts'
import { type FileFault, keyOfPath, type Opened } from './opening.ts'
import { ROW_COLUMN } from './register-words.ts'
import {
  type CellOf,
  partsOf,
  readContext,
  readSaid,
  type Said,
  sameCell,
  sayContext,
} from './workbook-cells.ts'
import { type Columns, faultsOfTexts, type InRow, type InSheet, placeIn, readHead } from './workbook-sheet.ts'
import { headsBeside, readRegister, type RegisterReading } from './workbook-register.ts'
import { ABOUT, COLUMNS, contentKey, idOfPart, KIND, WENT_OUT } from './workbook-out.ts'

/** What stands on the hidden sheet. */
export interface WentOut {
  /** Of the rule set under which it went out. */
  readonly digest: string
  readonly assessmentId: string
  readonly kept: ReadonlyMap<string, unknown>
}

const NOT_OURS = `This workbook was not taken out here, or its hidden sheet “${WENT_OUT}” is gone. Take a new one out, and copy into it what you filled in.`

/** What the workbook says of itself; undefined: it is not one of ours. */
export function findWentOut(sheets: readonly InSheet[]): WentOut | undefined {
  const [first, ...rows] = sheets.find(({ name }) => name === WENT_OUT)?.rows ?? []
  if (first?.cells[0] !== KIND) return undefined
  const kept = new Map<string, unknown>()
  for (const { cells } of rows) {
    const [key = '', text = ''] = cells
    try {
      kept.set(key, JSON.parse(text))
    } catch {
      // As if it had gone out blank: its cells are read.
    }
  }
  const [digest, assessmentId] = [kept.get('digest'), kept.get('assessment')]
  if (typeof digest !== 'string' || typeof assessmentId !== 'string') return undefined
  return { digest, assessmentId, kept }
}

/** `isSame`: the assessment that it came from is the one that it is read for. */
export function openWorkbook(ruleSet: RuleSet, sheets: readonly InSheet[], isSame: boolean): Opened {
  const went = findWentOut(sheets)
  if (went === undefined) return { ok: false, faults: [{ place: sheets[0]?.name ?? '', message: NOT_OURS }] }
  const reading = new Reading(ruleSet, went, isSame)
  for (const sheet of sheets) if (![ABOUT, WENT_OUT].includes(sheet.name)) reading.readSheet(sheet)
  const { faults, places, answers, registers } = reading
  if (faults.length > 0) return { ok: false, faults }
  const placeOf = (path: readonly (string | number)[]) => {
    for (let length = path.length; length > 0; length--) {
      const place = places.get(keyOfPath(path.slice(0, length)))
      if (place !== undefined) return place
    }
    return WENT_OUT
  }
  const [organisation, asOf] = [went.kept.get('organisation'), went.kept.get('as-of')]
  return {
    ok: true,
    file: {
      content: { organisation, 'as-of': asOf, answers, registers },
      placeOf,
      door: 'table',
      digest: went.digest,
      texts: { explanations: undefined, notes: undefined },
      placeOfText: (path) => placeOf(path.slice(1)),
    },
  }
}

class Reading implements RegisterReading {
  readonly faults: FileFault[] = []
  readonly places = new Map<string, string>()
  readonly answers: Record<string, unknown> = {}
  readonly registers: Record<string, unknown> = {}
  private readonly ids = new Map<string, string>()
  readonly ruleSet: RuleSet
  readonly went: WentOut
  readonly isSame: boolean
  private readonly cohort: string

  constructor(ruleSet: RuleSet, went: WentOut, isSame: boolean) {
    this.ruleSet = ruleSet
    this.went = went
    this.isSame = isSame
    const organisation = went.kept.get('organisation')
    const cohort = isRecord(organisation) ? organisation['cohort'] : undefined
    this.cohort = typeof cohort === 'string' ? cohort : ''
  }

  readSheet(sheet: InSheet): void {
    if (sheet.rows.length === 0 || sheet.name === LISTS) return
    this.faults.push(...faultsOfTexts(sheet))
    const at = sheet.rows.findIndex(({ cells }) =>
      [COLUMNS.id, ROW_COLUMN].some((name) => cells.some((cell) => cell.trim() === name)),
    )
    const head = sheet.rows[at]
    const above = sheet.rows.slice(0, Math.max(at, 0))
    const register = this.ruleSet.registers.find(({ id }) =>
      above.some(({ cells }) => cells[0]?.trim() === id),
    )
    if (head === undefined)
      return this.fault(
        `${sheet.name}, A1`,
        `The row that names the columns is missing. Put it back as it went out; or delete this sheet, if it is not one of ours.`,
      )
    const others = register?.columns.map(({ short }) => short) ?? READ_AGAIN
    const also = register === undefined ? GIVEN : headsBeside(this.ruleSet, register)
    const { columns, faults } = readHead(sheet, head, others, also)
    this.faults.push(...faults)
    if (faults.length > 0) return
    const rows = sheet.rows.slice(at + 1)
    if (register === undefined) this.readQuestions(sheet, rows, columns)
    else {
      const said = readRegister(this, { sheet, register, columns }, above, rows)
      if (said !== undefined) this.registers[register.id] = said
    }
  }

  readonly fault = (place: string, message: string): void => {
    this.faults.push({ place, message })
  }

  private readQuestions(sheet: InSheet, rows: readonly InRow[], columns: Columns): void {
    const byId = new Map<string, InRow>()
    const cellOf = (row: InRow | undefined, name: string) =>
      (row?.cells[columns.get(name) ?? -1] ?? '').trim()
    const placeOf = (row: InRow, name: string) => placeIn(sheet, columns.get(name) ?? 0, row.line)
    for (const row of rows) {
      const id = cellOf(row, COLUMNS.id)
      const earlier = this.ids.get(id)
      if (id === '') {
        if (READ_AGAIN.some((name) => cellOf(row, name) !== ''))
          this.fault(
            placeOf(row, COLUMNS.id),
            'This row has no id, so nobody knows what it answers. Put the id back, or empty the row.',
          )
      } else if (earlier !== undefined)
        this.fault(
          placeOf(row, COLUMNS.id),
          `${shown(id)} stands in ${earlier} already. Keep one of the two rows.`,
        )
      else {
        this.ids.set(id, placeOf(row, COLUMNS.id))
        byId.set(id, row)
      }
    }
    const known = new Set<string>()
    const { questions, context } = this.ruleSet
    for (const question of questions) {
      if (question.form.type === 'share') continue
      const parts = partsOf(question, this.cohort).map(
        ({ key }) => [key, idOfPart(question.id, key)] as const,
      )
      const here = parts.flatMap(([key, id]) => (byId.has(id) ? [[key, byId.get(id)] as const] : []))
      for (const [, id] of parts) known.add(id)
      if (here.length > 0) this.readQuestion(question, new Map(here), cellOf, placeOf)
    }
    for (const question of context.filter(({ fromOrganisation }) => !fromOrganisation)) {
      const row = byId.get(question.id)
      known.add(question.id)
      if (row !== undefined)
        this.readContextCell(question, cellOf(row, COLUMNS.answer), placeOf(row, COLUMNS.answer))
    }
    for (const [id, row] of byId)
      if (!known.has(id) && READ_AGAIN.some((name) => name !== COLUMNS.id && cellOf(row, name) !== ''))
        this.fault(
          placeOf(row, COLUMNS.id),
          `There is no question ${shown(id)} in this rule set. Put its own id back, or delete the row.`,
        )
  }

  private readQuestion(
    question: Question,
    rows: ReadonlyMap<string, InRow | undefined>,
    cellOf: (row: InRow | undefined, name: string) => string,
    placeOf: (row: InRow, name: string) => string,
  ): void {
    const { id } = question
    const own = rows.get('')
    const said: Said = {
      parts: Object.fromEntries([...rows].map(([key, row]) => [key, cellOf(row, COLUMNS.answer)])),
      evidence: cellOf(own, COLUMNS.evidence),
      date: cellOf(own, COLUMNS.date),
      shows: cellOf(own, COLUMNS.shows),
      comment: cellOf(own, COLUMNS.comment),
    }
    for (const [key, row] of rows)
      if (row !== undefined) {
        const path = key === '' ? [] : [key]
        this.places.set(keyOfPath(['answers', id, ...path]), placeOf(row, COLUMNS.answer))
      }
    if (own !== undefined)
      for (const [detail, name] of DETAILS)
        this.places.set(keyOfPath(['answers', id, detail]), placeOf(own, name))
    const read = readSaid(question, this.cohort, said, this.went.kept.get(contentKey(id)))
    if ('message' in read) {
      const row = rows.get('part' in read.at ? read.at.part : '') ?? own
      if (row !== undefined) this.fault(placeOf(row, columnOf(read.at)), read.message)
    } else if (read.entry !== undefined && (read.isTouched || !this.isSame)) this.answers[id] = read.entry
  }

  private readContextCell(question: ContextQuestion, cell: string, place: string): void {
    const before = this.went.kept.get(contentKey(question.id))
    const isTouched = cell !== '' && !sameCell(cell, sayContext(question, before))
    this.places.set(keyOfPath(['answers', question.id]), place)
    if (!isTouched) {
      if (!this.isSame && before !== undefined) this.answers[question.id] = before
      return
    }
    const read = readContext(question, cell)
    if ('message' in read) this.fault(place, read.message)
    else this.answers[question.id] = read.text
  }
}

/** The sheet of what can be chosen. */
export const LISTS = 'Lists'

/** Columns of a question that are read again, and those that are not. */
const READ_AGAIN: readonly string[] = [
  COLUMNS.id,
  COLUMNS.answer,
  COLUMNS.evidence,
  COLUMNS.date,
  COLUMNS.shows,
  COLUMNS.comment,
]
const GIVEN: readonly string[] = [COLUMNS.question, COLUMNS.knows, COLUMNS.where]
const DETAILS = [
  ['evidence', COLUMNS.evidence],
  ['evidence-date', COLUMNS.date],
  ['comment', COLUMNS.comment],
] as const

const columnOf = (at: CellOf) => ('part' in at ? COLUMNS.answer : COLUMNS[at.detail])
