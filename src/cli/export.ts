/** `wardround export ORGANISATION`: its present assessment as one JSON document, for the operator; it enters no trail. With `--schema`: what such a document looks like. */

import { DomainError } from '../errors.ts'
import { describeWholeAssessment } from '../report/whole-assessment.ts'
import { readWholeOf } from '../service/whole-assessments.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { marking, printJson } from './print.ts'
import { misuse } from './refusal.ts'

/** @throws Refusal */
export async function exportWhole(organisation: string | undefined, options: Options): Promise<void> {
  if (options.schema === true) return printJson(await describeWholeAssessment())
  if (organisation === undefined)
    throw misuse('Name the organisation by its id, as in the address of its pages.')
  const making = { marking: marking(), made: new Date().toISOString() }
  const found = await atReader(databaseOf(options.database), (db) =>
    readWholeOf(db, organisation, making).catch((error: unknown) => {
      throw error instanceof DomainError ? misuse(error.message) : error
    }),
  )
  printJson(found)
}
