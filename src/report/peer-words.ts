/**
 * Marks, rounded counts, places and groups of a published comparison → words, the same on every page that compares.
 * They say nothing that the release does not, never a rank, and of a weakness never that nearly everybody has it.
 */

import type { Ladder, PublishedCohort, Withheld } from '../peers/model.ts'
import type { Mark, ScorePlace } from '../peers/position.ts'
import { dateWords } from './words.ts'

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

/** What the size of a group says. */
export const SIZES_EXPLAINED =
  'The size of a group adds up its cells, each rounded down to 5. So a group is never smaller than it says, and may be larger.'

const nameOf = (mark: Mark) => MARKS.find(({ id }) => id === mark)?.name ?? mark

/** `about 15`. */
export function sizeWords(size: number): string {
  return `about ${size}`
}

/**
 * A rounded count: near the ends only which half, because "none" of few is "all" of the others, and a group of 10 or 11
 * says no more than that.
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
export function withheldWords(
  withheld: Withheld,
  cohorts: readonly Pick<PublishedCohort, 'id' | 'title'>[],
): string {
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
    | { readonly asOf: string; readonly basis: 'present' | 'signed'; readonly complete: boolean }
    | undefined,
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
      return 'We took part: we had signed when it was prepared.'
    case 'through-its-group':
      return 'We took part through our group, which counts once.'
    case 'no':
      return 'We did not take part in this comparison: nothing of ours is counted in it.'
  }
}

/** `Ambulance trusts (about 15)`. */
export function groupWords(title: string, size: number): string {
  return `${title} (${sizeWords(size)})`
}

/** The same of a published group. */
export function sizedTitle({ title, figures }: Pick<PublishedCohort, 'title' | 'figures'>): string {
  return groupWords(title, figures.size)
}
