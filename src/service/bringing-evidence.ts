/**
 * Evidence brought for an answer, by reference or as a file; replaced, or withdrawn.
 * The answer follows in the same transaction: it rests on the evidence with the newest date that was given for its value.
 */

import { createHash, randomUUID } from 'node:crypto'
import { asserted, type GivenEvidence, isSameEvidence, isSameValue } from '../answers/evidence.ts'
import type { Answer, AnswerFault } from '../answers/model.ts'
import { checkEvidenceFile } from '../exchange/evidence-file.ts'
import type { AssessmentId, EvidenceId, OrganisationId, QuestionId } from '../ids.ts'
import { type AnswerKey, findAnswers } from '../store/answers.ts'
import { findUnconfirmed } from '../store/carried.ts'
import {
  deleteEvidenceBytes,
  deleteUnsignedCopies,
  type EvidenceRow,
  type FileFacts,
  findEvidence,
  findFileTotals,
  insertEvidence,
  saveEvidenceEnd,
} from '../store/evidence.ts'
import type { Person } from '../store/person.ts'
import { findReviews, type ReviewRow } from '../store/reviews.ts'
import type { Stamp, Versioned } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { putAnswer } from './answering.ts'
import { type Done, edit } from './edits.ts'
import { whatToDoFirst } from './evidence.ts'
import type { House } from './house.ts'
import { getQuestion, noSuch, ofQuestions } from './named.ts'
import { demandForSome } from './permission.ts'
import { earlierOf, endsEvidence, restsOn, supportOf } from './supporting.ts'

/** Files of one assessment: so that one trust cannot fill the disk (ours). */
export const MOST_FILES = 200
export const MOST_FILE_BYTES = 200 * 1024 * 1024
/** Rows of one question, references and revisions too (ours). */
const MOST_PIECES = 200

export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type AddedEvidence =
  | (Done & { readonly evidenceId: EvidenceId })
  /** The fields of faults are `file`, or empty where it is about no field. */
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Adds evidence that `parseEvidence` made, by reference or with a file, and lets the answer rest on it unless newer evidence supports it.
 * `replacesId` names the present revision that it replaces. The same evidence of the same owner is added once.
 *
 * @throws as `changeAssessment`.
 */
export async function addEvidence(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  given: GivenEvidence,
  file: UploadedFile | undefined,
  replacesId?: EvidenceId,
): Promise<AddedEvidence> {
  // A file may be large: it is looked at before the transaction, and only for who may bring one.
  demandForSome('add-evidence', person, organisationId)
  const checked = file === undefined ? undefined : checkEvidenceFile(file.name, file.bytes)
  if (checked?.ok === false) return fault('file', checked.message)
  const facts = file && checked && factsOf(file.bytes, checked.type)
  const id = randomUUID()
  const kind = facts === undefined ? 'link' : 'file'
  const replaces = replacesId === undefined ? {} : { replaces: replacesId }
  const asked = {
    action: 'add-evidence',
    about: ofQuestions(questionId),
    act: {
      action: 'evidence-added',
      object: `${questionId}/${id}`,
      details: { kind, ...facts, ...replaces },
    },
  } as const
  return edit<AddedEvidence>(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, questionId }
    const stored = (await findAnswers(db, key.assessmentId)).get(questionId)
    const answer = stored?.value
    const toConfirm = (await findUnconfirmed(db, key.assessmentId)).has(questionId)
    const missing = whatToDoFirst(getQuestion(place.ruleSet, questionId), answer, toConfirm)
    if (missing !== undefined || answer === undefined) return fault('', missing ?? '')
    const row: EvidenceRow = {
      ...{ id, ...key, ...given, kind, replacesId, value: answer.value },
      place: facts === undefined ? given.place : undefined,
      type: facts?.type,
      size: facts?.size ?? 0,
      sha256: facts?.sha256,
      ...{ addedAt: stamp.at, addedBy: stamp.by, addedById: person.id, endedAt: undefined },
    }
    if (await isEnded(db, row)) return fault('title', ENDED_BY_REVIEW)
    const rows = await findEvidence(db, key.assessmentId, questionId)
    const version = stored?.version ?? 0
    const same = rows.find((one) => isSamePiece(one, row))
    // A form that was sent twice.
    if (same !== undefined && same.id !== replacesId)
      return { ok: true, version, changed: false, evidenceId: same.id }
    const replaced = rows.find((one) => one.id === replacesId)
    if (replacesId !== undefined && replaced?.endedAt !== undefined)
      return fault('', 'Somebody replaced or withdrew that evidence meanwhile. Look at what is here now.')
    if (replacesId !== undefined && replaced === undefined) throw noSuch('evidence')
    const full = await whatIsFull(db, key.assessmentId, rows.length, facts?.size)
    if (full !== undefined) return full

    if (replaced !== undefined) await saveEvidenceEnd(db, replaced.id, stamp.at)
    await insertEvidence(db, row, file?.bytes)
    const restedOnReplaced = replaced !== undefined && restsOn(answer, replaced)
    const isNewest = answer.assurance === 'asserted' || (answer.evidenceDate ?? '') <= row.dated
    if (restedOnReplaced || isNewest) await rest(db, key, stored, row, stamp, person)
    return { ok: true, version, changed: true, evidenceId: id }
  })
}

