/**
 * What was gathered of a period → a release with its digest, its counts for analysts and its dry run; and that, stored as prepared.
 * It asks nobody's permission and knows no clock: `releases.ts` runs it in a worker thread, and the demonstration when it is made.
 */

import { DomainError } from '../errors.ts'
import { cellOf } from '../peers/cells.ts'
import { findConcentration } from '../peers/concentration.ts'
import type { CellReport } from '../peers/model.ts'
import { prepareRelease, sealRelease } from '../peers/prepare.ts'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { findLatest, savePrepared, type Signatory } from '../store/releases.ts'
import type { StoredContributor } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { cellId, type Gathered, type StoredConcentration } from './gathering.ts'

/** What an analyst sees before publishing: why each cell is as it is, and what changed. Names nobody. */
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
  /** Each cell as it is written, with its contributors now and in the last release under this rule set (null: none). */
  readonly written: readonly {
    readonly id: string
    readonly contributors: number
    readonly before: number | null
  }[]
  /** The cells as they are counted: merged where some are too small, new or carried. */
  readonly cells: readonly CellReport[]
  /** Since the last release under this rule set; null when there is none. */
  readonly changes: { readonly joined: number; readonly left: number; readonly signedAnew: number } | null
  readonly suppliers: 'new' | 'carried' | 'too-few'
}

export interface Computed {
  readonly bytes: string
  readonly digest: string
  /** The cell whose new figures rest on a contributor, by organisation. */
  readonly cells: ReadonlyMap<string, string>
  readonly concentration: StoredConcentration
  readonly report: DryRun
}

/**
 * The release, its digest, its counts for analysts and its dry run.
 *
 * @throws DomainError 'conflict' when nobody has signed, no cell is large enough, or too little has changed for new figures.
 */
export function compute(ruleSet: RuleSet, gathered: Gathered): Computed {
  const { period, contributors, before, latest } = gathered
  if (contributors.length === 0)
    throw new DomainError(
      'conflict',
      `Nobody has signed an assessment of ${period.name} yet. Only signed assessments are compared: ask the organisations to sign, then prepare again.`,
    )
  const { family } = ruleSet
  const { release, members, report, unplaced } = prepareRelease(
    ruleSet,
    family,
    period.id,
    contributors,
    before,
  )
  if (release.cohorts.length === 0)
    throw new DomainError(
      'conflict',
      `Nothing can be published of ${period.name}: ${contributors.length} ${contributors.length === 1 ? 'organisation has' : 'organisations have'} signed, and no group of them reaches 10, even merged. Wait until more have signed.`,
    )
  if (latest?.periodId === period.id && !report.some((cell) => cell.outcome === 'new'))
    throw new DomainError(
      'conflict',
      `Too little has changed since the last release of ${period.name}: every group would keep its figures, so that nobody can subtract one release from the other. That release stays the comparison.`,
    )
  const sharing = concentrate(gathered)
  const now = countCells(family, contributors)
  const was = before === undefined ? undefined : countCells(family, before.contributors)
  const placeless = new Set(unplaced)
  return {
    ...sealRelease(release),
    cells: new Map(
      members
        .filter((cell) => cell.from === null)
        .flatMap((cell) => cell.members.map((one): [string, string] => [one.organisation, cellId(cell.of)])),
    ),
    concentration: sharing.concentration,
    report: {
      contributors: contributors.length,
      leftOut: {
        inGroups: gathered.inGroups,
        otherRuleSet: gathered.otherRuleSet,
        unplaced: countPlaces(contributors.filter((one) => placeless.has(one.organisation))),
      },
      written: family.cells.map(({ id }) => ({
        id,
        contributors: now.get(id) ?? 0,
        before: was === undefined ? null : (was.get(id) ?? 0),
      })),
      cells: report,
      changes: before === undefined ? null : findChanges(before.contributors, contributors),
      suppliers: sharing.outcome,
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
  id: string,
  by: Signatory,
): Promise<void> {
  const { latest } = gathered
  if ((await findLatest(db))?.id !== latest?.id)
    throw new DomainError('conflict', 'Another release was published meanwhile. Prepare this one again.')
  await savePrepared(
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
    gathered.contributors.map((one) => ({ ...one, cell: computed.cells.get(one.organisation) })),
  )
}

/** Suppliers are counted once a period, so that no two counts share an organisation's answers and can be subtracted. */
function concentrate(gathered: Gathered): {
  concentration: StoredConcentration
  outcome: DryRun['suppliers']
} {
  const { before, latest, period, reliance, controlled } = gathered
  if (before !== undefined && latest?.periodId === period.id && before.concentration.sharing !== null)
    return {
      concentration: { ...before.concentration, from: before.concentration.from ?? before.id },
      outcome: 'carried',
    }
  const counted = findConcentration(reliance, controlled)
  return {
    concentration: { ...counted, from: null, controlled },
    outcome: counted.sharing === null ? 'too-few' : 'new',
  }
}

function assessmentsOf(contributors: readonly StoredContributor[]): Map<string, string> {
  return new Map(contributors.map((one) => [one.organisation, one.assessment]))
}

function findChanges(
  before: readonly StoredContributor[],
  contributors: readonly StoredContributor[],
): NonNullable<DryRun['changes']> {
  const [was, now] = [assessmentsOf(before), assessmentsOf(contributors)]
  return {
    joined: [...now.keys()].filter((id) => !was.has(id)).length,
    left: [...was.keys()].filter((id) => !now.has(id)).length,
    signedAnew: [...now].filter(([id, assessment]) => was.has(id) && was.get(id) !== assessment).length,
  }
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
