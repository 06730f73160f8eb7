/** Lists of what there is to verify, over all organisations. For verifying only: no page reads them. */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { AccountId, AssessmentId, Digest, EvidenceId, OrganisationId } from './column-kinds.ts'
import { raw } from './rows.ts'
import type { TrailTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'

/** Digests of every rule set kept here. */
export async function findRuleSetDigests(db: Handle): Promise<Digest[]> {
  const rows = await db.selectFrom('ruleSet').select('digest').orderBy('keptAt').orderBy('digest').execute()
  return rows.map((row) => row.digest)
}

/** The cohorts that an organisation was in before, as its changes say. */
export async function findEarlierCohorts(db: Handle, organisationId: OrganisationId): Promise<string[]> {
  const rows = await db
    .selectFrom('organisationChange')
    .select('before')
    .where('organisationId', '=', organisationId)
    .where('field', '=', 'cohort')
    .execute()
  return rows.flatMap(({ before }) => (before === undefined ? [] : [before]))
}

/** An entry of the trail that says what something must be. */
export interface Said extends Pick<
  Row<TrailTable>,
  'seq' | 'at' | 'actorId' | 'action' | 'object' | 'organisationId'
> {
  readonly details: Readonly<Record<string, unknown>>
}

/** The entries of these acts, oldest first. */
export async function findSaid(db: Handle, ...actions: readonly string[]): Promise<Said[]> {
  const rows = await db
    .selectFrom('trail')
    .select(['seq', 'at', 'actorId', 'action', 'object', 'organisationId', 'details'])
    .where('action', 'in', actions)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({ ...row, details: detailsOf(row.details) }))
}

/** None where the entry was changed so that it cannot be read: the chain says that it was. */
function detailsOf(text: string): Said['details'] {
  try {
    return JSON.parse(text) as Said['details']
  } catch {
    return {}
  }
}

/** A role that an account has now. */
export interface HeldRole {
  readonly accountId: AccountId
  /** Undefined: a national one. */
  readonly organisationId: OrganisationId | undefined
  readonly role: string
  readonly deputy: boolean
  readonly deputyOf: AccountId | undefined
  /** Of the demonstration, whose people have no address. */
  readonly isSeeded: boolean
}

/** Every role that has not ended. */
export async function findHeldRoles(db: Handle): Promise<HeldRole[]> {
  const own = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select(['accountId', 'organisationId', 'role', 'deputy', 'deputyOf', 'email'])
    .where('endedAt', 'is', null)
    .orderBy('membership.id')
    .execute()
  const national = await db
    .selectFrom('nationalMembership')
    .innerJoin('account', 'account.id', 'nationalMembership.accountId')
    .select(['accountId', 'role', 'email'])
    .where('endedAt', 'is', null)
    .orderBy('nationalMembership.id')
    .execute()
  const everywhere = { organisationId: undefined, deputy: false, deputyOf: undefined }
  return [...own, ...national.map((row) => ({ ...row, ...everywhere }))].map(({ email, ...row }) => ({
    ...row,
    isSeeded: email === undefined,
  }))
}

/** The questions whose answer is not the newest version of its history; read raw, as every byte counts. */
export async function findUnlikeHistory(db: Handle, assessmentId: AssessmentId): Promise<string[]> {
  const find = (table: 'answer' | 'answer_history') =>
    raw(db)
      .selectFrom(table)
      .select(['question_id', 'version', 'value', 'saved_at', 'saved_by'])
      .where('assessment_id', '=', assessmentId)
      .orderBy('question_id')
      .orderBy('version')
      .execute()
  const newest = new Map((await find('answer_history')).map((row) => [row['question_id'], row]))
  if (newest.size === 0) return []
  const answers = new Map((await find('answer')).map((row) => [row['question_id'], row]))
  const unlike = [...newest].filter(([id, row]) => !isDeepStrictEqual(answers.get(id), row))
  return unlike.map(([id]) => String(id))
}

/** What was withdrawn, with everything that it replaced: those files are gone, and rightly so. */
export interface Withdrawn {
  /** Ids of revisions. */
  readonly ids: ReadonlySet<EvidenceId>
  /** Digests of their files by organisation, each as `organisation/sha256`: a copy of one in another draft may be gone with it. */
  readonly files: ReadonlySet<string>
}

/** What the trail says was withdrawn. */
export async function findWithdrawn(db: Handle): Promise<Withdrawn> {
  const said = await findSaid(db, 'evidence-withdrawn')
  const ids = new Set<EvidenceId>(said.map(({ object }) => object.split('/').at(-1) ?? ''))
  const files = new Set<string>()
  if (ids.size === 0) return { ids, files }
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('assessment', 'assessment.id', 'evidence.assessmentId')
    .select(['evidence.id', 'evidence.replacesId', 'evidence.sha256', 'assessment.organisationId'])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = byId.get(id)
    if (row === undefined) continue
    // A set that grows while it is walked: the revisions before it come next.
    if (row.replacesId !== undefined) ids.add(row.replacesId)
    if (row.sha256 !== undefined) files.add(`${row.organisationId}/${row.sha256}`)
  }
  return { ids, files }
}

/** The files of evidence whose bytes do not have the digest they were taken in with, or are gone without having been withdrawn. */
export async function findChangedFiles(
  db: Handle,
  {
    id: assessmentId,
    organisationId,
  }: { readonly id: AssessmentId; readonly organisationId: OrganisationId },
  withdrawn: Withdrawn,
): Promise<string[]> {
  const files = await db
    .selectFrom('evidence')
    .select(['id', 'sha256'])
    .where('assessmentId', '=', assessmentId)
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute()
  const changed: string[] = []
  for (const { id, sha256 } of files) {
    const file = await db
      .selectFrom('evidenceFile')
      .select('bytes')
      .where('evidenceId', '=', id)
      .executeTakeFirst()
    const isRight =
      file === undefined
        ? withdrawn.ids.has(id) || withdrawn.files.has(`${organisationId}/${sha256 ?? ''}`)
        : createHash('sha256').update(file.bytes).digest('hex') === sha256
    if (!isRight) changed.push(id)
  }
  return changed
}
