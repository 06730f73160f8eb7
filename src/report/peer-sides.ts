/**
 * Ladders of a cohort and our own rungs → on which side of the group's middle we are, counted and drawn. For participants.
 * The middle is read off the published counts, and what is not known is on no side.
 */

import type { StripChart } from '../charts/strips.ts'
import type { Ladder } from '../peers/model.ts'
import { countWords } from './words.ts'

/** Where we are beside the middle; `open`: not known, and it could be lower. */
export type Side = 'lower' | 'same' | 'higher' | 'open'

/** What the middle of a ladder is, on every page that compares with it. */
export const MIDDLE_EXPLAINED =
  'The middle is the highest step that about half of the group or more reach, by the rounded counts.'

/** The highest rung that half of the group or more reach, by the rounded counts; undefined when too few to say. */
export function middleRung({ of, atLeast }: Ladder): number | undefined {
  return atLeast === null ? undefined : atLeast.findLastIndex((count) => 2 * count >= of) + 1
}

export function sideOf(own: number, middle: number, isOpen = false): Side {
  if (own < middle) return isOpen ? 'open' : 'lower'
  return own === middle ? 'same' : 'higher'
}

export function countSides(sides: readonly Side[]): Readonly<Record<Side, number>> {
  const of = (side: Side) => sides.filter((one) => one === side).length
  return { lower: of('lower'), same: of('same'), higher: of('higher'), open: of('open') }
}

/** One strip: sides of one reading. */
export interface SideRow {
  readonly label: string
  readonly sides: readonly Side[]
  readonly reading: 'paper' | 'evidence'
}

/** Strips of sides, what is lower first: it begins where all begin. */
export function chartSides(named: Pick<StripChart, 'id' | 'title'>, rows: readonly SideRow[]): StripChart {
  return {
    ...named,
    description: `${rows.map(({ label, sides }) => `${label}: ${sidesWords(sides)}`).join('. ')}.`,
    samples: [
      { fill: 'nothing', text: 'lower than the middle' },
      { fill: 'unknown', text: 'not known' },
      { fill: 'peers', text: 'at the middle' },
      { fill: 'said', text: 'higher, on paper' },
      { fill: 'shown', text: 'higher, on evidence' },
    ],
    rows: rows.map(({ label, sides, reading }) => {
      const { lower, open, same, higher } = countSides(sides)
      return {
        label,
        parts: [
          { fill: 'nothing', count: lower },
          { fill: 'unknown', count: open },
          { fill: 'peers', count: same },
          { fill: reading === 'paper' ? 'said' : 'shown', count: higher },
        ],
        says: lowerWords(lower, sides.length),
      }
    }),
  }
}

/** `3 of 8 lower, 4 at the middle, one higher`: what is not there is left out. */
function sidesWords(sides: readonly Side[]): string {
  const { lower, open, same, higher } = countSides(sides)
  return [
    `${lowerWords(lower, sides.length)} than the middle`,
    ...(open > 0 ? [`${open} not known`] : []),
    ...(same > 0 ? [`${same} at the middle`] : []),
    ...(higher > 0 ? [`${higher} higher`] : []),
  ].join(', ')
}

const lowerWords = (lower: number, of: number) => `${lower === 0 ? 'none' : lower} of ${of} lower`

/** Said beside a picture that leaves some out; undefined where none is. */
export function untoldWords(untold: number, one: string): string | undefined {
  return untold === 0 ? undefined : `Of ${countWords(untold, one)} too few count to say.`
}
