/** A file that somebody asked for → an entry of the trail, or a refusal when there were too many: nobody carries off everything unseen. */

import { HOUR_MS } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { countActs } from '../store/trail.ts'
import { type Act, type Acting, record } from './recording.ts'

/** Exports of one person in an hour, of whatever kind (ours): more than any meeting needs. */
export const MOST_EXPORTS = 20
const EXPORTS = [
  'trail-exported',
  'figures-exported',
  'answers-exported',
  'workbook-exported',
  'data-exported',
] as const
/** Files of evidence that one person downloads in an hour (ours): more than a reviewer reads. */
export const MOST_DOWNLOADS = 60
const DOWNLOADS = ['evidence-downloaded'] as const

/**
 * Records an export before it is given. Call it in a transaction.
 *
 * @throws DomainError 'too-many'.
 */
export async function recordExport(
  acting: Acting,
  act: Act & { readonly action: (typeof EXPORTS)[number] },
): Promise<void> {
  await demandFew(acting, EXPORTS, MOST_EXPORTS)
  await record(acting, act)
}

/** As `recordExport`, of one file of evidence. @throws as `recordExport`. */
export async function recordDownload(
  acting: Acting,
  act: Act & { readonly action: (typeof DOWNLOADS)[number] },
): Promise<void> {
  await demandFew(acting, DOWNLOADS, MOST_DOWNLOADS)
  await record(acting, act)
}

async function demandFew(
  { db, person, stamp }: Acting,
  actions: Parameters<typeof countActs>[3],
  most: number,
): Promise<void> {
  const since = new Date(Date.parse(stamp.at) - HOUR_MS).toISOString()
  if ((await countActs(db, person.id, since, actions)) >= most)
    throw new DomainError(
      'too-many',
      `You took ${most} files within an hour, and no more are given. Try again later.`,
    )
}
