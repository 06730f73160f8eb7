import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellOf, isUnion, mergeCells } from '../../src/peers/cells.ts'
import type { Contributor, Release } from '../../src/peers/model.ts'
import { prepareRelease } from '../../src/peers/prepare.ts'
import type { CohortFamily } from '../../src/rules/model.ts'
import { real, runs } from '../scoring/law.ts'
import {
  connectedFamilies,
  contributorOf,
  countries,
  families,
  familyOf,
  oneQuestion,
  shuffled,
  summaries,
  summaryOf,
} from './made-up.ts'

/** Who is counted together is the same for one question as for many. */
const ruleSet = oneQuestion([0, 100])

const prepare = (family: CohortFamily, trusts: readonly Contributor[]) =>
  prepareRelease(ruleSet, family, '2027', trusts)

const countIn = (family: CohortFamily, trusts: readonly Contributor[]) =>
  new Map(
    family.cells.map(({ id }) => [
      id,
      trusts.filter((one) => cellOf(family, one.cohort, one.region) === id).length,
    ]),
  )

/** Organisations in some written cells. */
const membersOf = (trusts: readonly Contributor[], of: readonly string[]) =>
  new Set(trusts.filter((one) => of.includes(one.cohort)).map((one) => one.organisation))

/** How many of one set are not in another. */
const outside = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter((id) => !other.has(id)).length

const lookOf = ({ cells, cohorts, withheld }: Release) => ({
  cells,
  cohorts: cohorts.map(({ id, title, of }) => ({ id, title, of })),
  withheld,
})

describe('the cells that are counted', () => {
  test('hold every written cell exactly once, and every contributor at most once', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const groups = mergeCells(family, countIn(family, trusts))
        expect(groups.flat().toSorted()).toEqual(family.cells.map(({ id }) => id).toSorted())
        const counted = prepare(family, trusts).members.flatMap((cell) =>
          cell.members.map((one) => one.organisation),
        )
        expect(new Set(counted).size).toBe(counted.length)
      }),
      runs(1000),
    )
  })

  test('never have fewer than 10 contributors when they are published', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const { release, members } = prepare(family, trusts)
        for (const cell of release.cells) expect(membersOf(trusts, cell.of).size).toBeGreaterThanOrEqual(10)
        for (const cohort of release.cohorts)
          expect(membersOf(trusts, cohort.of).size).toBeGreaterThanOrEqual(10)
        for (const cell of members) expect(cell.members.length).toBeGreaterThanOrEqual(10)
      }),
      runs(1000),
    )
  })

  test('leave nobody out where the merge order leads from every cell to every other and 10 contribute', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), ({ family, trusts }) => {
        fc.pre(trusts.length >= 10)
        const counted = prepare(family, trusts).members.flatMap((cell) => cell.members)
        expect(counted).toHaveLength(trusts.length)
      }),
      runs(1000),
    )
  })

  test('are the same whatever is answered', () => {
    fc.assert(
      fc.property(
        countries(families),
        fc.array(summaries, { minLength: 3, maxLength: 9 }),
        ({ family, trusts }, others) => {
          const changed = trusts.map((one, index) => ({
            ...one,
            summary: others[index % others.length] ?? one.summary,
          }))
          const [was, is] = [prepare(family, trusts), prepare(family, changed)]
          expect(lookOf(is.release)).toEqual(lookOf(was.release))
          expect(is.report).toEqual(was.report)
        },
      ),
      runs(500),
    )
  })

  test('do not depend on the order of contributors', () => {
    fc.assert(
      fc.property(countries(families), fc.array(fc.nat(), { minLength: 5 }), ({ family, trusts }, by) => {
        expect(prepare(family, shuffled(trusts, by))).toEqual(prepare(family, trusts))
      }),
      runs(500),
    )
  })

  test('merge by the first line that fits, and stop when all are large enough', () => {
    const family = familyOf(4, [
      [0, 1],
      [1, 2],
      [2, 3],
    ])
    const merged = (...sizes: number[]) =>
      mergeCells(family, new Map(family.cells.map(({ id }, index) => [id, sizes[index] ?? 0])))
    expect(merged(12, 11, 10, 30)).toEqual([['a'], ['b'], ['c'], ['d']])
    expect(merged(12, 9, 10, 30)).toEqual([['a', 'b'], ['c'], ['d']])
    expect(merged(12, 11, 10, 3)).toEqual([['a'], ['b'], ['c', 'd']])
    expect(merged(3, 3, 3, 3)).toEqual([['a', 'b', 'c', 'd']])
  })

  test('merge through a cell that nobody is in, which is itself no reason to merge', () => {
    const family = familyOf(3, [
      [0, 1],
      [1, 2],
    ])
    const merged = (...sizes: number[]) =>
      mergeCells(family, new Map(family.cells.map(({ id }, index) => [id, sizes[index] ?? 0])))
    expect(merged(20, 0, 20)).toEqual([['a'], ['b'], ['c']])
    expect(merged(4, 0, 20)).toEqual([['a', 'b', 'c']])
  })

  test('place an organisation by cohort and region, and name those that no cell holds', () => {
    const family = familyOf(2, [])
    const stray = contributorOf('stray', 'elsewhere', summaryOf({}))
    const { unplaced, members } = prepare(family, [stray])
    expect(unplaced).toEqual(['stray'])
    expect(members).toEqual([])
  })
})

