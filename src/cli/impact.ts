/** `wardround impact DIR`: what a proposed rule set would move in the present assessments of a database; it only reads. Counts single nobody out. */

import { describeImpact, safeCount } from '../report/impact-words.ts'
import { measureImpact } from '../service/impact.ts'
import { atReader, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print, printJson } from './print.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function impact(folder: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(folder)
  const found = await atReader(databaseOf(options.database), (db) => measureImpact(db, ruleSet))
  if (options.json === true) {
    printJson({
      assessments: safeCount(found.assessments),
      moved: safeCount(found.moved.size),
      movements: found.movements.map((one) => ({ ...one, count: safeCount(one.count) })),
      files: found.files.map(({ file, count }) => ({
        file,
        count: count === undefined ? null : safeCount(count),
      })),
    })
    return
  }
  print(
    describeImpact(ruleSet, found).flatMap(({ heading, lines }) => [
      { text: heading },
      ...lines.map((text) => ({ text: `  ${text}` })),
      { text: '' },
    ]),
  )
}
