/** `wardround template`: an answers file to fill in, or the filled one of an invented trust. Both are accepted by `score`. */

import { londonDate } from '../calendar.ts'
import { writeTemplate } from '../report/text-template.ts'
import type { Options } from './options.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function template(options: Options): Promise<void> {
  const { ruleSet, trusts } = await loadRules(options.rules)
  if (options.example === undefined) {
    process.stdout.write(writeTemplate(ruleSet, londonDate(new Date())))
    return
  }
  const trust = trusts.find((one) => one.name === options.example)
  if (trust === undefined)
    throw misuse(
      `This rule set has no example "${options.example}". It would stand in cases/trusts/${options.example}.yaml.`,
    )
  process.stdout.write(trust.text)
}
