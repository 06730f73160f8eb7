/** The real rules of the house, loaded once for the tests of their content. */
import { join } from 'node:path'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'

export const rules = loadRuleSet(join(import.meta.dirname, '../../rules'), scoresBeforeLimits)
export const { ruleSet } = rules
