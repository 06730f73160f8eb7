import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Contributor, RUNGS } from '../../src/peers/model.ts'
import { parseRelease, sealRelease } from '../../src/peers/content.ts'
import { prepareRelease } from '../../src/peers/prepare.ts'
import { roundCount, roundSize, standsFor } from '../../src/peers/rounding.ts'
import { findProtecting } from '../../src/peers/protecting.ts'
import { summarise } from '../../src/peers/summary.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import type { CohortFamily } from '../../src/rules/model.ts'
import { mayBeLeftOut, rowsOf } from '../scoring/generate.ts'
import { real, runs } from '../scoring/law.ts'
import {
  connectedFamilies,
  contributorOf,
  countries,
  families,
  familyOf,
  ruleSet,
  shuffled,
  summaries,
  summaryOf,
} from './made-up.ts'

const releaseOf = (family: CohortFamily, trusts: readonly Contributor[]) =>
  prepareRelease(ruleSet, family, '2027', trusts).release
const bytesOf = (family: CohortFamily, trusts: readonly Contributor[]) =>
  sealRelease(releaseOf(family, trusts)).bytes

/** Every leaf of a value, with the keys that lead to it. */
function leavesOf(
  value: unknown,
  path: readonly string[] = [],
): { path: readonly string[]; leaf: unknown }[] {
  if (value === null || typeof value !== 'object') return [{ path, leaf: value }]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}

