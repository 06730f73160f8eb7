/**
 * An account or a role that has just ended → everything ended that its owner had under way: requests, agreements, a hold to be lifted,
 * a comparison that nobody has published. Inside the transaction of the end.
 */

import type { AccountId } from '../ids.ts'
import { findPerson } from '../store/accounts.ts'
import { deleteLiftRequests } from '../store/holds.ts'
import { findWaiting, saveAgreed, saveStopped } from '../store/proposals.ts'
import { deletePreparedBy } from '../store/releases.ts'
import { decideNational } from './permission.ts'
import { mayAsk, recordStep } from './proposals.ts'
import type { Acting } from './recording.ts'

/** Ends what the account may no longer have under way, by the roles that are left to it; who acts is who ended its role. */
export async function endRequestsOf(acting: Acting, accountId: AccountId): Promise<void> {
  const { db, stamp } = acting
  const { at } = stamp
  const person = await findPerson(db, accountId, at)
  for (const row of await findWaiting(db)) {
    if (row.asked.id !== accountId) {
      const agreed = row.agreed.filter(({ id }) => id !== accountId)
      if (agreed.length < row.agreed.length) await saveAgreed(db, row.id, agreed)
    } else if (person === undefined || !mayAsk(person, row)) {
      await saveStopped(db, row.id, at, 'The role or account of who asked ended')
      await recordStep(acting, row, 'stopped')
    }
  }
  if (decideNational('keep-data', person) === 'not-allowed') await deleteLiftRequests(db, accountId)
  if (decideNational('prepare-release', person) === 'not-allowed') await deletePreparedBy(db, accountId)
}
