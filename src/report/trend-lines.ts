/**
 * The signed assessments of one organisation, and the present one while it is not signed → the sentence that says how it went, the lines of every score, and which answers moved it most.
 * A present one of which something is open is not drawn: a range is no point.
 */

import { stateOf, UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { TrendLines, TrendPanel } from '../charts/trend-lines.ts'
import { bandAt } from '../rules/bands.ts'
import { findQuestion } from '../rules/find.ts'
import type { Question, RuleSet } from '../rules/model.ts'
import type { ScoreResult } from '../scoring/model.ts'
import { describeTrend, type TrendPoint } from './trend.ts'
import { countWords, lowerFirst, quote, smallNumber, upperFirst } from './words.ts'

/** A point of the trend with the levels behind it. */
export interface TracedPoint extends TrendPoint {
  readonly row: LevelRow
  /** False: it is the present one, and not signed yet. */
  readonly signed: boolean
  readonly asOf: string
}

/** How it went, in one sentence without a full stop. */
export function trendSentence(points: readonly TracedPoint[]): string {
  const [before, last] = points.slice(-2)
  if (!points.some(({ signed }) => signed))
    return 'Nothing has been signed yet: a trend begins with the second signature'
  if (before === undefined || last === undefined)
    return 'One assessment has been signed: a trend begins with the second'
  const change = describeTrend(points).overall.cells.at(-1)?.change ?? ''
  const stuck = stuckIn(points)
  return `Since ${before.period}: ${lowerFirst(change)}${last.signed ? '' : ', not signed yet'}${stuck === undefined ? '' : `; ${stuck}`}`
}

/** The domain that stands in the lowest band in every assessment, the weakest of several. */
function stuckIn(points: readonly TracedPoint[]): string | undefined {
  const last = points.at(-1)
  if (last === undefined) return undefined
  const isLowest = ({ ruleSet }: TracedPoint, found: ScoreResult | undefined) =>
    found !== undefined && bandAt(ruleSet.bands, found.low) === ruleSet.bands[0]
  const stuck = last.ruleSet.domains.flatMap(({ id, title }) => {
    const scores = points.map((point) => point.result.domains.find((one) => one.id === id))
    const low = scores.at(-1)?.low
    return low !== undefined && points.every((point, index) => isLowest(point, scores[index]))
      ? [{ title, low }]
      : []
  })
  const [weakest] = stuck.toSorted((a, b) => a.low - b.low)
  const band = last.ruleSet.bands[0]?.name ?? ''
  if (weakest === undefined) return undefined
  return stuck.length === 1
    ? `${weakest.title} is ${band} each time`
    : `${smallNumber(stuck.length)} domains are ${band} each time`
}

/** Every score over time, the weakest domain first. */
export function chartTrendLines(points: readonly TracedPoint[]): TrendLines | undefined {
  const last = points.at(-1)
  if (last === undefined || points.length < 2) return undefined
  const pointOf = (found: ScoreResult | undefined) =>
    found === undefined ? undefined : { paper: found.low, evidence: found.assured }
  const panel = (label: string, scoreOf: (point: TracedPoint) => ScoreResult | undefined): TrendPanel => ({
    label,
    points: points.map((point) => pointOf(scoreOf(point))),
  })
  const parts = last.ruleSet.domains
    .map(({ id, title }) => panel(title, ({ result }) => result.domains.find((one) => one.id === id)))
    .toSorted((a, b) => (a.points.at(-1)?.paper ?? 0) - (b.points.at(-1)?.paper ?? 0))
  const whole = panel('Overall', ({ result }) => result.overall)
  const said = [whole, ...parts].map(
    ({ label, points: found }) =>
      `${label} ${found.map((one) => (one === undefined ? 'none' : `${one.paper} on paper and ${one.evidence} on evidence`)).join(', then ')}`,
  )
  return {
    id: 'trend',
    title: 'Scores of each assessment, the oldest first',
    description: `${said.join('; ')}.`,
    times: points.map(({ asOf }) => asOf.slice(0, 4)),
    whole,
    parts,
    bands: last.ruleSet.bands.slice(1).map(({ from }) => from),
    open: !last.signed,
  }
}

/** One answer that moved the score on paper between the last two assessments. */
export interface Movement {
  readonly question: string
  readonly domain: string
  readonly heading: string
  readonly says: string
  /** Hundredths of a point of the whole, before limits. */
  readonly hundredths: number
  readonly kind: 'up' | 'down' | 'now-known' | 'no-longer-known'
}

/** The answers that moved, most first; of questions that both rule sets ask with the same levels. */
export function movementsOf(points: readonly TracedPoint[]): Movement[] {
  const [before, last] = points.slice(-2)
  if (before === undefined || last === undefined) return []
  return last.ruleSet.questions
    .flatMap((question) => movementOf(before, last, question) ?? [])
    .toSorted((a, b) => Math.abs(b.hundredths) - Math.abs(a.hundredths))
}

function movementOf(before: TracedPoint, last: TracedPoint, question: Question): Movement | undefined {
  const was = findQuestion(before.ruleSet, question.id)
  const ids = (one: Question) => one.levels.map(({ id }) => id).join(' ')
  if (was === undefined || ids(was) !== ids(question)) return undefined
  const [then, now] = [before.row.declared[was.index], last.row.declared[question.index]] as [number, number]
  const [levelThen, levelNow] = [worstLevel(then), worstLevel(now)]
  if (levelThen === undefined || levelNow === undefined) return undefined
  const known = (byte: number) => stateOf(byte) === 'answered'
  const credit = (level: number) => question.levels[level]?.credit ?? 0
  const hundredths = Math.round((credit(levelNow) - credit(levelThen)) * shareOf(last, question))
  const kind = known(now)
    ? known(then)
      ? hundredths < 0
        ? 'down'
        : 'up'
      : 'now-known'
    : known(then)
      ? 'no-longer-known'
      : undefined
  if (kind === undefined || (hundredths === 0 && (kind === 'up' || kind === 'down'))) return undefined
  const text = quote(question.levels[levelNow]?.text ?? '')
  const whole = Math.round(Math.abs(hundredths) / 100)
  const points = `${whole === 0 ? 'less than a point' : countWords(whole, 'point')} ${hundredths < 0 ? 'less' : 'more'}`
  return {
    question: question.id,
    domain: question.domain,
    heading: upperFirst(question.short),
    says:
      kind === 'no-longer-known'
        ? `No longer known: ${points}.`
        : `${kind === 'now-known' ? 'Now known' : 'Now'} ${text}: ${points}.`,
    hundredths,
    kind,
  }
}

/** Hundredths of a point of the whole that one point of a question's credit is. */
function shareOf({ ruleSet, row }: TracedPoint, question: Question): number {
  const sum = (weights: readonly number[]) => weights.reduce((all, one) => all + one, 0)
  const counted = (index: number) => worstLevel(row.declared[index] ?? UNANSWERED) !== undefined
  const domain = ruleSet.domains.find(({ id }) => id === question.domain)
  if (domain === undefined) return 0
  const inDomain = sum(domain.questions.filter(counted).map((index) => ruleSet.questions[index]?.weight ?? 0))
  const inWhole = sum(ruleSet.domains.map(({ weight }) => weight))
  return inDomain === 0 ? 0 : (100 * question.weight * domain.weight) / (inDomain * inWhole)
}

/** How many answers moved which way, in one sentence. */
export function movementsSentence(movements: readonly Movement[], ruleSets: readonly RuleSet[]): string {
  const count = (kind: Movement['kind']) => movements.filter((one) => one.kind === kind).length
  const parts = [
    `${countWords(count('up'), 'answer')} up`,
    `${count('down')} down`,
    `${count('now-known')} now known`,
    ...(count('no-longer-known') > 0 ? [`${count('no-longer-known')} no longer known`] : []),
  ]
  const changed = new Set(ruleSets.map(({ digest }) => digest)).size > 1
  return `${parts.join(', ')}.${changed ? ' The rules changed in between, so part of this may come from them.' : ''}`
}
