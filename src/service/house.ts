/** What every service function is given first: the database, today's rule set, the clock, and the ways out of the house. */

import type { Mailer } from '../mail/mailer.ts'
import type { RuleSet } from '../rules/model.ts'
import { openDatabase } from '../store/database.ts'
import { insertRuleSet } from '../store/rule-sets.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'

export interface House {
  readonly db: Handle
  /** Path or URL of the database, for the own connection of a worker process. It may hold a password: never shown. */
  readonly database: string
  /** The rule set of new assessments; older ones keep their own. */
  readonly ruleSet: RuleSet
  readonly now: () => Date
  /** Where people reach it, for links in mail: such as `https://wardround.trust.example`. */
  readonly origin: string
  /** Undefined: no mail server is set up, and what would be mailed is shown to whoever asked for it. */
  readonly mailer: Mailer | undefined
  /** After so many years from its reference date, what an assessment holds is deleted; undefined: nothing is deleted by itself. */
  readonly keepYears: number | undefined
  /** What is kept in memory of this database hangs on it. */
  readonly memory: object
}

export interface Outside {
  readonly now?: (() => Date) | undefined
  /** Default: `http://localhost:3000`. */
  readonly origin?: string | undefined
  readonly mailer?: Mailer | undefined
  readonly keepYears?: number | undefined
}

export interface OpenHouse extends House {
  /** Finishes what is running, closes the database and frees its lock. */
  readonly close: () => Promise<void>
}

/**
 * Opens the database (a file's path, or a PostgreSQL URL) for this rule set, and keeps the rule set in it.
 *
 * @throws DomainError 'busy' (another process uses the file, or the server cannot be reached) or 'invalid' (damaged, of a newer program, or holding other rules under this version).
 */
export async function openHouse(
  database: string,
  ruleSet: RuleSet,
  { now = () => new Date(), origin = 'http://localhost:3000', mailer, keepYears }: Outside = {},
): Promise<OpenHouse> {
  const { db, database: opened, close } = await openDatabase(database)
  try {
    await write(db, (on) => insertRuleSet(on, ruleSet, now().toISOString()))
  } catch (error) {
    await close()
    throw error
  }
  return { db, database: opened, ruleSet, now, origin, mailer, keepYears, memory: {}, close }
}