describe('a release', () => {
  test('has the same bytes when two trusts of one cell swap their answers', () => {
    fc.assert(
      fc.property(countries(families), fc.nat(), fc.nat(), ({ family, trusts }, i, j) => {
        fc.pre(trusts.length > 1)
        const first = trusts[i % trusts.length]
        const cell = trusts.filter((one) => one.cohort === first?.cohort)
        const second = cell[j % cell.length]
        const swapped = trusts.map((one) =>
          one === first
            ? { ...one, summary: second?.summary ?? one.summary }
            : one === second
              ? { ...one, summary: first?.summary ?? one.summary }
              : one,
        )
        expect(bytesOf(family, swapped)).toBe(bytesOf(family, trusts))
      }),
      runs(500),
    )
  })

  test('has the same bytes in whatever order the contributors come, and whoever they are', () => {
    fc.assert(
      fc.property(countries(families), fc.array(fc.nat(), { minLength: 5 }), ({ family, trusts }, by) => {
        const renamed = trusts.map((one, index) => ({
          ...one,
          organisation: `x${(index * 7919) % 1009}`,
          assessment: `y${index}`,
        }))
        expect(bytesOf(family, shuffled(renamed, by))).toBe(bytesOf(family, trusts))
      }),
      runs(500),
    )
  })

  test('has equal bytes and digest exactly when it is equal, and its bytes are all of it', () => {
    fc.assert(
      fc.property(countries(families), countries(families), (one, other) => {
        const [a, b] = [one, other].map(({ family, trusts }) => releaseOf(family, trusts))
        if (a === undefined || b === undefined) throw new Error('Two were prepared.')
        const isEqual = JSON.stringify(a) === JSON.stringify(b)
        expect(sealRelease(a).bytes === sealRelease(b).bytes).toBe(isEqual)
        expect(sealRelease(a).digest === sealRelease(b).digest).toBe(isEqual)
        expect(sealRelease(structuredClone(a))).toEqual(sealRelease(a))
        expect(JSON.parse(sealRelease(a).bytes)).toEqual(a)
      }),
      runs(400),
    )
  })

  test('holds no organisation, no assessment and no text but names of cohorts', () => {
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        const named = trusts.map((one) => ({
          ...one,
          organisation: `canary-${one.organisation}`,
          assessment: `canary-${one.assessment}`,
        }))
        const { bytes } = sealRelease(releaseOf(family, named))
        expect(bytes).not.toContain('canary')
        const words = new Set(['', '2027', ruleSet.digest, 'too-few', 'not-a-union'])
        for (const { path, leaf } of leavesOf(JSON.parse(bytes))) {
          if (typeof leaf !== 'string') continue
          const isOfCohorts = path.some((key) => ['of', 'id', 'title', 'instead'].includes(key))
          expect(isOfCohorts || words.has(leaf), `${path.join('.')}: ${leaf}`).toBe(true)
        }
      }),
      runs(400),
    )
  })

  test('has a digest that says nothing of its figures to who does not know its nonce', () => {
    const family = familyOf(1, [])
    const trusts = Array.from({ length: 12 }, (_, index) => contributorOf(`${index}`, 'a', summaryOf({})))
    const digests = ['one nonce', 'another'].map(
      (nonce) =>
        sealRelease(prepareRelease(ruleSet, family, '2027', trusts, undefined, nonce).release).digest,
    )
    expect(new Set(digests).size).toBe(2)
  })

  test('is read back as it was written, and so is one of the first kind, in which a cell was counted whole', () => {
    const family = familyOf(2, [], [[0, 1]])
    const trusts = ['a', 'b'].flatMap((cell) =>
      Array.from({ length: 12 }, (_, index) =>
        contributorOf(`${cell}${index}`, cell, summaryOf({ overall: 50 })),
      ),
    )
    const release = releaseOf(family, trusts)
    expect(parseRelease(sealRelease(release).bytes)).toEqual(release)
    const { nonce, ...first } = {
      ...release,
      cells: [
        { of: ['a'], from: null },
        { of: ['b'], from: 'r1' },
      ],
    }
    expect(nonce).toBe('')
    const [a, b] = parseRelease(JSON.stringify(first)).cells
    expect(a?.counted).toEqual({ ...release.cells[0]?.counted, incidents: [] })
    expect(b?.counted.lessons).toEqual(['r1', 'r1', 'r1', 'r1'])
    expect(new Set([b?.counted.overall, ...(b?.counted.domains ?? []), ...(b?.counted.risks ?? [])])).toEqual(
      new Set(['r1']),
    )
  })

  test('is read back though it was made before lessons were counted, and says nothing of them', () => {
    const trusts = Array.from({ length: 12 }, (_, index) => contributorOf(`${index}`, 'a', summaryOf({})))
    const release = releaseOf(familyOf(1, []), trusts)
    const text = JSON.stringify(release, (key, value: unknown) => (key === 'lessons' ? undefined : value))
    expect(text).not.toContain('lessons')
    const { cells, cohorts } = parseRelease(text)
    expect(cells.map(({ counted }) => counted.lessons)).toEqual([[]])
    expect(cohorts.map(({ figures }) => figures.lessons)).toEqual([[]])
    expect(cohorts[0]?.figures.questions).toEqual(release.cohorts[0]?.figures.questions)
  })

  test('counts who has learned each lesson that can be asked, on paper and on evidence, as whoever counts one by one', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), ({ family, trusts }) => {
        const { release, members } = prepareRelease(ruleSet, family, '2027', trusts)
        for (const { of, members: cell } of members) {
          const figures = release.cohorts.find(({ id }) => id === of.join('+'))?.figures
          // The first and second always apply; the others as far as they are no −1.
          const alwaysOrNot = [true, true, false, false]
          const counted = alwaysOrNot.map((always, lesson) => {
            const rungs = cell.map(({ summary }) => summary.lessons[lesson] ?? -1)
            const reach = (rung: number) => rungs.filter((one) => one >= rung).length
            if (always)
              return {
                of: roundSize(cell.length),
                atLeast: [1, 2].map((rung) => roundCount(reach(rung), cell.length)),
              }
            const fewest = standsFor(reach(0), cell.length).from
            const atLeast = fewest < 10 ? null : [1, 2].map((rung) => roundCount(reach(rung), fewest))
            return { of: roundCount(reach(0), cell.length), atLeast }
          })
          expect(figures?.lessons).toEqual(counted)
        }
      }),
      runs(300),
    )
  })

  test('gives counts and quantiles, all multiples of 5, and never a minimum, maximum, rank, mean or deviation', () => {
    const KEYS = [
      ...[
        'nonce',
        'period',
        'ruleSet',
        'cells',
        'cohorts',
        'withheld',
        'id',
        'title',
        'of',
        'counted',
        'because',
        'instead',
      ],
      ...['figures', 'size', 'overall', 'domains', 'risks', 'questions', 'incidents', 'lessons', 'protects'],
      ...[
        'onPaper',
        'onEvidence',
        'bands',
        'atLeast',
        'p10',
        'p25',
        'p50',
        'p75',
        'p90',
        'question',
        'level',
      ],
    ]
    fc.assert(
      fc.property(countries(families), ({ family, trusts }) => {
        for (const { path, leaf } of leavesOf(releaseOf(family, trusts))) {
          for (const key of path) expect(/^\d+$/.test(key) || KEYS.includes(key), key).toBe(true)
          if (typeof leaf === 'number' && !path.includes('protects')) expect(leaf % 5).toBe(0)
        }
      }),
      runs(300),
    )
  })

  test('gives ladders that never rise and stay within what they count', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), ({ family, trusts }) => {
        for (const { figures } of releaseOf(family, trusts).cohorts)
          for (const { of, atLeast } of [
            ...figures.questions,
            ...figures.risks,
            ...figures.domains.map((one) => one.bands),
            ...figures.incidents.flatMap((one) => [one.onPaper, one.onEvidence]),
            ...figures.lessons,
          ]) {
            const steps = [figures.size, of, ...(atLeast ?? []), 0]
            expect(steps).toEqual(steps.toSorted((a, b) => b - a))
          }
      }),
      runs(500),
    )
  })

  test('gives a wider cohort the sums of its cells, and says nothing where one of them does not', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), ({ family, trusts }) => {
        const { release, members } = prepareRelease(ruleSet, family, '2027', trusts)
        const { cohorts } = release
        for (const wider of cohorts) {
          const inside = members
            .filter((cell) => cell.members.some((one) => wider.of.includes(one.cohort)))
            .flatMap((cell) => cohorts.filter((one) => one.id === cell.of.join('+')))
          if (inside.length < 2) continue
          const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
          expect(wider.figures.size).toBe(sum(inside.map((one) => one.figures.size)))
          const laddersOf = ({ figures }: (typeof cohorts)[number]) => [
            ...figures.questions,
            ...figures.lessons,
          ]
          laddersOf(wider).forEach((ladder, index) => {
            const ladders = inside.map((one) => laddersOf(one)[index])
            expect(ladder.of).toBe(sum(ladders.map((one) => one?.of ?? 0)))
            const isSilent = ladders.some((one) => one?.atLeast === null)
            expect(ladder.atLeast === null).toBe(isSilent)
            ladder.atLeast?.forEach((count, rung) =>
              expect(count).toBe(sum(ladders.map((one) => one?.atLeast?.[rung] ?? 0))),
            )
          })
        }
      }),
      runs(500),
    )
  })

  test('says which answer would protect most from the published ladders alone, ties together', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), ({ family, trusts }) => {
        for (const { figures } of releaseOf(family, trusts).cohorts)
          expect(figures.protects).toEqual(findProtecting(ruleSet, figures.questions))
      }),
      runs(400),
    )
    const ladders = [
      { of: 20, atLeast: [10] },
      { of: 20, atLeast: [10, 5] },
      { of: 20, atLeast: [20, 15, 0] },
      { of: 0, atLeast: null },
      { of: 0, atLeast: null },
    ]
    // The first and third stop two attacks and one: 10 × 1 each for the first two, 5 × 2 for the third.
    expect(findProtecting(ruleSet, ladders)).toEqual([
      { question: 0, level: 1 },
      { question: 1, level: 1 },
      { question: 2, level: 2 },
    ])
    expect(
      findProtecting(
        ruleSet,
        ladders.map(({ of }) => ({ of, atLeast: [of, of, of] })),
      ),
    ).toEqual([])
  })

  test('changes only in the cohorts that hold a trust when that trust answers otherwise', () => {
    fc.assert(
      fc.property(countries(connectedFamilies), fc.nat(), summaries, ({ family, trusts }, i, summary) => {
        fc.pre(trusts.length > 0)
        const changed = trusts[i % trusts.length]
        const [was, is] = [trusts, trusts.map((one) => (one === changed ? { ...one, summary } : one))].map(
          (all) => releaseOf(family, all),
        )
        was?.cohorts.forEach((cohort, index) => {
          if (!cohort.of.includes(changed?.cohort ?? '')) expect(is?.cohorts[index]).toEqual(cohort)
        })
      }),
      runs(400),
    )
  })

  test('of nobody, or of nine, publishes nothing and says so of every cohort', () => {
    const family = familyOf(2, [[0, 1]], [[0, 1]])
    for (const size of [0, 9]) {
      const trusts = Array.from({ length: size }, (_, index) => contributorOf(`${index}`, 'a', summaryOf({})))
      const { release, members } = prepareRelease(ruleSet, family, '2027', trusts)
      expect(release.cohorts).toEqual([])
      expect(release.withheld.map(({ id, instead }) => [id, instead])).toEqual([
        ['a', null],
        ['b', null],
        ['wider-0', null],
      ])
      expect(members).toEqual([])
    }
  })
})

