/** What an organisation says of each risk. Every version stays as a row; the newest holds. */

import type { OrganisationId } from './column-kinds.ts'
import { type Edit, NEVER, type Save, saveVersion, type Versioned } from './saved.ts'
import type { RiskEntry } from './tables-of-decisions.ts'
import type { Handle } from './tables.ts'

export type { Rating, RiskEntry } from './tables-of-decisions.ts'

/** One version of what is said of a risk. */
export type RiskVersion = Versioned<RiskEntry> & { readonly riskId: string }

/** Every version of every risk, by risk, the newest first. */
export async function findRiskVersions(db: Handle, organisationId: OrganisationId): Promise<RiskVersion[]> {
  return db
    .selectFrom('riskEntry')
    .select(['riskId', 'version', 'value', 'savedAt', 'savedBy'])
    .where('organisationId', '=', organisationId)
    .orderBy('riskId')
    .orderBy('version', 'desc')
    .execute()
}

/** Saves the next version. Call it inside a transaction. */
export async function saveRiskEntry(
  db: Handle,
  key: { readonly organisationId: OrganisationId; readonly riskId: string },
  edit: Edit<RiskEntry>,
): Promise<Save<RiskEntry>> {
  const versions = await findRiskVersions(db, key.organisationId)
  const stored = versions.find(({ riskId }) => riskId === key.riskId) ?? NEVER
  return saveVersion<RiskEntry>(stored, edit, (version) => {
    if (edit.value === undefined) throw new Error('What is said of a risk is never cleared.')
    return db
      .insertInto('riskEntry')
      .values({ ...key, value: edit.value, ...version })
      .execute()
  })
}
