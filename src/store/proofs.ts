/** Lists of what there is to verify, over all organisations. For verifying only: no page reads them. */

import { createHash } from 'node:crypto'
import type { Handle } from './tables.ts'

/** Digests of every rule set kept here. */
export async function findRuleSetDigests(db: Handle): Promise<string[]> {
  const rows = await db.selectFrom('rule_set').select('digest').orderBy('kept_at').orderBy('digest').execute()
  return rows.map((row) => row.digest)
}

/** The cohorts that an organisation was in before, as its changes say. */
export async function findEarlierCohorts(db: Handle, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('organisation_change')
    .select('before')
    .where('organisation_id', '=', organisationId)
    .where('field', '=', 'cohort')
    .execute()
  return rows.flatMap(({ before }) => (before === null ? [] : [before]))
}

/** An entry of the trail that says what something must be. */
export interface Said {
  readonly seq: number
  /** ISO 8601 UTC. */
  readonly at: string
  readonly actorId: string | undefined
  readonly action: string
  readonly object: string
  readonly organisationId: string | undefined
  readonly details: Readonly<Record<string, unknown>>
}

/** The entries of these acts, oldest first. */
export async function findSaid(db: Handle, ...actions: readonly string[]): Promise<Said[]> {
  const rows = await db
    .selectFrom('trail')
    .select(['seq', 'at', 'actor_id', 'action', 'object', 'organisation_id', 'details'])
    .where('action', 'in', actions)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id ?? undefined,
    action: row.action,
    object: row.object,
    organisationId: row.organisation_id ?? undefined,
    details: detailsOf(row.details),
  }))
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
  readonly accountId: string
  /** Undefined: a national one. */
  readonly organisationId: string | undefined
  readonly role: string
  readonly isDeputy: boolean
  readonly deputyOf: string | undefined
  /** Of the demonstration, whose people have no address. */
  readonly isSeeded: boolean
}

/** Every role that has not ended. */
export async function findHeldRoles(db: Handle): Promise<HeldRole[]> {
  const own = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account_id', 'organisation_id', 'role', 'deputy', 'deputy_of', 'email'])
    .where('ended_at', 'is', null)
    .orderBy('membership.id')
    .execute()
  const national = await db
    .selectFrom('national_membership')
    .innerJoin('account', 'account.id', 'national_membership.account_id')
    .select(['account_id', 'role', 'email'])
    .where('ended_at', 'is', null)
    .orderBy('national_membership.id')
    .execute()
  return [
    ...own.map((row) => ({ ...row, organisationId: row.organisation_id })),
    ...national.map((row) => ({ ...row, organisationId: undefined, deputy: 0, deputy_of: null })),
  ].map(({ account_id, organisationId, role, deputy, deputy_of, email }) => ({
    accountId: account_id,
    organisationId,
    role,
    isDeputy: deputy === 1,
    deputyOf: deputy_of ?? undefined,
    isSeeded: email === null,
  }))
}

/** The questions whose answer is not the newest version of its history. */
export async function findUnlikeHistory(db: Handle, assessmentId: string): Promise<string[]> {
  const past = await db
    .selectFrom('answer_history')
    .select(['question_id', 'version', 'value', 'saved_at', 'saved_by'])
    .where('assessment_id', '=', assessmentId)
    .orderBy('question_id')
    .orderBy('version')
    .execute()
  const newest = new Map(past.map((row) => [row.question_id, row]))
  if (newest.size === 0) return []
  const now = await db
    .selectFrom('answer')
    .select(['question_id', 'version', 'value', 'saved_at', 'saved_by'])
    .where('assessment_id', '=', assessmentId)
    .execute()
  const answers = new Map(now.map((row) => [row.question_id, row]))
  const unlike = [...newest.values()].filter((row) => {
    const answer = answers.get(row.question_id)
    return (
      answer === undefined ||
      answer.version !== row.version ||
      answer.value !== row.value ||
      answer.saved_at !== row.saved_at ||
      answer.saved_by !== row.saved_by
    )
  })
  return unlike.map((row) => row.question_id)
}

/** What was withdrawn, with everything that it replaced: those files are gone, and rightly so. */
export interface Withdrawn {
  /** Ids of revisions. */
  readonly ids: ReadonlySet<string>
  /** Digests of their files by organisation, each as `organisation/sha256`: a copy of one in another draft may be gone with it. */
  readonly files: ReadonlySet<string>
}

/** What the trail says was withdrawn. */
export async function findWithdrawn(db: Handle): Promise<Withdrawn> {
  const said = await findSaid(db, 'evidence-withdrawn')
  const ids = new Set(said.map(({ object }) => object.split('/').at(-1) ?? ''))
  const files = new Set<string>()
  if (ids.size === 0) return { ids, files }
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('assessment', 'assessment.id', 'evidence.assessment_id')
    .select(['evidence.id', 'evidence.replaces_id', 'evidence.sha256', 'assessment.organisation_id'])
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const id of ids) {
    const row = byId.get(id)
    if (row === undefined) continue
    // A set that grows while it is walked: the revisions before it come next.
    if (row.replaces_id !== null) ids.add(row.replaces_id)
    if (row.sha256 !== null) files.add(`${row.organisation_id}/${row.sha256}`)
  }
  return { ids, files }
}

/** The files of evidence whose bytes do not have the digest they were taken in with, or are gone without having been withdrawn. */
export async function findChangedFiles(
  db: Handle,
  { id: assessmentId, organisationId }: { readonly id: string; readonly organisationId: string },
  withdrawn: Withdrawn,
): Promise<string[]> {
  const files = await db
    .selectFrom('evidence')
    .select(['id', 'sha256'])
    .where('assessment_id', '=', assessmentId)
    .where('kind', '=', 'file')
    .orderBy('id')
    .execute()
  const changed: string[] = []
  for (const { id, sha256 } of files) {
    const file = await db
      .selectFrom('evidence_file')
      .select('bytes')
      .where('evidence_id', '=', id)
      .executeTakeFirst()
    const isRight =
      file === undefined
        ? withdrawn.ids.has(id) || withdrawn.files.has(`${organisationId}/${sha256 ?? ''}`)
        : createHash('sha256').update(file.bytes).digest('hex') === sha256
    if (!isRight) changed.push(id)
  }
  return changed
}
