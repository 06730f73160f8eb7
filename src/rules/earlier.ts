/**
 * `earlier/<version>.json` of a rules folder → the files of a rule set that was published before, as a database keeps them.
 * They are no part of today's rule set: neither `check` nor its digest reads them.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './load.ts'

/** Texts by path; `compileFiles` makes the rule set of them. @throws an error of the file system when that version is not there. */
export function readEarlierFiles(folder: string, version: string): Files {
  return JSON.parse(readFileSync(join(folder, 'earlier', `${version}.json`), 'utf8')) as Files
}
