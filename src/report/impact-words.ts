/**
 * What a proposed rule set would move → lines for its author. Every count is one that singles nobody out: nobody, fewer than 10, or rounded to 5.
 */

import type { Movement } from './impact.ts'
import type { RuleSet } from '../rules/model.ts'
import { quote, shorten, upperFirst } from './words.ts'

/** Below this a count is not told (ours, as of published figures). */
const FEWEST = 10
const BASE = 5
/** Words of a lesson. */
const LESSON = 12

/** A count of organisations, as an author may read it. */
export function safeCount(count: number): string {
  if (count === 0) return 'nobody'
  return count < FEWEST ? `fewer than ${FEWEST}` : `about ${Math.round(count / BASE) * BASE}`
}

export interface ImpactLines {
  readonly heading: string
  readonly lines: readonly string[]
}

interface Counted {
  readonly assessments: number
  readonly moved: { readonly size: number }
  readonly movements: readonly (Movement & { readonly count: number })[]
  readonly files: readonly { readonly file: string; readonly count: number | undefined }[]
}

const HEADINGS: Readonly<Record<Movement['kind'], string>> = {
  band: 'Bands of the whole',
  score: 'Scores of the whole',
  domain: 'Scores of domains',
  risk: 'Bands of risks, on paper',
  attack: 'Past attacks',
  lesson: 'Lessons',
}

export function describeImpact(proposed: RuleSet, impact: Counted): ImpactLines[] {
  const kinds = (Object.keys(HEADINGS) as Movement['kind'][]).flatMap((kind): ImpactLines[] => {
    const some = impact.movements.filter((one) => one.kind === kind)
    return some.length === 0
      ? []
      : [{ heading: HEADINGS[kind], lines: some.map((one) => movementLine(proposed, one)) }]
  })
  return [
    {
      heading: `${upperFirst(safeCount(impact.moved.size))} of ${safeCount(impact.assessments)} would see anything move`,
      lines: kinds.length === 0 ? ['No score, band, risk, past attack or lesson changes for anybody.'] : [],
    },
    ...kinds,
    {
      heading: 'Which file moves how many, when nothing else changes',
      lines: impact.files.map(({ file, count }) =>
        count === undefined ? `${file}: only together with others` : `${file}: ${safeCount(count)}`,
      ),
    },
  ]
}

function movementLine(ruleSet: RuleSet, { kind, id, from, to, count }: Movement & { count: number }): string {
  const what = kind === 'score' || kind === 'band' ? '' : `${nameOf(ruleSet, kind, id)}: `
  const words = (state: string) =>
    kind === 'attack' || kind === 'lesson' ? state.replaceAll('-', ' ') : state
  return `${what}${from === '' ? to : `${words(from)} → ${words(to)}`}: ${safeCount(count)}`
}

function nameOf(ruleSet: RuleSet, kind: Movement['kind'], id: string): string {
  switch (kind) {
    case 'domain':
      return ruleSet.domains.find((one) => one.id === id)?.title ?? id
    case 'risk':
      return ruleSet.risks.find((one) => one.id === id)?.short ?? id
    case 'lesson': {
      const lesson = ruleSet.incidents.flatMap(({ lessons }) => lessons).find((one) => one.id === id)
      return lesson === undefined ? id : quote(shorten(lesson.text, LESSON))
    }
    case 'attack': {
      const [incident, vantage] = id.split(', ')
      const name = ruleSet.incidents.find((one) => one.id === incident)?.title ?? id
      return vantage === undefined ? name : `${name}, ${vantage.replaceAll('-', ' ')}`
    }
    default:
      return id
  }
}
