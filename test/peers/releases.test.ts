import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Contributor, Figures, Prepared } from '../../src/peers/model.ts'
import { prepareRelease } from '../../src/peers/prepare.ts'
import type { CohortFamily } from '../../src/rules/model.ts'
import { runs } from '../scoring/law.ts'
import { connectedFamilies, contributorOf, families, familyOf, oneQuestion, summaryAt } from './made-up.ts'

const CREDITS = [0, 60, 100]
const ruleSet = oneQuestion(CREDITS)

type Act = 'stays' | 'signs-anew' | 'is-away' | 'moves'

/** What each organisation does before each release; a new period asks everybody to sign anew. */
interface History {
  readonly family: CohortFamily
  readonly sizes: readonly number[]
  readonly turns: readonly { readonly isNewPeriod: boolean; readonly acts: readonly Act[] }[]
  readonly levels: readonly number[]
}

const acts = (stays: number): fc.Arbitrary<Act> =>
  fc.oneof(
    { weight: stays, arbitrary: fc.constant('stays' as const) },
    fc.constantFrom('signs-anew' as const, 'is-away' as const, 'moves' as const),
  )

const histories: fc.Arbitrary<History> = fc.record({
  family: fc.oneof(families, connectedFamilies),
  sizes: fc.array(fc.oneof(fc.nat({ max: 9 }), fc.integer({ min: 8, max: 22 })), {
    minLength: 6,
    maxLength: 6,
  }),
  turns: fc.array(
    fc.record({
      isNewPeriod: fc.boolean(),
      acts: fc
        .constantFrom(0, 2, 12)
        .chain((stays) => fc.array(acts(stays), { minLength: 7, maxLength: 40 })),
    }),
    { minLength: 2, maxLength: 4 },
  ),
  levels: fc.array(fc.nat({ max: 2 }), { minLength: 7, maxLength: 30 }),
})

interface Made extends Prepared {
  readonly id: string
  readonly contributors: readonly Contributor[]
}

/** The releases of a history, oldest first. */
function releasesOf({ family, sizes, turns, levels }: History): Made[] {
  let signed = 0
  const sign = (organisation: string, cell: string) => {
    signed++
    return contributorOf(organisation, cell, summaryAt(levels[signed % levels.length] ?? 0, CREDITS), signed)
  }
  let trusts = family.cells.flatMap(({ id }, index) =>
    Array.from({ length: sizes[index] ?? 0 }, (_, number) => sign(`${id}${number}`, id)),
  )
  const made: Made[] = []
  const make = (contributors: readonly Contributor[]) => {
    const before = made.at(-1)
    made.push({
      id: `r${made.length}`,
      contributors,
      ...prepareRelease(ruleSet, family, '2027', contributors, before),
    })
  }
  make(trusts)
  for (const { isNewPeriod, acts } of turns) {
    const actOf = (index: number) => acts[index % acts.length] ?? 'stays'
    trusts = trusts.map((one, index) => {
      const cells = family.cells.map(({ id }) => id)
      const next = cells[(cells.indexOf(one.cohort) + 1) % cells.length] ?? one.cohort
      // Who moves to another cell takes the signed assessment along.
      const moved = actOf(index) === 'moves' ? { ...one, cohort: next } : one
      return isNewPeriod || actOf(index) === 'signs-anew' ? sign(moved.organisation, moved.cohort) : moved
    })
    make(trusts.filter((_, index) => actOf(index) !== 'is-away'))
  }
  return made
}

/** Figures of each published cell, by the release in which they were new, and its cells. */
const cellsOf = (made: Made) =>
  made.release.cells.map((cell, index) => ({
    of: cell.of.join('+'),
    origin: cell.from ?? made.id,
    figures: made.release.cohorts.find((cohort) => cohort.id === cell.of.join('+'))?.figures,
    members: made.members[index]?.members ?? [],
  }))

