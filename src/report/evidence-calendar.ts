/**
 * What is shown now, twelve months ahead → what runs out when, and the score on evidence at the end of each month if nobody renews any of it.
 * Each score is that of the scorer at a later reference date; nothing is estimated.
 */

import { stateOf, worstLevel } from '../answers/levels.ts'
import { encode } from '../answers/encode.ts'
import { evidenceOf } from '../answers/live.ts'
import type { LevelRow } from '../answers/model.ts'
import { addMonths } from '../calendar.ts'
import type { CalendarChart } from '../charts/evidence-calendar.ts'
import type { Question } from '../rules/model.ts'
import { score } from '../scoring/score.ts'
import { sizeOf, statesOf } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { bandNameOf, countWords, dateWords, upperFirst } from './words.ts'

/** How far it looks, in months (ours): evidence of most questions lasts twelve. */
const MONTHS = 12

/** An answer that shows less from some month on. */
export interface RunsOut {
  readonly id: string
  readonly domain: string
  readonly short: string
  /** ISO date: the last day on which it counts as now; undefined: of several rows, or of what is said itself. */
  readonly lastDay: string | undefined
  /** `age`: what the answer gives is too old by then, whatever shows it. */
  readonly why: 'evidence' | 'age'
}

export interface CalendarMonth {
  /** ISO date: its last day. */
  readonly end: string
  /** On evidence, at that day. */
  readonly score: number
  /** What shows less than at the end of the month before, what runs out first first. */
  readonly runsOut: readonly RunsOut[]
}

export interface EvidenceCalendar {
  /** On evidence, at the reference date. */
  readonly score: number
  /** In order; the first may begin at the reference date. */
  readonly months: readonly CalendarMonth[]
}

/** The twelve months from today on, or from the reference date where that is still to come. `today`: ISO date. */
export function lookAhead(examined: Examined, today: string): EvidenceCalendar {
  const { ruleSet, answers, result } = examined
  const start = today > answers.asOf ? today : answers.asOf
  const first = endOfMonth(start) > answers.asOf ? 0 : 1
  let before: LevelRow = examined.row
  const months = Array.from({ length: MONTHS }, (_, index): CalendarMonth => {
    const end = endOfMonth(addMonths(`${start.slice(0, 7)}-01`, first + index))
    const then = { ...answers, asOf: end }
    const row = encode(ruleSet, then)
    const states = statesOf({ ruleSet, row })
    const lost = ruleSet.questions
      .filter(({ index: at }) => states[at] !== 'hidden')
      .map((question) => ({ question, size: lostOf(question, before, row, ruleSet) }))
      .filter(({ size }) => size > 0)
    const runsOut = lost
      .toSorted((a, b) => b.size - a.size)
      .map(({ question }) => runsOutOf(examined, question, before, row))
      .toSorted((a, b) => ((a.lastDay ?? end) < (b.lastDay ?? end) ? -1 : 1))
    before = row
    return { end, score: score(ruleSet, then, row).overall.assured, runsOut }
  })
  return { score: result.overall.assured, months }

  function lostOf(question: Question, from: LevelRow, to: LevelRow, rules: Examined['ruleSet']): number {
    return sizeOf(rules, question, creditOf(question, from.assured) - creditOf(question, to.assured))
  }
}

/** What is shown of a question, 0–100; what does not apply takes nothing away. */
function creditOf({ index, levels }: Question, bytes: Uint8Array): number {
  const byte = bytes[index]
  if (byte === undefined) return 0
  if (stateOf(byte) === 'not-applicable') return 100
  return levels[worstLevel(byte) ?? -1]?.credit ?? 0
}

function runsOutOf({ answers }: Examined, question: Question, from: LevelRow, to: LevelRow): RunsOut {
  const { id, domain, short, index } = question
  const isOlder = (worstLevel(from.declared[index] ?? 0) ?? 0) > (worstLevel(to.declared[index] ?? 0) ?? 0)
  const answer = answers.answers[id]
  const isTyped = !isOlder && answer !== undefined && evidenceOf(question, answer, answers.asOf) === 'live'
  return {
    id,
    domain,
    short: upperFirst(short),
    lastDay:
      isTyped && answer.evidenceDate !== undefined
        ? addMonths(answer.evidenceDate, question.evidenceLasts)
        : undefined,
    why: isOlder ? 'age' : 'evidence',
  }
}

/** The last day of the month of a day, ISO date. */
function endOfMonth(day: string): string {
  return addMonths(`${day.slice(0, 4)}-01-31`, Number(day.slice(5, 7)) - 1)
}

/** `March 2027` of a day. */
export const monthWords = (day: string) => dateWords(day).replace(/^\d+ /, '')

/** When it runs out: `after 12 March 2027`, or `in March 2027`. */
export function whenWords({ lastDay }: RunsOut, { end }: Pick<CalendarMonth, 'end'>): string {
  return lastDay === undefined ? `in ${monthWords(end)}` : `after ${dateWords(lastDay)}`
}

/** What happens to the score if nothing is renewed, in one sentence. */
export function calendarSentence({ ruleSet }: Pick<Examined, 'ruleSet'>, calendar: EvidenceCalendar): string {
  const { score: now, months } = calendar
  const count = months.reduce((sum, { runsOut }) => sum + runsOut.length, 0)
  const last = months.at(-1)
  if (now === 0 && count === 0) return 'Nothing is shown on evidence yet, so nothing can run out'
  if (count === 0 || last === undefined)
    return `All that is shown on evidence still counts in ${monthWords(last?.end ?? '')}`
  const ends = `${countWords(count, 'answer')} ${count === 1 ? 'runs' : 'run'} out by ${monthWords(last.end)}`
  if (last.score === now) return `${ends}, and the score on evidence stays at ${now}`
  const [from, to] = [bandNameOf(ruleSet, now), bandNameOf(ruleSet, last.score)]
  const bands = from === to ? '' : `, from ${from} to ${to}`
  return `If nobody renews evidence, the score on it falls from ${now} to ${last.score} by ${monthWords(last.end)}${bands}`
}

/** What somebody is asked who has the part, as a comment on the question. */
export function renewWords(one: RunsOut, month: Pick<CalendarMonth, 'end'>): string {
  return one.why === 'age'
    ? `What this answer gives is too old from ${monthWords(month.end)} on. Please do it again, and give the new date.`
    : `The evidence of this answer runs out ${whenWords(one, month)}. Please bring newer evidence before that.`
}

/** The score at the end of each month, and how many answers run out in it. */
export function chartCalendar({ score: now, months }: EvidenceCalendar): CalendarChart {
  const last = months.at(-1)
  return {
    id: 'evidence-calendar',
    title: 'The score on evidence if nothing is renewed',
    description: `It is ${now} now${last === undefined ? '' : `, and ${last.score} at the end of ${monthWords(last.end)}`}.`,
    from: now,
    months: months.map(({ end, score: then, runsOut }) => ({
      name: monthWords(end).slice(0, 3),
      year: end.slice(0, 4),
      score: then,
      count: runsOut.length,
    })),
    legend: { left: 'on evidence', lost: 'runs out unless renewed', counts: 'answers that run out' },
  }
}
