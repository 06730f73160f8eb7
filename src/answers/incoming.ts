/**
 * What stands in an assessment, and what a file says → what is new, what differs, and what both say, for a person to look at.
 * What the file does not say changes nothing; who checked an answer is never taken from a file.
 */

import { isDeepStrictEqual } from 'node:util'
import type { ContextQuestion, Question, Register, RuleSet } from '../rules/model.ts'
import { carriesOldEvidence, isSameEvidence, isSameValue, withReviewOf } from './evidence.ts'
import type { Answer, Answers, RegisterRow } from './model.ts'
import { updateOf } from './register-changes.ts'

/** Something that would be saved; `now` undefined: there is nothing there yet. */
interface Coming<T> {
  readonly now: T | undefined
  readonly then: T
}

export interface ComingAnswer extends Coming<Answer> {
  readonly question: Question
  /** It is to be confirmed first: it is of an earlier day, of other rules, or its evidence is that of another value. */
  readonly waits: boolean
}

export interface ComingContext extends Coming<string> {
  readonly question: ContextQuestion
}

export interface ComingRow extends Coming<RegisterRow> {
  readonly register: Register
  /** Position among the rows that are there, from 0; undefined: it is added. */
  readonly index: number | undefined
  /** Position among the rows of the file, from 0. */
  readonly position: number
}

export interface Incoming {
  readonly answers: readonly ComingAnswer[]
  readonly context: readonly ComingContext[]
  readonly rows: readonly ComingRow[]
  /** Registers of which the file says that every row is there, and then it is. */
  readonly complete: readonly Register[]
  /** How many answers and rows stand there already. */
  readonly same: number
}

/**
 * `file`: its answers under this rule set. `isCarried`: they are of an earlier day or of other rules, so that each is to be confirmed.
 */
export function compareIncoming(
  ruleSet: RuleSet,
  present: Answers,
  file: Pick<Answers, 'answers' | 'context' | 'registers'>,
  isCarried: boolean,
): Incoming {
  let same = 0
  const isNews = <T extends Coming<unknown>>(one: T) => {
    const news = !isDeepStrictEqual(one.now, one.then)
    if (!news) same++
    return news
  }
  const answers = ruleSet.questions.flatMap((question): ComingAnswer[] => {
    const given = file.answers[question.id]
    if (given === undefined) return []
    const now = present.answers[question.id]
    // What was said this time is newer than its like of then.
    const stays = isCarried && now !== undefined && isSameValue(now.value, given.value)
    const then = stays ? now : joined(now, given)
    return [{ question, now, then, waits: isCarried || carriesOldEvidence(now, then) }]
  })
  const context = ruleSet.context.flatMap((question): ComingContext[] => {
    const then = file.context[question.id]
    return then === undefined ? [] : [{ question, now: present.context[question.id], then }]
  })
  const rows = ruleSet.registers.flatMap((register) => pairRows(ruleSet, register, present, file))
  return {
    answers: answers.filter(isNews),
    context: context.filter(isNews),
    rows: rows.filter(isNews),
    complete: ruleSet.registers.filter(({ id }) => {
      const [here, there] = [present.registers[id], file.registers[id]]
      if (isCarried || there?.complete !== true || here?.complete === true) return false
      const added = rows.filter(({ register, index }) => register.id === id && index === undefined).length
      return (here?.rows.length ?? 0) + added === there.rows.length
    }),
    same,
  }
}

/** The answer with what the file says of it. Evidence and comment that it does not name stay, where the value does. */
function joined(now: Answer | undefined, given: Answer): Answer {
  const keepsSupport =
    now !== undefined &&
    isSameValue(now.value, given.value) &&
    (given.assurance === 'asserted' || isSameEvidence(now, given))
  const comment = given.comment ?? now?.comment
  const { assurance, evidence, evidenceDate, verifiedBy, verifiedHow } = keepsSupport ? now : given
  return withReviewOf(now, {
    ...{ value: given.value, assurance },
    ...(evidence === undefined ? {} : { evidence }),
    ...(evidenceDate === undefined ? {} : { evidenceDate }),
    ...(verifiedBy === undefined ? {} : { verifiedBy }),
    ...(verifiedHow === undefined ? {} : { verifiedHow }),
    ...(comment === undefined ? {} : { comment }),
  })
}

/** Each row of the file beside the one here that has its name; of several that share one, the first beside the first. */
function pairRows(
  ruleSet: RuleSet,
  register: Register,
  present: Pick<Answers, 'registers'>,
  file: Pick<Answers, 'registers'>,
): ComingRow[] {
  const here = (present.registers[register.id]?.rows ?? []).map((row, index) => ({ row, index }))
  const free = Map.groupBy(here, ({ row }) => nameOfRow(register, row))
  return (file.registers[register.id]?.rows ?? []).map((given, position): ComingRow => {
    const found = free.get(nameOfRow(register, given))?.shift()
    if (found === undefined) return { register, index: undefined, position, now: undefined, then: given }
    const { row: now, index } = found
    const cells = { ...now.cells, ...given.cells }
    const next = { cells, evidence: now.evidence }
    // Evidence of cells that change ends, unless the file gives some for them as they are now.
    const left = updateOf({ ruleSet, register }, { id: '', version: 0, row: now }, next)?.next ?? next
    const then = { cells, evidence: { ...left.evidence, ...given.evidence } }
    return { register, index, position, now, then }
  })
}

/** What the row is called: its first required text; undefined: it has no name. */
export function nameOfRow(register: Register, row: RegisterRow | undefined): string | undefined {
  const column = register.columns.find((one) => one.required && one.type === 'text')
  return column && row?.cells[column.id]
}
