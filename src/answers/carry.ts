/**
 * What was answered under one rule set at one reference date → what of it can stand under another rule set, or at a later date:
 * answers and register rows that map, what changed about their questions, what went stale, and what is left behind.
 * It decides nothing for people: what maps is a proposal that somebody confirms.
 */

import { findQuestion } from '../rules/find.ts'
import type { Column, ContextQuestion, Question, Register, RowTest, RuleSet } from '../rules/model.ts'
import { encodeValue } from './encode.ts'
import { evidenceOf, isLive } from './live.ts'
import { isWithinMonths } from '../calendar.ts'
import { MEANT } from './given.ts'
import type { Answer, Answers, AnswerValue, RegisterRow } from './model.ts'
import { parseAnswer, parseContextAnswer, type ParseContext } from './parse.ts'
import { parseCell } from './parse-row.ts'

/** What is different about a question: what it asks, or what can be answered. */
export type Difference = 'question' | 'answers'

/** What time did to an answer: its evidence has lapsed, or its date no longer counts for as much. */
export type Stale = 'evidence' | 'date'

export interface CarriedItem {
  /** As it is asked now. */
  readonly question: Question
  /** As it was asked then. */
  readonly before: Question
  /** As it can be confirmed, with its evidence. */
  readonly answer: Answer
  readonly changed: readonly Difference[]
  readonly stale: readonly Stale[]
}

export interface LeftItem {
  /** As it was asked. */
  readonly before: Question
  readonly answer: Answer
  /** `gone`: not asked any more; `register`: worked out from a register now; `not-an-answer`: it is none to the question as it is now. */
  readonly why: 'gone' | 'register' | 'not-an-answer'
}

/** A cell or evidence of a row that time has changed. */
export interface StaleCell {
  readonly short: string
  /** ISO date. */
  readonly date: string
  readonly why: 'expired' | 'too-old' | 'evidence'
}

export interface CarriedRow {
  /** Position among the rows before, from 0. */
  readonly index: number
  readonly row: RegisterRow
  /** Cells that are none to their column as it is now, or whose column is gone; and evidence for what the register does not answer now. */
  readonly left: readonly { readonly short: string; readonly cell: string }[]
  readonly stale: readonly StaleCell[]
}

export interface CarriedRegister {
  readonly register: Register
  readonly rows: readonly CarriedRow[]
  /** It was marked complete. */
  readonly complete: boolean
  /** Columns that there were not before. */
  readonly added: readonly Column[]
  /** Columns that ask otherwise, or offer something else. */
  readonly changed: readonly Column[]
}

export interface CarryPlan {
  /** In the order in which they are asked now. */
  readonly carried: readonly CarriedItem[]
  /** In the order in which they were asked. */
  readonly left: readonly LeftItem[]
  /** Questions that were not asked before. */
  readonly added: readonly Question[]
  readonly context: readonly { readonly question: ContextQuestion; readonly value: string }[]
  readonly contextLeft: readonly { readonly question: ContextQuestion; readonly value: string }[]
  /** Registers with rows. */
  readonly registers: readonly CarriedRegister[]
  /** Registers with rows that there are no more. */
  readonly registersLeft: readonly { readonly register: Register; readonly rows: readonly RegisterRow[] }[]
}

