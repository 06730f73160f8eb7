/**
 * Signed contributors and the release before → a new release, what it rests on, and who is counted with whom.
 * Nothing here depends on who looks or on drafts.
 */

import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { cellOf, isSame, mergeCells } from './cells.ts'
import { type CellFigures, carryFigures, mixFigures } from './content.ts'
import { countedIn, MOVED, movedSince, type Source, type Unit, unitsOf } from './counting.ts'
import { figuresOf } from './figures.ts'
import type { Cell, Contributor, Prepared, Release } from './model.ts'
import { bandOf, FEWEST } from './rounding.ts'
import { showCohorts } from './showing.ts'

/** The release before, with everybody whom a figure of it rests on. */
export interface Before {
  readonly id: string
  readonly ruleSet: RuleSet
  readonly release: Release
  /** By id of the release in which they were counted, this one among them. */
  readonly sources: ReadonlyMap<string, Source>
}

/**
 * Prepares a release. `contributors` holds one signed assessment an organisation; their order changes nothing.
 * A random `nonce` hides its figures from whoever reads its digest.
 */
export function prepareRelease(
  ruleSet: RuleSet,
  family: CohortFamily,
  period: string,
  contributors: readonly Contributor[],
  before?: Before,
  nonce = '',
): Prepared {
  const sorted = contributors.toSorted((a, b) => (a.organisation < b.organisation ? -1 : 1))
  const places = placesIn(family, sorted, before)
  const groups = mergeCells(family, new Map(family.cells.map(({ id }) => [id, places.now([id]).length])))
  const cells = decideCells(ruleSet, groups, places, before)
  const peopled = new Set(
    [...sorted, ...[...(before?.sources.values() ?? [])].flatMap(({ members }) => members)].map((one) =>
      cellOf(family, one.cohort, one.region),
    ),
  )
  return {
    release: {
      nonce,
      period,
      ruleSet: ruleSet.digest,
      cells: cells.map(({ of, counted }) => ({ of, counted })),
      ...showCohorts(ruleSet, family, cells, (id) => !peopled.has(id), before?.release.cohorts ?? []),
    },
    members: cells
      .filter(({ counted }) => countedIn(counted).includes(null))
      .map(({ of }) => ({ of, members: places.now(of) })),
    report: groups.map((of) => ({ of, contributors: bandOf(places.now(of).length) })),
    unplaced: sorted
      .filter((one) => cellOf(family, one.cohort, one.region) === undefined)
      .map((one) => one.organisation),
  }
}

interface Places {
  /** Contributors of now in some written cells. */
  readonly now: (of: readonly string[]) => Contributor[]
  /** Who was counted in a release, in some written cells. */
  readonly then: (release: string, of: readonly string[]) => Source
}

/** Written cells are those of the family of now, or, where it has them no longer, of the one before. */
function placesIn(
  family: CohortFamily,
  contributors: readonly Contributor[],
  before: Before | undefined,
): Places {
  const families = [
    family,
    ...(before === undefined ? [] : [before.ruleSet.family]),
    ...[...(before?.sources.values() ?? [])].map((source) => source.ruleSet.family),
  ]
  const familyWith = (of: readonly string[]) =>
    families.find(({ cells }) => of.every((id) => cells.some((cell) => cell.id === id))) ?? family
  const sorted = new Map<CohortFamily, Map<object, Map<string | undefined, unknown[]>>>()
  const inside = <T extends { readonly cohort: string; readonly region: string }>(
    all: readonly T[],
    of: readonly string[],
  ): T[] => {
    const by = familyWith(of)
    const lists = sorted.get(by) ?? new Map<object, Map<string | undefined, unknown[]>>()
    sorted.set(by, lists)
    const cells =
      lists.get(all) ??
      Map.groupBy<string | undefined, unknown>(all, (one) => {
        const { cohort, region } = one as T
        return cellOf(by, cohort, region)
      })
    lists.set(all, cells)
    return of.flatMap((id) => (cells.get(id) ?? []) as T[])
  }
  return {
    now: (of) => inside(contributors, of),
    then: (release, of) => {
      const source = before?.sources.get(release)
      if (source === undefined) throw new Error(`Who was counted in the release ${release} is missing.`)
      return { ruleSet: source.ruleSet, members: inside(source.members, of) }
    },
  }
}

/**
 * The cells of now with their figures, new or carried. Cells whose figures were published stay as they are until so many
 * moved in each of them, old and new, and in every domain, that they may be divided otherwise; none is ever dropped, so
 * that what was counted is always compared with what comes after it. Groups of now and cells of before that overlap are
 * decided together: a release always rests on one partition.
 */