describe('successive releases, with joiners, leavers, those who sign anew and those who move', () => {
  test('count an assessment in one set of figures only', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const countedIn = new Map<string, Set<string>>()
        for (const made of releasesOf(history))
          for (const { of, origin, members } of cellsOf(made))
            for (const { assessment } of members)
              countedIn.set(assessment, new Set([...(countedIn.get(assessment) ?? []), `${origin} ${of}`]))
        for (const sets of countedIn.values()) expect([...sets]).toHaveLength(1)
      }),
      runs(700),
    )
  })

  test('give a cell other figures only when at least five of its contributors changed', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const earlier: { of: string; figures: Figures | undefined; members: readonly Contributor[] }[] = []
        for (const made of releasesOf(history)) {
          for (const cell of cellsOf(made)) {
            for (const other of earlier.filter((one) => one.of === cell.of)) {
              const [was, is] = [other.members, cell.members].map(
                (all) => new Set(all.map((one) => `${one.organisation} ${one.assessment}`)),
              )
              const changed = [...(was ?? [])].filter((one) => !is?.has(one)).length
              if (JSON.stringify(cell.figures) !== JSON.stringify(other.figures))
                expect(changed).toBeGreaterThanOrEqual(5)
            }
            earlier.push(cell)
          }
        }
      }),
      runs(500),
    )
  })

  test('carry figures as they were, and say from which release they are', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const all = releasesOf(history)
        for (const made of all)
          for (const { of, origin, figures, members } of cellsOf(made)) {
            const first = all.find((one) => one.id === origin)
            const then = first === undefined ? undefined : cellsOf(first).find((one) => one.of === of)
            expect(then?.figures).toEqual(figures)
            expect(then?.members).toEqual(members)
          }
      }),
      runs(500),
    )
  })

  test('always rest on one partition: cells of now and of before that overlap are decided together', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const { release, members } of releasesOf(history)) {
          const written = release.cells.flatMap((cell) => cell.of)
          expect(new Set(written).size).toBe(written.length)
          const assessments = members.flatMap((cell) => cell.members.map((one) => one.assessment))
          expect(new Set(assessments).size).toBe(assessments.length)
          for (const cell of members) expect(cell.members.length).toBeGreaterThanOrEqual(10)
        }
      }),
      runs(500),
    )
  })

  test('report of every group how many contribute, were counted and changed, and what became of it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const all = releasesOf(history)
        all.forEach(({ release, report, contributors }, index) => {
          const before = all[index - 1]
          expect(report.reduce((sum, one) => sum + one.contributors, 0)).toBe(contributors.length)
          for (const { of, counted, changed, outcome } of report) {
            if (before === undefined) expect([counted, changed]).toEqual([0, null])
            if (outcome === 'carried') expect(before?.release.cells.length).toBeGreaterThan(0)
            if (outcome === 'new') expect(release.cells).toContainEqual({ of, from: null })
            else expect(release.cells).not.toContainEqual({ of, from: null })
          }
        })
      }),
      runs(400),
    )
  })

  test('are all new in a new period, in which everybody signs anew', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const turns = history.turns.map((turn) => ({ ...turn, isNewPeriod: true }))
        for (const { release } of releasesOf({ ...history, turns }))
          for (const cell of release.cells) expect(cell.from).toBeNull()
      }),
      runs(300),
    )
  })
})

