/**
 * What was gathered of a period → a release with its digest, its counts for analysts and its dry run; and that, stored as prepared.
 * It asks nobody's permission and knows no clock: `releases.ts` runs it in a process of its own, and the demonstration when it is made.
 */

import { DomainError } from '../errors.ts'
import type { OrganisationId, ReleaseId } from '../ids.ts'
import { cellOf } from '../peers/cells.ts'
import { findConcentration, hasMoved } from '../peers/concentration.ts'
import { sealRelease } from '../peers/content.ts'
import type { CellReport } from '../peers/model.ts'
import { prepareRelease } from '../peers/prepare.ts'
import { bandOf, FEWEST } from '../peers/rounding.ts'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import type { Act } from '../store/acts.ts'
import { findLatest, insertPrepared } from '../store/releases.ts'
import type { StoredContributor } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { type Gathered, type GatheredBefore, type StoredConcentration } from './gathering.ts'

/**
 * What an analyst sees before publishing: who is counted with whom, and who is not. It names nobody, gives contributors in
 * bands (rounded down to 5; 0 for fewer than 10), and nothing in it comes from an answer.
 */
export interface DryRun {
  readonly contributors: number
  /** Signed in this period, and not counted. */
  readonly leftOut: {
    /** In a group of trusts, which counts once, by its lead organisation. */
    readonly inGroups: number
    /** Under another rule set than the period's. */
    readonly otherRuleSet: number
    /** Kinds and regions of organisation for which the cohorts have no cell. */
    readonly unplaced: readonly {
      readonly cohort: string
      readonly region: string
      readonly organisations: number
    }[]
  }
  /** Each cell as it is written, with its contributors now and in the last release (null: there is none). */
  readonly written: readonly {
    readonly id: string
    readonly contributors: number
    readonly before: number | null
  }[]
  /** The cells as they would be counted by who contributes: merged where some are too small. */
  readonly cells: readonly CellReport[]
  readonly suppliers: 'counted' | 'too-few'
}

export interface Computed {
  readonly bytes: string
  readonly digest: string
  /** The cell of which a new figure rests on a contributor, by organisation. */
  readonly cells: ReadonlyMap<OrganisationId, string>
  readonly concentration: StoredConcentration
  readonly report: DryRun
}

/**
 * The release, its digest, its counts for analysts and its dry run. `nonce` is secret until the release is published: it
 * keeps the digest from saying anything of the figures.
 *
 * @throws DomainError 'conflict' when no cell is large enough.
 */
export function compute(ruleSet: RuleSet, gathered: Gathered, nonce: string): Computed {
  const { period, contributors, before } = gathered
  const { family } = ruleSet
  const { release, members, report, unplaced } = prepareRelease(
    ruleSet,
    family,
    period.id,
    contributors,
    before,
    nonce,
  )
  if (release.cohorts.length === 0)
    throw new DomainError('conflict', `Nothing can be published of ${period.name}: no group reaches 10.`)
  const concentration = concentrate(gathered)
  const now = countCells(family, contributors)
  const placeless = new Set(unplaced)
  return {
    ...sealRelease(release),
    cells: new Map(
      members.flatMap(({ of, members }) => members.map((one) => [one.organisation, of.join('+')])),
    ),
    concentration,
    report: {
      contributors: bandOf(contributors.length),
      leftOut: {
        inGroups: gathered.inGroups,
        otherRuleSet: gathered.otherRuleSet,
        unplaced: countPlaces(contributors.filter((one) => placeless.has(one.organisation))),
      },
      written: family.cells.map(({ id }) => ({
        id,
        contributors: bandOf(now.get(id) ?? 0),
        before: before === undefined ? null : bandOf(before.written.get(id) ?? 0),
      })),
      cells: report,
      suppliers: concentration.sharing === null ? 'too-few' : 'counted',
    },
  }
}

/**
 * Stores a computed release as prepared, in place of an earlier one of its period that was not published. Inside a transaction.
 *
 * @throws DomainError 'conflict' when another release was published since it was gathered.
 */
export async function storePrepared(
  db: Handle,
  ruleSet: RuleSet,
  gathered: Gathered,
  computed: Computed,
  id: ReleaseId,
  by: Act,
): Promise<void> {
  const { latest } = gathered
  if ((await findLatest(db))?.id !== latest?.id)
    throw new DomainError('conflict', 'Another comparison was published meanwhile. Prepare this one again.')
  await insertPrepared(
    db,
    {
      id,
      number: (latest?.number ?? 0) + 1,
      previousId: latest?.id,
      periodId: gathered.period.id,
      ruleSetDigest: ruleSet.digest,
      digest: computed.digest,
      prepared: by,
      bytes: computed.bytes,
      concentration: JSON.stringify(computed.concentration),
      report: JSON.stringify(computed.report),
    },
    gathered.contributors.map(({ organisation, assessment, cohort, region, sharesSuppliers }) => ({
      organisationId: organisation,
      assessmentId: assessment,
      cohort,
      region,
      cell: computed.cells.get(organisation),
      sharesSuppliers,
    })),
  )
}

/** Counts of suppliers, new where enough moved since they were counted, like every other figure. */
function concentrate({ before, reliance, controlled }: Gathered): StoredConcentration {
  if (before !== undefined && !isNew(before, reliance)) {
    const { sharing, suppliers, onGateways, from, controlled: then } = before.concentration
    return { sharing, suppliers, onGateways: onGateways ?? null, from: from ?? before.id, controlled: then }
  }
  return { ...findConcentration(reliance, controlled), from: null, controlled }
}

function isNew({ concentration, reliance: then }: GatheredBefore, now: Gathered['reliance']): boolean {
  return (
    concentration.sharing === null || (now.length >= FEWEST && hasMoved(then, now, concentration.controlled))
  )
}

/** Contributors by written cell. */
function countCells(family: CohortFamily, contributors: readonly StoredContributor[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { cohort, region } of contributors) {
    const cell = cellOf(family, cohort, region)
    if (cell !== undefined) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  return counts
}

function countPlaces(contributors: readonly StoredContributor[]): DryRun['leftOut']['unplaced'] {
  const places = new Map<string, { cohort: string; region: string; organisations: number }>()
  for (const { cohort, region } of contributors) {
    const key = JSON.stringify([cohort, region])
    places.set(key, { cohort, region, organisations: (places.get(key)?.organisations ?? 0) + 1 })
  }
  return [...places.values()]
}
