/** The trail for those who may read it: a lead their organisation's, an administrator that of accounts and the country. */

import type { Person } from '../store/person.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import { findTrail, type TrailRow } from '../store/trail.ts'
import { write } from '../store/transaction.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'
import { demand, demandNational, organisationNotFound } from './permission.ts'

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
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export async function getTrail(
  house: House,
  person: Person,
  organisationId: string,
  before?: number,
): Promise<OrganisationTrail> {
  demand('read-trail', person, organisationId)
  const organisation = await findOrganisation(house.db, organisationId)
  if (organisation === undefined) throw organisationNotFound()
  return { organisation, ...toPart(await findTrail(house.db, organisationId, PAGE + 1, before)) }
}

/** A page of the trail of accounts and the country, which names no organisation's work. @throws DomainError 'not-allowed'. */
export async function getAccountTrail(house: House, person: Person, before?: number): Promise<TrailPart> {
  demandNational('read-account-trail', person)
  return toPart(await findTrail(house.db, undefined, PAGE + 1, before))
}

/**
 * The whole trail of an organisation, the newest first; the export is its newest entry.
 *
 * @throws DomainError 'not-found', 'not-allowed' or 'too-many'.
 */
export async function exportTrail(house: House, person: Person, organisationId: string): Promise<TrailRow[]> {
  demand('read-trail', person, organisationId)
  await write(
    house.db,
    (db) =>
      recordExport(db, house, person, { organisationId, action: 'trail-exported', object: organisationId }),
    organisationId,
  )
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
