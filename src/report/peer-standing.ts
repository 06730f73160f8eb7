/**
 * One cohort's scores and bands and one's own place among them → table rows, sentences and chart data.
 * It never gives a rank, and nothing of what participants only read.
 */

import type { PanelCell, PanelChart } from '../charts/peer-panels.ts'
import type { Figures, Quantiles, ScoreFigures, Summary } from '../peers/model.ts'
import type { Place, Position, ScorePlace } from '../peers/position.ts'
import type { RuleSet } from '../rules/model.ts'
import { placeWords, rungCount, sizedTitle } from './peer-words.ts'
import { smallNumber, upperFirst } from './words.ts'

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

/** Where a score lies in a group, as the end of a sentence that begins with "we are"; it gives no rank. */
export function quarterWords({ above, at, below }: Pick<ScorePlace, 'above' | 'at' | 'below'>): string {
  const reached = [...(above === undefined ? [] : [above]), ...at]
  if (reached.some((mark) => mark === 'p75' || mark === 'p90')) return 'in the top quarter'
  if (reached.includes('p25')) return 'in the middle half'
  if (below === 'p25' || below === 'p10' || at.includes('p10')) return 'in the lowest quarter'
  if (at.includes('p50')) return 'at the middle'
  if (above === 'p50') return 'above the middle'
  if (below === 'p50') return 'below the middle'
  return placeWords({ at: [] })
}

/** What it comes to: where we are overall in one cohort, without a full stop. */
export function standingSentence(position: Position | undefined): string {
  if (position === undefined) return 'No mark of ours can be shown beside our peers'
  const [paper, evidence] = [
    quarterWords(position.overall.onPaper),
    quarterWords(position.overall.onEvidence),
  ]
  return paper === evidence
    ? `Overall we are ${paper}, on paper and on evidence`
    : `Overall we are ${paper} on paper and ${evidence} on evidence`
}

/** The same of the narrowest group that is published, with its name; undefined: there is none. */
export function placeSentence(
  group:
    | { readonly position: Position | undefined; readonly cohort: Parameters<typeof sizedTitle>[0] }
    | undefined,
): string {
  if (group === undefined) return 'No published comparison holds us yet'
  return `${standingSentence(group.position)}: ${sizedTitle(group.cohort)}`
}

/** What is to be known beside it: that only a middle is published, how many domains are ahead or behind, and that ahead is not safe. */
export function besideSentences(rows: readonly StandRow[]): string[] {
  const domains = rows.filter(({ domain }) => domain !== undefined)
  const [lowest] = domains
    .flatMap(({ title, onPaper: { marks } }) =>
      marks.p50 === undefined ? [] : [{ title, middle: marks.p50 }],
    )
    .toSorted((a, b) => a.middle - b.middle)
  return [
    ...(domains.some(({ onPaper }) => onPaper.marks.p25 !== undefined)
      ? READINGS.flatMap(
          ({ id, name }) =>
            spread(
              domains.map((row) => row[id]),
              name,
            ) ?? [],
        )
      : ['Of so small a group only the middle is published.']),
    ...(lowest === undefined
      ? []
      : [
          `Ahead is not safe: half of the group scores ${lowest.middle} or less on paper in ${lowest.title}.`,
        ]),
  ]
}

/** How many of the domains are above, inside and below the middle half; undefined where none of ours can be compared. */
function spread(rows: readonly ReadingRow[], name: string): string | undefined {
  const compared = rows.flatMap(({ own, marks: { p25, p75 } }) =>
    own === undefined || p25 === undefined || p75 === undefined ? [] : [own < p25 ? -1 : own > p75 ? 1 : 0],
  )
  const count = (side: number) => compared.filter((one) => one === side).length
  if (compared.length === 0) return undefined
  return `${name} ${smallNumber(count(1))} of our domains ${count(1) < 2 ? 'is' : 'are'} above the middle half, ${smallNumber(count(0))} in it and ${smallNumber(count(-1))} below.`
}

/** Domains to look at first: those below the middle half, or the middle where no more is published, furthest first. */
export function behindPeers(
  rows: readonly StandRow[],
): readonly { readonly domain: string; readonly heading: string; readonly says: string }[] {
  return rows
    .flatMap(({ domain, title, onPaper, onEvidence }) => {
      const gaps = [
        { reading: onPaper, name: 'on paper' },
        { reading: onEvidence, name: 'on evidence' },
      ].flatMap(({ reading: { own, marks }, name }) => {
        const mark = marks.p25 ?? marks.p50
        return own === undefined || mark === undefined || own >= mark ? [] : [{ own, mark, name, marks }]
      })
      const [worst] = gaps.toSorted((a, b) => b.mark - b.own - (a.mark - a.own))
      return domain === undefined || worst === undefined ? [] : [{ domain, title, ...worst }]
    })
    .toSorted((a, b) => b.mark - b.own - (a.mark - a.own))
    .slice(0, MOST)
    .map(({ domain, title, own, mark, name, marks }) => ({
      domain,
      heading: title,
      says: `We have ${own} ${name}; ${marks.p25 === undefined ? 'half' : 'three quarters'} of the group ${marks.p25 === undefined ? 'has' : 'have'} ${mark} or more.`,
    }))
}

/** Most of them on a page (ours). */
const MOST = 3

/** These rows as two panels, on paper and on evidence. */
export function chartPanels(title: string, rows: readonly StandRow[]): PanelChart {
  const cellOf = ({ marks, own }: ReadingRow): PanelCell => ({
    from: marks.p25,
    middle: marks.p50,
    to: marks.p75,
    own,
  })
  return {
    id: 'peers',
    title,
    description: `${rows
      .map((row) => {
        const each = READINGS.map(({ id, name }) => {
          const { own, place } = row[id]
          return `${name.toLowerCase()} ${own === undefined ? place : `we score ${own}, ${place}`}`
        })
        return `${row.title}: ${each.join('; ')}`
      })
      .join('. ')}.`,
    panels: [READINGS[0].name, READINGS[1].name],
    rows: rows.map((row) => ({ label: row.title, cells: [cellOf(row.onPaper), cellOf(row.onEvidence)] })),
  }
}

/** The two readings, as they are named in a chart, a table and a sentence. */
const READINGS = [
  { id: 'onPaper', name: 'On paper' },
  { id: 'onEvidence', name: 'On evidence' },
] as const

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
