/** An assessment → what its SIRO should challenge before signing: what is on paper only, what does not apply and why, and what is not known. */

import { stateOf, worstLevel } from '../answers/levels.ts'
import type { Examined } from './explain-score.ts'
import { upperFirst, valueWords } from './words.ts'

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
