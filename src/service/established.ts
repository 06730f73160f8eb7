/**
 * Accounts → those that count as persons of their own beside somebody: signed in at least 30 days ago, and not let in by them within 90.
 * That two accounts are two persons nobody can prove.
 */

import { findLetInBy, findSignedInBy } from '../store/let-in.ts'
import type { Handle } from '../store/tables.ts'

/** Source: src/README.md, Two persons. */
export const SIGNED_IN_DAYS = 30
/** Source: src/README.md, Two persons. */
export const LET_IN_DAYS = 90
/** Why somebody cannot agree to what another asks. */
export const NOT_ESTABLISHED = `You cannot agree to this. Who agrees must have signed in ${SIGNED_IN_DAYS} days ago or earlier, and must not have been let in by who asks within ${LET_IN_DAYS} days.`
const DAY_MS = 86_400_000

/** So many days before a moment, ISO 8601 UTC. */
export function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString()
}

/** Of these accounts, those that are established beside who asks. Who asks is never among them. */
export async function findEstablished(
  db: Handle,
  now: Date,
  accountIds: readonly string[],
  askerId: string,
): Promise<string[]> {
  const longHere = await findSignedInBy(db, accountIds, daysBefore(now, SIGNED_IN_DAYS))
  if (longHere.size === 0) return []
  const letIn = await findLetInBy(db, askerId, daysBefore(now, LET_IN_DAYS))
  return accountIds.filter((id) => id !== askerId && longHere.has(id) && !letIn.has(id))
}
