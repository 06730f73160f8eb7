/**
 * The releases of the past with what we signed in each → rows over time, overall and by domain.
 * Each release is read with its own rule set, and each place is worked out from what was signed and published then, never from today's answers.
 */

import type { ScoreFigures, Summary } from '../peers/model.ts'
import { placeScore, type ScorePlace } from '../peers/position.ts'
import type { RuleSet } from '../rules/model.ts'
import { groupWords, placeWords } from './peer-words.ts'
import { bothReadings, upperFirst } from './words.ts'

/** One release of the past: the narrowest published group that held us then, and what we signed. */
export interface PastRelease {
  readonly period: { readonly name: string }
  readonly ruleSet: Pick<RuleSet, 'domains'>
  /** Undefined: no published group held us. */
  readonly cohort:
    | {
        readonly title: string
        readonly size: number
        readonly overall: ScoreFigures
        /** In the order of the release's rule set, as in `own`. */
        readonly domains: readonly ScoreFigures[]
      }
    | undefined
  /** Undefined: we signed nothing that this release could count. */
  readonly own: Pick<Summary, 'overall' | 'overallAssured' | 'domains' | 'domainsAssured'> | undefined
}

/** One release of the past, in a row. */
export interface HistoryRow {
  readonly period: string
  readonly group: string
  readonly own: string
  readonly middle: string
  readonly place: string
}

/** One domain over the releases that have it. */
export interface DomainHistory {
  readonly id: string
  readonly title: string
  readonly rows: readonly HistoryRow[]
}

/** The overall score over the releases, the oldest first. */
export function describeHistory(history: readonly PastRelease[]): HistoryRow[] {
  return history.map((past) =>
    rowOf(past, past.cohort?.overall, past.own && [past.own.overall, past.own.overallAssured]),
  )
}

/**
 * Every domain over the releases, each the oldest first: domains of the newest release in its order, then those that only earlier
 * ones had. A release whose rule set lacks a domain has no row for it; titles are the newest ones.
 */
export function describeHistoryByDomain(history: readonly PastRelease[]): DomainHistory[] {
  const titles = new Map<string, string>()
  for (const { ruleSet } of history.toReversed())
    for (const { id, title } of ruleSet.domains) if (!titles.has(id)) titles.set(id, title)
  return [...titles].map(([id, title]) => ({
    id,
    title,
    rows: history.flatMap((past) => {
      const index = past.ruleSet.domains.findIndex((domain) => domain.id === id)
      if (index < 0) return []
      const { own, cohort } = past
      const scores = own && ([own.domains[index] ?? 0, own.domainsAssured[index] ?? 0] as const)
      return [rowOf(past, cohort?.domains[index], scores)]
    }),
  }))
}

/** `own`: the score on paper and on evidence. */
function rowOf(
  { period, cohort }: PastRelease,
  figures: ScoreFigures | undefined,
  own: readonly [onPaper: number, onEvidence: number] | undefined,
): HistoryRow {
  return {
    period: period.name,
    group: cohort === undefined ? 'No published group held us' : groupWords(cohort.title, cohort.size),
    own: own === undefined ? 'Nothing signed' : bothReadings(own[0], own[1]),
    middle:
      figures === undefined ? '–' : bothReadings(figures.onPaper.p50 ?? '–', figures.onEvidence.p50 ?? '–'),
    place:
      figures === undefined || own === undefined
        ? '–'
        : upperFirst(
            placesWords(placeScore(own[0], figures.onPaper), placeScore(own[1], figures.onEvidence)),
          ),
  }
}

function placesWords(onPaper: ScorePlace, onEvidence: ScorePlace): string {
  return bothReadings(placeWords(onPaper), placeWords(onEvidence))
}
