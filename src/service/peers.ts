/**
 * One organisation beside its peers: the published comparison, which is the same for everybody, and its own place in it,
 * worked out from its own answers and that comparison alone.
 */

import { stateOf } from '../answers/levels.ts'
import type { OrganisationId, ReleaseId } from '../ids.ts'
import { once } from '../once.ts'
import { cellOf } from '../peers/cells.ts'
import type { PublishedCohort, ScoreFigures, Summary, Withheld } from '../peers/model.ts'
import { cohortIdsOf, findCohortsOf, findPosition, type Position } from '../peers/position.ts'
import { summarise } from '../peers/summary.ts'
import { publishableOf } from '../peers/tiers.ts'
import type { RuleSet } from '../rules/model.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { PeriodRow } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { findLatest, findReleases, type ReleaseRow } from '../store/releases.ts'
import { findOwnSummaries, isMember, type SignedSummary } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { lookAtAssessment } from './acting.ts'
import { readResult } from './assessments.ts'
import type { Place, ResultView } from './views.ts'
import { regionOf } from './gathering.ts'
import type { House } from './house.ts'
import { nothingPublished, type PublishedRelease, readRelease } from './reading-releases.ts'

/** What the own mark rests on. */
export interface OwnSummary {
  /** Everything not known at its worst, as in the comparison. */
  readonly summary: Summary
  /** Reference date. */
  readonly asOf: string
  /** `present`: the assessment of now. `signed`: the one of the release's period, because the present one is of another rule set. */
  readonly basis: 'present' | 'signed'
  /** Index of each question that is not answered, or not known for certain. */
  readonly open: readonly number[]
  /** False: unanswered questions count at their worst, so the mark may rise. */
  readonly complete: boolean
}

/** A cohort that the organisation belongs to, with its own place; undefined when it has no answers under the release's rule set. */
export interface ViewedCohort {
  readonly cohort: PublishedCohort
  readonly position: Position | undefined
}

/** One release of the organisation's history: its narrowest cohort then, and its own signed result then. */
export interface PastPosition {
  readonly row: ReleaseRow
  readonly period: PeriodRow
  /** The release's own, by which its domains are read. */
  readonly ruleSet: RuleSet
  /** Undefined: no published cohort held the organisation. */
  readonly cohort:
    | {
        readonly id: string
        readonly title: string
        readonly size: number
        readonly overall: ScoreFigures
        readonly domains: readonly ScoreFigures[]
      }
    | undefined
  /** Undefined: it had not signed in that period, or under another rule set. */
  readonly own: Summary | undefined
}

export interface PeerView {
  readonly organisation: OrganisationRow
  /** Without what participants only read, here and in `cohorts`, when the organisation is not counted. */
  readonly release: PublishedRelease
  /** Written cell of the organisation; undefined when the cohorts have no place for it. */
  readonly cell: string | undefined
  /** Whether it is one of the contributors; `through-its-group` when its group counts by another organisation. */
  readonly counted: 'yes' | 'through-its-group' | 'no'
  readonly own: OwnSummary | undefined
  /** The published cohorts it belongs to, the narrowest first; empty when none is published. */
  readonly cohorts: readonly ViewedCohort[]
  /** The cohorts it would belong to that are not published, each with why and what is shown instead. */
  readonly withheld: readonly Withheld[]
  /** Every release, the oldest first. */
  readonly history: readonly PastPosition[]
}

/**
 * The newest comparison with this organisation's place in it.
 *
 * @throws DomainError 'not-found' (unknown, another organisation's, or nothing published yet) or 'not-allowed'.
 */