describe('what a signed row counts as', () => {
  test('leaves out only questions that the rules let it leave out', () => {
    fc.assert(
      fc.property(rowsOf(real), (row) => {
        const { levels } = summarise(real, row)
        real.questions.forEach((question, index) => {
          const mayBe = mayBeLeftOut(question) || question.showWhen !== undefined
          expect(levels[index] ?? -1).toBeGreaterThanOrEqual(mayBe ? -1 : 0)
        })
      }),
      runs(60),
    )
  })

  test('has learned of each lesson that can be asked what the whole result says; what is not known counts as not learned', () => {
    fc.assert(
      fc.property(rowsOf(real), (row) => {
        const RUNG = { 'not-here': -1, no: 0, 'not-known': 0, 'on-paper': 1, 'on-evidence': 2 }
        const said = scoreRow(real, row).lessons.flatMap(({ learned }) =>
          learned === 'cannot-be-asked' ? [] : RUNG[learned],
        )
        expect(summarise(real, row).lessons).toEqual(said)
      }),
      runs(60),
    )
  })

  test('stands on a rung of every ladder, on evidence never on a better one', () => {
    fc.assert(
      fc.property(rowsOf(real), (row) => {
        const { outcomes, outcomesAssured, risks, domains, domainsAssured } = summarise(real, row)
        expect(outcomesAssured).toHaveLength(outcomes.length)
        outcomes.forEach((rung, index) => {
          expect(rung).toBeLessThan(RUNGS.length)
          expect(outcomesAssured[index]).toBeLessThanOrEqual(rung)
        })
        for (const band of risks) expect(real.matrix.bands[band]).toBeDefined()
        domains.forEach((score, index) => expect(domainsAssured[index]).toBeLessThanOrEqual(score))
      }),
      runs(60),
    )
  })
})
