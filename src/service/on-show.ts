/** The demonstration → how far each of its trusts is in the present round, for who chooses one. Nobody may ask this of real ones. */

import { findStatuses } from '../store/assessments.ts'
import { findOrganisations, type OrganisationRow } from '../store/organisations.ts'
import { findPeriods } from '../store/periods.ts'
import type { AssessmentStatus } from '../store/tables.ts'
import type { House } from './house.ts'
import { read } from '../store/transaction.ts'

/** A fictional trust; `status` is undefined where nothing was begun. */
export interface OnShow {
  readonly organisation: OrganisationRow
  readonly status: AssessmentStatus | undefined
}

/** Fictional trusts only, with the state of their assessment of the round that opened last. */
export function listOnShow(house: House): Promise<OnShow[]> {
  return read(house.db, async (db) => {
    const latest = (await findPeriods(db)).toSorted((a, b) => (a.opens < b.opens ? 1 : -1))[0]
    const statuses =
      latest === undefined ? new Map<string, AssessmentStatus>() : await findStatuses(db, latest.id)
    return (await findOrganisations(db))
      .filter(({ fictional }) => fictional)
      .map((organisation) => ({ organisation, status: statuses.get(organisation.id) }))
  })
}