describe('wider cohorts', () => {
  test('hold exactly the contributors of some published cells', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const { release, members } = prepare(family, trusts)
        for (const cohort of release.cohorts) {
          const inside = members.filter((cell) => cell.members.some((one) => cohort.of.includes(one.cohort)))
          const union = inside.flatMap((cell) => cell.members.map((one) => one.organisation))
          expect(new Set(union)).toEqual(membersOf(trusts, cohort.of))
        }
      }),
      runs(1000),
    )
  })

  test('differ from each other, from cells and from all unions of them by nobody or by at least 10', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const { release } = prepare(family, trusts)
        const published = release.cohorts.map((cohort) => membersOf(trusts, cohort.of))
        const cells = release.cells.map((cell) => membersOf(trusts, cell.of))
        const unions = Array.from({ length: 2 ** cells.length }, (_, choice) => {
          const chosen = cells.filter((_, index) => ((choice >> index) & 1) === 1)
          return new Set(chosen.flatMap((one) => [...one]))
        })
        for (const one of published)
          for (const other of [...published, ...unions])
            for (const difference of [outside(one, other), outside(other, one)])
              expect(difference === 0 || difference >= 10).toBe(true)
      }),
      runs(400),
    )
  })

  test('that small cells have broken are withheld, with the narrowest published one that holds them', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const { release } = prepare(family, trusts)
        const shown = (of: readonly string[]) =>
          release.cohorts.some((cohort) => {
            const [a, b] = [membersOf(trusts, cohort.of), membersOf(trusts, of)]
            return outside(a, b) === 0 && outside(b, a) === 0
          })
        for (const { id, of } of [
          ...family.cells.map((cell) => ({ id: cell.id, of: [cell.id] })),
          ...family.wider,
        ])
          expect(release.withheld.some((one) => one.id === id)).toBe(!shown(of))
        for (const { id, instead } of release.withheld) {
          const of = family.wider.find((one) => one.id === id)?.of ?? [id]
          const held = release.cohorts.filter(
            (cohort) => outside(membersOf(trusts, of), membersOf(trusts, cohort.of)) === 0,
          )
          if (instead === null) continue
          const holder = release.cohorts.find((cohort) => cohort.id === instead)
          expect(held).toContain(holder)
        }
      }),
      runs(500),
    )
  })

  test('are neither made nor broken by a cell that nobody is in', () => {
    const family = familyOf(
      3,
      [[0, 1]],
      [
        [0, 1],
        [0, 1, 2],
      ],
    )
    const trusts = [20, 0, 20].flatMap((size, cell) =>
      Array.from({ length: size }, (_, index) => {
        const { id = '' } = family.cells[cell] ?? {}
        return contributorOf(`${id}${index}`, id, zero)
      }),
    )
    const { release } = prepare(family, trusts)
    expect(release.cohorts.map(({ id, of }) => [id, of.join('')])).toEqual([
      ['a', 'a'],
      ['c', 'c'],
      ['wider-1', 'abc'],
    ])
    expect(release.withheld).toEqual([{ id: 'b', title: 'Cell b', because: 'too-few', instead: 'wider-1' }])
  })

  test('are published only as whole groups, whatever is asked', () => {
    expect(isUnion(['a', 'b'], [['a'], ['b'], ['c']])).toBe(true)
    expect(isUnion(['a', 'b'], [['a'], ['b', 'c']])).toBe(false)
  })
})

const zero = summaryOf({
  domains: [0, 0],
  domainsAssured: [0, 0],
  levels: [0, 0, 0, 0, 0],
  outcomes: [0, 0, 0],
  outcomesAssured: [0, 0, 0],
  risks: [0],
})

describe('the real family of cohorts', () => {
  const { family } = real
  const kinds = [...new Set(family.cells.flatMap((cell) => cell.cohorts))]

  test('leads from every cell to every other, so nobody who signs is left out', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...family.regions.map(({ id }) => id))),
          {
            minLength: 10,
            maxLength: 120,
          },
        ),
        (places) => {
          const trusts = places.map(([cohort, region], index) => ({
            ...contributorOf(`t${index}`, cohort, zero),
            region,
          }))
          const groups = mergeCells(family, countIn(family, trusts))
          const counts = countIn(family, trusts)
          for (const group of groups) {
            const size = group.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
            expect(size === 0 || size >= 10).toBe(true)
          }
        },
      ),
      runs(500),
    )
  })
})
