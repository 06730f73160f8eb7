/**
 * The store → everything that a release of a period is computed from: who signed, what the releases before rest on, and who relies on whom.
 * It refuses periods of which nothing new may be published.
 */

import { DomainError } from '../errors.ts'
import type { PeriodId, ReleaseId } from '../ids.ts'
import { cellOf, mergeCells } from '../peers/cells.ts'
import type { Concentration, SharedReliance } from '../peers/concentration.ts'
import { parseRelease } from '../peers/content.ts'
import { countedIn, type Source } from '../peers/counting.ts'
import type { Before } from '../peers/prepare.ts'
import { FEWEST } from '../peers/rounding.ts'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { findPeriod, type PeriodRow } from '../store/periods.ts'
import { findLatest, findReleaseRow, getTexts, type ReleaseRow } from '../store/releases.ts'
import {
  countPlaces,
  countSigned,
  findContributors,
  findCountedThen,
  findSharing,
  type StoredContributor,
} from '../store/summaries.ts'
import { findCells, findContextValues, findSupplierNames } from '../store/suppliers.ts'
import type { Handle } from '../store/tables.ts'
import type { House } from './house.ts'
import { getRuleSet } from './rule-sets.ts'

const SUPPLIERS = { register: 'supplier-register', name: 'name' }
/** The context question on shared gateways, and its options that say that another organisation hosts one. */
const SHARED_GATEWAY = 'shared-gateway'
const HOSTED_BY_ANOTHER: readonly (string | undefined)[] = ['rely-on', 'both']

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
  /** Of the newest release, whatever its rule set; undefined: this is the first. */
  readonly before: GatheredBefore | undefined
  readonly reliance: readonly SharedReliance[]
  readonly controlled: readonly string[]
  readonly inGroups: number
  readonly otherRuleSet: number
}

export interface GatheredBefore extends Before {
  /** How many contributors the release before had, by written cell. */
  readonly written: ReadonlyMap<string | undefined, number>
  readonly concentration: StoredConcentration
  /** Who relied on whom when `concentration` was counted. */
  readonly reliance: readonly SharedReliance[]
}

/**
 * Reads what a release of a period would be computed from.
 *
 * @throws DomainError 'not-found', or 'conflict' (the rule set is not in use, or a later period is published).
 */
export async function gather(db: Handle, ruleSet: RuleSet, periodId: PeriodId): Promise<Gathered> {
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
    before: latest === undefined ? undefined : await gatherBefore(db, ruleSet, latest),
    reliance: await gatherReliance(db, contributors),
    controlled: await findSupplierNames(db),
    inGroups: signed.underRuleSet - contributors.length,
    otherRuleSet: signed.all - signed.underRuleSet,
  }
}

/** What a later release is compared with: a release, and everybody whom its figures rest on, also those who left since. */
export async function gatherBefore(db: Handle, today: RuleSet, row: ReleaseRow): Promise<GatheredBefore> {
  const texts = await getTexts(db, row.id)
  const release = parseRelease(texts.bytes)
  const ids = release.cells.flatMap(({ counted }) => countedIn(counted))
  const sources = new Map<ReleaseId, Source>()
  for (const id of new Set([row.id, ...ids.map((from) => from ?? row.id)])) {
    const source = id === row.id ? row : await findReleaseRow(db, id)
    if (source === undefined) throw new Error(`The release ${id}, in which figures were counted, is missing.`)
    const ruleSet = await getRuleSet(db, today, source.ruleSetDigest)
    const members = await findCountedThen(db, id)
    sources.set(id, {
      ruleSet,
      members: members.map((one) => ({ ...one, region: regionOf(ruleSet.family, one.region) })),
    })
  }
  const concentration = JSON.parse(texts.concentration) as StoredConcentration
  const [ruleSet, members] = [sources.get(row.id)?.ruleSet ?? today, sources.get(row.id)?.members ?? []]
  const written = Map.groupBy(members, (one) => cellOf(ruleSet.family, one.cohort, one.region))
  return {
    id: row.id,
    ruleSet,
    release,
    sources,
    written: new Map([...written].map(([cell, all]) => [cell, all.length])),
    concentration,
    reliance: await gatherReliance(db, await findSharing(db, concentration.from ?? row.id)),
  }
}

/** Suppliers and gateways of those contributors that agreed to be counted. */
export async function gatherReliance(
  db: Handle,
  contributors: readonly Pick<StoredContributor, 'organisation' | 'assessment' | 'sharesSuppliers'>[],
): Promise<SharedReliance[]> {
  const sharing = contributors.filter((one) => one.sharesSuppliers)
  const ids = sharing.map((one) => one.assessment)
  const suppliers = await findCells(db, SUPPLIERS.register, SUPPLIERS.name, ids)
  const gateways = await findContextValues(db, SHARED_GATEWAY, ids)
  return sharing.map(({ organisation, assessment }) => ({
    organisation,
    suppliers: suppliers.get(assessment) ?? [],
    onGateway: HOSTED_BY_ANOTHER.includes(gateways.get(assessment)),
  }))
}

/**
 * Refuses a period of which nothing can be published, by who signed and never by what they answered; else gives its rule set.
 *
 * @throws DomainError 'not-found' or 'conflict', with what to do.
 */
export async function demandPreparable(
  db: Handle,
  house: Pick<House, 'ruleSet'>,
  periodId: PeriodId,
): Promise<RuleSet> {
  const period = await findPeriod(db, periodId)
  if (period === undefined) throw new DomainError('not-found', 'There is no such period.')
  const ruleSet = await getRuleSet(db, house.ruleSet, period.ruleSetDigest)
  demandActive(period, ruleSet)
  const latest = await findLatest(db)
  await demandNewest(db, period, latest)
  const places = await countPlaces(db, periodId, ruleSet.digest)
  if (places.length === 0)
    throw new DomainError(
      'conflict',
      `Nobody has signed an assessment of ${period.name} yet. Only signed assessments are compared: ask the organisations to sign, then prepare again.`,
    )
  const { family } = ruleSet
  const counts = new Map<string, number>()
  for (const { cohort, region, organisations } of places) {
    const cell = cellOf(family, cohort, regionOf(family, region))
    if (cell !== undefined) counts.set(cell, (counts.get(cell) ?? 0) + organisations)
  }
  const sizes = mergeCells(family, counts).map((of) => of.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0))
  if (sizes.every((size) => size < FEWEST))
    throw new DomainError(
      'conflict',
      `Nothing can be published of ${period.name}: too few organisations have signed. No group of them reaches 10, even merged: ask the organisations to sign, then prepare again.`,
    )
  return ruleSet
}

/**
 * Refuses a period that has taken another rule set than this one, and a rule set that is retired. A period keeps its own when another comes into use.
 *
 * @throws DomainError 'conflict'.
 */
export function demandActive(period: PeriodRow, ruleSet: RuleSet): void {
  if (period.ruleSetDigest !== ruleSet.digest)
    throw new DomainError(
      'conflict',
      `${period.name} has taken another rule set than version ${ruleSet.version}, under which this was prepared. Prepare it again.`,
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
      `${newest.name} is published already, and it is not earlier than ${period.name}. Comparisons only go forward.`,
    )
}

/** Id of a region, which an organisation's record gives by id or by name. */
export function regionOf(family: CohortFamily, recorded: string): string {
  return family.regions.find((region) => region.id === recorded || region.name === recorded)?.id ?? recorded
}

/** A cell as it is named beside its contributors. */
export const cellId = (of: readonly string[]) => of.join('+')
