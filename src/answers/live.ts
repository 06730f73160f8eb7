/** Whether evidence counts at the reference date: it lasts the months that its question says. */

import type { Question } from '../rules/model.ts'
import { isWithinMonths } from '../calendar.ts'
import type { Answer } from './model.ts'

/** Whether an answer's evidence counts at the reference date, has lapsed, or was never given. */
export function evidenceOf(question: Question, answer: Answer, asOf: string): 'live' | 'lapsed' | 'none' {
  if (answer.assurance === 'asserted' || answer.evidenceDate === undefined) return 'none'
  return isLive(answer.evidenceDate, question, asOf) ? 'live' : 'lapsed'
}

/** Whether evidence of that date counts at the reference date. Newer evidence is kept only where it shows how things were then. */
export function isLive(
  evidenceDate: string,
  question: Pick<Question, 'evidenceLasts'>,
  asOf: string,
): boolean {
  return evidenceDate > asOf || isWithinMonths(evidenceDate, question.evidenceLasts, asOf)
}
