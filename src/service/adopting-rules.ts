/** A newer rule set → the one of a period, also once it has opened. Drafts move only when their lead accepts that, and nothing goes back. */

import { DomainError } from '../errors.ts'
import type { PeriodId } from '../ids.ts'
import type { Framework, RuleSet } from '../rules/model.ts'
import { frameworkOf } from '../scoring/caf.ts'
import { countByStatus } from '../store/assessments.ts'
import { type PeriodRow, savePeriod } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { changeNationally, lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { isOpen, isToCome } from './period-times.ts'
import { getPeriod } from './periods.ts'
import { getRuleSet, isLater } from './rule-sets.ts'

/** What it would mean for a period to take the rule set in use. */
export interface Adoption {
  readonly period: PeriodRow
  /** Version of the period's present rule set. */
  readonly version: string
  /** It has that rule set already, or is over: there is nothing to take. */
  readonly whyNot: string | undefined
  /** Assessments under the present one: worked on or submitted, and signed. */
  readonly unsigned: number
  readonly signed: number
  /** By which it goes now, and would go with the rule set in use. */
  readonly framework: Framework
  readonly frameworkAfter: Framework
}

/** @throws DomainError 'not-allowed', 'not-found'. */
export async function getAdoption(house: House, person: Person, id: PeriodId): Promise<Adoption> {
  return lookNationally(house, person, 'manage-periods', async ({ db }) => {
    const period = await getPeriod(db, id)
    const counts = await countByStatus(db, id, period.ruleSetDigest)
    const from = await getRuleSet(db, house.ruleSet, period.ruleSetDigest)
    const { draft = 0, returned = 0, submitted = 0, signed = 0 } = counts
    return {
      period,
      version: from.version,
      whyNot: await whyNotTaken(db, house, period),
      unsigned: draft + returned + submitted,
      signed,
      framework: frameworkOf(from, period.framework),
      frameworkAfter: frameworkOf(house.ruleSet, frameworkKept(house, from, period)),
    }
  })
}

/**
 * Lets a period take the rule set in use, also once it has opened; it keeps its framework. Each draft moves only when its lead accepts that;
 * what is submitted or signed stays under the rule set that it was answered under.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' when it has that rule set already, or is over.
 */
export async function adoptRuleSet(house: House, person: Person, id: PeriodId): Promise<void> {
  await changeNationally(house, person, 'manage-periods', async ({ db, record }) => {
    const period = await getPeriod(db, id)
    const whyNot = await whyNotTaken(db, house, period)
    if (whyNot !== undefined) throw new DomainError('conflict', whyNot)
    const from = await getRuleSet(db, house.ruleSet, period.ruleSetDigest)
    const framework = frameworkKept(house, from, period)
    await savePeriod(db, { ...period, framework, ruleSetDigest: house.ruleSet.digest })
    await record({
      action: 'period-rule-set-changed',
      object: id,
      details: {
        from: period.ruleSetDigest,
        to: house.ruleSet.digest,
        ...(framework === undefined ? {} : { framework }),
      },
    })
  })
}

/** Drafts are not moved to another framework by the way: a period keeps its own for as long as the rules have it. */
function frameworkKept({ ruleSet }: House, from: RuleSet, period: PeriodRow): string | undefined {
  const { id } = frameworkOf(from, period.framework)
  return ruleSet.frameworks.some((one) => one.id === id) ? id : undefined
}

async function whyNotTaken(db: Handle, house: House, period: PeriodRow): Promise<string | undefined> {
  if (period.ruleSetDigest === house.ruleSet.digest) return `${period.name} asks the rule set in use already.`
  const isOver = !isToCome(period, house.now()) && !isOpen(period, house.now())
  if (isOver) return `${period.name} is over: what was answered in it stays under its rule set.`
  return (await isLater(db, period.ruleSetDigest, house.ruleSet))
    ? `${period.name} has a newer rule set than this service was started with. No period goes back. Start the service with the newer rules.`
    : undefined
}
