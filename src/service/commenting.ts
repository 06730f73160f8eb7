/** Comments that colleagues leave on a question: read, added, resolved and opened again. They never change an answer or a score. */

import { findQuestion } from '../rules/find.ts'
import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import * as comments from '../store/comments.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import { getPlace } from './assessments.ts'
import type { Place } from './views.ts'
import type { House } from './house.ts'
import { type About, aboutQuestion, decide, demand, demandForSome, demandState } from './permission.ts'
import { record } from './recording.ts'

export type { Comment } from '../store/comments.ts'

/** Characters of one comment (ours). */
export const LONGEST_COMMENT = 2000
/** Comments on one question, so that its page stays one that can be read (ours). */
const MOST_COMMENTS = 200

/**
 * The comments on a question of the present assessment, the oldest first.
 *
 * @throws DomainError 'not-found' (the organisation, or the question) or 'not-allowed'.
 */
export async function findComments(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
): Promise<comments.Comment[]> {
  demandForSome('read-answers', person, organisationId)
  return read(house.db, async (db) => {
    const place = await getPlace(db, house, organisationId)
    demand('read-answers', person, organisationId, aboutOf(place, questionId))
    return comments.findComments(db, place.assessment.id, questionId)
  })
}

/**
 * How many comments are open, by question, on the questions that the person may read; a question without one is not there.
 *
 * @throws DomainError as `findComments`.
 */
export async function findOpenComments(
  house: House,
  person: Person,
  organisationId: string,
): Promise<Readonly<Record<string, number>>> {
  demandForSome('read-answers', person, organisationId)
  return read(house.db, async (db) => {
    const { assessment, ruleSet } = await getPlace(db, house, organisationId)
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
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' (the state of the assessment), 'invalid' (an id that is no UUID), 'busy' or 'read-only'.
 */
export async function addComment(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  id: string,
  typed: string,
): Promise<AddedComment> {
  const text = typed.trim()
  return change(house, person, organisationId, questionId, async (db, { assessment }) => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
      throw new DomainError('invalid', 'This form is not complete. Open the page again.')
    const fault = (message: string): AddedComment => ({ ok: false, faults: [{ field: 'text', message }] })
    if (text === '') return fault('Write the comment.')
    if (text.length > LONGEST_COMMENT)
      return fault(
        `The comment must be ${LONGEST_COMMENT} characters or fewer. It has ${String(text.length)}.`,
      )
    const others = await comments.findComments(db, assessment.id, questionId)
    if (others.some((one) => one.id === id)) return { ok: true }
    if (others.length >= MOST_COMMENTS)
      return fault(`A question holds at most ${MOST_COMMENTS} comments. This one is full.`)
    const at = house.now().toISOString()
    const added = await comments.insertComment(db, assessment.id, {
      id,
      questionId,
      text,
      at,
      byId: person.id,
      byName: person.name,
    })
    if (!added) throw noSuchComment()
    await record(db, house, person, {
      organisationId,
      action: 'comment-added',
      object: questionId,
      details: { comment: id },
    })
    return { ok: true }
  })
}

/** Resolves a comment, or opens it again; doing so twice changes nothing more. @throws DomainError as `addComment`. */
export async function setCommentResolved(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  id: string,
  resolved: boolean,
): Promise<void> {
  await change(house, person, organisationId, questionId, async (db, { assessment }) => {
    const found = (await comments.findComments(db, assessment.id, questionId)).find((one) => one.id === id)
    if (found === undefined) throw noSuchComment()
    if ((found.resolvedAt !== undefined) === resolved) return
    const at = house.now().toISOString()
    await comments.saveResolved(db, id, resolved ? { at, by: person.name } : undefined)
    await record(db, house, person, {
      organisationId,
      action: resolved ? 'comment-resolved' : 'comment-reopened',
      object: questionId,
      details: { comment: id },
    })
  })
}

async function change<T>(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  work: (db: Handle, place: Place) => Promise<T>,
): Promise<T> {
  demandForSome('comment', person, organisationId)
  return write(
    house.db,
    async (db) => {
      const place = await getPlace(db, house, organisationId)
      demand('comment', person, organisationId, aboutOf(place, questionId))
      demandState('comment', place)
      return work(db, place)
    },
    organisationId,
  )
}

function aboutOf({ ruleSet }: Place, questionId: string): About {
  const question = findQuestion(ruleSet, questionId)
  if (question === undefined) throw new DomainError('not-found', 'There is no such question here.')
  return aboutQuestion(ruleSet, question)
}

function noSuchComment(): DomainError {
  return new DomainError('not-found', 'There is no such comment here.')
}
