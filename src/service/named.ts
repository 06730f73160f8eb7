/** The ids that somebody named → what they name in a rule set, and what that is about for permission; or a refusal. */

import { DomainError } from '../errors.ts'
import type { QuestionId, RegisterId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, Register, RuleSet } from '../rules/model.ts'
import { type About, aboutQuestion } from './permission.ts'

/** @throws DomainError 'not-found'. */
export function getQuestion(ruleSet: RuleSet, questionId: QuestionId): Question {
  const question = findQuestion(ruleSet, questionId)
  if (question === undefined) throw noSuch('question')
  return question
}

/** @throws DomainError 'not-found'. */
export function getRegister(ruleSet: RuleSet, registerId: RegisterId): Register {
  const register = ruleSet.registers.find((one) => one.id === registerId)
  if (register === undefined) throw noSuch('register')
  return register
}

/** What is done to these questions is about each of them. */
export function ofQuestions(...ids: readonly QuestionId[]): (ruleSet: RuleSet) => About[] {
  return (ruleSet) => ids.map((id) => aboutQuestion(ruleSet, getQuestion(ruleSet, id)))
}

/** What is done to a register is about its domain. */
export function ofRegister(id: RegisterId): (ruleSet: RuleSet) => About[] {
  return (ruleSet) => [{ domain: getRegister(ruleSet, id).domain }]
}

/** The one answer where an id names nothing. */
export function noSuch(what: string): DomainError {
  return new DomainError('not-found', `There is no such ${what} here.`)
}
