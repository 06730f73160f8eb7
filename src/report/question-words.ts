/**
 * One explained question → the sentences around it: what supports the answer, what raising it would do, and why a raise is hidden.
 * Effects are the scorer's; nothing is promised beyond them.
 */

import { addMonths } from '../calendar.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import type { RaiseEffect } from '../scoring/explain.ts'
import type { ExplainedAnswer } from './explain-answer.ts'
import { type ExplainedQuestion, explainQuestion } from './explain-question.ts'
import type { Examined } from './explain-score.ts'
import { assuranceName } from './standing-words.ts'
import { countWords, dateWords, levelText, upperFirst } from './words.ts'

/** What one raise would do, in words. */
export interface RaiseWords {
  /** Sentence of the level. */
  readonly to: string
  readonly domain: string
  readonly overall: string
  /** Why the overall score does not move; undefined when it does. */
  readonly hidden: string | undefined
}

export interface QuestionWords {
  readonly explained: ExplainedQuestion
  readonly question: Question
  /** What counts on paper and on evidence: the level's sentence, its credit. */
  readonly counted: string
  readonly assured: string
  readonly support: string
  readonly raises: readonly RaiseWords[]
  /** Why no raise is listed; undefined when there are some. */
  readonly noRaise: string | undefined
  /** Sentences of the attack steps that read it, in the order of `explained.readBy.incidents`. */
  readonly steps: readonly string[]
}

/** Everything the page of a question says; undefined for an id that is no scored question. */
export function describeQuestion(examined: Examined, id: string): QuestionWords | undefined {
  const { ruleSet, answers } = examined
  const question = findQuestion(ruleSet, id)
  const explained = explainQuestion(examined, id)
  if (question === undefined || explained === undefined) return undefined
  const { answer } = explained
  return {
    explained,
    question,
    counted: countedWords(question, answer),
    assured: assuredWords(question, answer),
    support: supportWords(question, answer, answers.answers[id]?.assurance !== undefined),
    raises: explained.raises.map((raise) => describeRaise(ruleSet, question, raise)),
    noRaise: explained.raises.length > 0 ? undefined : noRaiseWords(answer.state),
    steps: explained.readBy.incidents.map(({ id, chain, step }) => {
      const chains = ruleSet.incidents.find((one) => one.id === id)?.chains
      const steps = chains?.find((one) => one.vantage === chain)?.steps
      return steps?.find((one) => one.id === step)?.text ?? step
    }),
  }
}

function countedWords(question: Question, { state, level }: ExplainedAnswer): string {
  if (state === 'hidden') return 'Not asked here, because of an answer about the scope. It is in no sum.'
  if (level === null) return 'Left out of the sums.'
  const credit = creditWords(question, level)
  if (state === 'unanswered') return `Not answered, so nothing is said. The lower end counts ${credit}.`
  if (state === 'not-known')
    return level === question.levels[0]?.id
      ? `Not known. It counts at its worst, ${credit}, and is never read as that answer.`
      : `Not known for certain. At worst: ${levelText(question, level)} (${credit})`
  return `${levelText(question, level)} (${credit})`
}

function assuredWords(question: Question, { state, level, assuredLevel }: ExplainedAnswer): string {
  if (state === 'hidden') return 'Not asked here.'
  if (assuredLevel === null) return 'Left out of the sums.'
  const credit = creditWords(question, assuredLevel)
  if (assuredLevel === question.levels[0]?.id && (state !== 'answered' || level !== assuredLevel))
    return `Nothing is shown for it: ${credit}.`
  return `${level === assuredLevel ? '' : 'As if: '}${levelText(question, assuredLevel)} (${credit})`
}

function creditWords(question: Question, level: string): string {
  return `${question.levels.find((one) => one.id === level)?.credit ?? 0} of 100 credit`
}

function supportWords(question: Question, answer: ExplainedAnswer, typed: boolean): string {
  const { state, evidenceDate, evidenceState } = answer
  if (state === 'unanswered' || state === 'hidden') return 'There is no answer to support yet.'
  if (!typed)
    return evidenceState === 'live'
      ? 'Rows of the register with evidence in date count. Cells that are not confirmed count at their worst.'
      : 'No row of the register has evidence for this question that is still in date.'
  if (state === 'not-known') return 'Nothing can support an answer that is not known.'
  const lasts = countWords(question.evidenceLasts, 'month')
  if (evidenceState === 'none' || evidenceDate === null)
    return 'It rests on your word only: no dated evidence is given.'
  const name = upperFirst(assuranceName(answer.assurance ?? 'asserted'))
  if (evidenceState === 'live')
    return `${name} of ${dateWords(evidenceDate)}. It counts for ${lasts}, until ${dateWords(addMonths(evidenceDate, question.evidenceLasts))}.`
  return `${name} of ${dateWords(evidenceDate)}, which is older than ${lasts} and no longer counts.`
}

function noRaiseWords(state: ExplainedAnswer['state']): string {
  if (state === 'not-applicable') return 'The question does not concern you, so there is nothing to raise.'
  if (state === 'hidden') return 'The question is not asked here, so there is nothing to raise.'
  return 'The answer is at its highest level already.'
}

function describeRaise(ruleSet: RuleSet, question: Question, raise: RaiseEffect): RaiseWords {
  return {
    to: levelText(question, raise.to),
    domain: `${raise.domain}${changeWords(raise.domainBy)}`,
    overall: `${raise.overall}${changeWords(raise.overallBy)}`,
    hidden: raise.overallBy === 0 ? hiddenWords(ruleSet, raise) : undefined,
  }
}

function changeWords(by: number): string {
  return by === 0 ? ' (unchanged)' : `\u00a0(${by > 0 ? '+' : '−'}${Math.abs(by)})`
}

/** Why the overall score stays: the limits that hide the raise, or rounding. */
function hiddenWords(ruleSet: RuleSet, raise: RaiseEffect): string {
  const { hiddenBy } = raise
  if (hiddenBy === undefined) return 'This level has the same credit as the one counted now.'
  const reasons = hiddenBy.map((id) => {
    const whole = ruleSet.caps.find((cap) => cap.id === id)
    if (whole !== undefined) return `A limit holds the overall score at ${whole.atMost}: ${whole.because}`
    for (const domain of ruleSet.domains) {
      const cap = domain.caps.find((one) => one.id === id)
      if (cap !== undefined) return `A limit holds this domain at ${cap.atMost}: ${cap.because}`
    }
    return raise.domainBy === 0
      ? 'Its weight is too small to move a whole point of the domain.'
      : 'The domain moves, but by too little to move a whole point of the overall score.'
  })
  return reasons.join(' ')
}
