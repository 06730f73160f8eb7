/** SQLite files for tests: paths where nothing is yet, copies, and files with their tables and the rules. */

import { copyFileSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openHouse } from '../../src/service/house.ts'
import { newFolder } from '../folders.ts'
import { NOW, RULE_SET } from '../today.ts'

/** Path of a file that is not there yet, in a folder that is not there either. Both last as long as the file of tests, or as the run. */
export function newFile(lasts: 'file' | 'run' = 'file'): string {
  return join(newFolder(lasts), 'folder', 'ward-round.db')
}

/** A copy of a file that is closed. */
export function copyFile(file: string): string {
  const copy = newFile()
  mkdirSync(dirname(copy))
  copyFileSync(file, copy)
  return copy
}

let withTables: Promise<string> | undefined

/** A file with its tables, the real rules in theirs and no other rows: a copy, quicker than the migrations. */
export async function newFileWithTables(): Promise<string> {
  withTables ??= makeTables(newFile('run'))
  return copyFile(await withTables)
}

/** Makes the tables of a database that is empty, and keeps the rules in it; gives its path or URL. */
export async function makeTables(database: string): Promise<string> {
  await (await openHouse(database, RULE_SET, { now: () => NOW })).close()
  return database
}
