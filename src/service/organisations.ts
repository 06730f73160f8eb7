/** Organisations as the first page lists them: names and kinds, never anything they answered. */

import { findOrganisations, type OrganisationRow } from '../store/organisations.ts'
import type { House } from './house.ts'

export type { OrganisationRow } from '../store/organisations.ts'

/** All organisations, by name. */
export async function listOrganisations(house: House): Promise<OrganisationRow[]> {
  return findOrganisations(house.db)
}
