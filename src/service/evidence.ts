/**
 * Evidence of one question: adding, replacing and withdrawing it, and its files as downloads.
 * The answer follows in the same transaction: it rests on the evidence with the newest date that was given for its value.
 */

import type { ActName } from '../report/trail-words.ts'
import { createHash, randomUUID } from 'node:crypto'
import { asserted, canBeShown, isSameEvidence, isSameValue } from '../answers/evidence.ts'
import type { GivenEvidence } from '../answers/evidence.ts'
import type { Answer, AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import { checkEvidenceFile } from '../exchange/evidence-file.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question } from '../rules/model.ts'
import { findAnswers } from '../store/answers.ts'
import { findUnconfirmed } from '../store/carried.ts'
import {
  deleteEvidenceBytes,
  deleteUnsignedCopies,
  type EvidenceRow,
  fileOf,
  findEvidence,
  findEvidenceBytes,
  findEvidenceOf,
  findFileTotals,
  countPieces,
  insertEvidence,
  saveEvidenceEnd,
} from '../store/evidence.ts'
import type { Person } from '../store/person.ts'
import { findReviews, type ReviewRow } from '../store/reviews.ts'
import type { Versioned } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import { type Done, edit, getQuestion, putAnswer, type Target } from './answering.ts'
import { getPlace } from './assessments.ts'
import type { Place } from './views.ts'
import { recordDownload } from './exporting.ts'
import type { House } from './house.ts'
import { aboutQuestion, demand, demandForSome } from './permission.ts'
import { endsEvidence, findBrought, isReviewOf, supportOf } from './supporting.ts'

/** Files of one assessment: so that one trust cannot fill the disk (ours). */
export const MOST_FILES = 200
export const MOST_FILE_BYTES = 200 * 1024 * 1024
/** Rows of one question, references and revisions too (ours). */
const MOST_PIECES = 200

/** One piece of evidence with its revisions. */
export interface PieceView {
  readonly newest: EvidenceRow
  /** Replaced ones, the newest first. */
  readonly earlier: readonly EvidenceRow[]
  readonly isWithdrawn: boolean
  /**
   * `stands`: the answer rests on it. `beside`: it shows the same value, and the answer rests on something else.
   * `earlier-value`: it was given for another value. `ended`: a reviewer found that it does not show this value.
   */
  readonly standing: 'stands' | 'beside' | 'earlier-value' | 'ended' | 'withdrawn'
}

export interface ReviewView extends ReviewRow {
  /** False: the value or the evidence has changed since. */
  readonly isPresent: boolean
}

export interface EvidenceView extends Place {
  readonly question: Question
  readonly answer: Answer | undefined
  /** It was carried forward, and rests on no evidence until somebody confirms it. */
  readonly toConfirm: boolean
  /** Version of the answer, which a review must name. */
  readonly version: number
  /** By the date of what they show, the newest first. */
  readonly pieces: readonly PieceView[]
  /** The newest first. */
  readonly reviews: readonly ReviewView[]
  /** The reader brought the evidence that the answer rests on: somebody else must review it. */
  readonly isOwn: boolean
}

/**
 * Evidence and reviews of one question of the present assessment.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export async function getEvidence(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
): Promise<EvidenceView> {
  demandForSome('read-evidence', person, organisationId)
  return read(house.db, async (db) => {
    const place = await getPlace(db, house, organisationId)
    const question = getQuestion(place.ruleSet, questionId)
    demand('read-evidence', person, organisationId, aboutQuestion(place.ruleSet, question))
    const stored = (await findAnswers(db, place.assessment.id)).get(questionId)
    const rows = await findEvidence(db, place.assessment.id, questionId)
    const reviews = await findReviews(db, place.assessment.id, questionId)
    const answer = stored?.value
    return {
      ...place,
      question,
      answer,
      toConfirm: (await findUnconfirmed(db, place.assessment.id)).has(questionId),
      version: stored?.version ?? 0,
      pieces: piecesOf(rows, answer, reviews),
      reviews: reviews.map((one) => ({ ...one, isPresent: isReviewOf(one, answer) })).reverse(),
      isOwn: answer !== undefined && (await findBrought(db, place.assessment.id, person))(questionId, answer),
    }
  })
}

/**
 * How many pieces of evidence one question of the present assessment has now.
 *
 * @throws DomainError as `getEvidence`.
 */
export async function countEvidence(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
): Promise<number> {
  demandForSome('read-evidence', person, organisationId)
  return read(house.db, async (db) => {
    const { ruleSet, assessment } = await getPlace(db, house, organisationId)
    const question = getQuestion(ruleSet, questionId)
    demand('read-evidence', person, organisationId, aboutQuestion(ruleSet, question))
    return countPieces(db, assessment.id, question.id)
  })
}

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type AddedEvidence =
  | (Done & { readonly evidenceId: string })
  /** The fields of faults are `file`, or empty where it is about no field. */
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Adds evidence that `parseEvidence` made, by reference or with a file, and lets the answer rest on it unless newer evidence supports it.
 * `replacesId` names the present revision that it replaces. The same evidence of the same owner is added once.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' (the state of the assessment), 'busy' or 'read-only'.
 */
export async function addEvidence(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  given: GivenEvidence,
  file: UploadedFile | undefined,
  replacesId?: string,
): Promise<AddedEvidence> {
  demandForSome('add-evidence', person, organisationId)
  const id = randomUUID()
  const checked = file === undefined ? undefined : checkEvidenceFile(file.name, file.bytes)
  if (checked?.ok === false) return { ok: false, faults: [{ field: 'file', message: checked.message }] }
  const facts =
    file === undefined || checked === undefined
      ? undefined
      : {
          type: checked.type,
          size: file.bytes.length,
          sha256: createHash('sha256').update(file.bytes).digest('hex'),
        }
  const target = targetOf(questionId, 'evidence-added', id, {
    kind: facts === undefined ? 'link' : 'file',
    ...(facts === undefined ? {} : { type: facts.type, size: facts.size, sha256: facts.sha256 }),
    ...(replacesId === undefined ? {} : { replaces: replacesId }),
  })
  return edit<AddedEvidence>(
    house,
    person,
    organisationId,
    target,
    async (db, { ruleSet, assessment }, stamp) => {
      const stored = (await findAnswers(db, assessment.id)).get(questionId)
      const answer = stored?.value
      const toConfirm = (await findUnconfirmed(db, assessment.id)).has(questionId)
      const missing = whatToDoFirst(getQuestion(ruleSet, questionId), answer, toConfirm)
      if (missing !== undefined || answer === undefined) return fault('', missing ?? '')
      const rows = await findEvidence(db, assessment.id, questionId)
      const place = facts === undefined ? given.place : undefined
      const support = supportOf({ ...given, place, sha256: facts?.sha256 })
      const reviews = await findReviews(db, assessment.id, questionId)
      if (reviews.some((one) => endsEvidence(one, { value: answer.value, ...support })))
        return fault('title', ENDED_BY_REVIEW)
      const same = rows.find(
        (one) =>
          one.endedAt === undefined &&
          one.owner === given.owner &&
          isSameEvidence(supportOf(one), support) &&
          isSameValue(one.value, answer.value),
      )
      // A form that was sent twice.
      if (same !== undefined && same.id !== replacesId)
        return { ok: true, version: stored?.version ?? 0, changed: false, evidenceId: same.id }
      const replaced = rows.find((row) => row.id === replacesId)
      if (replacesId !== undefined && replaced?.endedAt !== undefined)
        return fault('', 'Somebody replaced or withdrew that evidence meanwhile. Look at what is here now.')
      if (replacesId !== undefined && replaced === undefined) throw noSuchEvidence()
      const full = await whatIsFull(db, assessment.id, rows.length, facts?.size)
      if (full !== undefined) return full

      const row: EvidenceRow = {
        id,
        assessmentId: assessment.id,
        questionId,
        ...given,
        place,
        kind: facts === undefined ? 'link' : 'file',
        type: facts?.type,
        size: facts?.size ?? 0,
        sha256: facts?.sha256,
        replacesId,
        value: answer.value,
        addedAt: stamp.at,
        addedBy: stamp.by,
        addedById: person.id,
        endedAt: undefined,
      }
      if (replaced !== undefined) await saveEvidenceEnd(db, replaced.id, stamp.at)
      await insertEvidence(db, row, file?.bytes)

      const restedOnReplaced = replaced !== undefined && restsOn(answer, replaced)
      const isNewest = answer.assurance === 'asserted' || (answer.evidenceDate ?? '') <= row.dated
      if (restedOnReplaced || isNewest) await rest(db, assessment.id, questionId, stored, row, stamp, person)
      return { ok: true, version: stored?.version ?? 0, changed: true, evidenceId: id }
    },
    'add-evidence',
  )
}

/** For a form, where a reviewer ended the evidence that somebody brings again. */
export const ENDED_BY_REVIEW =
  'A reviewer found that this evidence does not show this answer. Bring other evidence, or change the answer.'

/**
 * Withdraws evidence: its rows stay, and the bytes of its files and earlier revisions are deleted, also where an assessment that was
 * never signed holds the same. What was signed with it keeps it.
 * The answer then rests on what else was given for its value, or on your word. Withdrawing it twice changes nothing.
 *
 * @throws as `addEvidence`.
 */
export async function withdrawEvidence(
  house: House,
  person: Person,
  organisationId: string,
  questionId: string,
  evidenceId: string,
): Promise<Done> {
  const target = targetOf(questionId, 'evidence-withdrawn', evidenceId, {})
  return edit<Done>(
    house,
    person,
    organisationId,
    target,
    async (db, { assessment }, stamp) => {
      const rows = await findEvidence(db, assessment.id, questionId)
      const row = rows.find((one) => one.id === evidenceId)
      if (row === undefined) throw noSuchEvidence()
      const stored = (await findAnswers(db, assessment.id)).get(questionId)
      const version = stored?.version ?? 0
      if (row.endedAt !== undefined) return { ok: true, version, changed: false }
      await saveEvidenceEnd(db, row.id, stamp.at)
      const gone = [row, ...earlierOf(rows, row)]
      await deleteEvidenceBytes(
        db,
        gone.map(({ id }) => id),
      )
      const digests = gone.flatMap(({ sha256 }) => sha256 ?? [])
      await deleteUnsignedCopies(db, organisationId, row, digests)
      const answer = stored?.value
      if (answer !== undefined && restsOn(answer, row)) {
        const reviews = await findReviews(db, assessment.id, questionId)
        const others = rows.filter(
          (one) =>
            one.id !== row.id &&
            one.endedAt === undefined &&
            isSameValue(one.value, answer.value) &&
            !reviews.some((review) => endsEvidence(review, { value: answer.value, ...supportOf(one) })),
        )
        await rest(db, assessment.id, questionId, stored, others.at(-1), stamp, person)
      }
      return { ok: true, version, changed: true }
    },
    'add-evidence',
  )
}

export interface EvidenceFile {
  readonly title: string
  readonly type: string
  readonly sha256: string
  readonly bytes: Buffer
}

/**
 * A file, as a download, which the trail keeps; also one of an earlier assessment, or replaced since.
 *
 * @throws DomainError 'not-found' (unknown, another organisation's, a reference, or withdrawn), 'not-allowed' or 'too-many'.
 */
export async function getEvidenceFile(
  house: House,
  person: Person,
  organisationId: string,
  evidenceId: string,
): Promise<EvidenceFile> {
  demandForSome('read-evidence', person, organisationId)
  return write(
    house.db,
    async (db) => {
      const { ruleSet } = await getPlace(db, house, organisationId)
      const row = await findEvidenceOf(db, organisationId, evidenceId)
      if (row === undefined) throw noSuchEvidence()
      const question = findQuestion(ruleSet, row.questionId)
      // Of a question that these rules no longer have: it belongs to no part of more than itself.
      const about =
        question === undefined
          ? { domain: '', question: row.questionId, inFirstLook: false }
          : aboutQuestion(ruleSet, question)
      demand('read-evidence', person, organisationId, about)
      const bytes = await findEvidenceBytes(db, row.id)
      const file = fileOf(row)
      if (file === undefined || bytes === undefined) throw noSuchEvidence()
      const { type, sha256 } = file
      await recordDownload(db, house, person, {
        organisationId,
        action: 'evidence-downloaded',
        object: `${row.questionId}/${row.id}`,
        details: { type, sha256 },
      })
      return { title: row.title, type, sha256, bytes }
    },
    organisationId,
  )
}

/** Why evidence cannot be added yet, and what to do first; undefined when it can. */
export function whatToDoFirst(
  question: Question,
  answer: Answer | undefined,
  toConfirm: boolean,
): string | undefined {
  if (question.form.type === 'share')
    return 'This answer is worked out from a register. Give the evidence in the rows of the register.'
  if (answer === undefined) return 'Answer the question first. Evidence belongs to the answer that it shows.'
  if (toConfirm)
    return 'This answer is to be confirmed. Confirm or change it on its page first: evidence belongs to the answer that it shows.'
  if (canBeShown(answer.value)) return undefined
  return answer.value.kind === 'dont-know'
    ? 'The answer is “we do not know”, which nothing can show. Find out and answer first.'
    : 'The answer is “not applicable”, which counts by its reason. Give the reason in the answer.'
}

async function rest(
  db: Handle,
  assessmentId: string,
  questionId: string,
  stored: Versioned<Answer> | undefined,
  row: EvidenceRow | undefined,
  stamp: { readonly at: string; readonly by: string },
  person: Person,
): Promise<void> {
  if (stored?.value === undefined) return
  const plain = asserted(stored.value)
  const answer: Answer = row === undefined ? plain : { ...plain, assurance: 'evidenced', ...supportOf(row) }
  const edited = { seenVersion: stored.version, value: answer, stamp }
  await putAnswer(db, { assessmentId, questionId }, stored, edited, person)
}

function restsOn(answer: Answer, row: EvidenceRow): boolean {
  return answer.assurance !== 'asserted' && isSameEvidence(answer, supportOf(row))
}

async function whatIsFull(
  db: Handle,
  assessmentId: string,
  pieces: number,
  size: number | undefined,
): Promise<AddedEvidence | undefined> {
  if (pieces >= MOST_PIECES) return fault('', `A question holds at most ${MOST_PIECES} pieces of evidence.`)
  if (size === undefined) return undefined
  const totals = await findFileTotals(db, assessmentId)
  if (totals.files >= MOST_FILES)
    return fault(
      'file',
      `An assessment holds at most ${MOST_FILES} files. Give the place of the file instead.`,
    )
  if (totals.bytes + size > MOST_FILE_BYTES)
    return fault(
      'file',
      'The files of this assessment would exceed 200 MB. Give the place of the file instead.',
    )
  return undefined
}

function piecesOf(
  rows: readonly EvidenceRow[],
  answer: Answer | undefined,
  reviews: readonly ReviewRow[],
): PieceView[] {
  const replaced = new Set(rows.map((row) => row.replacesId))
  return rows
    .filter((row) => !replaced.has(row.id))
    .map((newest) => ({
      newest,
      earlier: earlierOf(rows, newest),
      isWithdrawn: newest.endedAt !== undefined,
      standing: standingOf(newest, answer, reviews),
    }))
    .reverse()
}

function standingOf(
  row: EvidenceRow,
  answer: Answer | undefined,
  reviews: readonly ReviewRow[],
): PieceView['standing'] {
  if (row.endedAt !== undefined) return 'withdrawn'
  if (answer === undefined || !isSameValue(row.value, answer.value)) return 'earlier-value'
  if (reviews.some((one) => endsEvidence(one, { value: answer.value, ...supportOf(row) }))) return 'ended'
  return restsOn(answer, row) ? 'stands' : 'beside'
}

function earlierOf(rows: readonly EvidenceRow[], row: EvidenceRow): EvidenceRow[] {
  const before = rows.find((one) => one.id === row.replacesId)
  return before === undefined ? [] : [before, ...earlierOf(rows, before)]
}

function targetOf(
  questionId: string,
  action: ActName,
  evidenceId: string,
  details: NonNullable<Target['details']>,
): Parameters<typeof edit>[3] {
  return (ruleSet) => {
    const question = getQuestion(ruleSet, questionId)
    return {
      about: aboutQuestion(ruleSet, question),
      action,
      object: `${question.id}/${evidenceId}`,
      details,
    }
  }
}

function fault(field: string, message: string): AddedEvidence {
  return { ok: false, faults: [{ field, message }] }
}

function noSuchEvidence(): DomainError {
  return new DomainError('not-found', 'There is no such evidence here.')
}
