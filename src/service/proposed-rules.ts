/**
 * A rule set that somebody proposes, measured by whoever runs commands on the machine → kept, for authors to read in counts that single
 * nobody out. Nobody sends one through a page: of a hundred made-up risks each would ask a question about everybody's answers.
 */

import type { Digest } from '../ids.ts'
import type { ShownImpact } from '../report/impact-words.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Person } from '../store/person.ts'
import { findProposedRules, saveProposedRules } from '../store/proposed-rules.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { actingAs, MACHINE, record } from './recording.ts'
import { getRuleSet } from './rule-sets.ts'

export interface ProposedRules {
  readonly version: string
  readonly digest: Digest
  readonly shownAt: string
  readonly impact: ShownImpact
  /** The service runs with these very rules by now. */
  readonly inUse: boolean
}

/** Keeps a proposal, in place of an earlier one. It asks nobody: who can run it can read the database. */
export async function showProposedRules(
  house: Pick<House, 'db' | 'now'>,
  { digest, version, files }: RuleSet,
  impact: ShownImpact,
): Promise<void> {
  await write(house.db, async (db) => {
    const acting = actingAs(db, house, MACHINE)
    const row = { digest, version, files, impact: JSON.stringify(impact), shownAt: acting.stamp.at }
    await saveProposedRules(db, row)
    await record(acting, { action: 'rules-proposed', object: digest, details: { version } })
  })
}

/** What is proposed now, if anything. @throws DomainError 'not-allowed'. */
export async function getProposedRules(house: House, person: Person): Promise<ProposedRules | undefined> {
  return lookNationally(house, person, 'read-proposed-rules', async ({ db }) => {
    const found = await findProposedRules(db)
    return (
      found && {
        ...found,
        impact: JSON.parse(found.impact) as ShownImpact,
        inUse: found.digest === house.ruleSet.digest,
      }
    )
  })
}

/** Version of the rule set that is proposed and not in use, for this room. */
export async function findProposedVersion(db: Handle, house: House): Promise<string | undefined> {
  return (await findWaiting(db, house))?.version
}

/** That rule set, for this room. */
export async function findProposal(db: Handle, house: House): Promise<RuleSet | undefined> {
  const found = await findWaiting(db, house)
  return found && getRuleSet(db, house.ruleSet, found.digest)
}

async function findWaiting(db: Handle, { ruleSet }: House) {
  const found = await findProposedRules(db)
  return found?.digest === ruleSet.digest ? undefined : found
}
