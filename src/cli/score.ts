/** `wardround score FILE`: the whole result of an answers file. `--json` prints `Result` of `scoring/model.ts`. */

import { addScore } from '../report/text-score.ts'
import { examine, quoted } from './answers.ts'
import type { Options } from './options.ts'
import { printAs } from './print.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function score(file: string, options: Options): Promise<void> {
  const { ruleSet } = await loadRules(options.rules)
  const examined = await examine(ruleSet, file)
  printAs(options, examined.result, (page) => {
    addScore(page, examined)
    page.space().paragraph(`Rule set ${ruleSet.id} ${ruleSet.version}, digest ${ruleSet.digest}.`, 0, 'quiet')
    page.paragraph(
      `Explain any number by the id in brackets: npx wardround explain ${quoted(file)} overall. One attack step by step: npx wardround replay ${quoted(file)} ${ruleSet.incidents[0]?.id ?? ''}.`,
      0,
      'quiet',
    )
  })
}
