/**
 * An older or empty database → one with today's tables, each step whole or not at all.
 * It refuses a database that a newer program has already changed.
 */

import { type Kysely, sql } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import * as first from '../../migrations/0001_first.ts'
import * as comparison from '../../migrations/0002_comparison.ts'
import * as people from '../../migrations/0003_people.ts'
import * as methods from '../../migrations/0004_methods.ts'
import * as twoPersons from '../../migrations/0005_two_persons.ts'
import * as doors from '../../migrations/0007_doors.ts'
import * as operators from '../../migrations/0009_operators.ts'
import * as frameworks from '../../migrations/0010_frameworks.ts'
import * as firstLook from '../../migrations/0011_first_look.ts'
import * as chains from '../../migrations/0012_chains.ts'
import * as counts from '../../migrations/0013_counts.ts'
import * as ownEfforts from '../../migrations/0014_own_efforts.ts'
import * as actions from '../../migrations/0015_actions.ts'
import * as riskRegister from '../../migrations/0016_risk_register.ts'
import * as packs from '../../migrations/0017_packs.ts'
import * as kindsOfMail from '../../migrations/0018_kinds_of_mail.ts'
import * as apiKeys from '../../migrations/0019_api_keys.ts'
import * as registerFiles from '../../migrations/0020_register_files.ts'
import * as marks from '../../migrations/0021_marks.ts'
import * as caf from '../../migrations/0022_caf.ts'
import * as rowStatement from '../../migrations/0023_row_statement.ts'
import * as cafVersions from '../../migrations/0024_caf_versions.ts'
import * as toolExports from '../../migrations/0025_tool_exports.ts'
import * as proposedRuleSet from '../../migrations/0027_proposed_rule_set.ts'
import * as registerUpload from '../../migrations/0028_register_upload.ts'
import * as cafParts from '../../migrations/0030_caf_parts.ts'
import { DomainError } from '../errors.ts'
import { hasTable, sortTextByBytes } from './dialect.ts'
import type { Handle } from './tables.ts'

/** Every file of `migrations/`, in order; a test compares the list with the folder. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_first': first,
  '0002_comparison': comparison,
  '0003_people': people,
  '0004_methods': methods,
  '0005_two_persons': twoPersons,
  '0007_doors': doors,
  '0009_operators': operators,
  '0010_frameworks': frameworks,
  '0011_first_look': firstLook,
  '0012_chains': chains,
  '0013_counts': counts,
  '0014_own_efforts': ownEfforts,
  '0015_actions': actions,
  '0016_risk_register': riskRegister,
  '0017_packs': packs,
  '0018_kinds_of_mail': kindsOfMail,
  '0019_api_keys': apiKeys,
  '0020_register_files': registerFiles,
  '0021_marks': marks,
  '0022_caf': caf,
  '0023_row_statement': rowStatement,
  '0024_caf_versions': cafVersions,
  '0025_tool_exports': toolExports,
  '0027_proposed_rule_set': proposedRuleSet,
  '0028_register_upload': registerUpload,
  '0030_caf_parts': cafParts,
}

/**
 * Brings the database up to date.
 *
 * @throws DomainError 'invalid' when it was written by a newer Ward Round.
 */
export async function migrate(db: Handle, migrations = MIGRATIONS): Promise<void> {
  const done = await findDone(db)
  refuseNewer(done, migrations)
  // Whoever may not make tables can use a database to which nothing is added.
  if (Object.keys(migrations).every((name) => done.includes(name))) return
  const steps = Object.entries(migrations).map(([name, migration]): [string, Migration] => [
    name,
    {
      up: async (on: Kysely<never>) => {
        await migration.up(on)
        await sortTextByBytes(on)
      },
    },
  ])
  const migrator = new Migrator({
    // They are frozen, in the words of the database.
    db: db.withoutPlugins(),
    provider: { getMigrations: () => Promise.resolve(Object.fromEntries(steps)) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined)
    throw error instanceof Error ? error : new Error('A migration failed.', { cause: error })
}

/**
 * Refuses a database that is not up to date, for those who only read it.
 *
 * @throws DomainError 'invalid' when it was written by a newer or an older Ward Round, or by none.
 */
export async function demandCurrent(db: Handle): Promise<void> {
  const done = await findDone(db)
  refuseNewer(done, MIGRATIONS)
  if (Object.keys(MIGRATIONS).some((name) => !done.includes(name)))
    throw new DomainError(
      'invalid',
      'This database is of an older Ward Round, or of none. Start this one with it once, which brings it up to date.',
    )
}

/**
 * Refuses a database that cannot be brought up to date.
 *
 * @throws DomainError 'invalid' when it was written by a newer Ward Round, or by none.
 */
export async function demandNotNewer(db: Handle): Promise<void> {
  const done = await findDone(db)
  refuseNewer(done, MIGRATIONS)
  if (done.length === 0) throw new DomainError('invalid', 'This is not a Ward Round database.')
}

function refuseNewer(done: readonly string[], migrations: Readonly<Record<string, Migration>>): void {
  const unknown = done.filter((name) => !(name in migrations))
  if (unknown.length > 0)
    throw new DomainError(
      'invalid',
      `This database was changed by a newer Ward Round (${unknown.join(', ')}). Start that version, or restore an older copy.`,
    )
}

async function findDone(db: Handle): Promise<string[]> {
  if (!(await hasTable(db, 'kysely_migration'))) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map((row) => row.name)
}
