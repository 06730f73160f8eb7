/** Every version that one answer had, for those who may read the answer. It changes nothing. */

import type { AssessmentId, OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { findAnswers } from '../store/answers.ts'
import { findHistory, type PastAnswer } from '../store/history.ts'
import { findMoves } from '../store/moves.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { lookAtAssessment } from './acting.ts'
import type { House } from './house.ts'
import { getQuestion, ofQuestions } from './named.ts'
import { getRuleSet } from './rule-sets.ts'

/** One version of an answer with the rules under which it was given. */
export interface PastVersion extends PastAnswer {
  readonly ruleSet: RuleSet
  /** As it was asked then; as it is asked now where those rules did not ask it. */
  readonly question: Question
  /** Nobody typed it: the draft was moved to another rule set, and this is what became of the answer. */
  readonly isMove: boolean
}

/**
 * The versions of an answer in the present assessment, the present one first, each in the words of its own rule set;
 * empty where it was never answered.
 *
 * @throws as `lookAtAssessment`.
 */
export async function findAnswerHistory(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<PastVersion[]> {
  const asked = { action: 'read-answers', about: ofQuestions(questionId) } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    const { assessment, ruleSet } = place
    const question = getQuestion(ruleSet, questionId)
    const past = await findWithPresent(db, assessment.id, questionId)
    const moves = await findMoves(db, assessment.id)
    const versions: PastVersion[] = []
    for (const one of past) {
      const digest = moves.find((move) => one.savedAt < move.at)?.fromDigest ?? ruleSet.digest
      const then = await getRuleSet(db, house.ruleSet, digest)
      versions.push({
        ...one,
        ruleSet: then,
        question: findQuestion(then, questionId) ?? question,
        isMove: moves.some(
          (move) => move.at === one.savedAt && move.byId === one.savedById && isNewestAt(past, one),
        ),
      })
    }
    return versions
  })
}

/** A move comes after what was saved in the same moment. */
function isNewestAt(past: readonly PastAnswer[], one: PastAnswer): boolean {
  return !past.some((other) => other.savedAt === one.savedAt && other.version > one.version)
}

async function findWithPresent(
  db: Handle,
  assessmentId: AssessmentId,
  questionId: QuestionId,
): Promise<PastAnswer[]> {
  const past = await findHistory(db, assessmentId, questionId)
  const present = (await findAnswers(db, assessmentId)).get(questionId)
  if (present === undefined || past.some((one) => one.version === present.version)) return past
  // What was there before histories were kept stands only in the answer itself.
  const { version, value, savedAt, savedBy } = present
  const before = { savedAt: savedAt ?? '', savedBy: savedBy ?? '', savedById: '' }
  return [{ assessmentId, questionId, version, value, ...before }, ...past]
}
