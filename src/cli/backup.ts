/**
 * `wardround backup FILE` and `wardround restore FILE`: a SQLite database → a checked copy, and back.
 * A PostgreSQL database is refused: its own tools do this better.
 */

import { DomainError } from '../errors.ts'
import { backUp, type Copied, restore as restoreFile } from '../store/backup.ts'
import { isServer } from '../store/database.ts'
import { faultOf } from '../store/faults.ts'
import type { Options } from './main.ts'
import { print } from './print.ts'
import { misuse } from './refusal.ts'
import { databaseOf } from './release.ts'

/** @throws Refusal */
export async function backup(file: string, options: Options): Promise<void> {
  const { file: copy, bytes, head } = await run(() => backUp(fileOf(options), file))
  print([
    { text: `Backed up to ${copy} (${bytes} bytes), and checked in full.` },
    { text: `Head of its trail: ${head}` },
    { text: 'It holds every answer: keep it as safe as the database.' },
  ])
}

/** @throws Refusal */
export async function restore(file: string, options: Options): Promise<void> {
  const at = new Date().toISOString()
  const { file: database, head } = await run(() => restoreFile(file, fileOf(options), options.replace, at))
  print([
    { text: `Restored to ${database}. Everybody has to sign in again, and open invitations are void.` },
    { text: `Head of its trail: ${head}` },
  ])
}

function fileOf(options: Options): string {
  const database = databaseOf(options.database)
  if (isServer(database))
    throw misuse(
      'A PostgreSQL database is backed up with pg_dump and restored with pg_restore; see the README.',
    )
  return database
}

async function run(work: () => Promise<Copied>): Promise<Copied> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError) throw misuse(error.message)
    if (error instanceof Error && (faultOf(error) !== undefined || 'syscall' in error))
      throw misuse(`This cannot be done: ${error.message}. Nothing was overwritten.`)
    throw error
  }
}
