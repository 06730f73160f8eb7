/** Comments that colleagues leave on a question: read, added, resolved and opened again. They never change an answer or a score. */

import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { CommentId, OrganisationId, QuestionId } from '../ids.ts'
import * as comments from '../store/comments.ts'
import type { Person } from '../store/person.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import type { House } from './house.ts'
import { noSuch, ofQuestions } from './named.ts'
import { aboutQuestion, decide } from './permission.ts'

export type { Comment } from '../store/comments.ts'

/** Characters of one comment (ours). */
export const LONGEST_COMMENT = 2000
/** Comments on one question, so that its page stays one that can be read (ours). */
const MOST_COMMENTS = 200

/** The comments on a question of the present assessment, the oldest first. @throws as `lookAtAssessment`. */
export async function findComments(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
): Promise<comments.Comment[]> {
  const asked = { action: 'read-answers', about: ofQuestions(questionId) } as const
  return lookAtAssessment(house, person, organisationId, asked, ({ db, place }) =>
    comments.findComments(db, place.assessment.id, questionId),
  )
}

/**
 * How many comments are open, by question, on the questions that the person may read; a question without one is not there.
 *
 * @throws DomainError as `findComments`.
 */
export async function findOpenComments(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Readonly<Record<QuestionId, number>>> {
  const asked = { action: 'read-answers', about: 'some' } as const
  return lookAtAssessment(house, person, organisationId, asked, async ({ db, place }) => {
    const { assessment, ruleSet } = place
    const counts = await comments.countOpenComments(db, assessment.id)
    const readable = ruleSet.questions.filter(
      (one) => decide('read-answers', person, organisationId, aboutQuestion(ruleSet, one)) === 'allowed',
    )
    return Object.fromEntries(
      readable.flatMap(({ id }): [string, number][] => {
        const open = counts.get(id)
        return open === undefined ? [] : [[id, open]]
      }),
    )
  })
}

export type AddedComment =
  | { readonly ok: true }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Adds a comment under an id of the form's own, so that a form sent twice adds one. A fault is about the field `text`.
 *
 * @throws as `changeAssessment`, and 'invalid' (an id that is no UUID).
 */
export async function addComment(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  id: CommentId,
  typed: string,
): Promise<AddedComment> {
  const text = typed.trim()
  const asked = { action: 'comment', about: ofQuestions(questionId) } as const
  return changeAssessment(house, person, organisationId, asked, async ({ db, place, stamp, record }) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      throw new DomainError('invalid', 'This form is not complete. Open the page again.')
    const fault = (message: string): AddedComment => ({ ok: false, faults: [{ field: 'text', message }] })
    if (text === '') return fault('Write the comment.')
    if (text.length > LONGEST_COMMENT)
      return fault(
        `The comment must be ${LONGEST_COMMENT} characters or fewer. It has ${String(text.length)}.`,
      )
    const others = await comments.findComments(db, place.assessment.id, questionId)
    if (others.some((one) => one.id === id)) return { ok: true }
    if (others.length >= MOST_COMMENTS)
      return fault(`A question holds at most ${MOST_COMMENTS} comments. This one is full.`)
    const by = { at: stamp.at, byId: person.id, byName: person.name }
    const added = await comments.insertComment(db, place.assessment.id, { id, questionId, text, ...by })
    if (!added) throw noSuch('comment')
    await record({ action: 'comment-added', object: questionId, details: { comment: id } })
    return { ok: true }
  })
}

/** Resolves a comment, or opens it again; doing so twice changes nothing more. @throws DomainError as `addComment`. */
export async function setCommentResolved(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  id: CommentId,
  resolved: boolean,
): Promise<void> {
  const asked = { action: 'comment', about: ofQuestions(questionId) } as const
  await changeAssessment(house, person, organisationId, asked, async ({ db, place, stamp, record }) => {
    const all = await comments.findComments(db, place.assessment.id, questionId)
    const found = all.find((one) => one.id === id)
    if (found === undefined) throw noSuch('comment')
    if ((found.resolvedAt !== undefined) === resolved) return
    await comments.saveResolved(db, id, resolved ? stamp : undefined)
    const action = resolved ? 'comment-resolved' : 'comment-reopened'
    await record({ action, object: questionId, details: { comment: id } })
  })
}
