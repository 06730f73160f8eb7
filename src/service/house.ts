/** What every service function is given first: the database, today's rule set and the clock. */

import type { RuleSet } from '../rules/model.ts'
import { openDatabase } from '../store/database.ts'
import { keepRuleSet } from '../store/rule-sets.ts'
import type { Handle } from '../store/tables.ts'

export interface House {
  readonly db: Handle
  /** Path of the database, for a worker thread's own connection. */
  readonly file: string
  /** The rule set of new assessments; older ones keep their own. */
  readonly ruleSet: RuleSet
  readonly now: () => Date
}

export interface OpenHouse extends House {
  /** Finishes what is running, closes the database and frees its lock. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database file for this rule set, and keeps the rule set in it.
 *
 * @throws DomainError 'busy' (another process uses the file) or 'invalid' (damaged, or of a newer program).
 */
export async function openHouse(
  file: string,
  ruleSet: RuleSet,
  now: () => Date = () => new Date(),
): Promise<OpenHouse> {
  const { db, file: path, close } = await openDatabase(file)
  try {
    await keepRuleSet(db, ruleSet, now().toISOString())
  } catch (error) {
    await close()
    throw error
  }
  return { db, file: path, ruleSet, now, close }
}
