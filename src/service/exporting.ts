/** An export that somebody asked for → an entry of the trail, or a refusal when there were too many: nobody carries off everything unseen. */

import { DomainError } from '../errors.ts'
import type { Person } from '../store/person.ts'
import { countExports } from '../store/trail.ts'
import type { Handle } from '../store/tables.ts'
import type { House } from './house.ts'
import { type Act, record } from './recording.ts'

/** Exports of one person in an hour, of whatever kind (ours): more than any meeting needs. */
export const MOST_EXPORTS = 20
const HOUR_MS = 3_600_000

/**
 * Records an export before it is given. Call it in a transaction; the action's name ends with `-exported`.
 *
 * @throws DomainError 'too-many'.
 */
export async function recordExport(
  db: Handle,
  house: House,
  person: Person,
  act: Act & { readonly action: `${string}-exported` },
): Promise<void> {
  const since = new Date(house.now().getTime() - HOUR_MS).toISOString()
  if ((await countExports(db, person.id, since)) >= MOST_EXPORTS)
    throw new DomainError(
      'too-many',
      `You have exported ${MOST_EXPORTS} files within an hour, and no more are given. Try again later.`,
    )
  await record(db, house, person, act)
}