describe('a second release', () => {
  const family = familyOf(2, [[0, 1]], [[0, 1]])
  const signed = (cell: string, from: number, to: number, turn = 1, level = 0) =>
    Array.from({ length: to - from }, (_, index) =>
      contributorOf(`${cell}${from + index}`, cell, summaryAt(level, CREDITS), turn),
    )
  const first = {
    id: 'first',
    ...prepareRelease(ruleSet, family, '2027', [...signed('a', 0, 12), ...signed('b', 0, 12)]),
  }
  const second = (...contributors: readonly Contributor[][]) =>
    prepareRelease(ruleSet, family, '2027', contributors.flat(), first)
  const outcomes = ({ report }: Prepared) => report.map(({ of, outcome }) => `${of.join('+')} ${outcome}`)

  test('carries a cell that others only joined, however many', () => {
    const made = second(signed('a', 0, 30, 1, 2).slice(0, 12), signed('a', 12, 30, 2, 2), signed('b', 0, 12))
    expect(outcomes(made)).toEqual(['a carried', 'b carried'])
    expect(made.release.cohorts).toEqual(first.release.cohorts)
    expect(made.release.cells).toEqual([
      { of: ['a'], from: 'first' },
      { of: ['b'], from: 'first' },
    ])
  })

  test('gives a cell new figures when all of it has signed anew, beside one that is carried', () => {
    const made = second(signed('a', 0, 12, 2, 2), signed('b', 0, 12))
    expect(outcomes(made)).toEqual(['a new', 'b carried'])
    const [a, b, both] = made.release.cohorts
    expect(a?.figures.questions).toEqual([{ of: 10, atLeast: [10, 10] }])
    expect(b).toEqual(first.release.cohorts[1])
    expect(both?.figures.questions).toEqual([{ of: 20, atLeast: [10, 10] }])
  })

  test('carries both cells where one has become so small that they would merge, until all have signed anew', () => {
    expect(outcomes(second(signed('a', 0, 3, 2), signed('b', 0, 12)))).toEqual(['a+b carried'])
    expect(second(signed('a', 0, 3, 2), signed('b', 0, 12)).release.cohorts).toEqual(first.release.cohorts)
    expect(outcomes(second(signed('a', 0, 3, 2), signed('b', 0, 12, 2)))).toEqual(['a+b new'])
  })

  test('splits cells that had merged only when both have signed anew', () => {
    const merged = {
      id: 'merged',
      ...prepareRelease(ruleSet, family, '2027', [...signed('a', 0, 5), ...signed('b', 0, 12)]),
    }
    const after = (...contributors: readonly Contributor[][]) =>
      prepareRelease(ruleSet, family, '2027', contributors.flat(), merged)
    expect(outcomes(after(signed('a', 0, 12, 2), signed('b', 0, 12)))).toEqual(['a carried', 'b carried'])
    expect(after(signed('a', 0, 12, 2), signed('b', 0, 12)).release.cells).toEqual([
      { of: ['a', 'b'], from: 'merged' },
    ])
    expect(outcomes(after(signed('a', 0, 12, 2), signed('b', 0, 12, 2)))).toEqual(['a new', 'b new'])
  })

  test('drops the figures of a cell that nobody is left in, or too few who signed anew', () => {
    expect(second(signed('b', 0, 12)).release.cells).toEqual([{ of: ['b'], from: 'first' }])
    const alone = familyOf(2, [])
    const before = { id: 'before', ...prepareRelease(ruleSet, alone, '2027', signed('a', 0, 12)) }
    expect(prepareRelease(ruleSet, alone, '2028', signed('a', 0, 4, 2), before).release.cells).toEqual([])
  })

  test('does not count again an assessment that comes back after it was away', () => {
    const away = { id: 'away', ...second(signed('a', 1, 12, 2), signed('b', 0, 12)) }
    expect(away.release.cells[0]).toEqual({ of: ['a'], from: null })
    const back = prepareRelease(
      ruleSet,
      family,
      '2027',
      [...signed('a', 0, 1), ...signed('a', 1, 12, 3), ...signed('b', 0, 12)],
      away,
    )
    expect(outcomes(back)).toEqual(['a carried', 'b carried'])
  })

  test('names a carried cell by its own cells, though nobody is left in them', () => {
    const apart = familyOf(3, [[1, 2]])
    const before = {
      id: 'before',
      ...prepareRelease(ruleSet, apart, '2027', [...signed('b', 0, 12), ...signed('c', 0, 12)]),
    }
    const made = prepareRelease(ruleSet, apart, '2027', [...signed('c', 0, 4)], before)
    expect(made.release.cohorts.map(({ title }) => title)).toEqual(['Cell b', 'Cell c'])
    expect(made.release.withheld.map(({ id }) => id)).toEqual(['a'])
  })
})
