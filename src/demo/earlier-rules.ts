/**
 * The day on which the first round opened → the rule set by which the rounds that are over were scored: 1.0.0.
 * Where it was published after that day, as in the first years, it is dated back and says so; it is another rule set then, with an id and a digest
 * of its own, and never the published one with another date.
 */

import { fileURLToPath } from 'node:url'
import { KEPT, PROJECT } from '../project.ts'
import { readEarlierFiles } from '../rules/earlier.ts'
import { compileKept } from '../rules/kept.ts'
import type { Files } from '../rules/load.ts'
import type { RuleSet } from '../rules/model.ts'

const VERSION = '1.0.0'

/** @param opens Day on which the first round opened; the rule set is not newer. */
export function loadEarlierRules(opens: string): Promise<RuleSet> {
  const files = readEarlierFiles(fileURLToPath(new URL('rules', PROJECT)), VERSION)
  return compileKept(datedBack(files, opens), KEPT && fileURLToPath(KEPT))
}

function datedBack(files: Files, opens: string): Files {
  const text = files['ruleset.yaml'] ?? ''
  const date = /^date: (.*)$/m.exec(text)?.[1] ?? ''
  if (date <= opens) return files
  return {
    ...files,
    'ruleset.yaml': text
      .replace(/^id: (.*)$/m, 'id: $1-dated-back')
      .replace(/^title: (.*)$/m, 'title: $1 (dated back for the demonstration)')
      .replaceAll(date, opens),
  }
}
