/** An assessment → what its SIRO should challenge before signing: what is on paper only, what does not apply and why, and what is not known. */

import { bestLevel, stateOf, worstLevel } from '../answers/levels.ts'
import type { ProfileChart } from '../charts/profile.ts'
import { countAsked } from './asked.ts'
import { findQuestion } from '../rules/find.ts'
import type { Level } from '../rules/model.ts'
import type { Examined } from './explain-score.ts'
import { movedWords } from './profile.ts'
import { openWords } from './results.ts'
import { countWords, upperFirst, valueWords } from './words.ts'

export interface Challenged {
  readonly id: string
  readonly domain: string
  readonly short: string
  /** What is stated, or why it does not apply. */
  readonly says: string
}

/** Answers that count for more on paper than on evidence, the weightiest first; of one weight, those that lose most. */
export function listOnPaperOnly({ ruleSet, answers, row }: Examined): Challenged[] {
  return ruleSet.questions
    .map((question, index) => {
      const [declared, assured] = [row.declared[index], row.assured[index]].map((byte) =>
        byte === undefined ? undefined : question.levels[worstLevel(byte) ?? -1],
      )
      const lost = (declared?.credit ?? 0) - (assured?.credit ?? 0)
      const value = answers.answers[question.id]?.value
      const says = value === undefined ? (declared?.text ?? '') : upperFirst(valueWords(question, value))
      return { question, lost, says }
    })
    .filter(({ lost }) => lost > 0)
    .toSorted((a, b) => b.question.weight * b.lost - a.question.weight * a.lost)
    .map(({ question, says }) => challenged(question, says))
}

/** Between which levels an answer of a register lies that is known in part; undefined: it is known, or nothing of it is. */
export function partlyKnown(
  { ruleSet, row }: Pick<Examined, 'ruleSet' | 'row'>,
  id: string,
): { readonly worst: Level; readonly best: Level } | undefined {
  const question = findQuestion(ruleSet, id)
  const byte = row.declared[question?.index ?? -1]
  if (question === undefined || byte === undefined || stateOf(byte) !== 'not-known') return undefined
  const last = question.levels.length - 1
  const floor = worstLevel(byte) ?? 0
  const ceiling = bestLevel(byte, last, row.ceiling?.[question.index]) ?? last
  const [worst, best] = [question.levels[floor], question.levels[ceiling]]
  return worst === undefined || best === undefined || (floor === 0 && ceiling === last)
    ? undefined
    : { worst, best }
}

/** Answers that something does not apply, with the reason given. */
export function listNotApplicable({ ruleSet, answers, row }: Examined): Challenged[] {
  return ruleSet.questions.flatMap((question, index) => {
    const value = answers.answers[question.id]?.value
    const byte = row.declared[index]
    return value?.kind === 'not-applicable' && byte !== undefined && stateOf(byte) === 'not-applicable'
      ? [challenged(question, value.reason)]
      : []
  })
}

function challenged(
  question: { readonly id: string; readonly domain: string; readonly short: string },
  says: string,
): Challenged {
  return { id: question.id, domain: question.domain, short: upperFirst(question.short), says }
}

/** What a signature would say, in one sentence: what moved since the last one, and how much rests on somebody's word. */
export function signOffSentence(
  now: Examined,
  before: Pick<Examined, 'ruleSet' | 'result'> | undefined,
): string {
  const { overall, unanswered } = now.result
  if (overall.score === null)
    return `${openWords(unanswered.length, countAsked(now))}, so nobody can sign it yet`
  const onWord = overall.score - overall.assured
  const rests =
    onWord === 0
      ? `all ${overall.score} points can be shown on evidence`
      : `${onWord} of the ${countWords(overall.score, 'point')} on paper ${onWord === 1 ? 'rests' : 'rest'} on somebody’s word`
  const earlier = before?.result.overall
  if (earlier == null || earlier.score === null || before?.ruleSet.digest !== now.ruleSet.digest)
    return upperFirst(rests)
  const { noRealChangeBelow } = now.ruleSet
  const paper = movedWords(overall.score - earlier.score, noRealChangeBelow)
  const evidence = movedWords(overall.assured - earlier.assured, noRealChangeBelow)
  const both = paper === evidence ? paper : `${paper} on paper and ${evidence} on evidence`
  return `${upperFirst(both)} since the last signature; ${rests}`
}

/** The overall score as one bar, beside what was signed last where the same rules asked. */
export function chartSigned(
  now: Examined,
  before: Pick<Examined, 'ruleSet' | 'result'> | undefined,
): ProfileChart {
  const { ruleSet, result } = now
  const { low, high, assured } = result.overall
  const earlier = before?.ruleSet.digest === ruleSet.digest ? before.result.overall.score : null
  const last = earlier === null ? '' : `, signed last ${earlier}`
  return {
    id: 'signed',
    title: 'The overall score',
    description: `On evidence ${assured}, on paper ${low === high ? low : `between ${low} and ${high}`}${last}, of 100.`,
    groups: [
      {
        heading: 'What the signature stands under',
        rows: [
          {
            label: 'Overall',
            evidence: assured,
            paper: low,
            high,
            before: earlier ?? undefined,
            middle: undefined,
          },
        ],
      },
    ],
    zones: ruleSet.bands.map(({ name, from }) => ({ name, from })),
  }
}

/** Names of the steps on the way to a signature. */
const STEPS = {
  submitted: 'Submitted to the SIRO',
  withdrawn: 'Withdrawn by the lead',
  returned: 'Returned with reasons',
  signed: 'Signed',
  'signed-with-reservations': 'Signed with reservations',
  reopened: 'Reopened: a new assessment goes on from this one',
} as const

/** What happened, as a heading of one step. */
export function signOffStepName(kind: keyof typeof STEPS): string {
  return STEPS[kind]
}

/** Those who should have seen it before it is signed, by the id under which it is kept. */
export const OFFICES: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'caldicott-guardian', name: 'Caldicott Guardian' },
  { id: 'data-protection-officer', name: 'Data protection officer' },
  { id: 'clinical-safety-officer', name: 'Clinical safety officer' },
]

/** Said of a signature where one of the two reports to the other. */
export const SAME_LINE =
  'One of the two who submitted and signed reports to the other, so this was not checked from outside that line.'
