/**
 * One cohort's scores and bands and one's own place among them → table rows, sentences and chart data.
 * It never gives a rank, and nothing of what participants only read.
 */

import type { Strip, StripChart, StripLegend } from '../charts/strips.ts'
import type { Figures, PublishedCohort, Quantiles, ScoreFigures, Summary } from '../peers/model.ts'
import type { Place, Position, ScorePlace } from '../peers/position.ts'
import type { RuleSet } from '../rules/model.ts'
import { placeWords, rungCount, sizedTitle, sizeWords } from './peer-words.ts'
import { upperFirst } from './words.ts'

/** One reading of one score, beside the published marks. */
export interface ReadingRow {
  readonly marks: Quantiles
  readonly own: number | undefined
  /** Sentence without a subject, such as "between the middle and the upper quarter mark". */
  readonly place: string
}

export interface StandRow {
  /** Undefined: the overall score. */
  readonly domain: string | undefined
  readonly title: string
  readonly onPaper: ReadingRow
  readonly onEvidence: ReadingRow
}

/** Overall first, then every domain in the rule set's order. */
export function describeStanding(
  ruleSet: RuleSet,
  figures: Figures,
  position: Position | undefined,
): StandRow[] {
  const row = (
    domain: string | undefined,
    title: string,
    scores: ScoreFigures,
    place: Place | undefined,
  ): StandRow => ({
    domain,
    title,
    onPaper: readingRow(scores.onPaper, place?.onPaper),
    onEvidence: readingRow(scores.onEvidence, place?.onEvidence),
  })
  return [
    row(undefined, 'Overall', figures.overall, position?.overall),
    ...ruleSet.domains.flatMap((domain, index) => {
      const scores = figures.domains[index]
      return scores === undefined ? [] : [row(domain.id, domain.title, scores, position?.domains[index])]
    }),
  ]
}

function readingRow(marks: Quantiles, place: ScorePlace | undefined): ReadingRow {
  return { marks, own: place?.own, place: place === undefined ? 'no mark of ours' : placeWords(place) }
}

/** The sentence at the top: where we stand overall in one cohort. */
export function standingSentence(cohort: PublishedCohort, position: Position | undefined): string {
  if (position === undefined) return `${sizedTitle(cohort)}. No mark of ours can be shown.`
  const { onPaper, onEvidence } = position.overall
  return `Overall we stand ${placeWords(onPaper)} on paper, and ${placeWords(onEvidence)} on evidence.`
}

/** The board's one sentence; at most 35 words. */
export function boardSentence(cohort: PublishedCohort, position: Position): string {
  const { onPaper, onEvidence } = position.overall
  return `Beside ${sizeWords(cohort.figures.size)} organisations of the published comparison, we stand ${placeWords(onPaper)} on paper and ${placeWords(onEvidence)} on evidence.`
}

/** Rows of one chart, so that each fits on a printed page (ours). */
const ROWS = 4

/** Rows as charts of strips, the first with the legend; `id` must be unique on the page. */
export function chartsOfStanding(
  ruleSet: RuleSet,
  id: string,
  title: string,
  rows: readonly StandRow[],
): StripChart[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, part) => {
    const shown = rows.slice(part * ROWS, (part + 1) * ROWS)
    const of = rows.length > ROWS ? `, part ${part + 1}` : ''
    return {
      id: part === 0 ? id : `${id}-${part + 1}`,
      title: `${title}${of}`,
      description: `A strip from 0 to 100 for each score. ${saidOf(shown)}. The table below has the same numbers.`,
      rows: shown.map((row) => ({ label: row.title, strips: READINGS.map((one) => stripOf(row, one)) })),
      zones: ruleSet.bands.map(({ name, from }) => ({ name, from })),
      legend: part === 0 ? LEGEND : undefined,
    }
  })
}

const LEGEND: StripLegend = {
  box: 'The middle half of the group',
  line: 'Lowest to highest mark',
  middle: 'The middle of the group',
  own: 'We',
}

/** The two readings, as they are named in a chart, a table and a sentence. */
const READINGS = [
  { id: 'onPaper', name: 'On paper' },
  { id: 'onEvidence', name: 'On evidence' },
] as const

function stripOf(row: StandRow, { id, name }: (typeof READINGS)[number]): Strip {
  const { marks, own } = row[id]
  return {
    label: marks.p50 === undefined ? name : `${name}, middle ${marks.p50}`,
    marks,
    own: own === undefined ? undefined : { at: own, label: `We: ${own}` },
  }
}

function saidOf(rows: readonly StandRow[]): string {
  return rows
    .flatMap((row) =>
      READINGS.map(({ id, name }) => {
        const { own, place } = row[id]
        return `${row.title} ${name.toLowerCase()}: ${own === undefined ? place : `we score ${own}, ${place}`}`
      }),
    )
    .join('. ')
}

/** How many of a cohort reach each band of the score on paper, the lowest band left out. */
export function describeBands(
  ruleSet: RuleSet,
  figures: Figures,
): readonly { readonly title: string; readonly counts: readonly string[] }[] {
  const counts = ({ bands }: ScoreFigures) =>
    ruleSet.bands.slice(1).map((_, index) => rungCount(bands, index + 1))
  return [
    { title: 'Overall', counts: counts(figures.overall) },
    ...ruleSet.domains.flatMap((domain, index) => {
      const scores = figures.domains[index]
      return scores === undefined ? [] : [{ title: domain.title, counts: counts(scores) }]
    }),
  ]
}

/** How many of a cohort have each risk at a band or lower, the highest band left out. */
export function describeRiskBands(
  ruleSet: RuleSet,
  figures: Figures,
  own: Summary | undefined,
): readonly {
  readonly id: string
  readonly title: string
  readonly own: string
  readonly counts: readonly string[]
}[] {
  const { bands } = ruleSet.matrix
  return ruleSet.risks.flatMap((risk, index) => {
    const ladder = figures.risks[index]
    return ladder === undefined
      ? []
      : [
          {
            id: risk.id,
            title: risk.short,
            own: upperFirst(bands[own?.risks[index] ?? -1]?.name ?? '–'),
            counts: bands.slice(1).map((_, rung) => rungCount(ladder, rung + 1)),
          },
        ]
  })
}

/** Headings of the counts of `describeRiskBands`: "High or lower", and so on down. */
export function riskBandHeadings(ruleSet: RuleSet): string[] {
  return ruleSet.matrix.bands
    .slice(0, -1)
    .reverse()
    .map((band, index, all) => upperFirst(index === all.length - 1 ? band.name : `${band.name} or lower`))
}
