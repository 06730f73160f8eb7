/**
 * A SQLite file, also one in use → a checked copy of one moment of it; and a copy → a database again, without what only the old one may hold.
 * It overwrites nothing that was not named, and leaves no half-made file under the name that was asked for.
 */

import Sqlite from 'better-sqlite3'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DomainError } from '../errors.ts'
import { faultOf } from './faults.ts'
import { lockDatabase } from './lock.ts'
import { demandNotNewer, migrate } from './migrate.ts'
import { beginPart, removePart } from './part-files.ts'
import { checkWhole, connect, openFileBeside, openFileReader, speak } from './sqlite.ts'
import { appendTrail } from './trail.ts'
import { anchorTrail } from './trail-anchors.ts'
import { verifyTrail } from './trail-proof.ts'
import { writeBeside } from './transaction.ts'
import { whyUnusable } from './unusable.ts'

/** What belongs to one running service, and would let somebody in again: not restored. */
const PASSING = ['session', 'signIn', 'ticket', 'keptForm', 'attempt'] as const

export interface Copied {
  readonly file: string
  readonly bytes: number
  /** Hash of the newest anchor of its trail; undefined: it was never bound together. */
  readonly head: string | undefined
  /** Its disk keeps permissions, and only its owner may read it. */
  readonly isPrivate: boolean
}

function describe(file: string, head: string | undefined): Copied {
  const { size, mode } = statSync(file)
  return { file, bytes: size, head, isPrivate: (mode & 0o077) === 0 }
}

/**
 * Copies a database file, also while a Ward Round writes to it: the copy is of one moment, whole, and readable for its owner only.
 * Before that the trail is bound together, at `at` (ISO 8601 UTC), so that what is printed of the copy is found in the database too.
 *
 * @throws DomainError 'conflict' (the copy's name is taken), or as `openReader`; 'invalid' when the copy is not whole.
 */
export async function backUp(database: string, copy: string, at: string): Promise<Copied> {
  const target = resolve(copy)
  if (existsSync(target)) throw taken(target)
  if (!existsSync(dirname(target)))
    throw new DomainError(
      'not-found',
      `There is no folder ${dirname(target)}. Make it first, or name another.`,
    )
  // It refuses what is damaged, or of another program, before anything is written.
  await (await openFileReader(database)).close()
  await bind(database, at)
  const part = await copyTo(resolve(database), target)
  try {
    const head = await checkCopy(part)
    giveName(part, target)
    return describe(target, head)
  } finally {
    removePart(part)
  }
}

/**
 * Makes a database of a copy: brought up to date, without sessions, sign-ins under way, links that work once, kept forms and attempts.
 * `replace` names the database that it may overwrite. `at` is ISO 8601 UTC, for the trail.
 *
 * @throws DomainError 'not-found' (no such copy), 'conflict' (there is a database, and `replace` does not name it), 'busy' (it is in use),
 *   or 'invalid' (the copy is damaged, of a newer program, or no Ward Round database).
 */