export async function getPeerView(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<PeerView> {
  const found = await findPeerView(house, person, organisationId)
  if (found === undefined) throw nothingPublished()
  return found
}

/**
 * As `getPeerView`, for pages that go on without a comparison; undefined when nothing is published yet.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export async function findPeerView(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<PeerView | undefined> {
  return lookAtAssessment(house, person, organisationId, 'read-peers', async ({ db, place }) => {
    const latest = await findLatest(db)
    if (latest === undefined) return undefined
    const { organisation } = place
    const whole = await readRelease(db, house, latest)
    const counted = await howCounted(db, latest.id, organisation)
    const release = counted === 'no' ? { ...whole, content: publishableOf(whole.content) } : whole
    const signed = await findOwnSummaries(db, organisationId)
    const own = await findOwn(db, house, place, release, signed)
    return {
      organisation,
      release,
      counted,
      own,
      ...placeAmong(release, organisation, own?.summary),
      history: await findHistory(db, house, organisation, signed),
    }
  })
}

/** The part of the view that only needs the release and one's own summary: what a page works out anew each time. */
export function placeAmong(
  { content, ruleSet }: Pick<PublishedRelease, 'content' | 'ruleSet'>,
  organisation: Pick<OrganisationRow, 'cohort' | 'region'>,
  own: Summary | undefined,
): Pick<PeerView, 'cell' | 'cohorts' | 'withheld'> {
  const cell = findCell(ruleSet, organisation)
  if (cell === undefined) return { cell, cohorts: [], withheld: [] }
  const bands = ruleSet.matrix.bands.length
  const ids = cohortIdsOf(ruleSet.family, cell)
  return {
    cell,
    cohorts: findCohortsOf(content, cell).map((cohort) => ({
      cohort,
      position: own === undefined ? undefined : findPosition(cohort.figures, own, bands),
    })),
    withheld: content.withheld.filter((one) => ids.includes(one.id)),
  }
}

function findCell(ruleSet: RuleSet, { cohort, region }: Pick<OrganisationRow, 'cohort' | 'region'>) {
  return cellOf(ruleSet.family, cohort, regionOf(ruleSet.family, region))
}

async function howCounted(
  db: Handle,
  releaseId: ReleaseId,
  { id, leadId }: OrganisationRow,
): Promise<PeerView['counted']> {
  if (await isMember(db, releaseId, id)) return 'yes'
  const isLed = leadId !== undefined && leadId !== id
  return isLed && (await isMember(db, releaseId, leadId)) ? 'through-its-group' : 'no'
}

async function findOwn(
  db: Handle,
  house: House,
  place: Place,
  release: PublishedRelease,
  signed: readonly SignedSummary[],
): Promise<OwnSummary | undefined> {
  const { ruleSet, assessment } = place
  if (ruleSet.digest === release.ruleSet.digest) {
    return { ...summariseNow(await readResult(db, house, place)), asOf: assessment.asOf, basis: 'present' }
  }
  const then = signedIn(signed, release.row)
  return then === undefined
    ? undefined
    : {
        summary: then.summary,
        asOf: then.asOf,
        basis: 'signed',
        open: then.declared === undefined ? [] : openIn(then.declared),
        complete: true,
      }
}

function openIn(declared: Uint8Array): number[] {
  const isOpen = (byte: number) => ['not-known', 'unanswered'].includes(stateOf(byte))
  return [...declared].flatMap((byte, question) => (isOpen(byte) ? [question] : []))
}

function signedIn(signed: readonly SignedSummary[], row: ReleaseRow): SignedSummary | undefined {
  return signed.find((one) => one.periodId === row.periodId && one.ruleSetDigest === row.ruleSetDigest)
}

async function findHistory(
  db: Handle,
  house: House,
  organisation: OrganisationRow,
  signed: readonly SignedSummary[],
): Promise<PastPosition[]> {
  const history: PastPosition[] = []
  for (const row of await findReleases(db)) {
    if (row.status !== 'published') continue
    const { period, ruleSet, content } = await readRelease(db, house, row)
    const cell = findCell(ruleSet, organisation)
    const [narrowest] = cell === undefined ? [] : findCohortsOf(content, cell)
    history.push({
      row,
      period,
      ruleSet,
      cohort:
        narrowest === undefined
          ? undefined
          : {
              id: narrowest.id,
              title: narrowest.title,
              size: narrowest.figures.size,
              overall: narrowest.figures.overall,
              domains: narrowest.figures.domains,
            },
      own: signedIn(signed, row)?.summary,
    })
  }
  return history
}

type Now = Pick<OwnSummary, 'summary' | 'open' | 'complete'>

/** The present assessment as it would count. */
const summariseNow = once(({ view, result, row }: ResultView): Now => ({
  summary: summarise(view.ruleSet, row),
  open: openIn(row.declared),
  complete: result.complete,
}))
