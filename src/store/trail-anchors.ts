/**
 * Anchors: entries of the trail that name the newest entry of every chain that grew since the one before. They bind the chains together:
 * whoever shortens, changes or drops one afterwards would have to change the anchors too, up to the newest, which somebody may have noted.
 */

import { ANCHORS, appendTrail } from './trail.ts'
import type { Handle } from './tables.ts'

/** A chain with its newest entry. */
export type Head = readonly [chain: string, number, hash: string]

/** Chains an anchor names; with more it takes several. */
const MOST_CHAINS = 1000

/** Binds what was entered since the last anchor, at an instant (ISO 8601 UTC). It holds up nobody who saves. */
export async function anchorTrail(db: Handle, at: string): Promise<void> {
  const heads = await db
    .selectFrom('trailHead')
    .leftJoin('trailBound', 'trailBound.chain', 'trailHead.chain')
    .select(['trailHead.chain', 'trailHead.number', 'trailHead.hash'])
    .where('trailHead.chain', '<>', ANCHORS)
    .where((column) =>
      column.or([
        column('trailBound.hash', 'is', null),
        column('trailBound.hash', '<>', column.ref('trailHead.hash')),
      ]),
    )
    .orderBy('trailHead.chain')
    .execute()
  for (let from = 0; from < heads.length; from += MOST_CHAINS) {
    const some = heads.slice(from, from + MOST_CHAINS)
    const named = some.map(({ chain, number, hash }): Head => [chain, number, hash])
    const anchor = {
      at,
      actorId: undefined,
      actorName: 'Ward Round',
      organisationId: undefined,
      address: undefined,
      action: 'trail-anchored',
      object: 'trail',
      details: { chains: some.length, heads: JSON.stringify(named) },
    }
    await appendTrail(db, anchor, ANCHORS)
    await db
      .insertInto('trailBound')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('chain').doUpdateSet((column) => ({
          number: column.ref('excluded.number'),
          hash: column.ref('excluded.hash'),
        })),
      )
      .execute()
  }
}

/** The heads that an anchor names; of one that was changed so that they cannot be read, none. */
export function headsOf(details: string): readonly Head[] {
  try {
    const { heads } = JSON.parse(details) as { readonly heads: string }
    return JSON.parse(heads) as readonly Head[]
  } catch {
    return []
  }
}
