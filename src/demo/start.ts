/**
 * A database → the demonstration in it, made when it is empty, and made anew when its last round has closed.
 * It touches nothing that holds a real organisation, and empties no database on a server.
 */

import { rmSync } from 'node:fs'
import { DomainError } from '../errors.ts'
import type { House } from '../service/house.ts'
import { hasClosed } from '../service/period-times.ts'
import { isServer } from '../store/opened.ts'
import { hasRealOrganisation } from '../store/organisations.ts'
import { findPeriods } from '../store/periods.ts'
import { makeDemonstration } from './making.ts'

/** Nothing can be tried in it any more. */
class DemonstrationOver extends Error {}

/** Fills an empty database. @throws DemonstrationOver when every round of the one that is there has closed. */
export async function prepareDemonstration(house: House): Promise<void> {
  const periods = await findPeriods(house.db)
  const isOver = periods.length > 0 && periods.every((period) => hasClosed(period, house.now()))
  if (isOver && !(await hasRealOrganisation(house.db))) throw new DemonstrationOver()
  await makeDemonstration(house)
}

/**
 * What `start` gives; where the demonstration was over, of a new one in the same file, and `say` is told so.
 *
 * @throws DomainError 'invalid' when it is over, and lies on a database server.
 */
export async function startAnew<T>(
  database: string,
  start: () => Promise<T>,
  say: (text: string) => void,
): Promise<T> {
  try {
    return await start()
  } catch (error) {
    if (!(error instanceof DemonstrationOver)) throw error
    if (isServer(database))
      throw new DomainError(
        'invalid',
        'The last round of this demonstration has closed. Start with an empty database for a new one.',
      )
    for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true })
    say('The last round of the demonstration had closed. It starts again, without what was typed in it.')
    return await start()
  }
}
