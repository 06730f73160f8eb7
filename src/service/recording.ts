/**
 * What a person did → an entry of the trail, in the transaction of what was done; and the chains of the trail, bound together.
 * It takes no answer, token or password.
 */

import type { ActName } from '../report/trail-words.ts'
import type { Person } from '../store/person.ts'
import type { Stamp } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { appendTrail, type TrailEntry } from '../store/trail.ts'
import { anchorTrail } from '../store/trail-anchors.ts'
import { writeBeside } from '../store/transaction.ts'
import type { House } from './house.ts'

export interface Act
  extends Pick<TrailEntry, 'object'>, Partial<Pick<TrailEntry, 'organisationId' | 'details'>> {
  readonly action: ActName
}

/** Whose act it is: a person, or who asked for what others agreed to. */
export type By = Pick<Person, 'id' | 'name'> & Partial<Pick<Person, 'address' | 'national' | 'key'>>

/** As whom the trail names a command on the machine. */
export const MACHINE = { id: 'machine', name: 'Command on the machine' } as const

/** A transaction in which somebody does something. */
export interface Acting<Who extends By | undefined = By> {
  readonly db: Handle
  /** Undefined: nobody; its day had come. */
  readonly person: Who
  /** When, and by what name: the same for everything that is done in it. */
  readonly stamp: Stamp
}

/** Somebody doing something now, in this transaction. */
export function actingAs<Who extends By | undefined>(
  db: Handle,
  house: Pick<House, 'now'>,
  person: Who,
): Acting<Who> {
  return { db, person, stamp: { at: house.now().toISOString(), by: person?.name ?? 'Ward Round' } }
}

/** Adds the act to the trail. Call it last in the transaction. */
export async function record({ db, person, stamp }: Acting<By | undefined>, act: Act): Promise<void> {
  await appendTrail(db, {
    ...{ at: stamp.at, actorId: person?.id, actorName: stamp.by, address: person?.address },
    ...{ organisationId: act.organisationId, action: act.action, object: act.object },
    details: { ...act.details, ...(person?.key !== undefined && { key: person.key.prefix }) },
  })
}

/** Binds together what was entered since the last time, beside whoever saves. */
export async function bindTrail(house: Pick<House, 'db' | 'now'>): Promise<void> {
  await writeBeside(house.db, (db) => anchorTrail(db, house.now().toISOString()))
}
