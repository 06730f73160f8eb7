/** An assessment before its signature → the answers that its SIRO should look at, each once, with why; and the sentence that the signature says of them. */

import { findQuestion } from '../rules/find.ts'
import { answerWords, type Changes } from './changes.ts'
import type { Examined } from './explain-score.ts'
import { listNotApplicable, listOnPaperOnly, partlyKnown } from './sign-off.ts'
import { countWords, shortOf, upperFirst } from './words.ts'

/** One answer to look at before signing. */
export interface Listed {
  readonly id: string
  /** Undefined: it is of the scope. */
  readonly domain: string | undefined
  readonly short: string
  /** What is stated, or why it does not apply. */
  readonly says: string
  /** Why it is listed, at least one. */
  readonly why: readonly string[]
}

interface ToExplain {
  /** Undefined: an answer that is not known. */
  readonly contradiction: object | undefined
  readonly questions: readonly string[]
}

/** What is on paper only first, the heaviest first; then what does not fit together, is not known or in part, does not apply, or changed. */
export function listToLookAt(
  examined: Examined,
  toExplain: readonly ToExplain[],
  changes: Changes | undefined,
): Listed[] {
  const { ruleSet, answers } = examined
  const notApplicable = listNotApplicable(examined)
  const changed = changes?.domains.flatMap((one) => one.answers) ?? []
  const ofExplained = (isContradiction: boolean) =>
    toExplain
      .filter(({ contradiction }) => (contradiction !== undefined) === isContradiction)
      .flatMap(({ questions }) => questions)
  const reasons: readonly (readonly [why: string, ids: readonly string[]])[] = [
    ['on paper only', listOnPaperOnly(examined).map(({ id }) => id)],
    ['does not fit together', ofExplained(true)],
    ['not known', ofExplained(false).filter((id) => partlyKnown(examined, id) === undefined)],
    ['partly known', ofExplained(false).filter((id) => partlyKnown(examined, id) !== undefined)],
    ['does not apply', notApplicable.map(({ id }) => id)],
    ['changed for the better', changed.filter((one) => one.direction === 'better').map(({ id }) => id)],
    ['changed for the worse', changed.filter((one) => one.direction === 'worse').map(({ id }) => id)],
    [
      'changed',
      changed
        .filter((one) => one.direction === 'same-level' || one.direction === 'not-comparable')
        .map(({ id }) => id),
    ],
  ]
  const whyOf = new Map<string, Set<string>>()
  for (const [why, ids] of reasons) for (const id of ids) whyOf.set(id, (whyOf.get(id) ?? new Set()).add(why))
  return [...whyOf].map(([id, why]) => ({
    id,
    domain: findQuestion(ruleSet, id)?.domain,
    short: upperFirst(shortOf(ruleSet, id)),
    says: notApplicable.find((one) => one.id === id)?.says ?? saysOf(examined, id),
    why: [...why],
  }))

  function saysOf(of: Examined, id: string): string {
    const between = partlyKnown(of, id)
    if (between !== undefined) return `At worst: ${between.worst.text} At best: ${between.best.text}`
    const option = ruleSet.context
      .find((one) => one.id === id)
      ?.options?.find((one) => one.id === answers.context[id])
    return option?.text ?? answers.context[id] ?? answerWords(of, id)
  }
}

export type MarkName = 'accepted' | 'challenged' | 'sent-back'

/** What a mark is called where it stands. */
export const MARKS: Readonly<Record<MarkName, string>> = {
  accepted: 'Accepted',
  challenged: 'Challenged',
  'sent-back': 'Sent back',
}

/** What the signature says of the answers listed; `listed` 0: there were none. */
export function markedSentence(counts: {
  readonly listed: number | string
  readonly challenged: number | string
  readonly accepted: number | string
}): string {
  const { listed, challenged, accepted } = counts
  return listed === 0
    ? 'No answer was listed for challenge.'
    : `Of the ${listed} answers listed for challenge I have challenged ${challenged} and accepted ${accepted}.`
}

/** The reasons of a return with each answer that was sent back, one a line. */
export function returnText(
  reasons: string,
  sentBack: readonly { readonly short: string; readonly word: string }[],
): string {
  if (sentBack.length === 0) return reasons
  const lines = sentBack.map(({ short, word }) => `${short}: ${word}`)
  return [...(reasons === '' ? [] : [reasons]), ...lines].join('\n')
}

/** Why it cannot be signed while answers are sent back. */
export function sentBackWords(count: number): string {
  return `You sent ${countWords(count, 'answer')} back: return the assessment, or mark ${count === 1 ? 'it' : 'them'} otherwise.`
}
