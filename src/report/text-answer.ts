/** An explained answer and a weight's evidence → the sentences that every explanation in plain text shares. */

import type { RuleSet, WeightEvidence } from '../rules/model.ts'
import type { ExplainedAnswer } from './explain-answer.ts'
import { assuranceName } from './standing-words.ts'
import { dateWords, endSentence } from './words.ts'

/** The answer as given with what supports it: one or two sentences. */
export function answerSentence(answer: ExplainedAnswer): string {
  const words = endSentence(answer.words)
  switch (answer.state) {
    case 'hidden':
      return 'not asked here, because of an answer about the scope.'
    case 'unanswered':
      return `${words} It counts as the lowest level until it is answered.`
    case 'not-known':
      return `${words} What is not known counts as the worst it may be.`
    case 'answered':
    case 'not-applicable':
      return `${words}${supportSentence(answer)}`
  }
}

/** Empty for an answer that a register gives: its words say what is evidenced. */
function supportSentence({ assurance, evidence, evidenceDate, evidenceState }: ExplainedAnswer): string {
  if (assurance === null) return ''
  if (assurance === 'asserted') return ' On your word, without evidence.'
  const what = [evidence, evidenceDate === null ? null : dateWords(evidenceDate)].filter(
    (part) => part !== null,
  )
  const name = assurance === 'evidenced' ? 'Evidence' : `Evidence, ${assuranceName(assurance)}`
  const lapsed = evidenceState === 'lapsed' ? ' It is too old and no longer counts.' : ''
  return ` ${endSentence(`${name}: ${what.join(', ')}`)}${lapsed}`
}

/** Why a question weighs what it weighs, naming the dossiers. */
export function weightSources(ruleSet: RuleSet, weight: number, evidence: readonly WeightEvidence[]): string {
  if (evidence.length === 0) return `Weight ${weight}: no dossier names it.`
  const title = (id: string) => ruleSet.incidents.find((one) => one.id === id)?.title ?? id
  const parts = (['confirmed', 'reported', 'inferred'] as const).flatMap((strength) => {
    const titles = evidence.filter((one) => one.strength === strength).map((one) => title(one.incident))
    const words = strength === 'inferred' ? 'inferred by us in' : `${strength} in`
    return titles.length === 0 ? [] : [`${words} ${titles.join('; ')}`]
  })
  return `Weight ${weight}: ${parts.join(' · ')}.`
}
