/**
 * `wardround backup FILE` and `wardround restore FILE`: a SQLite database → a checked copy, and back.
 * A PostgreSQL database is refused: its own tools do this better.
 */

import { backUp, restore as restoreFile } from '../store/backup.ts'
import { isServer } from '../store/opened.ts'
import { atDatabase, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print } from './print.ts'
import { misuse } from './refusal.ts'

/** @throws Refusal */
export async function backup(file: string, options: Options): Promise<void> {
  const database = fileOf(options)
  const at = new Date().toISOString()
  const { file: copy, bytes, head, isPrivate } = await atDatabase(database, () => backUp(database, file, at))
  print([
    { text: `Backed up to ${copy} (${bytes} bytes), and checked in full.` },
    { text: `Head of its trail: ${head ?? 'none yet'}` },
    { text: 'It holds every answer: keep it as safe as the database.' },
    ...(isPrivate
      ? []
      : [{ text: 'Its disk does not keep it to its owner: whoever reaches that disk can read it.' }]),
  ])
}

/** @throws Refusal */
export async function restore(file: string, options: Options): Promise<void> {
  const at = new Date().toISOString()
  const named = fileOf(options)
  const { file: database, head } = await atDatabase(named, () =>
    restoreFile(file, named, options.replace, at),
  )
  print([
    { text: `Restored to ${database}. Everybody has to sign in again, and open invitations are void.` },
    { text: `Head of its trail: ${head ?? 'none yet'}` },
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
