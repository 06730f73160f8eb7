/**
 * An assessment and what was decided → the board's page: whether we are within what we accept, what decisions buy, the five gravest risks, three questions, what nobody knows.
 * At most 700 words in every state. Where most answers are open it says *too early*, and names what a board can do then.
 */

import type { MatrixChart } from '../charts/matrix.ts'
import type { ProfileChart } from '../charts/profile.ts'
import { lineOf } from '../planning/position.ts'
import { isTooEarly } from '../planning/too-early.ts'
import { findQuestion } from '../rules/find.ts'
import { countAsked, isAnythingKnown, sizeOf } from './asked.ts'
import type { Decisions } from './board-decisions.ts'
import type { Examined } from './explain-score.ts'
import { answerFirst, openSentence } from './profile.ts'
import { openWords, paperWords } from './results.ts'
import { chartMatrix, groupRisks, type GroupedRisk, type TargetOf } from './risk-list.ts'
import { describeRisks } from './risks.ts'
import { bothReadings, countWords, joinWords, shortOf, smallNumber, upperFirst } from './words.ts'

/** Gravest risks on the page (ours). */
const GRAVEST = 5
/** Names of answers nobody knows, so that the page keeps to its length (ours). */
const NAMES = 4

/** Whether we are within what we accept, in one sentence without a full stop. */
export function boardSentence(examined: Examined): string {
  if (!isAnythingKnown(examined)) return 'Too early to decide: no answer is known yet'
  if (isTooEarly(examined)) return `Too early to decide: ${openSentence(examined)}`
  const groups = groupRisks(examined).map(({ group }) => group)
  const [sure, open, evidence] = (['paper', 'open', 'evidence'] as const).map(
    (group) => groups.filter((one) => one === group).length,
  ) as [number, number, number]
  const of = countWords(groups.length, 'risk')
  const shown = sure + open + evidence
  if (shown === 0) return 'We are within what we accept, on paper and on evidence'
  const onEvidence = `${shown === groups.length ? 'all' : smallNumber(shown)} on evidence`
  if (sure === 0 && open === 0)
    return `We are within what we accept on paper, not on evidence: ${smallNumber(shown)} of ${of} ${isOrAre(shown)} above it`
  if (sure === 0)
    return `We may be outside what we accept: ${smallNumber(open)} of ${of} may be above it${evidence === 0 ? '' : `; ${onEvidence}`}`
  const may = open === 0 ? '' : `, and ${smallNumber(open)} more may be`
  const first = `We are outside what we accept: ${smallNumber(sure)} of ${of} ${isOrAre(sure)} above it`
  return evidence === 0 && open === 0
    ? `${first}, on paper and on evidence`
    : `${first} on paper${may}; ${onEvidence}`
}

const isOrAre = (n: number) => (n === 1 ? 'is' : 'are')

/** The score in both readings; `between 40 and 60 of 100 on paper, 12 on evidence`. */
export function scoresTitle({ ruleSet, result: { overall } }: Examined): string {
  return upperFirst(bothReadings(paperWords(ruleSet, overall).number, overall.assured))
}

/** What the decisions come to together, after what is accepted. */
export function gainSentence(examined: Examined, { rows, above }: Decisions): string {
  const { ruleSet, appetites } = examined
  const own = ruleSet.risks.filter(({ id }) => appetites?.has(id)).length
  const accepted = `What we accept ends at ${lineOf(ruleSet)} of 25, ${own === 0 ? 'a line of this tool' : `and of ${countWords(own, 'risk')} where our register says`}.`
  if (rows.length === 0 || above === undefined) return accepted
  const { from, to } = above
  const subject = rows.length === 1 ? 'The decision below' : `The ${smallNumber(rows.length)} decisions below`
  const brings = (reading: 'paper' | 'evidence') =>
    to[reading] < from[reading] ? [`from ${from[reading]} to ${to[reading]} on ${reading}`] : []
  const parts = [...brings('paper'), ...brings('evidence')]
  if (parts.length === 0) {
    const lowers = rows.some(({ risks }) => risks.length > 0)
    const verb = rows.length === 1 ? 'lowers' : 'lower'
    return `${accepted} ${subject} ${verb} ${lowers ? 'risks, but none of them to within it' : 'no risk that can be worked out'}.`
  }
  const maybe = groupRisks(examined).some(({ group }) => group === 'open') ? 'that are or may be ' : ''
  return `${accepted} ${subject} ${rows.length === 1 ? 'brings' : 'bring'} the risks ${maybe}above it ${joinWords(parts)}.`
}

