/**
 * `wardround replay FILE [incident]`: past attacks against an answers file.
 * `--json` prints a list of `IncidentResult` of `scoring/model.ts`, one a chain; with an incident, only its own.
 */

import { addReplay, addReplays } from '../report/text-replay.ts'
import { CLOSING, upperFirst } from '../report/words.ts'
import { examine } from './answers.ts'
import type { Options } from './options.ts'
import { nearest } from '../rules/nearest.ts'
import { printAs } from './print.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function replay(file: string, id: string | undefined, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(options.rules)
  const incident = ruleSet.incidents.find((one) => one.id === id)
  if (id !== undefined && incident === undefined) {
    const ids = ruleSet.incidents.map((one) => one.id)
    const near = nearest(id, ids)
    throw misuse(
      `There is no incident "${id}". ${near.length > 0 ? `Did you mean ${near.join(', ')}?` : `The incidents are ${ids.join(', ')}.`}`,
    )
  }
  const examined = await examine(ruleSet, file)
  const found = examined.result.incidents.filter((one) => id === undefined || one.id === id)
  printAs(options, found, (page) => {
    if (incident !== undefined) return addReplay(page, examined, incident)
    page.line(upperFirst(examined.answers.organisation.name), 'title')
    addReplays(page, examined)
    page.space().paragraph(CLOSING)
  })
}
