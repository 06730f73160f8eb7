/**
 * `wardround explain FILE question|domain|risk`: why a number is what it is.
 * `--json` prints `Explanation` of `report/explain.ts`; its `kind` tells which shape it has.
 */

import { explain as explainId, explainableIds } from '../report/explain.ts'
import { addExplanation } from '../report/text-explain.ts'
import type { RuleSet } from '../rules/model.ts'
import { examine, quoted } from './answers.ts'
import type { Options } from './options.ts'
import { nearest } from '../rules/nearest.ts'
import { printAs } from './print.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function explain(file: string, id: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(options.rules)
  if (!explainableIds({ ruleSet }).includes(id)) throw misuse(whatInstead(ruleSet, file, id))
  const examined = await examine(ruleSet, file)
  const explanation = explainId(examined, id)
  if (explanation === undefined) throw misuse(whatInstead(ruleSet, file, id))
  printAs(options, explanation, (page) => addExplanation(page, examined, explanation))
}

function whatInstead(ruleSet: RuleSet, file: string, id: string): string {
  if (ruleSet.incidents.some((one) => one.id === id))
    return `"${id}" is an incident. Try: npx wardround replay ${quoted(file)} ${id}`
  const near = nearest(id, explainableIds({ ruleSet }))
  const hint =
    near.length > 0
      ? `Did you mean ${near.join(', ')}?`
      : `The domains are ${ruleSet.domains.map((domain) => domain.id).join(', ')}; "overall" explains the whole score.`
  return `No question, domain or risk is called "${id}". ${hint}`
}
