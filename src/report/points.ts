/**
 * The overall score in both readings → where the points went, from 100 to paper to evidence, in whole points that add up.
 * The lines are the scorer's own; the largest are named, and what is left over, with all rounding, is one step.
 */

import { once } from '../once.ts'
import type { WaterfallChart, WaterfallStep } from '../charts/waterfall.ts'
import type { Examined } from './explain-score.ts'
import { type Column, type Sum, sumOverall } from './sums.ts'
import { countWords, upperFirst, smallNumber } from './words.ts'

/** Steps that are named at each stage (ours). */
const NAMED = 4

/** Where the points went. */
export const chartPoints = once((examined: Examined): WaterfallChart => {
  const sum = sumOverall(examined)
  const { paper, evidence, most } = sum.scores
  const open = most - paper
  const stages: WaterfallChart['stages'] = [
    {
      steps: [
        ...stepsOf(sum, undefined, 'most', 'nothing'),
        ...(open > 0 ? [{ label: 'Not answered yet', points: open, fill: 'unknown' as const }] : []),
      ],
      stage: {
        label: open > 0 ? 'on paper at least' : 'on paper',
        total: paper,
        parts: [
          { fill: 'shown', points: evidence },
          { fill: 'said', points: paper - evidence },
        ],
      },
    },
    {
      steps: stepsOf(sum, 'paper', 'evidence', 'said'),
      stage: { label: 'on evidence', total: evidence, parts: [{ fill: 'shown', points: evidence }] },
    },
  ]
  return {
    id: 'points',
    title: 'Where the points went',
    description: `${pointsSentence(examined)} ${stages
      .flatMap(({ steps, stage }) => [
        ...steps.map(({ label, points }) => `${label} minus ${points}`),
        `${stage.total} ${stage.label}`,
      ])
      .join(', ')}.`,
    whole: 'all points',
    stages,
    legend: [
      { fill: 'nothing', text: 'lost on paper' },
      ...(open > 0 ? [{ fill: 'unknown' as const, text: 'not answered' }] : []),
      { fill: 'said', text: 'said, not shown' },
      { fill: 'shown', text: 'shown on evidence' },
    ],
  }
})

/** What is a gap, what is open and what only lacks proof, in one sentence. */
export function pointsSentence(examined: Examined): string {
  const { paper, evidence, most } = sumOverall(examined).scores
  const points = (n: number) => countWords(n, 'point')
  const open = most > paper ? `, ${points(most - paper)} depend on open answers` : ''
  const said = paper - evidence
  return `${upperFirst(points(100 - most))} ${100 - most === 1 ? 'is a real gap' : 'are real gaps'}${open}; ${said === 0 ? 'none is' : said === 1 ? '1 is' : `${said} are`} said but not shown.`
}

/** From one reading to the next: `before` undefined is the whole of 100. */
function stepsOf(
  sum: Sum,
  before: Column | undefined,
  wanted: Column,
  fill: WaterfallStep['fill'],
): WaterfallStep[] {
  const after = wanted === 'most' && !sum.columns.includes('most') ? 'paper' : wanted
  const total = (before === undefined ? 100 : sum.scores[before]) - sum.scores[after]
  const weights = sum.weights[after]
  const lost = sum.lines
    .filter(({ kind }) => kind !== 'rounding')
    .map((line) => {
      const full = line.kind === 'domain' ? (10_000 * (line.weight ?? 0)) / weights : 0
      const from = before === undefined ? full : (line.in[before]?.hundredths ?? 0)
      const label = line.kind === 'cap' ? `The limit of ${line.atMost ?? ''}` : line.title
      return { label, points: (from - (line.in[after]?.hundredths ?? 0)) / 100 }
    })
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
  const steps: WaterfallStep[] = []
  let left = total
  for (const { label, points } of lost.slice(0, NAMED)) {
    const whole = Math.min(left, Math.round(points))
    if (whole <= 0) break
    steps.push({ label, points: whole, fill })
    left -= whole
  }
  if (left <= 0) return steps
  const others = lost.length - steps.length
  return [
    ...steps,
    {
      label:
        others > 0 ? `${upperFirst(smallNumber(others))} ${others === 1 ? 'other' : 'others'}` : 'Rounding',
      points: left,
      fill,
    },
  ]
}
