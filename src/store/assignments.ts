/** Who was asked to fill in what of one assessment. An assignment is never changed: it ends, and another is given. */

import { byName } from '../text.ts'
import type { AssignedPart, Role } from './person.ts'
import type { Handle } from './tables.ts'

export interface Assignment extends AssignedPart {
  readonly id: string
  readonly accountId: string
  /** ISO date; undefined: no day was set. */
  readonly due: string | undefined
  /** Empty: none. */
  readonly note: string
  /** ISO 8601 UTC. */
  readonly givenAt: string
  readonly givenBy: string
}

/** The assignments that have not ended, the oldest first; `accountId` keeps those of one person. */
export async function findAssignments(
  db: Handle,
  assessmentId: string,
  accountId?: string,
): Promise<Assignment[]> {
  let wanted = db
    .selectFrom('assignment')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('ended_at', 'is', null)
  if (accountId !== undefined) wanted = wanted.where('account_id', '=', accountId)
  const rows = await wanted.orderBy('given_at').orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    target: row.target,
    due: row.due ?? undefined,
    note: row.note,
    givenAt: row.given_at,
    givenBy: row.given_by,
  }))
}

export async function insertAssignments(
  db: Handle,
  assessmentId: string,
  assignments: readonly Assignment[],
): Promise<void> {
  if (assignments.length === 0) return
  await db
    .insertInto('assignment')
    .values(
      assignments.map((one) => ({
        id: one.id,
        assessment_id: assessmentId,
        account_id: one.accountId,
        kind: one.kind,
        target: one.target,
        due: one.due ?? null,
        note: one.note,
        given_at: one.givenAt,
        given_by: one.givenBy,
        ended_at: null,
      })),
    )
    .execute()
}

/** Ends assignments at an instant (ISO 8601 UTC). */
export async function saveEnded(db: Handle, ids: readonly string[], at: string): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('assignment').set({ ended_at: at }).where('id', 'in', ids).execute()
}

/** Somebody who can be asked to fill in a part. */
export interface Answerer {
  readonly accountId: string
  readonly name: string
  readonly role: Extract<Role, 'lead' | 'contributor'>
}

/** The leads and contributors of an organisation whose account is not disabled, by name; who is both is listed as lead. */
export async function findAnswerers(db: Handle, organisationId: string): Promise<Answerer[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.account_id')
    .select(['account.id as accountId', 'account.name as name', 'membership.role as role'])
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.role', 'in', ['lead', 'contributor'])
    .where('membership.ended_at', 'is', null)
    .where('account.status', '!=', 'disabled')
    .orderBy('account.id')
    .execute()
  const found = new Map<string, Answerer>()
  for (const { accountId, name, role } of rows.toSorted(byName))
    if (role === 'lead' || !found.has(accountId))
      found.set(accountId, { accountId, name, role: role === 'lead' ? 'lead' : 'contributor' })
  return [...found.values()]
}
