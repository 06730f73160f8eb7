/** A digest → the rule set with that digest, today's or one kept in the database, compiled again at most once. Where the program keeps anything, it keeps that, too. */

import { fileURLToPath } from 'node:url'
import type { Digest } from '../ids.ts'
import { KEPT } from '../project.ts'
import { compileKept } from '../rules/kept.ts'
import type { RuleSet } from '../rules/model.ts'
import { findProposedFiles } from '../store/proposed-rules.ts'
import { findRuleSetFiles, findRuleSetVersion } from '../store/rule-sets.ts'
import type { Handle } from '../store/tables.ts'

/** Kept rule sets by digest. A digest names its content, so one map serves every database. */
const compiled = new Map<Digest, RuleSet>()

/** The rule set that an assessment or release belongs to, or that is proposed; `today` is the one in use now, if any. */
export async function getRuleSet(db: Handle, today: RuleSet | undefined, digest: Digest): Promise<RuleSet> {
  if (digest === today?.digest) return today
  const known = compiled.get(digest)
  if (known !== undefined) return known
  const files = (await findRuleSetFiles(db, digest)) ?? (await findProposedFiles(db, digest))
  if (files === undefined) throw new Error(`The rule set ${digest} is not kept in this database.`)
  const ruleSet = await compileKept(files, KEPT && fileURLToPath(KEPT))
  if (ruleSet.digest !== digest)
    throw new Error(`The rule set kept as ${digest} compiles to ${ruleSet.digest}.`)
  compiled.set(digest, ruleSet)
  return ruleSet
}

/** Whether a rule set is of a later version than ours: another process, started with those rules, serves this database too. */
export async function isLater(db: Handle, digest: Digest, { version: ours }: RuleSet): Promise<boolean> {
  const version = await findRuleSetVersion(db, digest)
  // Three numbers with dots.
  const [a, b] = [version ?? ours, ours].map((one) => one.split('.').map(Number))
  const differing = a?.findIndex((part, index) => part !== b?.[index]) ?? -1
  return differing >= 0 && (a?.[differing] ?? 0) > (b?.[differing] ?? 0)
}
