/** Edits of answers: one at a time, of a scored question or of the scope. Who types it is taken at their word: only a review verifies. */

import { carriesOldEvidence, isSameEvidence, withReviewOf } from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { AssessmentId, OrganisationId, QuestionId } from '../ids.ts'
import type { Question } from '../rules/model.ts'
import * as answers from '../store/answers.ts'
import { findUnconfirmed, saveConfirmed } from '../store/carried.ts'
import { findEvidence, saveEvidenceValue } from '../store/evidence.ts'
import { insertVersion } from '../store/history.ts'
import type { Handle } from '../store/tables.ts'
import type { Person } from '../store/person.ts'
import type { Edit, Versioned } from '../store/saved.ts'
import { readBefore } from './assessments.ts'
import { type Content, storedAnswer, withAnswer } from './content.ts'
import { edit, editKnown, type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'
import { getQuestion, noSuch, ofQuestions } from './named.ts'
import { isEndedByReview, supportOf } from './supporting.ts'

export type SavedAnswer =
  | Saved<Answer>
  /** The value changed and its evidence did not; it is saved once somebody says that the evidence shows this value too. */
  | { readonly ok: false; readonly evidenceOfEarlierValue: true }
  /** A reviewer found that this evidence does not show this value. */
  | { readonly ok: false; readonly evidenceEnded: true }

/**
 * Saves an answer that `parseAnswer` made, or clears it when undefined. Saving what stands there already is no conflict.
 * `evidenceKept`: the person says that unchanged evidence shows the changed value too.
 * Only a review makes an answer `verified`: it stays so while value and evidence do, and is evidenced otherwise.
 * Saving an answer that was carried forward confirms it.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'invalid' (the question is fed by a register), 'conflict' (the state of the assessment), 'busy' or 'read-only'.
 */
export async function saveAnswer(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  seenVersion: number,
  answer: Answer | undefined,
  evidenceKept = false,
): Promise<SavedAnswer> {
  const asked = {
    action: 'edit-answers',
    about: ofQuestions(questionId),
    act: { action: answer === undefined ? 'answer-cleared' : 'answer-saved', object: questionId },
  } as const
  return editKnown<SavedAnswer>(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const { ruleSet, assessment } = place
    const question = getQuestion(ruleSet, questionId)
    if (question.form.type === 'share')
      throw new DomainError('invalid', 'This answer is worked out from a register and cannot be typed.')
    const content = await readBefore(db, house, place)
    const stored = storedAnswer(content, questionId)
    const before = (await findWaiting(db, assessment.id, question, content)) ?? stored.value
    const isCurrent = stored.version !== 0 && stored.version === seenVersion
    if (isCurrent && !evidenceKept && answer !== undefined && carriesOldEvidence(before, answer))
      return { saved: { ok: false, evidenceOfEarlierValue: true } }
    const given = answer === undefined ? undefined : withReviewOf(before, answer)
    if (given !== undefined && (await isEndedByReview(db, assessment.id, questionId, given)))
      return { saved: { ok: false, evidenceEnded: true } }
    const key = { assessmentId: assessment.id, questionId }
    const saved = await putAnswer(db, key, stored, { seenVersion, value: given, stamp }, person)
    if (!saved.ok || !saved.changed) return { saved }
    if (evidenceKept && given !== undefined)
      for (const piece of await findEvidence(db, assessment.id, questionId))
        if (piece.endedAt === undefined && isSameEvidence(supportOf(piece), given))
          await saveEvidenceValue(db, piece.id, given.value)
    const now = { version: saved.version, value: given, savedAt: stamp.at, savedBy: stamp.by }
    return { saved, content: withAnswer(content, questionId, now) }
  })
}

/** The answer that was carried forward and waits to be confirmed, as it stood with its evidence. */
async function findWaiting(
  db: Handle,
  assessmentId: AssessmentId,
  { id, showWhen }: Question,
  { toConfirm }: Content,
): Promise<Answer | undefined> {
  // Of a question that is hidden now the content does not say what waits.
  return showWhen === undefined ? toConfirm[id] : (await findUnconfirmed(db, assessmentId)).get(id)?.answer
}

/**
 * Saves one answer with its place in the history; for this room, inside `edit`. What was carried forward is confirmed by that,
 * also where it says the same. `stored` is what stands there, read in the same transaction.
 */
export async function putAnswer(
  db: Handle,
  key: answers.AnswerKey,
  stored: Versioned<Answer>,
  edit: Edit<Answer>,
  person: Person,
): Promise<Saved<Answer>> {
  const saved = toSaved(await answers.saveAnswer(db, key, stored, edit))
  if (!saved.ok) return saved
  const { stamp, value } = edit
  if (saved.changed) {
    const saver = { savedAt: stamp.at, savedBy: stamp.by, savedById: person.id }
    await insertVersion(db, { ...key, version: saved.version, value, ...saver }, stored)
  }
  const confirmed = await saveConfirmed(db, key, stamp)
  return confirmed ? { ...saved, changed: true } : saved
}

/** Saves a context answer that `parseContextAnswer` made, or clears it when undefined. @throws as `saveAnswer`. */
export async function saveContext(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  seenVersion: number,
  value: string | undefined,
): Promise<Saved<string>> {
  const asked = { action: 'edit-answers', act: { action: 'scope-saved', object: questionId } } as const
  return edit(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const { ruleSet, assessment } = place
    const question = ruleSet.context[ruleSet.contextById.get(questionId) ?? -1]
    if (question === undefined) throw noSuch('question')
    if (question.fromOrganisation)
      throw new DomainError('invalid', "This is taken from the organisation's record and cannot be typed.")
    const key = { assessmentId: assessment.id, questionId }
    return toSaved(await answers.saveContextAnswer(db, key, { seenVersion, value, stamp }))
  })
}
