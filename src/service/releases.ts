/**
 * Releases as the doors see them: prepared by an analyst in a process of its own, published by another, read by everybody as the same bytes.
 * It never says who contributed, shows nobody a figure before it is published, and computes none on somebody's way to a page.
 */

import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import type { AccountId, PeriodId, ReleaseId } from '../ids.ts'
import { RELEASE_METHOD, type Release } from '../peers/model.ts'
import { findPeriod, findPeriods, type PeriodRow } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import {
  findLatest,
  findReleaseRow,
  findReleases,
  getTexts,
  savePublished,
  type ReleaseRow,
} from '../store/releases.ts'
import { hasLost, hasSignedSince } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { anchorTrail } from '../store/trail-anchors.ts'
import { changeNationally, lookNationally } from './acting.ts'
import { demandActive } from './gathering.ts'
import { recordExport } from './exporting.ts'
import type { House } from './house.ts'
import { demandNational } from './permission.ts'
import type { DryRun } from './preparing.ts'
import { orderRelease } from './ordering.ts'
import {
  type AnyRelease,
  countSignedIn,
  nothingPublished,
  type PublishedRelease,
  readRelease,
  readReport,
  type SignedInPeriod,
} from './reading-releases.ts'
import { getRuleSet } from './rule-sets.ts'
import { detailsOfPublished, PUBLISHED } from './verifying.ts'

export type { DryRun } from './preparing.ts'
export type { PeriodRow } from '../store/periods.ts'
export type { Act } from '../store/acts.ts'
export type { ComparisonName, ReleaseRow } from '../store/releases.ts'

/** A release as an analyst sees it, prepared or published. */
export interface ReleaseRecord extends AnyRelease {
  readonly signed: SignedInPeriod
  /** Somebody signed after it was prepared, and is not in it. */
  readonly hasSignedSince: boolean
  readonly report: DryRun
  /** Undefined until it is published: who prepares, waits for one more signature and prepares again must have nothing to subtract. */
  readonly content: Release | undefined
  /** Why this analyst cannot publish it, in a sentence; undefined when they can. */
  readonly cannotPublish: string | undefined
}

/** A period with how far its comparison is. */
export interface PeriodStanding {
  readonly period: PeriodRow
  readonly signed: SignedInPeriod
  /** Published, oldest first. */
  readonly published: readonly ReleaseRow[]
  readonly prepared: ReleaseRow | undefined
}

/**
 * The newest published release whole, of one period or of any; undefined when none is published. For analysts: an organisation
 * reads it through `findPeerView`.
 *
 * @throws DomainError 'not-allowed'.
 */
export async function findRelease(
  house: House,
  person: Person,
  periodId?: PeriodId,
): Promise<PublishedRelease | undefined> {
  return lookNationally(house, person, 'read-national', async ({ db }) => {
    const row = await findLatest(db, periodId)
    return row === undefined ? undefined : readRelease(db, house, row)
  })
}

/**
 * The figures of a published release, of the newest unless it is named, to be carried away; the trail keeps that.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' (prepared, not published) or 'too-many'.
 */
export async function exportFigures(
  house: House,
  person: Person,
  releaseId?: ReleaseId,
): Promise<PublishedRelease> {
  return changeNationally(house, person, 'read-national', async (change) => {
    const { db } = change
    const row = releaseId === undefined ? await findLatest(db) : await findReleaseRow(db, releaseId)
    if (row === undefined) throw releaseId === undefined ? nothingPublished() : releaseNotFound()
    if (row.status !== 'published')
      throw new DomainError(
        'conflict',
        'This comparison is prepared, not published. Nobody reads its figures before another analyst confirms it.',
      )
    await recordExport(change, { action: 'figures-exported', object: row.id })
    return readRelease(db, house, row)
  })
}

/** Every period, the newest first. @throws DomainError 'not-allowed'. */
export async function listPeriods(house: House, person: Person): Promise<PeriodStanding[]> {
  return lookNationally(house, person, 'read-national', async ({ db }) => {
    const releases = await findReleases(db)
    const periods = await findPeriods(db)
    const standings: PeriodStanding[] = []
    for (const period of periods) {
      const own = releases.filter((row) => row.periodId === period.id)
      standings.push({
        period,
        signed: await countSignedIn(db, period),
        published: own.filter((row) => row.status === 'published'),
        prepared: own.find((row) => row.status === 'prepared'),
      })
    }
    return standings
  })
}

