/** One administrator with an account, in a house of a test. */

import { insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findTrail } from '../../src/store/trail.ts'
import { nationalPerson, NOW } from './house.ts'

export const ADMINISTRATOR = nationalPerson('administrator.one', 'Ada (administrator)', 'administrator')

export async function addAdministrator(house: OpenHouse, one = ADMINISTRATOR): Promise<void> {
  await insertDemonstrationAccounts(house.db, [], NOW.toISOString(), [{ ...one, role: 'administrator' }])
}

/** The newest entry of the trail that belongs to no organisation, or to one. */
export async function lastEntry(house: OpenHouse, organisationId?: string) {
  return (await findTrail(house.db, organisationId, 1))[0]
}