function decideCells(
  ruleSet: RuleSet,
  groups: readonly (readonly string[])[],
  places: Places,
  before: Before | undefined,
): CellFigures[] {
  const units = unitsOf(ruleSet)
  const cells: CellFigures[] = []
  for (const { groups: together, old } of overlapping(groups, before?.release.cells ?? [], places)) {
    const stays =
      old.length === together.length && old.every((cell) => together.some((of) => isSame(of, cell.of)))
    const divides =
      before === undefined ||
      old.length === 0 ||
      (!stays && mayDivide(ruleSet, units, together, old, places, before))
    if (divides)
      for (const of of together.filter((of) => places.now(of).length >= FEWEST))
        cells.push({ of, ...countAll(ruleSet, units, places.now(of)) })
    else for (const cell of old) cells.push(renew(ruleSet, cell, places, before))
  }
  return cells
}

function countAll(
  ruleSet: RuleSet,
  units: readonly Unit[],
  contributors: readonly Contributor[],
): Omit<CellFigures, 'of'> {
  const nulls = (kind: Unit['kind']) => units.filter((unit) => unit.kind === kind).map(() => null)
  return {
    counted: {
      overall: null,
      domains: nulls('domains'),
      risks: nulls('risks'),
      incidents: nulls('incidents'),
      lessons: nulls('lessons'),
    },
    figures: figuresOf(ruleSet, contributors),
  }
}

/** A cell as it was published, with those figures counted anew of which enough moved. */
function renew(ruleSet: RuleSet, cell: Cell, places: Places, before: Before): CellFigures {
  const carried = carryFigures(ruleSet, before, cell)
  const contributors = places.now(cell.of)
  const compared = new Map<string, ReturnType<typeof movedSince>>()
  const moved = (source: string, unit: Unit) => {
    const count = compared.get(source) ?? movedSince(ruleSet, [places.then(source, cell.of)], contributors)
    compared.set(source, count)
    return count(unit) ?? MOVED
  }
  const isNew = (unit: Unit) => carried.sourcesOf(unit).every((source) => moved(source, unit) >= MOVED)
  const fresh = contributors.length < FEWEST ? undefined : figuresOf(ruleSet, contributors)
  return { of: cell.of, ...mixFigures(ruleSet, carried, isNew, fresh) }
}

/** Whether cells may be divided otherwise: every group of now can be published, and enough moved in it and in every cell of before. */
function mayDivide(
  ruleSet: RuleSet,
  units: readonly Unit[],
  groups: readonly (readonly string[])[],
  old: readonly Cell[],
  places: Places,
  before: Before,
): boolean {
  const sizes = groups.map((of) => places.now(of).length)
  if (sizes.some((size) => size > 0 && size < FEWEST)) return false
  const carried = old.map((cell) => ({
    of: cell.of,
    sourcesOf: carryFigures(ruleSet, before, cell).sourcesOf,
  }))
  return [...groups.filter((_, index) => sizes[index] !== 0), ...old.map(({ of }) => of)].every((part) => {
    const compared = new Map<string, ReturnType<typeof movedSince>>()
    return units.every((unit) => {
      const sources = carried.flatMap(({ of, sourcesOf }) => {
        const shared = of.filter((id) => part.includes(id))
        return shared.length === 0 ? [] : sourcesOf(unit).map((release) => ({ release, of: shared }))
      })
      const key = JSON.stringify(sources)
      const count =
        compared.get(key) ??
        movedSince(
          ruleSet,
          sources.map(({ release, of }) => places.then(release, of)),
          places.now(part),
        )
      compared.set(key, count)
      return (count(unit) ?? MOVED) >= MOVED
    })
  })
}

interface Together {
  readonly groups: readonly (readonly string[])[]
  readonly old: readonly Cell[]
}

/** Groups of now and cells of before, in the sets that share written cells, or contributors where cells are written otherwise now. */
function overlapping(
  groups: readonly (readonly string[])[],
  old: readonly Cell[],
  places: Places,
): Together[] {
  const written = new Set(groups.flat())
  const peopleOf = (of: readonly string[]) =>
    of.every((id) => written.has(id)) ? [] : places.now(of).map(({ organisation }) => organisation)
  let sets: (Together & { readonly people: ReadonlySet<string> })[] = []
  const add = (ids: readonly string[], people: readonly string[], more: Together) => {
    const touches = (set: (typeof sets)[number]) =>
      [...set.groups, ...set.old.map((cell) => cell.of)].some((of) => of.some((id) => ids.includes(id))) ||
      people.some((one) => set.people.has(one))
    const joined = sets.filter(touches)
    sets = [
      ...sets.filter((set) => !joined.includes(set)),
      {
        groups: [...joined.flatMap((set) => set.groups), ...more.groups],
        old: [...joined.flatMap((set) => set.old), ...more.old],
        people: new Set([...joined.flatMap((set) => [...set.people]), ...people]),
      },
    ]
  }
  const isRewritten = old.some(({ of }) => of.some((id) => !written.has(id)))
  for (const of of groups)
    add(of, isRewritten ? places.now(of).map(({ organisation }) => organisation) : [], {
      groups: [of],
      old: [],
    })
  for (const cell of old) add(cell.of, peopleOf(cell.of), { groups: [], old: [cell] })
  return sets
}
