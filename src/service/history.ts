/** Every version that one answer had, for those who may read the answer. It changes nothing. */

import { DomainError } from '../errors.ts'
import { findAnswers } from '../store/answers.ts'
import { findHistory, type PastAnswer } from '../store/history.ts'
import type { Person } from '../store/person.ts'
import { read } from '../store/transaction.ts'
import { getPlace } from './assessments.ts'
import type { House } from './house.ts'
import { demand, demandForSome } from './permission.ts'

export type { PastAnswer } from '../store/history.ts'

/**
 * The versions of an answer in the present assessment, the present one first; empty where it was never answered.
 *
 * @throws DomainError 'not-found' (the organisation, or the question) or 'not-allowed'.
 */
export async function findAnswerHistory(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
): Promise<PastAnswer[]> {
  demandForSome('read-answers', person, organisationId)
  return read(house.db, async (db) => {
    const { assessment, ruleSet } = await getPlace(db, house, organisationId)
    const question = ruleSet.questions[ruleSet.byId.get(questionId) ?? -1]
    if (question === undefined) throw new DomainError('not-found', 'There is no such question here.')
    demand('read-answers', person, organisationId, { domain: question.domain, question: questionId })
    const past = await findHistory(db, assessment.id, questionId)
    const present = (await findAnswers(db, assessment.id)).get(questionId)
    if (present === undefined || past.some((one) => one.version === present.version)) return past
    // What was there before histories were kept stands only in the answer itself.
    const { version, value, savedAt, savedBy } = present
    return [{ version, value, savedAt: savedAt ?? '', savedBy: savedBy ?? '', savedById: '' }, ...past]
  })
}
