import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOVED } from '../../src/peers/counting.ts'
import type { Contributor, Prepared } from '../../src/peers/model.ts'
import { type Before, prepareRelease } from '../../src/peers/prepare.ts'
import type { CohortFamily } from '../../src/rules/model.ts'
import { runs } from '../scoring/law.ts'
import { atLeast, isIn, ruleSetOf } from '../scoring/build.ts'
import {
  asBefore,
  connectedFamilies,
  contributorOf,
  families,
  familyOf,
  oneQuestion,
  summaryAt,
  summaryOf,
} from './made-up.ts'

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
  readonly before: Before | undefined
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
  let before: Before | undefined
  const make = (contributors: readonly Contributor[]) => {
    const id = `r${made.length}`
    const prepared = prepareRelease(ruleSet, family, '2027', contributors, before)
    made.push({ id, contributors, before, ...prepared })
    before = asBefore(id, ruleSet, prepared, contributors, before)
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

/** Figures of each published cell, with the release in which its one domain was counted. */
const cellsOf = (made: Made) =>
  made.release.cells.map(({ of, counted }) => ({
    of,
    origin: counted.domains[0] ?? made.id,
    figures: made.release.cohorts.find((cohort) => cohort.id === of.join('+'))?.figures,
  }))

/** How many joined, left or answered otherwise between two lists of contributors of some written cells. */
function movedIn(of: readonly string[], was: readonly Contributor[], now: readonly Contributor[]): number {
  const [then, is] = [was, now].map(
    (all) =>
      new Map(
        all.filter((one) => of.includes(one.cohort)).map((one) => [one.organisation, one.summary.levels[0]]),
      ),
  )
  const everybody = new Set([...(then?.keys() ?? []), ...(is?.keys() ?? [])])
  return [...everybody].filter((id) => then?.get(id) !== is?.get(id)).length
}

describe('successive releases, with joiners, leavers, those who sign anew and those who move', () => {
  test('count a cell anew exactly when eight have moved since it was counted, and ten are there', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const all = releasesOf(history)
        const contributorsIn = (id: string) => all.find((one) => one.id === id)?.contributors ?? []
        for (const [index, made] of all.entries()) {
          const earlier = all[index - 1]
          for (const { of, origin } of cellsOf(made)) {
            const was = earlier && cellsOf(earlier).find((one) => one.of.join() === of.join())
            if (was === undefined) continue
            const moved = movedIn(of, contributorsIn(was.origin), made.contributors)
            const isLarge = made.contributors.filter((one) => of.includes(one.cohort)).length >= 10
            expect(origin === made.id).toBe(moved >= MOVED && isLarge)
          }
        }
      }),
      runs(700),
    )
  })

  test('divide cells otherwise only when eight have moved in every one of them, old and new', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const all = releasesOf(history)
        const contributorsIn = (id: string) => all.find((one) => one.id === id)?.contributors ?? []
        for (const [index, made] of all.entries()) {
          const earlier = all[index - 1]
          if (earlier === undefined) continue
          const [was, is] = [cellsOf(earlier), cellsOf(made)]
          for (const { of } of is) {
            const touched = was.filter((one) => one.of.some((id) => of.includes(id)))
            if (touched.length === 0 || touched.some((one) => one.of.join() === of.join())) continue
            for (const part of [of, ...touched.map((one) => one.of)]) {
              const then = was
                .filter((one) => one.of.some((id) => part.includes(id)))
                .flatMap((one) => contributorsIn(one.origin).filter(({ cohort }) => one.of.includes(cohort)))
              expect(movedIn(part, then, made.contributors)).toBeGreaterThanOrEqual(MOVED)
            }
          }
        }
      }),
      runs(700),
    )
  })

  test('carry figures as they were published, and say from which release they are', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const all = releasesOf(history)
        for (const made of all)
          for (const { of, origin, figures } of cellsOf(made)) {
            const first = all.find((one) => one.id === origin)
            const then = first && cellsOf(first).find((one) => one.of.join() === of.join())
            // But for the size, which is of those who take part now.
            expect({ ...then?.figures, size: 0 }).toEqual({ ...figures, size: 0 })
            expect(then?.origin).toBe(origin)
          }
      }),
      runs(500),
    )
  })

  test('always rest on one partition, and never drop a cell that was published', () => {
    fc.assert(
      fc.property(histories, (history) => {
        let before = new Set<string>()
        for (const { release, members } of releasesOf(history)) {
          const written = release.cells.flatMap((cell) => cell.of)
          const now = new Set(written)
          expect(now.size).toBe(written.length)
          for (const cell of members) expect(cell.members.length).toBeGreaterThanOrEqual(10)
          for (const id of before) if (!now.has(id)) expect(members.length).toBeGreaterThan(0)
          before = now
        }
      }),
      runs(500),
    )
  })

  test('report of every group in bands how many contribute, and nothing that rests on an answer', () => {
    fc.assert(
      fc.property(histories, fc.nat({ max: 2 }), (history, level) => {
        for (const { before, contributors, report, unplaced } of releasesOf(history)) {
          for (const { contributors: band } of report)
            expect(band === 0 || (band >= 10 && band % 5 === 0)).toBe(true)
          // The same if everybody had answered alike.
          const alike = contributors.map((one) => ({ ...one, summary: summaryAt(level, CREDITS) }))
          const other = prepareRelease(ruleSet, history.family, '2027', alike, before)
          expect(other.unplaced).toEqual(unplaced)
          expect(other.report).toEqual(report)
        }
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
  const madeOf = (id: string, contributors: readonly Contributor[], before?: Before, in_ = family) => {
    const prepared = prepareRelease(ruleSet, in_, '2027', contributors, before)
    return { ...prepared, before: asBefore(id, ruleSet, prepared, contributors, before) }
  }
  const first = madeOf('first', [...signed('a', 0, 12), ...signed('b', 0, 12)])
  const second = (...contributors: readonly Contributor[][]) =>
    madeOf('second', contributors.flat(), first.before)
  const counted = ({ release }: Pick<Prepared, 'release'>) =>
    release.cells.map(({ of, counted }) => `${of.join('+')} ${counted.domains[0] ?? 'new'}`)

  test('carries everything where everybody signed anew and answered as before', () => {
    const made = second(signed('a', 0, 12, 2), signed('b', 0, 12, 2))
    expect(counted(made)).toEqual(['a first', 'b first'])
    expect(made.release.cohorts).toEqual(first.release.cohorts)
  })

  test('carries a cell that seven joined, and counts it anew with the eighth', () => {
    expect(counted(second(signed('a', 0, 19), signed('b', 0, 12)))).toEqual(['a first', 'b first'])
    const made = second(signed('a', 0, 12), signed('a', 12, 20, 2, 2), signed('b', 0, 12))
    expect(counted(made)).toEqual(['a new', 'b first'])
    const [a, b, both] = made.release.cohorts
    expect(a?.figures.questions).toEqual([{ of: 20, atLeast: [10, 10] }])
    expect(b).toEqual(first.release.cohorts[1])
    expect(both?.figures.questions).toEqual([{ of: 30, atLeast: [10, 10] }])
  })

  test('counts who moved over as many releases as it takes, each once', () => {
    const five = second(signed('a', 0, 5, 2, 1), signed('a', 5, 12), signed('b', 0, 12))
    expect(counted(five)).toEqual(['a first', 'b first'])
    const third = (changed: number) =>
      madeOf(
        'third',
        [...signed('a', 0, changed, 3, 2), ...signed('a', changed, 12), ...signed('b', 0, 12)],
        five.before,
      )
    expect(counted(third(7))).toEqual(['a first', 'b first'])
    expect(counted(third(8))).toEqual(['a new', 'b first'])
    // Who went back to what was counted has not moved.
    const back = madeOf('back', [...signed('a', 0, 12, 3), ...signed('b', 0, 12)], five.before)
    expect(counted(back)).toEqual(['a first', 'b first'])
  })

  test('asks what somebody answered who left and came back, and takes nobody for moved whose data was deleted', () => {
    const away = second(signed('a', 4, 12), signed('b', 0, 12))
    const back = (level: number) =>
      madeOf(
        'back',
        [...signed('a', 0, 8, 3, level), ...signed('a', 8, 12), ...signed('b', 0, 12)],
        away.before,
      )
    expect(counted(back(0))[0]).toBe('a first')
    expect(counted(back(1))[0]).toBe('a new')
    const { sources } = away.before
    const [source] = [sources.get('first')]
    const forgotten = {
      ...away.before,
      sources: new Map([
        ...sources,
        [
          'first',
          {
            ruleSet,
            members: (source?.members ?? []).map((one) =>
              one.organisation === 'a0' ? { ...one, answered: undefined } : one,
            ),
          },
        ],
      ]),
    }
    const again = prepareRelease(
      ruleSet,
      family,
      '2027',
      [...signed('a', 0, 8, 3, 1), ...signed('a', 8, 12), ...signed('b', 0, 12)],
      forgotten,
    )
    expect(counted(again)[0]).toBe('a first')
  })

  test('keeps both cells where one has become so small that they would merge', () => {
    const made = second(signed('a', 0, 3, 2), signed('b', 0, 12))
    expect(counted(made)).toEqual(['a first', 'b first'])
    expect(made.release.cohorts).toEqual(first.release.cohorts)
    expect(made.report).toEqual([{ of: ['a', 'b'], contributors: 15 }])
    // In a nine left, in b eight changed: enough in each.
    const both = second(signed('a', 0, 3, 2), signed('b', 0, 8, 2, 1), signed('b', 8, 12))
    expect(counted(both)).toEqual(['a+b new'])
  })

  test('keeps cells that had merged until so many have moved in both', () => {
    const merged = madeOf('merged', [...signed('a', 0, 5), ...signed('b', 0, 12)])
    const after = (...contributors: readonly Contributor[][]) =>
      madeOf('after', contributors.flat(), merged.before)
    expect(counted(after(signed('a', 0, 12), signed('b', 0, 12)))).toEqual(['a+b merged'])
    expect(counted(after(signed('a', 0, 13), signed('b', 0, 12)))).toEqual(['a+b new'])
    expect(counted(after(signed('a', 0, 13), signed('b', 0, 8, 2, 1), signed('b', 8, 12)))).toEqual([
      'a new',
      'b new',
    ])
  })

  test('keeps the figures of a cell of which too few are left', () => {
    const made = second(signed('b', 0, 12))
    expect(counted(made)).toEqual(['a first', 'b first'])
    expect(made.release.cohorts).toEqual(first.release.cohorts)
  })

  test('names a carried cell by its own cells, though nobody is left in them', () => {
    const apart = familyOf(3, [[1, 2]])
    const before = madeOf('before', [...signed('b', 0, 12), ...signed('c', 0, 12)], undefined, apart)
    const made = madeOf('after', signed('c', 0, 4), before.before, apart)
    expect(made.release.cohorts.map(({ title }) => title)).toEqual(['Cell b', 'Cell c'])
    expect(made.release.withheld.map(({ id }) => id)).toEqual(['a'])
  })
})

describe('what is counted together', () => {
  /** Two domains of one question, and a risk that reads the second. */
  const two = ruleSetOf({
    domains: [{ questions: [{}] }, { questions: [{}] }],
    risks: [
      {
        inherent: [5, 5],
        loweredBy: [{ when: { kind: 'level', question: 1, op: 'at-least', level: 1 }, likelihood: 3 }],
      },
    ],
  })
  const family = familyOf(1, [])
  const trusts = (...changed: readonly [number, number]) =>
    Array.from({ length: 12 }, (_, index) => {
      const levels = changed.map((many) => Number(index < many))
      return contributorOf(
        `${index}`,
        'a',
        summaryOf({ domains: levels, domainsAssured: levels, levels, risks: [0] }),
      )
    })

  test('is a domain with its questions, and a risk with the questions that it reads', () => {
    const first = prepareRelease(two, family, '2027', trusts(0, 0))
    const before = asBefore('first', two, first, trusts(0, 0))
    const after = (...changed: readonly [number, number]) =>
      prepareRelease(two, family, '2028', trusts(...changed), before).release
    const countedOf = (...changed: readonly [number, number]) => after(...changed).cells[0]?.counted
    expect(countedOf(8, 7)).toMatchObject({ overall: null, domains: [null, 'first'], risks: ['first'] })
    expect(countedOf(7, 8)).toMatchObject({ overall: null, domains: ['first', null], risks: [null] })
    expect(countedOf(7, 7)).toMatchObject({ overall: 'first', domains: ['first', 'first'], risks: ['first'] })
    expect(after(8, 7).cohorts[0]?.figures.questions).toEqual([
      { of: 10, atLeast: [10] },
      { of: 10, atLeast: [0] },
    ])
  })

  describe('of a past attack', () => {
    /** The first question would show it, somebody acts if the second says so, and it happens only to one kind of scope. */
    const watched = ruleSetOf({
      domains: [{ questions: [{}, {}, {}] }],
      context: [2, 2],
      seenWhen: atLeast(1, 1),
      incidents: [
        { exposedWhen: isIn(1, 1), steps: [{ controls: [['detects', atLeast(0, 1)]] }] },
        { steps: [{ controls: [['limits', atLeast(0, 1)]] }] },
      ],
    })
    const twelve = (levels: (index: number) => number[], scope: (index: number) => number[] = () => [0, 1]) =>
      Array.from({ length: 12 }, (_, index) =>
        contributorOf(
          `${index}`,
          'a',
          summaryOf({
            domains: [0],
            domainsAssured: [0],
            levels: levels(index),
            scope: scope(index),
            outcomes: [0, 0],
            outcomesAssured: [0, 0],
          }),
        ),
      )
    const still = () => [0, 0, 0]
    const first = prepareRelease(watched, family, '2027', twelve(still))
    const countedOf = (now: readonly Contributor[], then: readonly Contributor[] = twelve(still)) =>
      prepareRelease(watched, family, '2028', now, asBefore('first', watched, first, then)).release.cells[0]
        ?.counted.incidents

    test('is what would meet it, whether somebody acts on what is seen, and whether it can happen there', () => {
      const changed = (question: number, many: number) =>
        twelve((index) => [0, 1, 2].map((one) => Number(one === question && index < many)))
      expect(countedOf(changed(0, 8))).toEqual([null, null])
      expect(countedOf(changed(1, 8))).toEqual([null, 'first'])
      expect(countedOf(changed(1, 7))).toEqual(['first', 'first'])
      expect(countedOf(changed(2, 12))).toEqual(['first', 'first'])
      const elsewhere = (many: number) => twelve(still, (index) => [0, Number(index >= many)])
      expect(countedOf(elsewhere(8))).toEqual([null, 'first'])
      expect(countedOf(elsewhere(7))).toEqual(['first', 'first'])
      // Four of each, no one of them twice.
      expect(
        countedOf(
          twelve(
            (index) => [0, Number(index < 4), 0],
            (index) => [0, Number(index < 4 || index >= 8)],
          ),
        ),
      ).toEqual([null, 'first'])
    })

    test('does not count anybody as moved whose scope was not kept', () => {
      const unknown = twelve(still, () => [])
      expect(
        countedOf(
          twelve(still, () => [0, 0]),
          unknown,
        ),
      ).toEqual(['first', 'first'])
    })

    test('is not taken for new while what acts on it was asked alike before', () => {
      const renamed = {
        ...watched,
        digest: 'renamed',
        questions: watched.questions.map((one) => (one.index === 0 ? { ...one, id: 'new' } : one)),
        byId: new Map([
          ['new', 0],
          ['q1', 1],
          ['q2', 2],
        ]),
      }
      const before = asBefore('first', watched, first, twelve(still))
      const { release } = prepareRelease(renamed, family, '2028', twelve(still), before)
      expect(release.cells[0]?.counted.incidents).toEqual(['first', null])
    })
  })

  describe('of a lesson', () => {
    const taught = ruleSetOf({
      domains: [{ questions: [{}, {}] }],
      lessons: [atLeast(0, 1), undefined, atLeast(1, 1)],
    })
    const twelve = (changed: readonly [number, number]) =>
      Array.from({ length: 12 }, (_, index) => {
        const levels = changed.map((many) => Number(index < many))
        return contributorOf(
          `${index}`,
          'a',
          summaryOf({ domains: [0], domainsAssured: [0], levels, lessons: levels }),
        )
      })
    const first = prepareRelease(taught, family, '2027', twelve([0, 0]))
    const before = asBefore('first', taught, first, twelve([0, 0]))

    test('is what it asks: it is counted anew by that alone, and what cannot be asked is not counted', () => {
      const { cells, cohorts } = prepareRelease(taught, family, '2028', twelve([8, 7]), before).release
      expect(cells[0]?.counted).toMatchObject({ domains: [null], lessons: [null, 'first'] })
      expect(cohorts[0]?.figures.lessons).toEqual([
        { of: 10, atLeast: [10, 0] },
        { of: 10, atLeast: [0, 0] },
      ])
      const still = prepareRelease(taught, family, '2028', twelve([7, 7]), before).release
      expect(still.cells[0]?.counted.lessons).toEqual(['first', 'first'])
    })

    test('is counted at once where the release before counted none, and found by its id under another rule set', () => {
      const none = ruleSetOf({ domains: [{ questions: [{}, {}] }] })
      const earlier = asBefore(
        'first',
        none,
        prepareRelease(none, family, '2027', twelve([3, 0])),
        twelve([3, 0]),
      )
      const { cells, cohorts } = prepareRelease(taught, family, '2028', twelve([3, 0]), earlier).release
      expect(cells[0]?.counted).toMatchObject({ domains: ['first'], lessons: [null, null] })
      expect(cohorts[0]?.figures.lessons[0]).toEqual({ of: 10, atLeast: [0, 0] })
      const turned = { ...taught, digest: 'turned', lessons: taught.lessons.toReversed() }
      const after = asBefore(
        'first',
        taught,
        prepareRelease(taught, family, '2027', twelve([12, 0])),
        twelve([12, 0]),
      )
      const { release } = prepareRelease(turned, family, '2028', twelve([12, 0]), after)
      expect(release.cells[0]?.counted.lessons).toEqual(['first', 'first'])
      expect(release.cohorts[0]?.figures.lessons.map(({ atLeast: counts }) => counts)).toEqual([
        [0, 0],
        [10, 0],
      ])
    })
  })

  describe('under another rule set', () => {
    const first = prepareRelease(two, family, '2027', trusts(0, 0))
    const before = asBefore('first', two, first, trusts(0, 0))
    const questionOf = (ruleSet: typeof two, index: number) => {
      const question = ruleSet.questions[index]
      if (question === undefined) throw new Error('There is such a question.')
      return question
    }
    /** The same with other levels of the second question. */
    const other = {
      ...two,
      digest: 'other',
      questions: [
        questionOf(two, 0),
        {
          ...questionOf(two, 1),
          levels: questionOf(two, 1).levels.map((level) => ({ ...level, id: `${level.id}!` })),
        },
      ],
    }

    test('is carried for every question whose id and levels are the same, and new where they are not', () => {
      const { release } = prepareRelease(other, family, '2028', trusts(7, 12), before)
      expect(release.cells[0]?.counted.domains).toEqual(['first', null])
      expect(release.cohorts[0]?.figures.questions).toEqual([
        { of: 10, atLeast: [0] },
        { of: 10, atLeast: [10] },
      ])
      const more = prepareRelease(other, family, '2028', trusts(8, 12), before).release
      expect(more.cells[0]?.counted.domains).toEqual([null, null])
    })

    test('a domain that is carried has no figures of a question that was not asked then', () => {
      const wider = ruleSetOf({ domains: [{ questions: [{}, {}] }] })
      const asked = {
        ...wider,
        digest: 'wider',
        questions: [questionOf(two, 0), { ...questionOf(wider, 1), id: 'new' }],
      }
      const rules = { ...asked, byId: new Map(asked.questions.map(({ id }, index) => [id, index])) }
      const { release } = prepareRelease(rules, family, '2028', trusts(7, 7), before)
      expect(release.cells[0]?.counted.domains).toEqual(['first'])
      expect(release.cohorts[0]?.figures.questions).toEqual([
        { of: 10, atLeast: [0] },
        { of: 0, atLeast: null },
      ])
      const more = prepareRelease(rules, family, '2028', trusts(8, 12), before).release
      expect(more.cohorts[0]?.figures.questions[1]).toEqual({ of: 10, atLeast: [10] })
    })
  })
})
