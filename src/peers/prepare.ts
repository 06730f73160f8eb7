/**
 * Signed contributors and the release before → a new release, what it rests on, and why each cell is as it is.
 * Nothing here depends on who looks, on drafts, or on the answers when it decides what is shown.
 */

import { createHash } from 'node:crypto'
import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { cellOf, inOrder, isUnion, mergeCells } from './cells.ts'
import { figuresOfTallies } from './figures.ts'
import type {
  CellMembers,
  CellReport,
  Contributor,
  Prepared,
  PublishedCohort,
  Release,
  Withheld,
} from './model.ts'
import { FEWEST } from './rounding.ts'
import { tallyOf } from './tally.ts'

/** The release before: its id, and what preparing it gave. */
export interface Before extends Pick<Prepared, 'members' | 'counted'> {
  readonly id: string
}

/**
 * Prepares a release. `contributors` holds one signed assessment an organisation.
 * The order of contributors changes nothing.
 */
export function prepareRelease(
  ruleSet: RuleSet,
  family: CohortFamily,
  period: string,
  contributors: readonly Contributor[],
  before?: Before,
): Prepared {
  const byCell = new Map<string, Contributor[]>(family.cells.map((cell) => [cell.id, []]))
  const unplaced: string[] = []
  for (const one of contributors.toSorted((a, b) => (a.organisation < b.organisation ? -1 : 1))) {
    const cell = cellOf(family, one.cohort, one.region)
    if (cell === undefined) unplaced.push(one.organisation)
    else byCell.get(cell)?.push(one)
  }
  const membersOf = (of: readonly string[]) => of.flatMap((id) => byCell.get(id) ?? [])
  const groups = mergeCells(family, new Map([...byCell].map(([id, members]) => [id, members.length])))
  const { members, report } = decideCells(family, groups, membersOf, before)
  const published = members.filter((cell) => cell.members.length >= FEWEST)
  const peopled = new Set(
    [...contributors, ...published.flatMap((cell) => cell.members)].map((one) =>
      cellOf(family, one.cohort, one.region),
    ),
  )
  return {
    release: {
      period,
      ruleSet: ruleSet.digest,
      cells: published.map(({ of, from }) => ({ of, from })),
      ...cohortsOf(ruleSet, family, published, (id) => !peopled.has(id)),
    },
    members: published,
    counted: [
      ...new Set([
        ...(before?.counted ?? []),
        ...published.flatMap((cell) => cell.members.map((one) => one.assessment)),
      ]),
    ].toSorted(),
    report,
    unplaced,
  }
}

/**
 * New figures or old ones. An assessment counts in one set of figures only: a group gets new ones when nobody in it was
 * counted before, so two figures never share an answer and cannot be subtracted. Asking for some changes is not enough:
 * when all who changed moved alike, the difference shows it, whatever their number. Groups of now and of before that
 * overlap are decided together, so that a release always rests on one partition.
 */
function decideCells(
  family: CohortFamily,
  groups: readonly (readonly string[])[],
  membersOf: (of: readonly string[]) => Contributor[],
  before: Before | undefined,
): { members: CellMembers[]; report: CellReport[] } {
  const old = before?.members ?? []
  const counted = new Set(before?.counted)
  const isAnew = (one: Contributor) => !counted.has(one.assessment)
  const oldIn = Map.groupBy(
    old.flatMap((cell) => cell.members),
    (one) => cellOf(family, one.cohort, one.region),
  )
  const changesOf = (of: readonly string[]) =>
    countChanges(
      of.flatMap((id) => oldIn.get(id) ?? []),
      membersOf(of),
    )
  const members: CellMembers[] = []
  const report: CellReport[] = []
  for (const together of overlapping(groups, old)) {
    const fresh = together.old.length === 0 || together.groups.every((of) => membersOf(of).every(isAnew))
    for (const of of together.groups) {
      const contributors = membersOf(of)
      const anew = contributors.filter(isAnew)
      if (fresh) members.push({ of, from: null, members: anew })
      report.push({
        of,
        contributors: contributors.length,
        counted: contributors.length - anew.length,
        changed: before === undefined ? null : changesOf(of),
        outcome: !fresh ? 'carried' : anew.length < FEWEST ? 'too-few' : 'new',
      })
    }
    if (!fresh)
      members.push(...together.old.map((cell) => ({ ...cell, from: cell.from ?? before?.id ?? null })))
  }
  return { members, report }
}