export async function restore(
  copy: string,
  database: string,
  replace: string | undefined,
  at: string,
): Promise<Copied> {
  const source = resolve(copy)
  if (!existsSync(source)) throw new DomainError('not-found', `There is no file ${source}.`)
  const named = resolve(database)
  mkdirSync(dirname(named), { recursive: true, mode: 0o700 })
  const target = existsSync(named) ? realpathSync(named) : named
  if (realpathSync(source) === target)
    throw new DomainError('conflict', 'The copy and the database are the same file.')
  if (existsSync(target) && (replace === undefined || !isSameFile(replace, target)))
    throw new DomainError(
      'conflict',
      `${target} is there already, and would be lost. To overwrite it, name it: --replace ${named}`,
    )
  const unlock = lockDatabase(target)
  try {
    await demandRestorable(source)
    const part = await copyTo(source, target)
    try {
      const head = await makeCurrent(part, at)
      // The old one's log would be read into the new one.
      for (const suffix of ['-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true })
      renameSync(part, target)
      syncFolder(target)
      return describe(target, head)
    } finally {
      removePart(part)
    }
  } finally {
    unlock()
  }
}

function isSameFile(one: string, other: string): boolean {
  return existsSync(one) && realpathSync(one) === realpathSync(other)
}

/** What is wrong with the copy names the copy, not the database that was to be made of it. */
async function demandRestorable(file: string): Promise<void> {
  let sqlite: Sqlite.Database | undefined
  try {
    sqlite = new Sqlite(file, { fileMustExist: true })
    checkWhole(sqlite, file, 'integrity_check')
    sqlite.pragma('query_only = ON')
    await demandNotNewer(speak(sqlite))
  } catch (error) {
    throw whyUnusable(file, error) ?? error
  } finally {
    sqlite?.close()
  }
}

/**
 * Copies in one step, under one read transaction: in smaller ones, every save of another process would begin the copy anew.
 * A reader of a file with a write-ahead log holds up no writer. Gives the name of the copy, which is beside the target.
 */
async function copyTo(source: string, target: string): Promise<string> {
  const part = beginPart(target)
  const sqlite = new Sqlite(source, { fileMustExist: true, timeout: 5000 })
  try {
    await sqlite.backup(part, { progress: () => ALL_PAGES })
    return part
  } catch (error) {
    removePart(part)
    // Where there was no room is where it writes.
    const isFull = error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL'
    throw (isFull ? whyUnusable(target, error) : undefined) ?? error
  } finally {
    sqlite.close()
  }
}

const ALL_PAGES = 0x7fffffff

/** A database that cannot be written now is backed up all the same: the older anchor is then its newest. */
async function bind(database: string, at: string): Promise<void> {
  try {
    const { db, close } = openFileBeside(resolve(database))
    try {
      await writeBeside(db, (on) => anchorTrail(on, at))
    } finally {
      await close()
    }
  } catch (error) {
    if (!(error instanceof DomainError) && faultOf(error) === undefined) throw error
  }
}

/** Reads the copy in full, and leaves it as one file without a log. */
async function checkCopy(part: string): Promise<string | undefined> {
  const sqlite = new Sqlite(part, { fileMustExist: true })
  try {
    sqlite.pragma('journal_mode = DELETE')
    checkWhole(sqlite, part, 'integrity_check')
    const { head, breaks: found } = await verifyTrail(speak(sqlite))
    const breaks = [...found.entries, ...found.chains]
    if (breaks.length > 0) throw new DomainError('invalid', `The copy is broken: ${breaks.join('; ')}.`)
    return head
  } finally {
    sqlite.close()
  }
}

async function makeCurrent(part: string, at: string): Promise<string | undefined> {
  const sqlite = new Sqlite(part, { fileMustExist: true })
  try {
    const db = connect(sqlite)
    await migrate(db)
    await db.transaction().execute(async (transaction) => {
      for (const table of PASSING) await transaction.deleteFrom(table).execute()
      await appendTrail(transaction, {
        at,
        actorId: undefined,
        actorName: 'Ward Round',
        organisationId: undefined,
        address: undefined,
        action: 'database-restored',
        object: 'database',
        details: {},
      })
      await anchorTrail(transaction, at)
    })
  } finally {
    sqlite.close()
  }
  return checkCopy(part)
}

/** The copy under its name at last, unless something else took that meanwhile: the name is claimed first, which needs no links. */
function giveName(part: string, target: string): void {
  try {
    closeSync(openSync(target, 'wx', 0o600))
  } catch (error) {
    if (isOneOf(error, ['EEXIST'])) throw taken(target)
    throw error
  }
  renameSync(part, target)
  syncFolder(target)
}

function taken(target: string): DomainError {
  return new DomainError(
    'conflict',
    `${target} is there already. A backup never overwrites: choose another name.`,
  )
}

/** The name outlives a loss of power too, where the disk can promise that of a folder. */
function syncFolder(file: string): void {
  for (const path of [file, dirname(file)]) {
    const open = openSync(path, 'r')
    try {
      fsyncSync(open)
    } catch (error) {
      if (path === file || !isOneOf(error, ['EINVAL', 'ENOTSUP', 'EPERM'])) throw error
    } finally {
      closeSync(open)
    }
  }
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
