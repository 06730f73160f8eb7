/** Official frameworks as an operator loaded them, one file each; and what an organisation says of their outcomes. */

import type { SaidOutcome } from '../caf/answered.ts'
import type { OrganisationId } from './column-kinds.ts'
import { type Edit, NEVER, type Save, saveVersion, type Versioned } from './saved.ts'
import type { CafFrameworkTable } from './tables-of-decisions.ts'
import type { Handle, Row } from './tables.ts'

/** Which file of each framework is loaded, without its text; by id. */
export async function findCafFrameworks(db: Handle): Promise<Omit<Row<CafFrameworkTable>, 'text'>[]> {
  return db
    .selectFrom('cafFramework')
    .select(['frameworkId', 'digest', 'loadedAt'])
    .orderBy('frameworkId')
    .execute()
}

export async function getCafText(db: Handle, frameworkId: string): Promise<string> {
  const found = db.selectFrom('cafFramework').select('text').where('frameworkId', '=', frameworkId)
  return (await found.executeTakeFirstOrThrow()).text
}

/** Keeps a file, in place of an earlier one of the same framework. */
export async function saveCafFramework(db: Handle, row: Row<CafFrameworkTable>): Promise<void> {
  const { frameworkId, ...columns } = row
  await db
    .insertInto('cafFramework')
    .values({ frameworkId, ...columns })
    .onConflict((conflict) => conflict.column('frameworkId').doUpdateSet(columns))
    .execute()
}

/** Which outcome of which framework, of the whole organisation or one of its systems. */
export interface CafKey {
  readonly frameworkId: string
  readonly systemId: string
  readonly outcome: string
}
/** Of which framework, for which system. */
export type CafPlace = Omit<CafKey, 'outcome'>
export type CafVersion = CafKey & Versioned<SaidOutcome>

const COLUMNS = ['frameworkId', 'systemId', 'outcome', 'value', 'version', 'savedAt', 'savedBy'] as const

/** Everything that an organisation says of outcomes now. */
export async function findCafOutcomes(db: Handle, organisationId: OrganisationId): Promise<CafVersion[]> {
  return db
    .selectFrom('cafOutcome')
    .select(COLUMNS)
    .where('organisationId', '=', organisationId)
    .where('version', '=', (other) =>
      other
        .selectFrom('cafOutcome as other')
        .select(({ fn }) => fn.max('other.version').as('newest'))
        .whereRef('other.organisationId', '=', 'cafOutcome.organisationId')
        .whereRef('other.frameworkId', '=', 'cafOutcome.frameworkId')
        .whereRef('other.systemId', '=', 'cafOutcome.systemId')
        .whereRef('other.outcome', '=', 'cafOutcome.outcome'),
    )
    .orderBy('frameworkId')
    .orderBy('systemId')
    .orderBy('outcome')
    .execute()
}

/** Every version of what is said of one outcome, the newest first. */
export async function findCafVersions(
  db: Handle,
  organisationId: OrganisationId,
  key: CafKey,
): Promise<CafVersion[]> {
  return db
    .selectFrom('cafOutcome')
    .select(COLUMNS)
    .where((column) => column.and({ organisationId, ...key }))
    .orderBy('version', 'desc')
    .execute()
}

/** Saves the next version of what is said of an outcome. Call it inside a transaction. */
export async function saveCafOutcome(
  db: Handle,
  organisationId: OrganisationId,
  key: CafKey,
  edit: Edit<SaidOutcome>,
): Promise<Save<SaidOutcome>> {
  const [newest = NEVER] = await findCafVersions(db, organisationId, key)
  return saveVersion<SaidOutcome>(newest, edit, (version) => {
    if (edit.value === undefined) throw new Error('What is said of an outcome is never cleared.')
    return db
      .insertInto('cafOutcome')
      .values({ organisationId, ...key, value: edit.value, ...version })
      .execute()
  })
}
