/** What the lead must explain before signing → its heading, and why it asks. */

import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import type { ContradictionResult } from '../scoring/model.ts'
import { contradictionName, shortOf, upperFirst } from './words.ts'

interface ToExplain {
  readonly about: string
  /** Undefined: an answer that is not known. */
  readonly contradiction: ContradictionResult | undefined
  /** Ids of the questions to look at again. */
  readonly questions: readonly string[]
}

/** What is to be explained, as a heading. */
export function explainHeading(ruleSet: RuleSet, one: ToExplain): string {
  return one.contradiction === undefined
    ? `${isOfRegister(ruleSet, one) ? 'Not all confirmed' : 'Not known'}: ${shortOf(ruleSet, one.questions[0] ?? '')}`
    : upperFirst(contradictionName(one.contradiction.kind))
}

/** Why it asks to be explained, and the question that goes with it. */
export function explainReason(ruleSet: RuleSet, one: ToExplain): string {
  if (one.contradiction === undefined)
    return `${
      isOfRegister(ruleSet, one)
        ? 'Cells of the register that could change this are not confirmed.'
        : 'This is answered with “we do not know”.'
    } Say who will find out, and by when.`
  const said = [...ruleSet.contradictions, ...ruleSet.totalChecks, ...ruleSet.registerChecks].find(
    ({ id }) => id === one.about,
  )
  return [said?.why, said?.ask].filter(Boolean).join(' ')
}

/** A register answers it: some of its cells may be known. */
function isOfRegister(ruleSet: RuleSet, { questions: [id = ''] }: ToExplain): boolean {
  return findQuestion(ruleSet, id)?.form.type === 'share'
}
