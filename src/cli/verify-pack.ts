/** `wardround verify-pack FILE`: which issued board paper a file is, or that it is none, or was changed since. Exit 1 unless it is what was issued. */

import { readFile } from 'node:fs/promises'
import { dayWords } from '../calendar.ts'
import { verifyPackFile, type VerifiedPack } from '../service/verifying-packs.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { misuse, Refusal } from './refusal.ts'

/** @throws Refusal */
export async function verifyPack(path: string, options: Options): Promise<void> {
  const bytes = await readFile(path).catch(() => {
    throw misuse(`${path} cannot be read. Name a file of a pack: a Word document, a PDF or a workbook.`)
  })
  const found = await atReader(databaseOf(options.database), (db) => verifyPackFile(db, bytes))
  if (options.json === true) printJson(found)
  else if (found.is === 'issued') print([{ text: sentenceOf(found) }])
  if (found.is !== 'issued') throw new Refusal(1, options.json === true ? [] : [sentenceOf(found)])
}

function sentenceOf({ is, file }: VerifiedPack): string {
  const pack =
    file === undefined
      ? ''
      : `the board papers “${file.title}” of ${file.organisation}, issued on ${dayWords(file.issuedAt)} by ${file.issuedBy}`
  switch (is) {
    case 'issued':
      return `This is ${file?.name ?? ''} of ${pack}. It is byte for byte what was issued.`
    case 'contradicted':
      return `BROKEN: the database has this file among ${pack}, but the trail does not say so. Compare it with a backup.`
    case 'changed':
      return `It says that it is of ${pack}, but none of those files has these bytes: it was changed or saved again since.`
    case 'unknown':
      return 'It names board papers that this database does not have: they are of another service, or were deleted.'
    case 'none':
      return 'This file is none of the board papers issued here, and it does not say that it is.'
  }
}