function factsOf(bytes: Uint8Array, type: string): FileFacts {
  return { type, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Whether a reviewer found that this evidence does not show the value that it is brought for. */
async function isEnded(db: Handle, row: EvidenceRow): Promise<boolean> {
  const reviews = await findReviews(db, row.assessmentId, row.questionId)
  return reviews.some((one) => endsEvidence(one, { value: row.value, ...supportOf(row) }))
}

/** Whether a piece is there already: the same evidence, of the same owner, for the same value. */
function isSamePiece(one: EvidenceRow, row: EvidenceRow): boolean {
  return (
    one.endedAt === undefined &&
    one.owner === row.owner &&
    isSameEvidence(supportOf(one), supportOf(row)) &&
    isSameValue(one.value, row.value)
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
 * @throws as `changeAssessment`.
 */
export async function withdrawEvidence(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionId: QuestionId,
  evidenceId: EvidenceId,
): Promise<Done> {
  const asked = {
    action: 'add-evidence',
    about: ofQuestions(questionId),
    act: { action: 'evidence-withdrawn', object: `${questionId}/${evidenceId}`, details: {} },
  } as const
  return edit<Done>(house, person, organisationId, asked, async ({ db, place, stamp }) => {
    const key = { assessmentId: place.assessment.id, questionId }
    const rows = await findEvidence(db, key.assessmentId, questionId)
    const row = rows.find((one) => one.id === evidenceId)
    if (row === undefined) throw noSuch('evidence')
    const stored = (await findAnswers(db, key.assessmentId)).get(questionId)
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
      const reviews = await findReviews(db, key.assessmentId, questionId)
      const others = rows.filter((one) => one.id !== row.id && isShowing(one, answer, reviews))
      await rest(db, key, stored, others.at(-1), stamp, person)
    }
    return { ok: true, version, changed: true }
  })
}

/** Whether a piece was given for this value, and neither ended nor found not to show it. */
function isShowing(one: EvidenceRow, { value }: Answer, reviews: readonly ReviewRow[]): boolean {
  return (
    one.endedAt === undefined &&
    isSameValue(one.value, value) &&
    !reviews.some((review) => endsEvidence(review, { value, ...supportOf(one) }))
  )
}

/** Lets the answer rest on this piece; undefined: on somebody's word. */
async function rest(
  db: Handle,
  key: AnswerKey,
  stored: Versioned<Answer> | undefined,
  row: EvidenceRow | undefined,
  stamp: Stamp,
  person: Person,
): Promise<void> {
  if (stored?.value === undefined) return
  const plain = asserted(stored.value)
  const answer: Answer = row === undefined ? plain : { ...plain, assurance: 'evidenced', ...supportOf(row) }
  await putAnswer(db, key, stored, { seenVersion: stored.version, value: answer, stamp }, person)
}

async function whatIsFull(
  db: Handle,
  assessmentId: AssessmentId,
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

function fault(field: string, message: string): AddedEvidence {
  return { ok: false, faults: [{ field, message }] }
}
