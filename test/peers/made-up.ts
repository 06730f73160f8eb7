/**
 * Short descriptions → families of cohorts, trusts and their signed summaries, for tests of comparisons.
 * It knows nothing of rounding or merging.
 */

import fc from 'fast-check'
import { RUNGS, type Contributor, type Prepared, type Summary } from '../../src/peers/model.ts'
import type { Before } from '../../src/peers/prepare.ts'
import type { CohortFamily, RuleSet } from '../../src/rules/model.ts'
import { all, any, atLeast, type QuestionOf, ruleSetOf } from '../scoring/build.ts'

/** Questions of two to four levels, of which the last two may be left out; a risk, incidents and lessons that read them. */
export const ruleSet: RuleSet = ruleSetOf({
  domains: [
    { questions: [{ credits: [0, 100] }, { credits: [0, 60, 100] }] },
    {
      questions: [
        { credits: [0, 40, 70, 100] },
        { credits: [0, 50, 100], notApplicable: true },
        { credits: [0, 100], showWhen: { kind: 'context', question: 0, options: [0] } },
      ],
    },
  ],
  context: [2],
  risks: [{ inherent: [5, 5], loweredBy: [{ when: atLeast(0, 1), likelihood: 3 }] }],
  incidents: [
    {
      steps: [
        {
          controls: [
            ['stops', atLeast(0, 1)],
            ['stops', atLeast(2, 2)],
          ],
        },
        { controls: [['stops', atLeast(1, 1)]] },
      ],
      asCustomer: [{ controls: [['stops', atLeast(3, 1)]] }],
    },
    { steps: [{ controls: [['stops', atLeast(2, 2)]] }] },
  ],
  // The third cannot be asked; the last two need not apply.
  lessons: [
    atLeast(0, 1),
    all(atLeast(1, 1), atLeast(3, 1)),
    undefined,
    atLeast(3, 1),
    any(atLeast(3, 2), atLeast(4, 1)),
  ],
})

/** A rule set of one domain with one question, whose level decides everything else that a release says. */
export const oneQuestion = (credits: readonly number[], more: Omit<QuestionOf, 'credits'> = {}): RuleSet =>
  ruleSetOf({ domains: [{ questions: [{ credits, ...more }] }] })

/** A summary of zeros, but for what is given. */
export const summaryOf = (given: Partial<Summary>): Summary => ({
  overall: 0,
  overallAssured: 0,
  domains: [],
  domainsAssured: [],
  levels: [],
  scope: [],
  outcomes: [],
  outcomesAssured: [],
  risks: [],
  lessons: [],
  ...given,
})

/** A summary of `oneQuestion`: the level's credit is every score. A level of −1 is left out and scores nothing. */
export function summaryAt(level: number, credits: readonly number[]): Summary {
  const credit = credits[level] ?? 0
  return summaryOf({
    overall: credit,
    overallAssured: credit,
    domains: [credit],
    domainsAssured: [credit],
    levels: [level],
  })
}

export const contributorOf = (
  organisation: string,
  cell: string,
  summary: Summary,
  signed = 1,
): Contributor => ({
  organisation,
  assessment: `${organisation}-signed-${signed}`,
  cohort: cell,
  region: 'R1',
  summary,
})

/** A release as the next one is compared with it; `before`: what it was compared with itself. */
export function asBefore(
  id: string,
  ruleSet: RuleSet,
  { release }: Prepared,
  contributors: readonly Contributor[],
  before?: Before,
): Before {
  const members = contributors.map(({ organisation, cohort, region, summary }) => ({
    organisation,
    cohort,
    region,
    answered: summary,
  }))
  return { id, ruleSet, release, sources: new Map([...(before?.sources ?? []), [id, { ruleSet, members }]]) }
}

/** Cells a, b, c, … with a cohort each; lines and wider cohorts by position. */
export function familyOf(
  cells: number,
  lines: readonly (readonly [number, number])[],
  wider: readonly (readonly number[])[] = [],
): CohortFamily {
  const nameOf = (index: number) => CELLS[index % cells] ?? ''
  return {
    regions: [{ id: 'R1', name: 'Region 1' }],
    cells: CELLS.slice(0, cells).map((id) => ({ id, title: `Cell ${id}`, cohorts: [id], regions: ['R1'] })),
    mergeOrder: lines.map(([a, b]) => [nameOf(a), nameOf(b)] as const),
    wider: wider.map((of, index) => ({
      id: `wider-${index}`,
      title: `Wider ${index}`,
      of: CELLS.slice(0, cells).filter((id) => of.some((one) => nameOf(one) === id)),
    })),
  }
}

