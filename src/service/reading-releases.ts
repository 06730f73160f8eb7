/** A stored release → the same with everything that is needed to read it: its period, its own rule set, and what comparisons are called. It asks nobody's permission. */

import { DomainError } from '../errors.ts'
import type { ReleaseId } from '../ids.ts'
import { parseRelease } from '../peers/content.ts'
import type { Release } from '../peers/model.ts'
import { bandOf } from '../peers/rounding.ts'
import type { RuleSet } from '../rules/model.ts'
import { countOrganisations } from '../store/organisations.ts'
import { findPeriod, type PeriodRow } from '../store/periods.ts'
import { type ComparisonName, findComparisonNames, getTexts, type ReleaseRow } from '../store/releases.ts'
import { countSigned } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import type { House } from './house.ts'
import type { DryRun } from './preparing.ts'
import { getRuleSet } from './rule-sets.ts'

export interface AnyRelease {
  readonly row: ReleaseRow
  readonly period: PeriodRow
  /** Its own rule set, by which every index in it is read. */
  readonly ruleSet: RuleSet
  /** False: it was made with another rule set than the one in use now; say so beside it. */
  readonly isOfRuleSetInUse: boolean
  /** What it and the comparisons before it are called, by id: its figures may have been counted in any of them. */
  readonly comparisons: ReadonlyMap<ReleaseId, ComparisonName>
}

/** A published release with what is needed to read it. */
export interface PublishedRelease extends AnyRelease {
  readonly content: Release
}

/** How many organisations have signed in a period by now, on every page that says so. */
export interface SignedInPeriod {
  /** Each once, also where a group counts once. */
  readonly all: number
  /** Of them, under the period's rule set. */
  readonly underRuleSet: number
  /** All there are, without those that had closed when the period opened. */
  readonly organisations: number
}

/** The one answer where a comparison is asked for and none is published. */
export function nothingPublished(): DomainError {
  return new DomainError(
    'not-found',
    'No comparison has been published yet. It appears when enough organisations have signed, and two national analysts have prepared and published it.',
  )
}

/** For this room, inside a transaction. */
export async function countSignedIn(db: Handle, period: PeriodRow): Promise<SignedInPeriod> {
  const signed = await countSigned(db, period.id, period.ruleSetDigest)
  return { ...signed, organisations: await countOrganisations(db, period) }
}

/** A dry run as it is said now: those of earlier versions gave exact numbers. */
export function readReport(text: string): DryRun {
  const { contributors, leftOut, written, cells, suppliers } = JSON.parse(text) as DryRun
  return {
    contributors: bandOf(contributors),
    leftOut,
    written: written.map(({ id, ...one }) => ({
      id,
      contributors: bandOf(one.contributors),
      before: one.before === null ? null : bandOf(one.before),
    })),
    cells: cells.map(({ of, contributors }) => ({ of, contributors: bandOf(contributors) })),
    suppliers: suppliers === 'too-few' ? suppliers : 'counted',
  }
}

/** Releases parsed once; a digest names its content, so one map serves every database. */
const parsed = new Map<string, Release>()
const MOST_PARSED = 40

/** A release with what is needed to read it; for this room, inside a transaction. */
export async function readRelease(db: Handle, house: House, row: ReleaseRow): Promise<PublishedRelease> {
  const period = await findPeriod(db, row.periodId)
  if (period === undefined) throw new Error(`The period ${row.periodId} of a release is missing.`)
  let content = parsed.get(row.digest)
  if (content === undefined) {
    content = parseRelease((await getTexts(db, row.id)).bytes)
    const oldest = parsed.size >= MOST_PARSED ? parsed.keys().next().value : undefined
    if (oldest !== undefined) parsed.delete(oldest)
    parsed.set(row.digest, content)
  }
  const ruleSet = await getRuleSet(db, house.ruleSet, row.ruleSetDigest)
  const comparisons = await findComparisonNames(db)
  return {
    row,
    period,
    ruleSet,
    isOfRuleSetInUse: ruleSet.digest === house.ruleSet.digest,
    comparisons,
    content,
  }
}
