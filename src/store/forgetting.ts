/**
 * Everything that assessments hold, or an organisation's people have there → gone, with the number and the digest of the rows of each table.
 * Inside a transaction in which a deletion is confirmed: else the database refuses. The bare rows of assessments stay, because published releases name them.
 */

import { createHash } from 'node:crypto'
import { columnsOf, FORM } from './forms.ts'
import { textOf } from './seals.ts'
import type { AssessmentId, OrganisationId } from './column-kinds.ts'
import { type Raw, raw } from './rows.ts'
import type { Handle } from './tables.ts'

/** What is left of the rows of one table. */
export interface Forgotten {
  readonly rows: number
  /** SHA-256 of the rows in order, hexadecimal (of a file its own digest), in the columns of the receipt's form: a copy that was kept elsewhere can be told by it. */
  readonly sha256: string
}

/** Each table that belongs to assessments, with what puts an assessment's rows in order; files of evidence go before. */
const OF_ASSESSMENT = {
  evidence: ['id'],
  review: ['id'],
  answer: ['question_id'],
  context_answer: ['question_id'],
  register: ['register_id'],
  register_row: ['register_id', 'id'],
  level_row: [],
  signed_summary: [],
  answer_history: ['question_id', 'version'],
  domain_note: ['domain_id'],
  explanation: ['contradiction_id'],
  carried: ['question_id'],
  rule_set_move: ['id'],
  comment: ['id'],
  assignment: ['id'],
  sign_off: ['number'],
  sign_off_mark: ['question_id'],
  shared_view: ['id'],
  pack_file: ['pack_id', 'name'],
  pack: ['id'],
} as const

/** Deletes what the assessments hold, and leaves their bare rows marked. `at` is ISO 8601 UTC. */
export async function deleteAssessments(
  db: Handle,
  assessmentIds: readonly AssessmentId[],
  at: string,
): Promise<Record<string, Forgotten>> {
  const forgotten: Record<string, Forgotten> = { evidence_file: await forgetFiles(raw(db), assessmentIds) }
  for (const [table, order] of Object.entries(OF_ASSESSMENT))
    forgotten[table] = await forget(raw(db), table, order, assessmentIds)
  for (const id of assessmentIds) {
    // What somebody asked to do with it; each step of that is in the trail.
    await db.deleteFrom('proposal').where('assessmentId', '=', id).execute()
    await db
      .updateTable('assessment')
      .set({ status: 'superseded', deletedAt: at })
      .where('id', '=', id)
      .execute()
  }
  return forgotten
}

/** Every table of the list has `assessment_id` and the columns named with it. */
async function forget(
  db: Raw,
  table: string,
  order: readonly string[],
  assessmentIds: readonly AssessmentId[],
): Promise<Forgotten> {
  const all: object[] = []
  for (const id of assessmentIds) {
    let query = db.selectFrom(table).select(columnsOf(table, FORM)).where('assessment_id', '=', id)
    for (const column of order) query = query.orderBy(column)
    all.push(...(await query.execute()))
    await db.deleteFrom(table).where('assessment_id', '=', id).execute()
  }
  return digestOf(all)
}

/** One after the other: they are large. */
async function forgetFiles(db: Raw, assessmentIds: readonly AssessmentId[]): Promise<Forgotten> {
  const files: object[] = []
  for (const id of assessmentIds) {
    const found = await db
      .selectFrom('evidence_file')
      .select('evidence_id')
      .where('assessment_id', '=', id)
      .orderBy('evidence_id')
      .execute()
    for (const { evidence_id } of found) {
      const of = db.selectFrom('evidence_file').where('evidence_id', '=', evidence_id)
      const { bytes } = await of.select('bytes').executeTakeFirstOrThrow()
      files.push({
        evidence_id,
        sha256: createHash('sha256')
          .update(bytes as Buffer)
          .digest('hex'),
      })
    }
    await db.deleteFrom('evidence_file').where('assessment_id', '=', id).execute()
  }
  return digestOf(files)
}

function digestOf(rows: readonly object[]): Forgotten {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${textOf(row)}\n`)
  return { rows: rows.length, sha256: hash.digest('hex') }
}

/** Tables that belong to an organisation whatever its assessments, with what puts their rows in order. */
const OF_ORGANISATION = {
  membership: ['id'],
  planned_action: ['id'],
  plan_confirmation: ['id'],
  risk_entry: ['risk_id', 'version'],
} as const

/** Deletes who belonged to an organisation, their keys, what they planned, what they said of outcomes of a framework, their own figures for efforts, how their files are read, what suppliers state, and forms that wait for somebody to sign in again. */
export async function deletePeople(
  db: Handle,
  organisationId: OrganisationId,
): Promise<Record<string, Forgotten>> {
  const forgotten: Record<string, Forgotten> = {}
  for (const [table, order] of Object.entries(OF_ORGANISATION)) {
    let query = raw(db).selectFrom(table).select(columnsOf(table, FORM))
    query = query.where('organisation_id', '=', organisationId)
    for (const column of order) query = query.orderBy(column)
    forgotten[table] = digestOf(await query.execute())
    await raw(db).deleteFrom(table).where('organisation_id', '=', organisationId).execute()
  }
  await db.deleteFrom('proposal').where('organisationId', '=', organisationId).execute()
  for (const table of [
    'apiKey',
    'cafOutcome',
    'improvementOverride',
    'registerMatching',
    'registerUpload',
    'rowStatement',
    'toolExport',
  ] as const)
    await db.deleteFrom(table).where('organisationId', '=', organisationId).execute()
  await db.deleteFrom('keptForm').where('path', 'like', `/o/${organisationId}/%`).execute()
  return forgotten
}

/** Ids of all assessments of an organisation that were not deleted before. */
export async function findAssessmentIds(db: Handle, organisationId: OrganisationId): Promise<AssessmentId[]> {
  const rows = await db
    .selectFrom('assessment')
    .select('id')
    .where('organisationId', '=', organisationId)
    .where('deletedAt', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

/** The assessments of all organisations whose reference date is before a day (ISO date), oldest first. */
export async function findOutdated(
  db: Handle,
  before: string,
): Promise<{ readonly id: AssessmentId; readonly organisationId: OrganisationId }[]> {
  return db
    .selectFrom('assessment')
    .select(['id', 'organisationId'])
    .where('asOf', '<', before)
    .where('deletedAt', 'is', null)
    .orderBy('asOf')
    .orderBy('id')
    .execute()
}

/** The assessments that are marked as deleted and still hold something. */
export async function findNotDeleted(db: Handle): Promise<string[]> {
  const found = new Set<string>()
  for (const table of ['evidence_file', ...Object.keys(OF_ASSESSMENT)]) {
    const rows = await raw(db)
      .selectFrom(table)
      .innerJoin('assessment', 'assessment.id', `${table}.assessment_id`)
      .select('assessment.id')
      .where('assessment.deleted_at', 'is not', null)
      .distinct()
      .execute()
    for (const { id } of rows) found.add(String(id))
  }
  return [...found].sort()
}
