/**
 * What a person did → an entry of the trail, in the transaction of what was done; and the chains of the trail, bound together.
 * It takes no answer, token or password.
 */

import type { ActName } from '../report/trail-words.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { appendTrail, type TrailEntry } from '../store/trail.ts'
import { anchorTrail } from '../store/trail-anchors.ts'
import { writeBeside } from '../store/transaction.ts'
import type { House } from './house.ts'

export interface Act
  extends Pick<TrailEntry, 'object'>, Partial<Pick<TrailEntry, 'organisationId' | 'details'>> {
  readonly action: ActName
}

/** Adds the act to the trail. Call it last in the transaction: `db` is its handle. */
export async function record(
  db: Handle,
  house: Pick<House, 'now'>,
  person: Pick<Person, 'id' | 'name' | 'address'> | undefined,
  act: Act,
): Promise<void> {
  await appendTrail(db, {
    at: house.now().toISOString(),
    actorId: person?.id,
    actorName: person?.name ?? 'Ward Round',
    address: person?.address,
    organisationId: act.organisationId,
    action: act.action,
    object: act.object,
    details: act.details ?? {},
  })
}

/** Binds together what was entered since the last time, beside whoever saves. */
export async function bindTrail(house: Pick<House, 'db' | 'now'>): Promise<void> {
  await writeBeside(house.db, (db) => anchorTrail(db, house.now().toISOString()))
}
