/**
 * A published comparison and one's own place in it → sentences, table rows and chart data.
 * It says nothing that the release does not, never a rank, and of a weakness never that nearly everybody has it.
 */

import type { Strip, StripChart, StripLegend } from '../charts/strips.ts'
import { findSharedGaps } from '../peers/gaps.ts'
import type { Figures, Ladder, PublishedCohort, Quantiles, ScoreFigures, Withheld } from '../peers/model.ts'
import { findPosition, type Mark, type Place, type Position, type ScorePlace } from '../peers/position.ts'
import type { Summary } from '../peers/model.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import { dateWords, joinWords, upperFirst } from './words.ts'

/** The published marks, lowest first: as a table's heading, and inside a sentence. */
export const MARKS: readonly { readonly id: Mark; readonly heading: string; readonly name: string }[] = [
  { id: 'p10', heading: 'Lower tenth', name: 'the lower tenth mark' },
  { id: 'p25', heading: 'Lower quarter', name: 'the lower quarter mark' },
  { id: 'p50', heading: 'Middle', name: 'the middle' },
  { id: 'p75', heading: 'Upper quarter', name: 'the upper quarter mark' },
  { id: 'p90', heading: 'Upper tenth', name: 'the upper tenth mark' },
]

/** What the marks are, on every page that shows them. */
export const MARKS_EXPLAINED =
  'Half of the group stands at the middle mark or above it, a quarter at the upper quarter mark or above it. Marks are rounded to 5; one that would rest on too few organisations is left out.'

/** What a rounded count says, on every page that shows one. */
export const COUNTS_EXPLAINED =
  'Counts are rounded to 5. “Most or all” and “half or fewer” are as near as we say at the ends, so that nobody can be singled out.'

const nameOf = (mark: Mark) => MARKS.find(({ id }) => id === mark)?.name ?? mark

/** `about 15`. */
export function sizeWords(size: number): string {
  return `about ${size}`
}

/**
 * A rounded count: near the ends only which half, because "none" of few is "all" of the others, and a group of 10 or 11
 * says no more than that. Source: DESIGN §5.3.
 */
export function countWordsOf(count: number, of: number): string {
  if (count <= 0) return 'half or fewer'
  return count >= of ? 'most or all' : `about ${count} of ${of}`
}

/** One rung of a ladder in words; rung 1 is the second. */
export function rungCount({ of, atLeast }: Ladder, rung: number): string {
  const count = atLeast?.[rung - 1]
  return count === undefined ? 'too few to say' : countWordsOf(count, of)
}

/** Where a score lies, as the end of a sentence that begins with "we stand". */
export function placeWords({ above, at, below }: Pick<ScorePlace, 'above' | 'at' | 'below'>): string {
  const [first] = at
  if (first !== undefined) return `at ${at.includes('p50') ? nameOf('p50') : nameOf(first)}`
  if (above !== undefined && below !== undefined) return `between ${nameOf(above)} and ${nameOf(below)}`
  if (above !== undefined) return `above ${nameOf(above)}`
  if (below !== undefined) return `below ${nameOf(below)}`
  return 'in a group too small for marks'
}

/** Why a cohort is not shown, and what is shown instead. */
export function withheldWords(withheld: Withheld, cohorts: readonly PublishedCohort[]): string {
  const { title, because, instead } = withheld
  const shown = cohorts.find(({ id }) => id === instead)
  const then = shown === undefined ? 'Nothing wider can be shown either.' : `Shown instead: ${shown.title}.`
  return because === 'too-few'
    ? `${title}: fewer than 10 organisations like this took part, or a neighbouring group had too few and is counted together with it. So they are not shown on their own. ${then}`
    : `${title}: part of this group is counted together with organisations outside it, so it cannot be shown by itself. ${then}`
}

/** What the own mark rests on, in a sentence. */
export function restsOnWords(
  own:
    { readonly asOf: string; readonly basis: 'present' | 'signed'; readonly complete: boolean } | undefined,
): string {
  if (own === undefined)
    return 'There is no mark of ours: we have no answers under the rule set of this comparison.'
  if (own.basis === 'signed')
    return `Our mark rests on what we signed as at ${dateWords(own.asOf)}, because our present answers belong to another rule set.`
  const base = `Our mark rests on our present answers, as at ${dateWords(own.asOf)}, signed or not.`
  return own.complete
    ? base
    : `${base} They are incomplete: every open question counts as if nothing were in place, so the mark may rise.`
}

/** How this organisation takes part, in a sentence. */
export function countedWords(counted: 'yes' | 'through-its-group' | 'no'): string {
  switch (counted) {
    case 'yes':
      return 'We took part: our signed answers are among those counted.'
    case 'through-its-group':
      return 'We took part through our group, which counts once.'
    case 'no':
      return 'We did not take part in this comparison: nothing of ours is counted in it.'
  }
}

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