/**
 * A prepared or published release with its dry run; figures only once it is published.
 *
 * @throws DomainError 'not-allowed' or 'not-found'.
 */
export async function getReleaseRecord(
  house: House,
  person: Person,
  releaseId: ReleaseId,
): Promise<ReleaseRecord> {
  return lookNationally(house, person, 'read-national', async ({ db }) => {
    const row = await findReleaseRow(db, releaseId)
    if (row === undefined) throw releaseNotFound()
    const texts = await getTexts(db, row.id)
    const { content, ...release } = await readRelease(db, house, row)
    const refusal = await findRefusal(db, house, row, person.id)
    return {
      ...release,
      signed: await countSignedIn(db, release.period),
      hasSignedSince: await hasSignedSince(db, row),
      report: readReport(texts.report),
      content: row.status === 'published' ? content : undefined,
      cannotPublish: refusal?.message,
    }
  })
}

/**
 * Prepares a release of what was signed in a period until now, in place of one that was prepared for it and not published.
 * Only analysts see that it is there, and its figures nobody, before somebody else publishes it. Each time is in the trail.
 *
 * @throws DomainError 'not-allowed', 'not-found', 'conflict' (with what to do), 'busy' (another one is being prepared) or
 * 'too-many' (once a day, three times a period).
 */
export async function prepareRelease(
  house: House,
  person: Person,
  periodId: PeriodId,
): Promise<ReleaseRecord> {
  // Before it is told that another one is being prepared.
  demandNational('prepare-release', person)
  return getReleaseRecord(house, person, await orderRelease(house, person, periodId))
}

/**
 * Publishes a release that somebody else prepared. `digest` is that of the release that the analyst read; publishing it twice is fine.
 *
 * @throws DomainError 'not-allowed' (one's own), 'not-found' (unknown, or prepared anew since) or 'conflict'.
 */
export async function confirmRelease(
  house: House,
  person: Person,
  releaseId: ReleaseId,
  digest: string,
): Promise<PublishedRelease> {
  return changeNationally(house, person, 'publish-release', async ({ db, stamp, record }) => {
    const row = await findReleaseRow(db, releaseId)
    if (row === undefined || row.digest !== digest) throw releaseNotFound()
    if (row.status !== 'published' || row.confirmed?.id !== person.id) {
      const refusal = await findRefusal(db, house, row, person.id)
      if (refusal !== undefined) throw refusal
      const { bytes } = await getTexts(db, row.id)
      if (createHash('sha256').update(bytes).digest('hex') !== digest)
        throw new DomainError(
          'conflict',
          'This comparison was altered after it was prepared. Prepare it again.',
        )
      await savePublished(db, row.id, { id: person.id, name: person.name, at: stamp.at })
      const details = await detailsOfPublished(db, row)
      await record({ action: PUBLISHED, object: row.id, details })
      await anchorTrail(db, stamp.at)
    }
    const published = await findReleaseRow(db, row.id)
    return readRelease(db, house, published ?? row)
  })
}

/** Why this analyst cannot publish this release now; undefined when they can. */
async function findRefusal(
  db: Handle,
  house: House,
  row: ReleaseRow,
  personId: AccountId,
): Promise<DomainError | undefined> {
  if (row.status === 'published')
    return new DomainError('conflict', 'This comparison is published already, and never changes.')
  if (row.prepared.id === personId)
    return new DomainError('not-allowed', 'You prepared this comparison: another analyst must publish it.')
  const period = await findPeriod(db, row.periodId)
  try {
    if (period !== undefined) demandActive(period, await getRuleSet(db, house.ruleSet, row.ruleSetDigest))
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
  if (row.method !== RELEASE_METHOD)
    return new DomainError('conflict', 'An earlier Ward Round prepared this comparison. Prepare it again.')
  if ((await findLatest(db))?.id !== row.previousId)
    return new DomainError(
      'conflict',
      'Another comparison was published since this one was prepared. Prepare it again, so that the two are compared.',
    )
  if (await hasLost(db, row.id))
    return new DomainError(
      'conflict',
      'Data that this comparison counts was deleted since. Prepare it again.',
    )
  return undefined
}

function releaseNotFound(): DomainError {
  return new DomainError(
    'not-found',
    'There is no such comparison. If it was prepared again meanwhile, read the new one before you publish it.',
  )
}
