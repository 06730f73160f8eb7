/**
 * Evidence of answers: one row a revision, the bytes of files beside them.
 * The bytes are read only for a download. Nothing here is ever changed but by ending, and by saying which value a piece shows.
 */

import type { AnswerValue } from '../answers/model.ts'
import type { AssessmentId, EvidenceId, OrganisationId, QuestionId } from './column-kinds.ts'
import type { EvidenceTable } from './tables-of-sign-off.ts'
import type { Handle, Row } from './tables.ts'

/** One revision of a piece of evidence; `place` of a reference, `type`, `size` and `sha256` of a file. */
export type EvidenceRow = Row<EvidenceTable>

/** What is known of a file. */
export interface FileFacts {
  /** Media type. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
}

/** What is known of the file of a revision; undefined: it is a reference. */
export function fileOf({ type, size, sha256 }: Partial<EvidenceRow>): FileFacts | undefined {
  return type === undefined || size === undefined || sha256 === undefined ? undefined : { type, size, sha256 }
}

/** Every revision of every piece of an assessment, or of one question, by the date of what it shows, the oldest first. */
export async function findEvidence(
  db: Handle,
  assessmentId: AssessmentId,
  questionId?: QuestionId,
): Promise<EvidenceRow[]> {
  let query = db.selectFrom('evidence').selectAll().where('assessmentId', '=', assessmentId)
  if (questionId !== undefined) query = query.where('questionId', '=', questionId)
  return query.orderBy('dated').orderBy('addedAt').orderBy('id').execute()
}

/** How many pieces support one answer: neither withdrawn nor replaced. */
export async function countPieces(
  db: Handle,
  assessmentId: AssessmentId,
  questionId: QuestionId,
): Promise<number> {
  const row = await db
    .selectFrom('evidence')
    .select(({ fn }) => fn.countAll().as('pieces'))
    .where('assessmentId', '=', assessmentId)
    .where('questionId', '=', questionId)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.pieces)
}

/** One revision, if it belongs to an assessment of this organisation. */
export async function findEvidenceOf(
  db: Handle,
  organisationId: OrganisationId,
  id: EvidenceId,
): Promise<EvidenceRow | undefined> {
  return db
    .selectFrom('evidence')
    .innerJoin('assessment', 'assessment.id', 'evidence.assessmentId')
    .selectAll('evidence')
    .where('evidence.id', '=', id)
    .where('assessment.organisationId', '=', organisationId)
    .executeTakeFirst()
}

/** The bytes of a file; undefined for a reference, and once it was withdrawn. */
export async function findEvidenceBytes(db: Handle, id: EvidenceId): Promise<Buffer | undefined> {
  const query = db.selectFrom('evidenceFile').select('bytes').where('evidenceId', '=', id)
  return (await query.executeTakeFirst())?.bytes
}

/** Files kept for an assessment, and their bytes together. */
export async function findFileTotals(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const row = await db
    .selectFrom('evidenceFile')
    .innerJoin('evidence', 'evidence.id', 'evidenceFile.evidenceId')
    .select(({ fn }) => [fn.countAll().as('files'), fn.sum('evidence.size').as('bytes')])
    .where('evidenceFile.assessmentId', '=', assessmentId)
    .executeTakeFirstOrThrow()
  return { files: Number(row.files), bytes: Number(row.bytes ?? 0) }
}

/** Adds a revision, with its bytes when it is a file. */
export async function insertEvidence(
  db: Handle,
  row: EvidenceRow,
  bytes: Uint8Array | undefined,
): Promise<void> {
  await db.insertInto('evidence').values(row).execute()
  if (bytes !== undefined)
    await db
      .insertInto('evidenceFile')
      .values({ evidenceId: row.id, assessmentId: row.assessmentId, bytes: Buffer.from(bytes) })
      .execute()
}

/** Ends a revision: a newer one replaced it, or it was withdrawn. */
export async function saveEvidenceEnd(db: Handle, id: EvidenceId, endedAt: string): Promise<void> {
  await db.updateTable('evidence').set({ endedAt }).where('id', '=', id).execute()
}

/** Says that a piece shows another value of the answer too. */
export async function saveEvidenceValue(db: Handle, id: EvidenceId, value: AnswerValue): Promise<void> {
  await db.updateTable('evidence').set({ value }).where('id', '=', id).execute()
}

/** Deletes the bytes of files; their rows stay. */
export async function deleteEvidenceBytes(db: Handle, ids: readonly EvidenceId[]): Promise<void> {
  await db.deleteFrom('evidenceFile').where('evidenceId', 'in', ids).execute()
}

/** Deletes the bytes of files of a question, by digest, in other assessments of the organisation that were never signed. */
export async function deleteUnsignedCopies(
  db: Handle,
  organisationId: OrganisationId,
  { assessmentId, questionId }: Pick<EvidenceRow, 'assessmentId' | 'questionId'>,
  digests: readonly string[],
): Promise<void> {
  if (digests.length === 0) return
  await db
    .deleteFrom('evidenceFile')
    .where('evidenceId', 'in', (of) =>
      of
        .selectFrom('evidence')
        .innerJoin('assessment', 'assessment.id', 'evidence.assessmentId')
        .select('evidence.id')
        .where('assessment.organisationId', '=', organisationId)
        .where('assessment.signedAt', 'is', null)
        .where('evidence.assessmentId', '<>', assessmentId)
        .where('evidence.questionId', '=', questionId)
        .where('evidence.sha256', 'in', digests),
    )
    .execute()
}
