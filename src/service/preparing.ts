/**
 * A period's signed assessments → a prepared release with its dry run: gathered, computed, stored.
 * It asks nobody's permission and knows no clock: `releases.ts` runs it in a worker thread, and the demonstration when it is made.
 */

import { cellOf } from '../peers/cells.ts'
import { type Concentration, findConcentration, type SharedReliance } from '../peers/concentration.ts'
import type { CellMembers, CellReport, Release } from '../peers/model.ts'
import { type Before, prepareRelease, sealRelease } from '../peers/prepare.ts'
import { DomainError } from '../errors.ts'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { findPeriod, type PeriodRow } from '../store/periods.ts'
import {
  findCounted,
  findLatest,
  getTexts,
  type ReleaseRow,
  savePrepared,
  type Signatory,
} from '../store/releases.ts'
import {
  countSigned,
  findContributors,
  findMembers,
  type StoredContributor,
  type StoredMember,
} from '../store/summaries.ts'
import { findCells, findContextValues, findSupplierNames } from '../store/suppliers.ts'
import type { Handle } from '../store/tables.ts'

const SUPPLIERS = { register: 'supplier-register', name: 'name' }
const SHARED_GATEWAY = 'shared-gateway'

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

/** Counts for analysts, as stored. */
export interface StoredConcentration extends Concentration {
  /** Id of the earlier release whose counts are carried; null when they are new. */
  readonly from: string | null
  /** The controlled list of then. */
  readonly controlled: readonly string[]
}

/** Everything that a release is computed from. */
export interface Gathered {
  readonly period: PeriodRow
  readonly latest: ReleaseRow | undefined
  readonly contributors: readonly StoredContributor[]
  /** Of the newest release, when it is of the same rule set. */
  readonly before: GatheredBefore | undefined
  readonly reliance: readonly SharedReliance[]
  readonly controlled: readonly string[]
  readonly inGroups: number
  readonly otherRuleSet: number
}

export interface GatheredBefore extends Before {
  readonly contributors: readonly StoredContributor[]
  readonly concentration: StoredConcentration
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
 * Reads what a release of a period would be computed from.
 *
 * @throws DomainError 'not-found', or 'conflict' (the rule set is not in use, or a later period is published).
 */
export async function gather(db: Handle, ruleSet: RuleSet, periodId: string): Promise<Gathered> {
  const period = await findPeriod(db, periodId)
  if (period === undefined) throw new DomainError('not-found', 'There is no such period.')
  demandActive(period, ruleSet)
  const latest = await findLatest(db)
  await demandNewest(db, period, latest)
  const stored = await findContributors(db, periodId, ruleSet.digest)
  const contributors = stored.map((one) => ({ ...one, region: regionOf(ruleSet.family, one.region) }))
  const signed = await countSigned(db, periodId, ruleSet.digest)
  return {
    period,
    latest,
    contributors,
    before: latest?.ruleSetDigest === ruleSet.digest ? await gatherBefore(db, latest) : undefined,
    reliance: await gatherReliance(db, contributors),
    controlled: await findSupplierNames(db),
    inGroups: signed.underRuleSet - contributors.length,
    otherRuleSet: signed.all - signed.underRuleSet,
  }
}

/** What a later release is compared with: the contributors that each figure of this one rests on. */
export async function gatherBefore(db: Handle, release: ReleaseRow): Promise<GatheredBefore> {
  const texts = await getTexts(db, release.id)
  const all = new Map<string, StoredMember[]>()
  const membersOf = async (id: string) => {
    const known = all.get(id) ?? (await findMembers(db, id))
    all.set(id, known)
    return known
  }
  const members: CellMembers[] = []
  for (const { of, from } of (JSON.parse(texts.bytes) as Release).cells) {
    const source = await membersOf(from ?? release.id)
    members.push({ of, from, members: source.filter((one) => one.cell === cellId(of)) })
  }
  return {
    id: release.id,
    members,
    counted: await findCounted(db, release.number),
    contributors: await membersOf(release.id),
    concentration: JSON.parse(texts.concentration) as StoredConcentration,
  }
}

/** Suppliers and gateways of those contributors that agreed to be counted. */
export async function gatherReliance(
  db: Handle,
  contributors: readonly StoredContributor[],
): Promise<SharedReliance[]> {
  const ids = contributors.filter((one) => one.sharesSuppliers).map((one) => one.assessment)
  const suppliers = await findCells(db, SUPPLIERS.register, SUPPLIERS.name, ids)
  const gateways = await findContextValues(db, SHARED_GATEWAY, ids)
  return ids.map((id) => ({ suppliers: suppliers.get(id) ?? [], gateway: gateways.get(id) }))
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

/**
 * Refuses a period whose rule set is not the one in use.
 *
 * @throws DomainError 'conflict'.
 */
export function demandActive(period: PeriodRow, ruleSet: RuleSet): void {
  if (period.ruleSetDigest !== ruleSet.digest)
    throw new DomainError(
      'conflict',
      `${period.name} was opened with another rule set than the one in use now (version ${ruleSet.version}). What exists stays readable; start Ward Round with that rule set, or open a new period, to publish.`,
    )
  if (ruleSet.status === 'retired')
    throw new DomainError(
      'conflict',
      `Rule set version ${ruleSet.version} is retired: nothing new is published from it. Open a new period with an active one.`,
    )
}

async function demandNewest(db: Handle, period: PeriodRow, latest: ReleaseRow | undefined): Promise<void> {
  if (latest === undefined || latest.periodId === period.id) return
  const newest = await findPeriod(db, latest.periodId)
  if (newest !== undefined && newest.referenceDate >= period.referenceDate)
    throw new DomainError(
      'conflict',
      `${newest.name} is published already, and it is not earlier than ${period.name}. Releases only go forward.`,
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

/** A cell as it is named beside its contributors. */
const cellId = (of: readonly string[]) => of.join('+')

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

/** Id of a region, which an organisation's record gives by id or by name. */
export function regionOf(family: CohortFamily, recorded: string): string {
  return family.regions.find((region) => region.id === recorded || region.name === recorded)?.id ?? recorded
}
