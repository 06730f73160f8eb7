/**
 * The country as analysts see it: the newest release whole, who takes part, the gaps that most share, and who many rely on.
 * It names no organisation, and reads nothing but the release and how many there are.
 */

import { cellOf } from '../peers/cells.ts'
import { findSharedGaps, type SharedGap } from '../peers/gaps.ts'
import type { PublishedCohort } from '../peers/model.ts'
import { countByPlace } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import { findLatest, findReleaseRow, getTexts } from '../store/releases.ts'
import { hasSignedSince } from '../store/summaries.ts'
import { byName } from '../text.ts'
import { lookNationally } from './acting.ts'
import { regionOf, type StoredConcentration } from './gathering.ts'
import type { House } from './house.ts'
import type { DryRun } from './preparing.ts'
import {
  countSignedIn,
  nothingPublished,
  type PublishedRelease,
  readRelease,
  readReport,
  type SignedInPeriod,
} from './reading-releases.ts'

/** A written cell and how many of its organisations take part. */
export interface Participation {
  readonly id: string
  readonly title: string
  /** That count in the period, as recorded now. */
  readonly organisations: number
  /** Contributors when the release was prepared, rounded down to 5 (0: fewer than 10); a group of trusts counts once. */
  readonly contributors: number
}

export interface NationalView {
  readonly release: PublishedRelease
  /** The comparison before it; undefined: it is the first. */
  readonly before: PublishedRelease | undefined
  /** Contributors when it was prepared, rounded down to 5 (0: fewer than 10), and who had signed and is not among them. */
  readonly contributors: number
  readonly leftOut: DryRun['leftOut']
  readonly signed: SignedInPeriod
  /** Somebody signed after it was prepared, and is not in it. */
  readonly hasSignedSince: boolean
  /** In the order of the cohorts' file; cells without organisations are left out. */
  readonly participation: readonly Participation[]
  /** Organisations of a kind and region for which the cohorts have no cell. */
  readonly unplaced: number
  /** The gaps that most share, by published cohort. */
  readonly gaps: readonly { readonly cohort: PublishedCohort; readonly gaps: readonly SharedGap[] }[]
  readonly concentration: StoredConcentration
}

/**
 * The national view of the newest release.
 *
 * @throws DomainError 'not-allowed' (not an analyst) or 'not-found' (nothing published yet).
 */
export async function getNationalView(house: House, person: Person): Promise<NationalView> {
  const found = await lookNationally(house, person, 'read-national', async ({ db }) => {
    const latest = await findLatest(db)
    if (latest === undefined) return undefined
    const release = await readRelease(db, house, latest)
    const texts = await getTexts(db, latest.id)
    const previous = latest.previousId && (await findReleaseRow(db, latest.previousId))
    return {
      release,
      before: previous ? await readRelease(db, house, previous) : undefined,
      texts,
      places: await countByPlace(db, release.period),
      signed: await countSignedIn(db, release.period),
      hasSignedSince: await hasSignedSince(db, latest),
    }
  })
  if (found === undefined) throw nothingPublished()
  const { release, texts, places, signed } = found
  const { ruleSet, content } = release
  const { family } = ruleSet
  const { written, contributors, leftOut } = readReport(texts.report)
  const counts = new Map<string | undefined, number>()
  for (const { cohort, region, organisations } of places) {
    const cell = cellOf(family, cohort, regionOf(family, region))
    counts.set(cell, (counts.get(cell) ?? 0) + organisations)
  }
  return {
    release,
    before: found.before,
    contributors,
    leftOut,
    signed,
    hasSignedSince: found.hasSignedSince,
    participation: family.cells
      .map(({ id, title }) => ({
        id,
        title,
        organisations: counts.get(id) ?? 0,
        contributors: written.find((one) => one.id === id)?.contributors ?? 0,
      }))
      .filter((one) => one.organisations > 0 || one.contributors > 0),
    unplaced: counts.get(undefined) ?? 0,
    gaps: content.cohorts.map((cohort) => ({ cohort, gaps: findSharedGaps(ruleSet, cohort.figures) })),
    concentration: inOrder(JSON.parse(texts.concentration) as StoredConcentration),
  }
}

/** Most relied on first, then by name as people read it; a release keeps them in an order that is the same on every machine. */
function inOrder(kept: StoredConcentration): StoredConcentration {
  const suppliers = kept.suppliers.toSorted((a, b) => b.organisations - a.organisations || byName(a, b))
  return { ...kept, suppliers }
}
