/**
 * The store → everything that a release of a period is computed from: who signed, what the releases before rest on, and who relies on whom.
 * It refuses periods of which nothing new may be published.
 */

import { DomainError } from '../errors.ts'
import type { Concentration, SharedReliance } from '../peers/concentration.ts'
import type { CellMembers, Release } from '../peers/model.ts'
import type { Before } from '../peers/prepare.ts'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { findPeriod, type PeriodRow } from '../store/periods.ts'
import { findCounted, findLatest, getTexts, type ReleaseRow } from '../store/releases.ts'
import {
  countSigned,
  findContributors,
  findMembers,
  hasLost,
  type StoredContributor,
  type StoredMember,
} from '../store/summaries.ts'
import { findCells, findContextValues, findSupplierNames } from '../store/suppliers.ts'
import type { Handle } from '../store/tables.ts'

const SUPPLIERS = { register: 'supplier-register', name: 'name' }
const SHARED_GATEWAY = 'shared-gateway'

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
    // Carried figures are made again from who is in them: with one deleted they would be others, and the difference would tell its answers.
    if (await hasLost(db, from ?? release.id, cellId(of))) continue
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

/** Id of a region, which an organisation's record gives by id or by name. */
export function regionOf(family: CohortFamily, recorded: string): string {
  return family.regions.find((region) => region.id === recorded || region.name === recorded)?.id ?? recorded
}

/** A cell as it is named beside its contributors. */
export const cellId = (of: readonly string[]) => of.join('+')
