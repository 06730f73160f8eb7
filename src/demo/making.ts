/**
 * A database → the same with the demonstration in it; what making it needed of memory is given back, for the process goes on to serve it.
 * It never touches a database that holds an organisation already.
 */

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { House } from '../service/house.ts'
import { openBeside } from '../store/database.ts'
import { findOrganisations } from '../store/organisations.ts'

/** Fills an empty database, as `seedDemonstration` does, over a connection of its own, whose cache goes with it. */
export async function makeDemonstration(house: House): Promise<void> {
  if ((await findOrganisations(house.db)).length > 0) return
  const { seedDemonstration } = await import('./seed.ts')
  const { db, close } = await openBeside(house.database)
  try {
    await seedDemonstration({ ...house, db, memory: {} })
  } finally {
    await close()
  }
  giveBackMemory()
}

/** A heap that has grown shrinks by itself only when much more is asked of it. */
function giveBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as NodeJS.GCFunction
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
