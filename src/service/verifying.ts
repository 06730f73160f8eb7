/**
 * Every published release computed anew from what is stored, and compared byte for byte; and every signed summary from its level row.
 * It changes nothing, and names the first difference by its place, never by what a trust answered.
 */

import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../errors.ts'
import { parseRelease } from '../peers/content.ts'
import type { Summary } from '../peers/model.ts'
import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { findLevels } from '../store/levels.ts'
import { findPeriod } from '../store/periods.ts'
import {
  findReleaseRow,
  findReleases,
  getTexts,
  type ReleaseRow,
  type ReleaseTexts,
} from '../store/releases.ts'
import { findMembers, hasLostUpTo, type StoredMember } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { type Gathered, gatherBefore, gatherReliance, type StoredConcentration } from './gathering.ts'
import { compute, type Computed } from './preparing.ts'
import { getRuleSet } from './rule-sets.ts'

/** A published release and the first place where it differs from what is stored; undefined when it is the same. */
export interface Verified {
  readonly release: ReleaseRow
  readonly periodName: string
  readonly contributors: number
  /** False: something that it, or one before it, counted was deleted since, or the one before it was altered; then its digest alone is proved. */
  readonly isComputed: boolean
  readonly difference: string | undefined
}

/** The act by which a release's digest enters the trail; its object is the release. */
export const PUBLISHED = 'release-published'

/** Verifies all published releases, oldest first, each with its own rule set as it is kept in the database. */
export async function verifyReleases(db: Handle): Promise<Verified[]> {
  const verified: Verified[] = []
  for (const release of await findReleases(db)) {
    if (release.status !== 'published') continue
    verified.push(await verifyRelease(db, release))
  }
  return verified
}

async function verifyRelease(db: Handle, row: ReleaseRow): Promise<Verified> {
  const ruleSet = await getRuleSet(db, undefined, row.ruleSetDigest)
  const period = await findPeriod(db, row.periodId)
  if (period === undefined) throw new Error(`The period ${row.periodId} is missing.`)
  const contributors = await findMembers(db, row.id)
  const isComputed = !(await hasLostUpTo(db, row.number))
  const found = { release: row, periodName: period.name, contributors: contributors.length, isComputed }
  const texts = await getTexts(db, row.id)
  if (!(await isWhole(db, row))) return { ...found, difference: 'its bytes do not have its digest' }
  if (!isComputed) return { ...found, difference: undefined }
  const before = row.previousId === undefined ? undefined : await findReleaseRow(db, row.previousId)
  // What was carried from an altered release is not made again from it: that one is named, and of this one the digest is proved.
  if (before !== undefined && !(await isWhole(db, before)))
    return { ...found, isComputed: false, difference: undefined }
  for (const { assessment, summary } of contributors) {
    const difference = await verifySummary(db, ruleSet, assessment, summary)
    if (difference !== undefined) return { ...found, difference }
  }
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
  return { ...found, difference: compare(ruleSet, gathered, texts) }
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
): string | undefined {
  let computed: Computed
  try {
    computed = compute(ruleSet, gathered, parseRelease(texts.bytes).nonce)
  } catch (error) {
    if (error instanceof DomainError) return `it cannot be computed any more: ${error.message}`
    throw error
  }
  return (
    firstDifference('the release', texts.bytes, computed.bytes) ??
    findWrongCell(gathered.contributors, computed.cells) ??
    firstDifference('its supplier counts', texts.concentration, JSON.stringify(computed.concentration))
  )
}

async function verifySummary(
  db: Handle,
  ruleSet: RuleSet,
  assessment: string,
  summary: Summary,
): Promise<string | undefined> {
  const levels = await findLevels(db, assessment)
  if (levels?.digest !== ruleSet.digest) return `the level row of assessment ${assessment} is missing`
  const made = summarise(ruleSet, levels.row)
  const keys = Object.keys(made) as (keyof Summary)[]
  const wrong = keys.find((key) => !isDeepStrictEqual(made[key], summary[key]))
  return wrong === undefined
    ? undefined
    : `the signed summary of assessment ${assessment} has other ${wrong} than its level row`
}

function findWrongCell(
  contributors: readonly StoredMember[],
  cells: ReadonlyMap<string, string>,
): string | undefined {
  const wrong = contributors.find((one) => one.cell !== cells.get(one.organisation))
  return wrong === undefined
    ? undefined
    : `organisation ${wrong.organisation} is kept in another cell than the one it counts in`
}

/** The first byte that differs, with a few characters of published text around it. */
function firstDifference(what: string, stored: string, made: string): string | undefined {
  if (stored === made) return undefined
  const [first, second] = [Buffer.from(stored), Buffer.from(made)]
  const length = Math.min(first.length, second.length)
  let at = 0
  while (at < length && first[at] === second[at]) at++
  const around = (bytes: Buffer) => JSON.stringify(bytes.subarray(Math.max(0, at - 20), at + 20).toString())
  return `${what} differs at byte ${at}: stored ${around(first)}, computed ${around(second)}`
}
