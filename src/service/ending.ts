/**
 * An account or a role that has just ended → everything ended that its owner had under way: keys, requests, agreements, a hold to be lifted,
 * a comparison that nobody has published. Inside the transaction of the end.
 */

import type { AccountId } from '../ids.ts'
import { findPerson } from '../store/accounts.ts'
import { findApiKeys, saveApiKeyEnd } from '../store/api-keys.ts'
import { deleteLiftRequests } from '../store/holds.ts'
import type { Person } from '../store/person.ts'
import { findWaiting, saveAgreed, saveStopped } from '../store/proposals.ts'
import { deletePreparedBy } from '../store/releases.ts'
import { decideNational } from './permission.ts'
import { mayAsk, recordStep } from './proposals.ts'
import { type Acting, record } from './recording.ts'

/** Ends what the account may no longer have under way, by the roles that are left to it; who acts is who ended its role. */
export async function endRequestsOf(acting: Acting, accountId: AccountId): Promise<void> {
  const { db, stamp } = acting
  const { at } = stamp
  const person = await findPerson(db, accountId, at)
  await endKeysOf(acting, accountId, person)
  for (const row of await findWaiting(db)) {
    if (row.asked.id !== accountId) {
      const agreed = row.agreed.filter(({ id }) => id !== accountId)
      if (agreed.length < row.agreed.length) await saveAgreed(db, row.id, agreed)
    } else if (person === undefined || !mayAsk(person, row)) {
      await saveStopped(db, row.id, at, 'The role or account of whoever asked has ended')
      await recordStep(acting, row, 'stopped')
    }
  }
  if (decideNational('keep-data', person) === 'not-allowed') await deleteLiftRequests(db, accountId)
  if (decideNational('prepare-release', person) === 'not-allowed') await deletePreparedBy(db, accountId)
}

/** A key ends with its role, and does not come back with it. */
async function endKeysOf(acting: Acting, accountId: AccountId, person: Person | undefined): Promise<void> {
  for (const { id, organisationId, role, label, prefix } of await findApiKeys(acting.db, accountId)) {
    const isLeft = person?.memberships.some(
      (one) => one.organisationId === organisationId && one.role === role,
    )
    if (isLeft === true) continue
    await saveApiKeyEnd(acting.db, accountId, id, acting.stamp.at)
    await record(acting, {
      organisationId,
      action: 'key-ended',
      object: id,
      details: { label, begins: prefix },
    })
  }
}
