/** SQLite files for tests: paths where nothing is yet, copies, and files with their tables. */

import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDatabase } from '../../src/store/database.ts'

/** Path of a file that is not there yet, in a folder that is not there either. */
export function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'ward-round-')), 'folder', 'ward-round.db')
}

/** A copy of a file that is closed. */
export function copyFile(file: string): string {
  const copy = newFile()
  mkdirSync(dirname(copy))
  copyFileSync(file, copy)
  return copy
}

let withTables: Promise<string> | undefined

/** A file with its tables and no rows: a copy, quicker than the migrations. */
export async function newFileWithTables(): Promise<string> {
  withTables ??= makeTables(newFile())
  return copyFile(await withTables)
}

async function makeTables(file: string): Promise<string> {
  await (await openDatabase(file)).close()
  return file
}
