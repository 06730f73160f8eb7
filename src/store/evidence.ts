/**
 * Evidence of answers: one row a revision, the bytes of files beside them.
 * The bytes are read only for a download. Nothing here is ever changed but by ending, and by saying which value a piece shows.
 */

import type { AnswerValue } from '../answers/model.ts'
import type { EvidenceTable } from './tables-of-work.ts'
import type { Handle } from './tables.ts'

/** One revision of a piece of evidence; `place` of a reference, `file` of a file. */
export interface EvidenceRow {
  readonly id: string
  readonly assessmentId: string
  readonly questionId: string
  readonly title: string
  readonly place: string | undefined
  readonly file: FileFacts | undefined
  /** ISO date of what it shows. */
  readonly dated: string
  readonly owner: string
  readonly replacesId: string | undefined
  /** The answer's value that it shows. */
  readonly value: AnswerValue
  readonly addedAt: string
  readonly addedBy: string
  readonly addedById: string
  /** ISO 8601 UTC; undefined: the newest revision, and not withdrawn. */
  readonly endedAt: string | undefined
}

export interface FileFacts {
  /** Media type. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** Every revision of every piece of an assessment, or of one question, by the date of what it shows, the oldest first. */
export async function findEvidence(
  db: Handle,
  assessmentId: string,
  questionId?: string,
): Promise<EvidenceRow[]> {
  let query = db.selectFrom('evidence').selectAll().where('assessment_id', '=', assessmentId)
  if (questionId !== undefined) query = query.where('question_id', '=', questionId)
  return (await query.orderBy('dated').orderBy('added_at').orderBy('id').execute()).map(fromTable)
}

/** How many pieces support one answer: neither withdrawn nor replaced. */
export async function findPieceCount(db: Handle, assessmentId: string, questionId: string): Promise<number> {
  const row = await db
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll().as('pieces'))
    .where('assessment_id', '=', assessmentId)
    .where('question_id', '=', questionId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.pieces)
}

/** One revision, if it belongs to an assessment of this organisation. */
export async function findEvidenceOf(
  db: Handle,
  organisationId: string,
  id: string,
): Promise<EvidenceRow | undefined> {
  const row = await db
    .selectFrom('evidence')
    .innerJoin('assessment', 'assessment.id', 'evidence.assessment_id')
    .selectAll('evidence')
    .where('evidence.id', '=', id)
    .where('assessment.organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row === undefined ? undefined : fromTable(row)
}

/** The bytes of a file; undefined for a reference, and once it was withdrawn. */
export async function findEvidenceBytes(db: Handle, id: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('evidence_file')
    .select('bytes')
    .where('evidence_id', '=', id)
    .executeTakeFirst()
  return row?.bytes
}

/** Files kept for an assessment, and their bytes together. */
export async function findFileTotals(
  db: Handle,
  assessmentId: string,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const row = await db
    .selectFrom('evidence_file')
    .innerJoin('evidence', 'evidence.id', 'evidence_file.evidence_id')
    .select(({ fn }) => [fn.countAll().as('files'), fn.sum('evidence.size').as('bytes')])
    .where('evidence_file.assessment_id', '=', assessmentId)
    .executeTakeFirstOrThrow()
  return { files: Number(row.files), bytes: Number(row.bytes ?? 0) }
}

/** Adds a revision, with its bytes when it is a file. */
export async function insertEvidence(
  db: Handle,
  row: EvidenceRow,
  bytes: Uint8Array | undefined,
): Promise<void> {
  await db
    .insertInto('evidence')
    .values({
      id: row.id,
      assessment_id: row.assessmentId,
      question_id: row.questionId,
      kind: row.file === undefined ? 'link' : 'file',
      title: row.title,
      place: row.place ?? null,
      dated: row.dated,
      owner: row.owner,
      type: row.file?.type ?? null,
      size: row.file?.size ?? 0,
      sha256: row.file?.sha256 ?? null,
      replaces_id: row.replacesId ?? null,
      value: JSON.stringify(row.value),
      added_at: row.addedAt,
      added_by: row.addedBy,
      added_by_id: row.addedById,
      ended_at: row.endedAt ?? null,
    })
    .execute()
  if (bytes !== undefined)
    await db
      .insertInto('evidence_file')
      .values({ evidence_id: row.id, assessment_id: row.assessmentId, bytes: Buffer.from(bytes) })
      .execute()
}

/** Ends a revision: a newer one replaced it, or it was withdrawn. */
export async function saveEvidenceEnd(db: Handle, id: string, endedAt: string): Promise<void> {
  await db.updateTable('evidence').set({ ended_at: endedAt }).where('id', '=', id).execute()
}

/** Says that a piece shows another value of the answer too. */
export async function saveEvidenceValue(db: Handle, id: string, value: AnswerValue): Promise<void> {
  await db
    .updateTable('evidence')
    .set({ value: JSON.stringify(value) })
    .where('id', '=', id)
    .execute()
}

/** Deletes the bytes of files; their rows stay. */
export async function deleteEvidenceBytes(db: Handle, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('evidence_file').where('evidence_id', 'in', ids).execute()
}

/** Deletes the bytes of files of a question, by digest, in other assessments of the organisation that were never signed. */
export async function deleteUnsignedCopies(
  db: Handle,
  organisationId: string,
  { assessmentId, questionId }: Pick<EvidenceRow, 'assessmentId' | 'questionId'>,
  digests: readonly string[],
): Promise<void> {
  if (digests.length === 0) return
  await db
    .deleteFrom('evidence_file')
    .where('evidence_id', 'in', (of) =>
      of
        .selectFrom('evidence')
        .innerJoin('assessment', 'assessment.id', 'evidence.assessment_id')
        .select('evidence.id')
        .where('assessment.organisation_id', '=', organisationId)
        .where('assessment.signed_at', 'is', null)
        .where('evidence.assessment_id', '<>', assessmentId)
        .where('evidence.question_id', '=', questionId)
        .where('evidence.sha256', 'in', digests),
    )
    .execute()
}

function fromTable(row: EvidenceTable): EvidenceRow {
  return {
    id: row.id,
    assessmentId: row.assessment_id,
    questionId: row.question_id,
    title: row.title,
    place: row.place ?? undefined,
    file:
      row.type === null || row.sha256 === null
        ? undefined
        : { type: row.type, size: row.size, sha256: row.sha256 },
    dated: row.dated,
    owner: row.owner,
    replacesId: row.replaces_id ?? undefined,
    value: JSON.parse(row.value) as AnswerValue,
    addedAt: row.added_at,
    addedBy: row.added_by,
    addedById: row.added_by_id,
    endedAt: row.ended_at ?? undefined,
  }
}
