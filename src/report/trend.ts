/**
 * The signed assessments of one organisation → how scores, risks and past attacks went from one to the next, in words.
 * Each is read with its own rule set; where that changed in between it says so, and a small difference is called none.
 */

import type { RuleSet } from '../rules/model.ts'
import { compareVersions } from '../rules/schema/framework.ts'
import type { IncidentResult, Result, ScoreResult } from '../scoring/model.ts'
import { outcomeName } from './outcomes.ts'
import { bothReadings, lowerFirst, riskBandNameOf, upperFirst } from './words.ts'

/** One signed assessment. */
export interface TrendPoint {
  /** Name of the period. */
  readonly period: string
  /** Its own, by which it was scored. */
  readonly ruleSet: RuleSet
  readonly result: Pick<Result, 'overall' | 'domains' | 'risks' | 'incidents'>
}

/** What one assessment says, and what became of it since the one before. */
export interface TrendCell {
  readonly says: string
  /** Undefined: there is nothing before to compare it with. */
  readonly change: string | undefined
  readonly moved: boolean
}

/** One thing over all assessments, in their order; a cell is undefined where the rules of that time did not have it. */
export interface TrendRow {
  readonly id: string
  readonly title: string
  readonly cells: readonly (TrendCell | undefined)[]
}

/** What the rules changed between two assessments. */
export interface RulesChanged {
  readonly before: string
  readonly after: string
  /** `from version 1.0.0 to version 1.1.0`. */
  readonly versions: string
  /** What the rule authors say to trusts about it, the oldest change first. */
  readonly says: readonly string[]
}

export interface Trend {
  /** Names of the periods, the oldest first. */
  readonly periods: readonly string[]
  /** What became of the overall score since the assessment before the last; undefined with fewer than two. */
  readonly sentence: string | undefined
  readonly rulesChanged: readonly RulesChanged[]
  readonly overall: TrendRow
  readonly domains: readonly TrendRow[]
  readonly risks: readonly TrendRow[]
  readonly attacks: readonly TrendRow[]
}

/** Rows in two lists, each in its order: those that moved, came or went since the assessment before the last; and those that did not. */
export function splitRows(rows: readonly TrendRow[]): { moved: TrendRow[]; still: TrendRow[] } {
  const moved = rows.filter(hasMoved)
  return { moved, still: rows.filter((row) => !moved.includes(row)) }
}

function hasMoved({ cells }: TrendRow): boolean {
  const [before, last] = cells.slice(-2)
  if (cells.length < 2) return false
  if (before === undefined || last === undefined) return before !== last
  return last.moved
}

/** The trend over signed assessments, given the oldest first. */
export function describeTrend(points: readonly TrendPoint[]): Trend {
  const last = points.at(-1)
  const rows = (found: (ruleSet: RuleSet) => readonly Named[], cellOf: CellOf) =>
    titlesOf(points, found).map(([id, title]) => rowOf(points, id, title, cellOf))
  const overall = rowOf(points, 'overall', 'Overall score', (point, before) =>
    scoreCell(point, before, (one) => one.result.overall),
  )
  return {
    periods: points.map(({ period }) => period),
    sentence:
      points.length < 2 || last === undefined
        ? undefined
        : `From ${points.at(-2)?.period ?? ''} to ${last.period}, the overall score: ${lowerFirst(overall.cells.at(-1)?.change ?? '')}.${isOfOtherRules(points.at(-2), last) ? ' The rules changed in between, so part of this may come from them.' : ''}`,
    rulesChanged: rulesChangedIn(points),
    overall,
    domains: rows(
      ({ domains }) => domains,
      (point, before, id) =>
        scoreCell(point, before, ({ result }) => result.domains.find((one) => one.id === id)),
    ),
    risks: rows(({ risks }) => risks.map(({ id, short }) => ({ id, title: short })), riskCell),
    attacks: rows(({ incidents }) => incidents.filter(({ kind }) => kind !== 'exercise'), attackCell).filter(
      ({ cells }) => cells.some((cell) => cell !== undefined),
    ),
  }
}

const isOfOtherRules = (before: TrendPoint | undefined, after: TrendPoint) =>
  before !== undefined && before.ruleSet.digest !== after.ruleSet.digest

interface Named {
  readonly id: string
  readonly title: string
}

type CellOf = (point: TrendPoint, before: TrendPoint | undefined, id: string) => TrendCell | undefined

/** Everything that any of the rule sets has: in the order of the newest, with its titles; what only earlier ones had comes last. */
function titlesOf(
  points: readonly TrendPoint[],
  found: (ruleSet: RuleSet) => readonly Named[],
): readonly (readonly [id: string, title: string])[] {
  const titles = new Map<string, string>()
  for (const { ruleSet } of points.toReversed())
    for (const { id, title } of found(ruleSet)) if (!titles.has(id)) titles.set(id, title)
  return [...titles]
}

function rowOf(points: readonly TrendPoint[], id: string, title: string, cellOf: CellOf): TrendRow {
  return { id, title, cells: points.map((point, index) => cellOf(point, points[index - 1], id)) }
}

