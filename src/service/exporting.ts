/** A file that somebody asked for → an entry of the trail, or a refusal when there were too many: nobody carries off everything unseen. */

import { HOUR_MS } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { Person } from '../store/person.ts'
import { countActs } from '../store/trail.ts'
import type { Handle } from '../store/tables.ts'
import type { House } from './house.ts'
import { type Act, record } from './recording.ts'

/** Exports of one person in an hour, of whatever kind (ours): more than any meeting needs. */
export const MOST_EXPORTS = 20
const EXPORTS = ['trail-exported', 'figures-exported'] as const
/** Files of evidence that one person downloads in an hour (ours): more than a reviewer reads. */
export const MOST_DOWNLOADS = 60
const DOWNLOADS = ['evidence-downloaded'] as const

/**
 * Records an export before it is given. Call it in a transaction.
 *
 * @throws DomainError 'too-many'.
 */
export async function recordExport(
  db: Handle,
  house: House,
  person: Person,
  act: Act & { readonly action: (typeof EXPORTS)[number] },
): Promise<void> {
  await demandFew(db, house, person, EXPORTS, MOST_EXPORTS)
  await record(db, house, person, act)
}

/** As `recordExport`, of one file of evidence. @throws as `recordExport`. */
export async function recordDownload(
  db: Handle,
  house: House,
  person: Person,
  act: Act & { readonly action: (typeof DOWNLOADS)[number] },
): Promise<void> {
  await demandFew(db, house, person, DOWNLOADS, MOST_DOWNLOADS)
  await record(db, house, person, act)
}

async function demandFew(
  db: Handle,
  house: House,
  person: Person,
  actions: Parameters<typeof countActs>[3],
  most: number,
): Promise<void> {
  const since = new Date(house.now().getTime() - HOUR_MS).toISOString()
  if ((await countActs(db, person.id, since, actions)) >= most)
    throw new DomainError(
      'too-many',
      `You took ${most} files within an hour, and no more are given. Try again later.`,
    )
}
