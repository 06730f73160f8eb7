/** The trail for those who may read it: a lead their organisation's, an administrator that of accounts and the country. */

import type { OrganisationId } from '../ids.ts'
import type { Person } from '../store/person.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import { findTrail, type TrailRow } from '../store/trail.ts'
import { changeInOrganisation, lookInOrganisation, lookNationally } from './acting.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'

export type { TrailRow } from '../store/trail.ts'

const PAGE = 50
const EXPORT_PAGE = 1000

export interface TrailPart {
  /** The newest first. */
  readonly rows: readonly TrailRow[]
  /** Goes on with what is older; undefined: that was all. */
  readonly before: number | undefined
}

export interface OrganisationTrail extends TrailPart {
  readonly organisation: OrganisationRow
}

/**
 * A page of an organisation's trail; `before` goes on from an earlier page.
 *
 * @throws as `lookInOrganisation`.
 */
export async function getTrail(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  before?: number,
): Promise<OrganisationTrail> {
  return lookInOrganisation(house, person, organisationId, 'read-trail', async ({ db, organisation }) => ({
    organisation,
    ...toPart(await findTrail(db, organisationId, PAGE + 1, before)),
  }))
}

/** A page of the trail of accounts and the country, which names no organisation's work. @throws DomainError 'not-allowed'. */
export async function getAccountTrail(house: House, person: Person, before?: number): Promise<TrailPart> {
  return lookNationally(house, person, 'read-account-trail', async ({ db }) =>
    toPart(await findTrail(db, undefined, PAGE + 1, before)),
  )
}

/**
 * The whole trail of an organisation, the newest first; the export is its newest entry.
 *
 * @throws DomainError 'not-found', 'not-allowed' or 'too-many'.
 */
export async function exportTrail(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<TrailRow[]> {
  const act = { organisationId, action: 'trail-exported', object: organisationId } as const
  const asked = { action: 'read-trail', within: true } as const
  await changeInOrganisation(house, person, organisationId, asked, (change) => recordExport(change, act))
  const rows: TrailRow[] = []
  for (;;) {
    const more = await findTrail(house.db, organisationId, EXPORT_PAGE, rows.at(-1)?.seq)
    rows.push(...more)
    if (more.length < EXPORT_PAGE) return rows
  }
}

function toPart(found: readonly TrailRow[]): TrailPart {
  const rows = found.slice(0, PAGE)
  return { rows, before: found.length > PAGE ? rows.at(-1)?.seq : undefined }
}
