/** Folders for tests, in that of the run: gone with the file of tests that asked for one, or with the run. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Of the run, and gone with it; a program that is not of a run has one of its own. */
export const MADE_ONCE = process.env['TEST_MADE_ONCE'] ?? mkdtempSync(join(tmpdir(), 'ward-round-made-'))

const made: string[] = []

/** Path of a new folder in which nothing is. */
export function newFolder(lasts: 'file' | 'run' = 'file'): string {
  const folder = mkdtempSync(join(MADE_ONCE, 'folder-'))
  if (lasts === 'file') made.push(folder)
  return folder
}

export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
}
