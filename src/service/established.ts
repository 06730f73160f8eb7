/**
 * Accounts → those that count as persons of their own beside somebody: signed in at least 30 days ago, and not let in by them within 90.
 * That two accounts are two persons nobody can prove.
 */

import { daysAfter } from '../calendar.ts'
import type { AccountId } from '../ids.ts'
import { findLetInBy, findSignedInBy } from '../store/let-in.ts'
import type { Handle } from '../store/tables.ts'

/** Source: src/README.md, Two persons. */
export const SIGNED_IN_DAYS = 30
/** Source: src/README.md, Two persons. */
export const LET_IN_DAYS = 90
/** Why somebody cannot agree to what another asks. */
export const NOT_ESTABLISHED = `You cannot agree to this. Whoever agrees must have first signed in ${SIGNED_IN_DAYS} days ago or earlier, and must not have been let in by whoever asks within ${LET_IN_DAYS} days.`

/** Of these accounts, those that are established beside who asks. Who asks is never among them. */
export async function findEstablished(
  db: Handle,
  now: Date,
  accountIds: readonly AccountId[],
  askerId: AccountId,
): Promise<AccountId[]> {
  const longHere = await findSignedInBy(db, accountIds, daysAfter(now, -SIGNED_IN_DAYS))
  if (longHere.size === 0) return []
  const letIn = await findLetInBy(db, askerId, daysAfter(now, -LET_IN_DAYS))
  return accountIds.filter((id) => id !== askerId && longHere.has(id) && !letIn.has(id))
}
