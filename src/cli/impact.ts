/**
 * `wardround impact DIR`: what a proposed rule set would move in the present assessments of a database. Counts single nobody out.
 * It only reads; with `--show` it keeps the proposal with those counts, for authors on their page, and for each trust to see its own.
 */

import { describeImpact, showImpact } from '../report/impact-words.ts'
import { measureImpact } from '../service/impact.ts'
import { showProposedRules } from '../service/proposed-rules.ts'
import { openBeside } from '../store/database.ts'
import { atDatabase, atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function impact(folder: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(folder)
  const database = databaseOf(options.database)
  const found = await atReader(database, (db) => measureImpact(db, ruleSet))
  const shown = showImpact(ruleSet, found)
  if (options.show === true)
    await atDatabase(database, async () => {
      const { db, close } = await openBeside(database)
      try {
        await showProposedRules({ db, now: () => new Date() }, ruleSet, shown)
      } finally {
        await close()
      }
    })
  if (options.json === true) printJson(shown)
  else
    print(
      describeImpact(ruleSet, found).flatMap(({ heading, lines }) => [
        { text: heading },
        ...lines.map((text) => ({ text: `  ${text}` })),
        { text: '' },
      ]),
    )
  if (options.show === true)
    process.stderr.write(`Version ${ruleSet.version} is shown as proposed. The trail records it.\n`)
}
