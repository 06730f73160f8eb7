/** Who was asked to fill in what of one assessment. An assignment is never changed: it ends, and another is given. */

import { byName } from '../text.ts'
import type { AccountId, AssessmentId, AssignmentId, OrganisationId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import type { Role } from './person.ts'
import type { AssignmentTable } from './tables-of-work.ts'
import type { Handle, Row } from './tables.ts'

/** `due` is undefined where no day was set, `note` empty where there is none. */
export type Assignment = Omit<Row<AssignmentTable>, 'assessmentId' | 'endedAt'>

/** The assignments that have not ended, the oldest first; `accountId` keeps those of one person. */
export async function findAssignments(
  db: Handle,
  assessmentId: AssessmentId,
  accountId?: AccountId,
): Promise<Assignment[]> {
  let wanted = db
    .selectFrom('assignment')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .where('endedAt', 'is', null)
  if (accountId !== undefined) wanted = wanted.where('accountId', '=', accountId)
  return wanted.orderBy('givenAt').orderBy('id').execute()
}

/** The domains and parts of frameworks that were given in the organisation's other assessments and not taken back, the oldest first. */
export async function findEarlierAssignments(
  db: Handle,
  organisationId: OrganisationId,
  assessmentId: AssessmentId,
): Promise<Pick<Assignment, 'target' | 'accountId'>[]> {
  return db
    .selectFrom('assignment')
    .innerJoin('assessment', 'assessment.id', 'assignment.assessmentId')
    .select(['assignment.target', 'assignment.accountId'])
    .where('assessment.organisationId', '=', organisationId)
    .where('assessment.id', '!=', assessmentId)
    .where('assignment.kind', 'in', ['domain', 'caf'])
    .where('assignment.endedAt', 'is', null)
    .orderBy('assignment.givenAt')
    .orderBy('assignment.id')
    .execute()
}

export async function insertAssignments(
  db: Handle,
  assessmentId: AssessmentId,
  assignments: readonly Assignment[],
): Promise<void> {
  await insertMany(
    db,
    'assignment',
    assignments.map((one) => ({ ...one, assessmentId })),
  )
}
/** Ends assignments at an instant (ISO 8601 UTC). */
export async function saveEnded(db: Handle, ids: readonly AssignmentId[], at: string): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('assignment').set({ endedAt: at }).where('id', 'in', ids).execute()
}

/** Somebody who can be asked to fill in a part. */
export interface Answerer {
  readonly accountId: AccountId
  readonly name: string
  readonly role: Extract<Role, 'lead' | 'contributor'>
}

/** The leads and contributors of an organisation whose account is not disabled, by name; who is both is listed as lead. */
export async function findAnswerers(db: Handle, organisationId: OrganisationId): Promise<Answerer[]> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select(['account.id as accountId', 'account.name', 'membership.role'])
    .where('membership.organisationId', '=', organisationId)
    .where('membership.role', 'in', ['lead', 'contributor'])
    .where('membership.endedAt', 'is', null)
    .where('account.status', '!=', 'disabled')
    .orderBy('account.id')
    .execute()
  const found = new Map<AccountId, Answerer>()
  for (const { accountId, name, role } of rows.toSorted(byName))
    if (role === 'lead' || !found.has(accountId))
      found.set(accountId, { accountId, name, role: role === 'lead' ? 'lead' : 'contributor' })
  return [...found.values()]
}
