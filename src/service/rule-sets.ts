/** A digest → the rule set with that digest, today's or one kept in the database, compiled again at most once. */

import type { RuleSet } from '../rules/model.ts'
import { findRuleSetFiles } from '../store/rule-sets.ts'
import type { Handle } from '../store/tables.ts'

/** Kept rule sets by digest. A digest names its content, so one map serves every database. */
const compiled = new Map<string, RuleSet>()

/** The rule set that an assessment or release belongs to; `today` is the one in use now, if any. */
export async function getRuleSet(db: Handle, today: RuleSet | undefined, digest: string): Promise<RuleSet> {
  if (digest === today?.digest) return today
  const known = compiled.get(digest)
  if (known !== undefined) return known
  const files = await findRuleSetFiles(db, digest)
  if (files === undefined) throw new Error(`The rule set ${digest} is not kept in this database.`)
  const { compileFiles } = await import('../rules/rule-set.ts')
  const ruleSet = compileFiles(files)
  if (ruleSet.digest !== digest)
    throw new Error(`The rule set kept as ${digest} compiles to ${ruleSet.digest}.`)
  compiled.set(digest, ruleSet)
  return ruleSet
}