/** Plans what stands under `after` at the reference date `asOf` of what was answered under `before`. */
export function planCarry(before: RuleSet, given: Answers, after: RuleSet, asOf: string): CarryPlan {
  const context: ParseContext = { asOf, today: asOf, cohort: given.organisation.cohort, door: 'page' }
  const carried: CarriedItem[] = []
  const left: LeftItem[] = []
  for (const question of before.questions) {
    const answer = given.answers[question.id]
    if (answer === undefined || question.form.type === 'share') continue
    const now = findQuestion(after, question.id)
    const value = now === undefined ? undefined : valueUnder(question, now, answer.value, context)
    if (now !== undefined && value !== undefined)
      carried.push({
        question: now,
        before: question,
        answer: { ...answer, value },
        changed: differencesOf(question, now),
        stale: staleOf(now, { ...answer, value }, given.asOf, asOf),
      })
    else
      left.push({
        before: question,
        answer,
        why: now === undefined ? 'gone' : now.form.type === 'share' ? 'register' : 'not-an-answer',
      })
  }
  return {
    carried: carried.toSorted((a, b) => a.question.index - b.question.index),
    left,
    added: after.questions.filter(({ id }) => !before.byId.has(id)),
    ...planContext(before, given, after),
    registers: after.registers.flatMap((register) => planRegister(before, given, after, register, asOf)),
    registersLeft: before.registers.flatMap((register) => {
      const rows = given.registers[register.id]?.rows ?? []
      const stays = after.registers.some(({ id }) => id === register.id)
      return stays || rows.length === 0 ? [] : [{ register, rows }]
    }),
  }
}

/** The value as an answer to the question as it is now; undefined when it is none. */
function valueUnder(
  before: Question,
  now: Question,
  value: AnswerValue,
  context: ParseContext,
): AnswerValue | undefined {
  const { form } = now
  // The same number of something else is another answer.
  if (form.type === 'number' && before.form.type === 'number' && form.unit !== before.form.unit)
    return undefined
  if (value.kind === 'ticked' && form.type === 'checklist') {
    const items = value.items.filter((id) => form.items.some((item) => item.id === id))
    // To lose every tick would say "none of these", which nobody did.
    if (items.length === 0 && value.items.length > 0) return undefined
    return { kind: 'ticked', items }
  }
  // Whether it is meant was asked when it was given.
  const parsed = parseAnswer(now, { value: asTyped(value), [MEANT]: true }, context)
  return parsed.ok ? parsed.value.value : undefined
}

/** What `parseAnswer` takes for this value. */
export function asTyped(value: AnswerValue): unknown {
  switch (value.kind) {
    case 'choice':
      return value.option
    case 'ticked':
      return value.items
    case 'counts':
      return { count: value.count, of: value.of }
    case 'number':
      return value.number
    case 'date':
      return value.date
    case 'not-applicable':
      return { 'not-applicable': value.reason }
    case 'never':
    case 'not-measured':
    case 'none-exist':
    case 'dont-know':
      return value.kind
    default:
      return value satisfies never
  }
}

/** What changed about a question that an answer to it may have rested on; weights and credits are not asked. */
export function differencesOf(before: Question, now: Question): Difference[] {
  const asked = ({ text, hint, count, not }: Question) => JSON.stringify([text, hint, count, not])
  const answers = ({ form, levels, noneExist, notApplicable }: Question) =>
    JSON.stringify([form, levels.map(({ id, text, bound }) => [id, text, bound]), noneExist, notApplicable])
  return [
    ...(asked(before) === asked(now) ? [] : (['question'] as const)),
    ...(answers(before) === answers(now) ? [] : (['answers'] as const)),
  ]
}

function staleOf(question: Question, answer: Answer, then: string, asOf: string): Stale[] {
  const level = (at: string) => encodeValue(question, answer.value, at)
  return [
    ...(evidenceOf(question, answer, asOf) === 'lapsed' ? (['evidence'] as const) : []),
    ...(answer.value.kind === 'date' && level(asOf) < level(then) ? (['date'] as const) : []),
  ]
}

function planContext(
  before: RuleSet,
  given: Answers,
  after: RuleSet,
): Pick<CarryPlan, 'context' | 'contextLeft'> {
  const kept: { question: ContextQuestion; value: string }[] = []
  const left: { question: ContextQuestion; value: string }[] = []
  for (const question of before.context) {
    const value = given.context[question.id]
    if (value === undefined || question.fromOrganisation) continue
    const now = after.context[after.contextById.get(question.id) ?? -1]
    if (now !== undefined && parseContextAnswer(now, value).ok) kept.push({ question: now, value })
    else left.push({ question, value })
  }
  return { context: kept, contextLeft: left }
}