export const CELLS = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

const position = fc.nat({ max: CELLS.length - 1 })

/** Families of two to six cells, whose lines may leave some cells unconnected. */
export const families: fc.Arbitrary<CohortFamily> = fc
  .record({
    cells: fc.integer({ min: 2, max: 6 }),
    lines: fc.array(fc.tuple(position, position), { maxLength: 8 }),
    wider: fc.array(fc.uniqueArray(position, { minLength: 2, maxLength: 5 }), { maxLength: 4 }),
  })
  .map(({ cells, lines, wider }) => familyOf(cells, lines, wider))

/** Families whose lines lead from every cell to every other. */
export const connectedFamilies: fc.Arbitrary<CohortFamily> = fc
  .record({
    cells: fc.integer({ min: 2, max: 6 }),
    towards: fc.array(position, { minLength: 6, maxLength: 6 }),
    lines: fc.array(fc.tuple(position, position), { maxLength: 3 }),
    wider: fc.array(fc.uniqueArray(position, { minLength: 2, maxLength: 5 }), { maxLength: 4 }),
  })
  .map(({ cells, towards, lines, wider }) =>
    familyOf(
      cells,
      [...lines, ...towards.slice(1, cells).map((to, index) => [index + 1, to % (index + 1)] as const)],
      wider,
    ),
  )

/** Summaries of `ruleSet`, any of them. */
export const summaries: fc.Arbitrary<Summary> = fc
  .record({
    scores: fc.array(fc.nat({ max: 100 }), { minLength: 6, maxLength: 6 }),
    levels: fc.tuple(
      fc.nat({ max: 1 }),
      fc.nat({ max: 2 }),
      fc.nat({ max: 3 }),
      fc.integer({ min: -1, max: 2 }),
      fc.integer({ min: -1, max: 1 }),
    ),
    outcomes: fc.array(fc.nat({ max: RUNGS.length - 1 }), { minLength: 6, maxLength: 6 }),
    risk: fc.nat({ max: 3 }),
    lessons: fc.tuple(
      fc.nat({ max: 2 }),
      fc.nat({ max: 2 }),
      fc.integer({ min: -1, max: 2 }),
      fc.integer({ min: -1, max: 2 }),
    ),
  })
  .map(({ scores: [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0], levels, outcomes, risk, lessons }) => ({
    overall: Math.max(a, b),
    overallAssured: Math.min(a, b),
    domains: [Math.max(c, d), Math.max(e, f)],
    domainsAssured: [Math.min(c, d), Math.min(e, f)],
    levels,
    scope: [],
    outcomes: outcomes.slice(0, 3),
    outcomesAssured: outcomes.slice(3),
    risks: [risk],
    lessons,
  }))

/** A few summaries that many trusts share, so that states are alike as well as unlike. */
const stock = fc.array(summaries, { minLength: 1, maxLength: 4 })

/** A family and its trusts: 0 to 24 in each cell, in any order, now and then all alike. */
export function countries(of: fc.Arbitrary<CohortFamily>): fc.Arbitrary<{
  readonly family: CohortFamily
  readonly trusts: readonly Contributor[]
}> {
  const sizes = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 9 }), fc.integer({ min: 8, max: 24 })), {
    minLength: CELLS.length,
    maxLength: CELLS.length,
  })
  return fc
    .record({ family: of, sizes, stock, picks: fc.infiniteStream(fc.nat({ max: 999 })) })
    .map(({ family, sizes, stock, picks }) => {
      const trusts = family.cells.flatMap((cell, index) =>
        Array.from({ length: sizes[index] ?? 0 }, (_, number) => {
          const summary = stock[(picks.next().value ?? 0) % stock.length] ?? summaryOf({})
          return contributorOf(`${cell.id}${number}`, cell.id, summary)
        }),
      )
      return { family, trusts }
    })
}

/** Another order of a list, decided by numbers. */
export function shuffled<T>(list: readonly T[], by: readonly number[]): T[] {
  return list
    .map((one, index) => ({ one, key: by[index % Math.max(1, by.length)] ?? 0, index }))
    .toSorted((a, b) => a.key - b.key || b.index - a.index)
    .map(({ one }) => one)
}