function countChanges(was: readonly Contributor[], now: readonly Contributor[]): number {
  const [old, current] = [was, now].map(
    (all) => new Map((all ?? []).map((one) => [one.organisation, one.assessment])),
  )
  const organisations = new Set([...(old?.keys() ?? []), ...(current?.keys() ?? [])])
  return [...organisations].filter((id) => old?.get(id) !== current?.get(id)).length
}

interface Together {
  readonly groups: readonly (readonly string[])[]
  readonly old: readonly CellMembers[]
}

/** Groups of now and of before, in the sets that share written cells. */
function overlapping(groups: readonly (readonly string[])[], old: readonly CellMembers[]): Together[] {
  let sets: Together[] = []
  const add = (of: readonly string[], more: Together) => {
    const touches = (set: Together) =>
      [...set.groups, ...set.old.map((cell) => cell.of)].some((ids) => ids.some((id) => of.includes(id)))
    const joined = sets.filter(touches)
    sets = [
      ...sets.filter((set) => !joined.includes(set)),
      {
        groups: [...joined.flatMap((set) => set.groups), ...more.groups],
        old: [...joined.flatMap((set) => set.old), ...more.old],
      },
    ]
  }
  for (const group of groups) add(group, { groups: [group], old: [] })
  for (const cell of old) add(cell.of, { groups: [], old: [cell] })
  return sets
}

function cohortsOf(
  ruleSet: RuleSet,
  family: CohortFamily,
  published: readonly CellMembers[],
  isEmpty: (cell: string) => boolean,
): Pick<Release, 'cohorts' | 'withheld'> {
  // A cell that nobody is in neither makes a cohort nor breaks one.
  const peopled = (of: readonly string[]) => of.filter((id) => !isEmpty(id))
  const same = (a: readonly string[], b: readonly string[]) => {
    const [first, second] = [peopled(a), peopled(b)]
    return first.length === second.length && first.every((id) => second.includes(id))
  }
  const titleOf = (of: readonly string[]) =>
    [
      ...family.cells.filter((cell) => same([cell.id], of)),
      ...family.wider.filter((one) => same(one.of, of)),
    ][0]?.title ?? listed(family.cells.filter((cell) => of.includes(cell.id)).map((cell) => cell.title))
  const tallied = published.map(({ of, members }) => ({ of, tally: tallyOf(ruleSet, members) }))
  const cohorts: PublishedCohort[] = tallied.map(({ of, tally }) => ({
    id: of.join('+'),
    title: titleOf(of),
    of,
    figures: figuresOfTallies(ruleSet, [tally]),
  }))
  for (const wider of family.wider) {
    const own = peopled(wider.of)
    const inside = tallied.filter((cell) => cell.of.some((id) => own.includes(id)))
    const whole =
      own.every((id) => inside.some((cell) => cell.of.includes(id))) &&
      isUnion(
        own,
        inside.map((cell) => peopled(cell.of)),
      )
    if (whole && inside.length > 1)
      cohorts.push({
        id: wider.id,
        title: wider.title,
        of: inOrder(family, wider.of),
        figures: figuresOfTallies(
          ruleSet,
          inside.map((cell) => cell.tally),
        ),
      })
  }
  const narrowest = (of: readonly string[]) => {
    const held = peopled(of).length > 0 ? peopled(of) : of
    return (
      cohorts
        .filter((cohort) => held.every((id) => cohort.of.includes(id)))
        .toSorted((a, b) => a.of.length - b.of.length)[0]?.id ?? null
    )
  }
  const shown = (of: readonly string[]) => cohorts.some((cohort) => same(cohort.of, of))
  const withheld: Withheld[] = [
    ...family.cells
      .filter((cell) => !shown([cell.id]))
      .map(({ id, title }) => ({ id, title, because: 'too-few' as const, instead: narrowest([id]) })),
    ...family.wider
      .filter((wider) => !shown(wider.of))
      .map(({ id, title, of }) => ({ id, title, because: 'not-a-union' as const, instead: narrowest(of) })),
  ]
  return { cohorts, withheld }
}

function listed(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`
}

/** A release as the bytes that everybody reads, and their digest (SHA-256, hexadecimal). */
export function sealRelease(release: Release): { readonly bytes: string; readonly digest: string } {
  const bytes = `${JSON.stringify(release)}\n`
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex') }
}
