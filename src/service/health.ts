/** The house → whether it can be read and written now, for those who watch over it; asked as often as anybody likes, it looks once in a while. */

import { saveAttempt } from '../store/attempts.ts'
import type { Handle } from '../store/tables.ts'
import { read, write } from '../store/transaction.ts'
import type { House } from './house.ts'

export interface Health {
  readonly reads: boolean
  readonly writes: boolean
}

/** How long what was found is said again (ours): strangers may ask. */
const GOOD_FOR_MS = 5_000

const found = new WeakMap<Handle, { readonly at: number; readonly health: Promise<Health> }>()

/** What was found a few seconds ago, or is found now. */
export function checkHealth({ db, now }: Pick<House, 'db' | 'now'>): Promise<Health> {
  const at = now().getTime()
  const last = found.get(db)
  if (last !== undefined && Math.abs(at - last.at) < GOOD_FOR_MS) return last.health
  const health = look(db, new Date(at).toISOString())
  found.set(db, { at, health })
  return health
}

async function look(db: Handle, at: string): Promise<Health> {
  const reads = await succeeds(
    read(db, (one) => one.selectFrom('organisation').select(['id', 'name']).limit(1).execute()),
  )
  // A row of its own, which says nothing of anybody.
  return { reads, writes: reads && (await succeeds(write(db, (one) => saveAttempt(one, 'health', at, at)))) }
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  )
}