/** `Ambulance trusts (about 15)`. */
export function sizedTitle({ title, figures }: Pick<PublishedCohort, 'title' | 'figures'>): string {
  return `${title} (${sizeWords(figures.size)})`
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

/** One release of the past, in a row. */
export interface HistoryRow {
  readonly period: string
  readonly group: string
  readonly own: string
  readonly middle: string
  readonly place: string
}

/** The releases of the past as rows, the oldest first. */
export function describeHistory(
  history: readonly {
    readonly period: { readonly name: string }
    readonly cohort: (Pick<Figures, 'size' | 'overall' | 'domains'> & { readonly title: string }) | undefined
    readonly own: Summary | undefined
  }[],
): HistoryRow[] {
  return history.map(({ period, cohort, own }) => {
    const place =
      cohort === undefined || own === undefined
        ? undefined
        : findPosition({ ...cohort, risks: [], questions: [], incidents: [], protects: [] }, own, 0).overall
    return {
      period: period.name,
      group:
        cohort === undefined ? 'No published group held us' : `${cohort.title} (${sizeWords(cohort.size)})`,
      own:
        own === undefined ? 'Nothing signed' : `${own.overall} on paper, ${own.overallAssured} on evidence`,
      middle:
        cohort === undefined
          ? '–'
          : `${cohort.overall.onPaper.p50 ?? '–'} on paper, ${cohort.overall.onEvidence.p50 ?? '–'} on evidence`,
      place:
        place === undefined
          ? '–'
          : `${upperFirst(placeWords(place.onPaper))} on paper, ${placeWords(place.onEvidence)} on evidence`,
    }
  })
}

/** One question with how a cohort answered it. */
export interface PeerQuestion {
  readonly id: string
  readonly short: string
  /** Our level's sentence, with everything not known as if nothing were in place. */
  readonly own: string
  /** By level from the second: its sentence, how many reach it, and whether we do. */
  readonly levels: readonly { readonly text: string; readonly reached: string; readonly ours: boolean }[]
}

/** The questions of each domain. */
export function describePeerQuestions(
  ruleSet: RuleSet,
  figures: Figures,
  own: Summary | undefined,
): readonly { readonly id: string; readonly title: string; readonly questions: readonly PeerQuestion[] }[] {
  return ruleSet.domains.map((domain) => ({
    id: domain.id,
    title: domain.title,
    questions: domain.questions.flatMap((index) => {
      const [question, ladder] = [ruleSet.questions[index], figures.questions[index]]
      if (question === undefined || ladder === undefined) return []
      const level = own?.levels[index]
      return [
        {
          id: question.id,
          short: question.short,
          own: ownLevel(question, level),
          levels: question.levels.slice(1).map(({ text }, rung) => ({
            text: text.replace(/\.$/, ''),
            reached: rungCount(ladder, rung + 1),
            ours: (level ?? -1) > rung,
          })),
        },
      ]
    }),
  }))
}

function ownLevel(question: Question, level: number | undefined): string {
  if (level === undefined) return 'No answer of ours'
  if (level < 0) return 'Does not apply here'
  return question.levels[level]?.text ?? '–'
}

/** A gap that most share. */
export interface GapRow {
  readonly id: string
  readonly domain: string
  readonly short: string
  /** The level's sentence that fewer than half reach. */
  readonly level: string
  readonly reached: string
  /** Undefined: it does not apply, or no answers of ours. */
  readonly weReachIt: boolean | undefined
}

/** Most of a list of gaps, so that it stays a list to act on (ours). */
const GAPS = 12

/** The weightiest gaps that most of a cohort share. */
export function describeSharedGaps(ruleSet: RuleSet, figures: Figures, own: Summary | undefined): GapRow[] {
  return findSharedGaps(ruleSet, figures)
    .slice(0, GAPS)
    .flatMap((gap) => {
      const question = ruleSet.questions[gap.question]
      if (question === undefined) return []
      const level = own?.levels[gap.question]
      return [
        {
          id: question.id,
          domain: question.domain,
          short: question.short,
          level: (question.levels[gap.level]?.text ?? '').replace(/\.$/, ''),
          reached: countWordsOf(gap.reached ?? 0, gap.of),
          weReachIt: level === undefined || level < 0 ? undefined : level >= gap.level,
        },
      ]
    })
}

/** What would protect most from most attacks if everybody raised it; undefined when nothing stands out. */
export function protectsSentence(
  ruleSet: RuleSet,
  { protects }: Pick<Figures, 'protects'>,
): string | undefined {
  const raises = protects.flatMap(({ question: index, level }) => {
    const question = ruleSet.questions[index]
    const text = question?.levels[level]?.text.replace(/\.$/, '')
    return question === undefined || text === undefined ? [] : [`${question.short} (“${text}”)`]
  })
  if (raises.length === 0) return undefined
  const one = raises.length === 1 ? 'The single answer' : 'The single answers, equal by the rounded counts,'
  return `${one} that would protect most organisations of this group from most past attacks: ${joinWords(raises)}.`
}