/** What one reading did since the assessment before: in words, and whether it moved. */
interface Move {
  readonly words: string
  readonly moved: boolean
}

/** Both readings in one; said once where they did the same. */
function bothMoves(onPaper: Move, onEvidence: Move): Pick<TrendCell, 'change' | 'moved'> {
  const moved = onPaper.moved || onEvidence.moved
  const words =
    moved && onPaper.words !== onEvidence.words
      ? bothReadings(onPaper.words, onEvidence.words)
      : onPaper.words
  return { change: upperFirst(words), moved }
}

const FIRST = { change: undefined, moved: false } as const

function scoreCell(
  point: TrendPoint,
  before: TrendPoint | undefined,
  scoreOf: (point: TrendPoint) => ScoreResult | undefined,
): TrendCell | undefined {
  const now = scoreOf(point)
  const then = before === undefined ? undefined : scoreOf(before)
  if (now === undefined) return undefined
  const says = bothReadings(paperOf(now), now.assured)
  if (then === undefined) return { says, ...FIRST }
  const move = (by: number): Move =>
    Math.abs(by) < point.ruleSet.noRealChangeBelow
      ? { words: 'no real change', moved: false }
      : { words: `${by > 0 ? 'up' : 'down'} ${Math.abs(by)}`, moved: true }
  const onPaper =
    then.score === null || now.score === null
      ? { words: 'not comparable', moved: true }
      : move(now.score - then.score)
  return { says, ...bothMoves(onPaper, move(now.assured - then.assured)) }
}

const paperOf = ({ score, low, high }: ScoreResult) => (score === null ? `${low} to ${high}` : String(score))

function riskCell(point: TrendPoint, before: TrendPoint | undefined, id: string): TrendCell | undefined {
  const riskOf = (one: TrendPoint | undefined) => one?.result.risks.find((risk) => risk.id === id)
  const [now, then] = [riskOf(point), riskOf(before)]
  if (now === undefined) return undefined
  const rated = (product: number) => `${product} (${riskBandNameOf(point.ruleSet, product)})`
  const says = bothReadings(rated(now.residual), rated(now.assured))
  if (then === undefined) return { says, ...FIRST }
  const move = (by: number): Move =>
    by === 0
      ? { words: 'the same', moved: false }
      : { words: `${by < 0 ? 'lower' : 'higher'} by ${Math.abs(by)}`, moved: true }
  return { says, ...bothMoves(move(now.residual - then.residual), move(now.assured - then.assured)) }
}

/** What a counted attack met, the worst first; the last two are said, and never compared. */
const MET = {
  none: 'Not met',
  'on-paper': 'Met on paper only',
  'on-evidence': 'Met on evidence',
  'none-or-not-known': 'Not met, or not known',
  'not-exposed': outcomeName('not-exposed', 'evidenced'),
} as const
const RUNGS = ['none', 'on-paper', 'on-evidence'] as const

/** Undefined: what is alleged, or begins where nobody has published. */
function metOf({ outcome, counted, meets, meetsNotKnown }: IncidentResult): keyof typeof MET | undefined {
  if (outcome === 'not-exposed') return 'not-exposed'
  if (!counted || meets === null) return undefined
  return meetsNotKnown ? 'none-or-not-known' : meets
}

/** Counted attacks in the trust's own place. */
function attackCell(point: TrendPoint, before: TrendPoint | undefined, id: string): TrendCell | undefined {
  const attackOf = (one: TrendPoint | undefined) =>
    one?.result.incidents.find((found) => found.id === id && found.chain === 'in-your-place')
  const [now, then] = [attackOf(point), attackOf(before)]
  const [met, metBefore] = [now && metOf(now), then && metOf(then)]
  if (now === undefined || met === undefined) return undefined
  const says = MET[met]
  if (met === 'not-exposed' || !now.meets || !then?.counted || !then.meets)
    return { says, change: undefined, moved: metBefore !== undefined && met !== metBefore }
  const by = RUNGS.indexOf(now.meets) - RUNGS.indexOf(then.meets)
  return { says, change: by === 0 ? 'The same' : by > 0 ? 'Better' : 'Worse', moved: by !== 0 }
}

function rulesChangedIn(points: readonly TrendPoint[]): RulesChanged[] {
  return points.flatMap((after, index) => {
    const before = points[index - 1]
    if (before === undefined || !isOfOtherRules(before, after)) return []
    return [
      {
        before: before.period,
        after: after.period,
        versions: `from version ${before.ruleSet.version} to version ${after.ruleSet.version}`,
        says: changesSince(before.ruleSet, after.ruleSet),
      },
    ]
  })
}

/** What the change list of a rule set says to trusts about everything since another one, the lowest version first. */
export function changesSince(
  before: Pick<RuleSet, 'changes'>,
  after: Pick<RuleSet, 'changes'>,
): readonly string[] {
  const known = before.changes.map(({ version }) => version)
  return after.changes
    .filter(({ version }) => !known.includes(version))
    .toSorted(compareVersions)
    .flatMap(({ version, for: { trusts } }) =>
      trusts === undefined ? [] : [`Version ${version}: ${trusts}`],
    )
}
