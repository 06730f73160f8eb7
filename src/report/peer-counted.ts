/**
 * A release → in which comparison each of its figures was counted, in words, for one of its groups.
 * A wider group has the figures of its cells, which may have been counted in several.
 */

import type { CountedIn, PublishedCohort, Release } from '../peers/model.ts'

/** What the comparisons are called, by the id of their release. */
type Names = ReadonlyMap<string, { readonly number: number; readonly period: string }>

/** A release with its own id. */
export interface CountedRelease {
  readonly row: { readonly id: string }
  readonly content: Release
  readonly comparisons: Names
}

/** Where the figures of one group were counted. Lists in the order of the release's rule set. */
export interface CountedWords {
  /** Whether the overall score and every domain were counted in this comparison. */
  readonly isAllNew: boolean
  readonly overall: string
  readonly domains: readonly string[]
  readonly risks: readonly string[]
  readonly incidents: readonly string[]
  /** By lesson that can be asked. */
  readonly lessons: readonly string[]
}

/** `comparison 2 (Round of 2024)`, or of several the first and the last. */
export function describeCounted(release: CountedRelease, cohort: PublishedCohort): CountedWords {
  const { content } = release
  const cells = content.cells.filter(({ of }) => of.some((id) => cohort.of.includes(id)))
  const [first] = cells
  const words = (from: (counted: CountedIn) => string | null | undefined) =>
    countedWords(
      release,
      cells.map(({ counted }) => from(counted)),
    )
  const all = (kind: Exclude<keyof CountedIn, 'overall'>) =>
    (first?.counted[kind] ?? []).map((_, index) => words((counted) => counted[kind][index]))
  return {
    isAllNew: cells.every(({ counted }) =>
      [counted.overall, ...counted.domains].every((from) => from === null),
    ),
    overall: words((counted) => counted.overall),
    domains: all('domains'),
    risks: all('risks'),
    incidents: all('incidents'),
    lessons: all('lessons'),
  }
}

/** The numbers of the comparisons in which the figures of a group were counted, the earliest first. */
export function countedNumbers(
  { row, content, comparisons }: CountedRelease,
  cohort: Pick<PublishedCohort, 'of'>,
  from: (counted: CountedIn) => string | null | undefined,
): number[] {
  const ids = content.cells
    .filter(({ of }) => of.some((id) => cohort.of.includes(id)))
    .map(({ counted }) => from(counted) ?? row.id)
  return [...new Set(ids.flatMap((id) => comparisons.get(id)?.number ?? []))].toSorted((a, b) => a - b)
}

function countedWords(
  { row, comparisons }: CountedRelease,
  from: readonly (string | null | undefined)[],
): string {
  const names = [...new Set(from)]
    .flatMap((id) => comparisons.get(id ?? row.id) ?? [])
    .toSorted((a, b) => a.number - b.number)
  const [first, last] = [names[0], names.at(-1)]
  if (first === undefined || last === undefined) return 'not counted yet'
  return first === last
    ? `comparison ${first.number} (${first.period})`
    : `comparisons ${first.number} (${first.period}) to ${last.number} (${last.period})`
}

/** When figures are counted anew, on every page that says where they were. */
export const COUNTED_EXPLAINED =
  'A domain is counted again once at least 8 organisations of a group have joined, left or changed an answer in it. Until then its earlier figures stay, so that nobody’s change can be read from them.'
