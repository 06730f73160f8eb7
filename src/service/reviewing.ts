/**
 * What a reviewer found about the evidence of an answer, and what follows for the answer: `agree` verifies it,
 * `overstated` and `cannot-tell` end its evidence, `understated` leaves it as it is. Nobody reviews what they brought themselves.
 */

import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { evidenceOf } from '../answers/live.ts'
import { asserted, isSameValue } from '../answers/evidence.ts'
import type { Answer } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { DomainId, OrganisationId, QuestionId } from '../ids.ts'
import { findAnswers } from '../store/answers.ts'
import { findUnconfirmed } from '../store/carried.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import type { Place } from './views.ts'
import { type Finding, findReviews, insertReviews, type ReviewRow } from '../store/reviews.ts'
import { lookAtAssessment } from './acting.ts'
import { putAnswer } from './answering.ts'
import { type Done, edit } from './edits.ts'
import type { House } from './house.ts'
import { ofQuestions } from './named.ts'
import { findBrought, isReviewOf } from './supporting.ts'

/** How far the reviewer stands from who did the work, from near to far. */
export const INDEPENDENCE = ['same-team', 'other-team', 'internal-audit', 'outside-body'] as const

/** Characters of a reviewer's note (ours). */
export const LONGEST_REVIEW = 2000

export interface GivenReview {
  readonly how: ReviewRow['how']
  readonly independence: (typeof INDEPENDENCE)[number]
  readonly finding: Finding
  /** Empty only where the reviewer agrees. */
  readonly note: string
}

export type SavedReview =
  | Done
  /** The answer changed since the reviewer saw it: nothing was saved. */
  | { readonly ok: false; readonly changed: true }

/**
 * Records a review of the answer and its evidence as they stood at `seenVersion`.
 *
 * @throws DomainError 'not-found', 'not-allowed' (also for who brought the evidence), 'conflict', 'invalid', 'busy' or 'read-only'.
 */
export async function saveReview(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  seenVersion: number,
  given: GivenReview,
): Promise<SavedReview> {
  const id = randomUUID()
  const { how, independence, finding } = given
  const asked = {
    action: 'review-evidence',
    about: ofQuestions(questionId),
    act: {
      action: 'evidence-reviewed',
      object: `${questionId}/${id}`,
      details: { how, independence, finding },
    },
  } as const
  return edit<SavedReview>(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, questionId }
    const stored = (await findAnswers(db, key.assessmentId)).get(questionId)
    const answer = stored?.value
    const version = stored?.version ?? 0
    const newest = (await findReviews(db, key.assessmentId, questionId)).at(-1)
    const isSame =
      newest?.byId === person.id &&
      isDeepStrictEqual(said(newest), said(given)) &&
      (version !== seenVersion || isReviewOf(newest, answer))
    // A form that was sent twice.
    if (isSame) return { ok: true, version, changed: false }
    if (stored?.version !== seenVersion) return { ok: false, changed: true }
    if (answer === undefined || answer.assurance === 'asserted')
      throw new DomainError('invalid', 'This answer rests on no evidence: there is nothing to review.')
    const note = given.note.trim()
    if (finding !== 'agree' && note === '') throw new DomainError('invalid', 'Say in a note what you found.')
    if ((await findBrought(db, key.assessmentId, person))(questionId, answer))
      throw new DomainError(
        'not-allowed',
        'You brought this evidence yourself: somebody else must review it.',
      )
    const { value, evidence, evidenceDate } = answer
    const by = { at: stamp.at, byId: person.id, byName: person.name }
    await insertReviews(db, [{ id, ...key, value, evidence, evidenceDate, ...given, note, ...by }])
    const after = answerAfter(answer, given, person)
    await putAnswer(db, key, stored, { seenVersion, value: after, stamp }, person)
    return { ok: true, version: seenVersion, changed: true }
  })
}

const said = ({ how, independence, finding, note }: GivenReview | ReviewRow) => [
  how,
  independence,
  finding,
  note.trim(),
]

function answerAfter(answer: Answer, { finding, how }: GivenReview, person: Person): Answer {
  switch (finding) {
    case 'agree':
      return { ...answer, assurance: 'verified', verifiedBy: person.name, verifiedHow: how }
    case 'overstated':
    case 'cannot-tell':
      return asserted(answer)
    case 'understated':
      return answer
  }
}

/** An answer whose evidence counts today, and nobody has reviewed it as it stands. */
export interface Unreviewed {
  readonly questionId: QuestionId
  readonly domain: DomainId
  readonly evidence: string
  /** ISO date. */
  readonly evidenceDate: string
  /** The person brought it, so that somebody else must review it. */
  readonly isOwn: boolean
}

/** What waits for a reviewer in the present assessment, in the order of the questions. @throws as `lookAtAssessment`. */
export async function findUnreviewed(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Unreviewed[]> {
  return lookAtAssessment(house, person, organisationId, 'review-evidence', ({ db, place }) =>
    listUnreviewed(db, place, person),
  )
}

/** As `findUnreviewed`, for this room: inside a transaction, of whoever may review. */
export async function listUnreviewed(
  db: Handle,
  { ruleSet, assessment }: Place,
  person: Pick<Person, 'id'>,
): Promise<Unreviewed[]> {
  const answers = await findAnswers(db, assessment.id)
  const reviews = await findReviews(db, assessment.id)
  const hasBrought = await findBrought(db, assessment.id, person)
  return ruleSet.questions.flatMap((question): Unreviewed[] => {
    const { id, domain } = question
    const answer = answers.get(id)?.value
    if (answer?.assurance !== 'evidenced' || evidenceOf(question, answer, assessment.asOf) !== 'live')
      return []
    if (reviews.some((one) => one.questionId === id && isReviewOf(one, answer))) return []
    const { evidence = '', evidenceDate = '' } = answer
    return [{ questionId: id, domain, evidence, evidenceDate, isOwn: hasBrought(id, answer) }]
  })
}

/** A finding that asks the lead for something. */
export interface OpenFinding {
  readonly questionId: QuestionId
  readonly domain: DomainId
  readonly finding: Exclude<Finding, 'agree'>
}

/**
 * Answers that a reviewer did not agree with, in the order of the questions, until the lead has changed the answer or brought other evidence.
 *
 * @throws as `lookAtAssessment`.
 */
export async function findOpenFindings(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<OpenFinding[]> {
  return lookAtAssessment(house, person, organisationId, 'read-answers', async ({ db, place }) => {
    const { ruleSet, assessment } = place
    const answers = await findAnswers(db, assessment.id)
    const waiting = await findUnconfirmed(db, assessment.id)
    const reviews = await findReviews(db, assessment.id)
    return ruleSet.questions.flatMap(({ id, domain }): OpenFinding[] => {
      const answer = waiting.get(id)?.answer ?? answers.get(id)?.value
      if (answer === undefined) return []
      const found = reviews.flatMap((review): Exclude<Finding, 'agree'>[] => {
        const { questionId, finding, value } = review
        if (questionId !== id || finding === 'agree') return []
        // What ended the evidence left the value on somebody's word.
        const isOpen =
          finding === 'understated'
            ? isReviewOf(review, answer)
            : answer.assurance === 'asserted' && isSameValue(value, answer.value)
        return isOpen ? [finding] : []
      })
      const finding = found.at(-1)
      return finding === undefined ? [] : [{ questionId: id, domain, finding }]
    })
  })
}
