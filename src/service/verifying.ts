/**
 * Every published release that today's method made, computed anew from what is stored, and compared byte for byte; and every signed summary
 * from its level row. Of one that an earlier method made, the digest.
 * It changes nothing, and names each difference by its place, never by what a trust answered.
 */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import type { Digest, OrganisationId } from '../ids.ts'
import { parseRelease } from '../peers/content.ts'
import { RELEASE_METHOD, type Summary } from '../peers/model.ts'
import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { METHOD } from '../scoring/model.ts'
import { findLevels } from '../store/levels.ts'
import { findPeriod, type PeriodRow } from '../store/periods.ts'
import {
  findReleaseRow,
  findReleases,
  getTexts,
  type ReleaseRow,
  type ReleaseTexts,
} from '../store/releases.ts'
import { sealPublished } from '../store/seals.ts'
import { findMembers, hasLostUpTo, type StoredMember } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { type Gathered, gatherBefore, gatherReliance, type StoredConcentration } from './gathering.ts'
import { compute, type Computed } from './preparing.ts'
import { getRuleSet } from './rule-sets.ts'

/** A published release, and where it differs from what is stored. */
export interface Verified {
  readonly release: ReleaseRow
  readonly periodName: string
  readonly contributors: number
  /** Why it was not computed anew, and its digest alone is proved; undefined: it was. */
  readonly notComputed: NotComputed | undefined
  /** A sentence for each difference; of its bytes the first one. */
  readonly differences: readonly string[]
}

/** Something that it, or one before it, counted was deleted since; an earlier method made it; its rule set is broken; or the one before it was altered. */
export type NotComputed = 'deleted' | 'earlier-method' | 'rule-set' | 'altered-before'

/** The act by which a release's digest enters the trail; its object is the release. */
export const PUBLISHED = 'release-published'

/** What the trail keeps of a release at publishing. */
export async function detailsOfPublished(
  db: Handle,
  { id, number, digest }: Pick<ReleaseRow, 'id' | 'number' | 'digest'>,
): Promise<Record<string, string | number>> {
  const seal = await sealPublished(db, id)
  return { number, digest, seal: seal.digest, form: seal.form, parts: seal.parts }
}

/**
 * Verifies all published releases, oldest first, each with its own rule set as it is kept in the database.
 * `doubtful` are digests of rule sets that are broken themselves.
 */
export async function verifyReleases(
  db: Handle,
  doubtful: ReadonlySet<Digest> = new Set(),
): Promise<Verified[]> {
  const verified: Verified[] = []
  for (const release of await findReleases(db)) {
    if (release.status !== 'published') continue
    verified.push(await verifyRelease(db, release, doubtful))
  }
  return verified
}

async function verifyRelease(db: Handle, row: ReleaseRow, doubtful: ReadonlySet<Digest>): Promise<Verified> {
  const period = await findPeriod(db, row.periodId)
  if (period === undefined) throw new Error(`The period ${row.periodId} is missing.`)
  const contributors = await findMembers(db, row.id)
  const texts = await getTexts(db, row.id)
  const isDigest = await isWhole(db, row)
  const notComputed = await whyNotComputed(db, row, doubtful)
  const differences = isDigest ? [] : ['its bytes do not have its digest']
  if (isDigest && notComputed === undefined)
    differences.push(...(await computeAnew(db, row, period, contributors, texts)))
  return {
    release: row,
    periodName: period.name,
    contributors: contributors.length,
    notComputed,
    differences,
  }
}

async function whyNotComputed(
  db: Handle,
  row: ReleaseRow,
  doubtful: ReadonlySet<Digest>,
): Promise<NotComputed | undefined> {
  if (await hasLostUpTo(db, row.number)) return 'deleted'
  if (row.method !== RELEASE_METHOD) return 'earlier-method'
  if (doubtful.has(row.ruleSetDigest)) return 'rule-set'
  const before = await findBefore(db, row)
  // What was carried from an altered release is not made again from it: that one is named, and of this one the digest is proved.
  return before !== undefined && !(await isWhole(db, before)) ? 'altered-before' : undefined
}

