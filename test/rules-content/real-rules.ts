/** The real rules of the house, loaded once for the tests of their content. */
import { join } from 'node:path'
import { loadRuleSet } from '../../src/rules/rule-set.ts'

export const rules = loadRuleSet(join(import.meta.dirname, '../../rules'))
export const { ruleSet } = rules