/** The highest after our controls, the gravest first, each with its number in the list of risks. */
export function fiveGravest(examined: Examined): GroupedRisk[] {
  const all = groupRisks(examined)
  return describeRisks(examined)
    .slice(0, GRAVEST)
    .flatMap(({ id }) => all.find(({ row }) => row.id === id) ?? [])
    .toSorted((a, b) => a.number - b.number)
}

/** The matrix with those five. */
export function chartGravest(
  examined: Examined,
  hrefOf: (id: string) => string,
  targetOf: TargetOf,
): MatrixChart {
  return chartMatrix(examined, hrefOf, fiveGravest(examined), targetOf)
}

/** Where the score lies while it is too early. */
export function chartRange({ ruleSet, result }: Examined): ProfileChart {
  const { low, high, assured } = result.overall
  return {
    id: 'range',
    title: 'Where the score lies',
    description: `Between ${low} and ${high} of 100, shown ${assured}.`,
    groups: [
      {
        heading: 'All domains together',
        rows: [
          {
            label: 'Overall score',
            evidence: assured,
            paper: low,
            high,
            before: undefined,
            middle: undefined,
          },
        ],
      },
    ],
    zones: ruleSet.bands.map(({ name, from }) => ({ name, from })),
  }
}

export interface EarlyToDo {
  readonly heading: string
  readonly says: string
  readonly about: 'questions' | 'signed' | 'day'
}

/** What a board can do while it is too early. */
export function boardToDo(examined: Examined, hasSigned: boolean): EarlyToDo[] {
  return [
    {
      heading: 'Ask for the day',
      says: 'Ask the lead when the open answers will be there, and who is asked for them.',
      about: 'day',
    },
    ...(hasSigned
      ? [
          {
            heading: 'Read what was signed last',
            says: 'It is the last account that somebody put their name to.',
            about: 'signed' as const,
          },
        ]
      : []),
    { ...answerFirst(examined), about: 'questions' },
  ]
}

/** What is not known, and that it counts at its worst. */
export function describeUnknown(examined: Examined): string[] {
  const { ruleSet, result } = examined
  const { notKnown, unanswered } = result
  const names = (ids: readonly string[]) => {
    const sizeOfId = (id: string) => {
      const question = findQuestion(ruleSet, id)
      return question === undefined ? 0 : sizeOf(ruleSet, question, 100)
    }
    const largest = ids.toSorted((a, b) => sizeOfId(b) - sizeOfId(a)).slice(0, NAMES)
    const shown = largest.map((id) => shortOf(ruleSet, id))
    const more = ids.length - shown.length
    return joinWords(more > 0 ? [...shown, `${more} more`] : shown)
  }
  const sentences = [
    ...(notKnown.length === 0
      ? []
      : [
          `${upperFirst(countWords(notKnown.length, 'answer'))} ${notKnown.length === 1 ? 'is' : 'are'} “don’t know”: ${names(notKnown)}.`,
        ]),
    ...(unanswered.length === 0
      ? []
      : [
          `${upperFirst(openWords(unanswered.length, countAsked(examined)))}${notKnown.length === 0 ? `: ${names(unanswered)}` : ''}.`,
        ]),
  ]
  if (sentences.length === 0) return ['Every question is answered, and none with “don’t know”.']
  return [...sentences, 'What is not known counts at its worst here, and is never shown as a no.']
}