function planRegister(
  before: RuleSet,
  given: Answers,
  after: RuleSet,
  register: Register,
  asOf: string,
): CarriedRegister[] {
  const answered = given.registers[register.id]
  const was = before.registers.find(({ id }) => id === register.id)
  if (answered === undefined || was === undefined || answered.rows.length === 0) return []
  const tests = testsOf(after, register)
  return [
    {
      register,
      complete: answered.complete,
      added: register.columns.filter((column) => !was.columns.some(({ id }) => id === column.id)),
      changed: register.columns.filter((column) =>
        was.columns.some((one) => one.id === column.id && askedOf(one) !== askedOf(column)),
      ),
      rows: answered.rows.map((row, index) => {
        const { kept, left } = carryRow(before, after, was, register, row, asOf)
        return { index, row: kept, left, stale: staleCells(after, register, tests, kept, given.asOf, asOf) }
      }),
    },
  ]
}

const askedOf = ({ text, hint, type, options, unit }: Column) =>
  JSON.stringify([text, hint, type, options, unit])

function carryRow(
  before: RuleSet,
  after: RuleSet,
  was: Register,
  register: Register,
  row: RegisterRow,
  asOf: string,
): { kept: RegisterRow; left: CarriedRow['left'] } {
  const asking = { asOf, today: asOf, door: 'page', isMeant: true } as const
  const cells: Record<string, string> = {}
  const left: { short: string; cell: string }[] = []
  for (const [id, cell] of Object.entries(row.cells)) {
    const column = register.columns.find((one) => one.id === id)
    if (column !== undefined && 'text' in parseCell(column, cell, asking)) cells[id] = cell
    else left.push({ short: was.columns.find((one) => one.id === id)?.short ?? id, cell })
  }
  const feeds = new Set(register.feeds.map((index) => after.questions[index]?.id))
  const evidence = Object.fromEntries(Object.entries(row.evidence).filter(([id]) => feeds.has(id)))
  for (const [id, one] of Object.entries(row.evidence))
    if (!feeds.has(id)) {
      const question = findQuestion(before, id)
      left.push({
        short: `Evidence: ${question?.short ?? id}`,
        cell: `${one.evidence}, ${one.evidenceDate}`,
      })
    }
  return { kept: { cells, evidence }, left }
}

/** Every test that reads a cell of the register by itself. */
function testsOf(ruleSet: RuleSet, register: Register): RowTest[] {
  const flat = (tests: readonly RowTest[]): RowTest[] =>
    tests.flatMap((test) => (test.kind === 'any' ? flat(test.of) : [test]))
  const forms = register.feeds.flatMap((index) => ruleSet.questions[index]?.form ?? [])
  return flat([
    ...register.countsWhen,
    ...forms.flatMap((form) => (form.type === 'share' ? [...form.where, ...form.of] : [])),
  ])
}

function staleCells(
  ruleSet: RuleSet,
  register: Register,
  tests: readonly RowTest[],
  row: RegisterRow,
  then: string,
  asOf: string,
): StaleCell[] {
  const cells = register.columns.flatMap(({ id, type, short, mayBeAhead }): StaleCell[] => {
    const date = row.cells[id]
    if (type !== 'date' || date === undefined || !/^\d/.test(date)) return []
    if (mayBeAhead) return date >= then && date < asOf ? [{ short, date, why: 'expired' }] : []
    const aged = tests.some(
      (test) =>
        test.kind === 'recent' &&
        test.column === id &&
        isWithinMonths(date, test.months, then) &&
        !isWithinMonths(date, test.months, asOf),
    )
    return aged ? [{ short, date, why: 'too-old' }] : []
  })
  const evidence = Object.entries(row.evidence).flatMap(([id, { evidenceDate }]): StaleCell[] => {
    const question = findQuestion(ruleSet, id)
    return question === undefined || isLive(evidenceDate, question, asOf)
      ? []
      : [{ short: question.short, date: evidenceDate, why: 'evidence' }]
  })
  return [...cells, ...evidence]
}