async function findBefore(db: Handle, { previousId }: ReleaseRow): Promise<ReleaseRow | undefined> {
  return previousId === undefined ? undefined : findReleaseRow(db, previousId)
}

async function computeAnew(
  db: Handle,
  row: ReleaseRow,
  period: PeriodRow,
  contributors: readonly StoredMember[],
  texts: ReleaseTexts,
): Promise<string[]> {
  const ruleSet = await getRuleSet(db, undefined, row.ruleSetDigest)
  const wrong: string[] = []
  for (const one of contributors) wrong.push(...(await verifySummary(db, ruleSet, one)))
  // What is computed from them would differ for that reason alone.
  if (wrong.length > 0) return wrong
  const before = await findBefore(db, row)
  const concentration = JSON.parse(texts.concentration) as StoredConcentration
  const gathered = {
    period,
    latest: before,
    contributors,
    before: before === undefined ? undefined : await gatherBefore(db, ruleSet, before),
    reliance: await gatherReliance(db, contributors),
    controlled: concentration.controlled,
    inGroups: 0,
    otherRuleSet: 0,
  }
  return compare(ruleSet, gathered, texts)
}

/** Whether a release's bytes have its digest. */
async function isWhole(db: Handle, { id, digest }: ReleaseRow): Promise<boolean> {
  const { bytes } = await getTexts(db, id)
  return createHash('sha256').update(bytes).digest('hex') === digest
}

function compare(
  ruleSet: RuleSet,
  gathered: Gathered & { readonly contributors: readonly StoredMember[] },
  texts: ReleaseTexts,
): string[] {
  let computed: Computed
  try {
    computed = compute(ruleSet, gathered, parseRelease(texts.bytes).nonce)
  } catch (error) {
    if (error instanceof DomainError) return [`it cannot be computed any more: ${error.message}`]
    throw error
  }
  return [
    ...firstDifference('the release', texts.bytes, computed.bytes),
    ...findWrongCells(gathered.contributors, computed.cells),
    ...firstDifference('its supplier counts', texts.concentration, JSON.stringify(computed.concentration)),
  ]
}

/** A summary of an earlier method is proved by the seal of its assessment. */
async function verifySummary(
  db: Handle,
  ruleSet: RuleSet,
  { assessment, summary, method }: StoredMember,
): Promise<string[]> {
  if (method !== METHOD) return []
  const levels = await findLevels(db, assessment)
  if (levels?.digest !== ruleSet.digest) return [`the level row of assessment ${assessment} is missing`]
  const made = summarise(ruleSet, levels.row)
  const keys = Object.keys(made) as (keyof Summary)[]
  return keys
    .filter((key) => !isDeepStrictEqual(made[key], summary[key]))
    .map((key) => `the signed summary of assessment ${assessment} has other ${key} than its level row`)
}

function findWrongCells(
  contributors: readonly StoredMember[],
  cells: ReadonlyMap<OrganisationId, string>,
): string[] {
  return contributors
    .filter((one) => one.cell !== cells.get(one.organisation))
    .map(
      ({ organisation }) => `organisation ${organisation} is kept in another cell than the one it counts in`,
    )
}

/** The first byte that differs, with a few characters of published text around it. */
function firstDifference(what: string, stored: string, made: string): string[] {
  if (stored === made) return []
  const [first, second] = [Buffer.from(stored), Buffer.from(made)]
  const length = Math.min(first.length, second.length)
  let at = 0
  while (at < length && first[at] === second[at]) at++
  const around = (bytes: Buffer) => JSON.stringify(bytes.subarray(Math.max(0, at - 20), at + 20).toString())
  return [`${what} differs at byte ${at}: stored ${around(first)}, computed ${around(second)}`]
}
