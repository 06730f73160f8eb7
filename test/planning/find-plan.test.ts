/** Plans within money and days, towards a band, against an attack: as trying every plan finds them, and what is said where a solver fails. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import type { Plan, PlanAsked, PlanFound } from '../../src/planning/model.ts'
import type { Improvements } from '../../src/rules/model.ts'
import { type Solve, SolverEnded } from '../../src/solver/model.ts'
import { withSolver } from '../../src/solver/with-solver.ts'
import { real, runs } from '../scoring/law.ts'
import { expectOptimum, planCases } from './plans.ts'
import { riskOf } from './tried.ts'

const ours = real.improvements!
const trusts = inventTrusts()
const trust = (number: number) => {
  const answers = inventAnswers(real, trusts[number]!, '2026-11-22')
  return { ruleSet: real, answers, row: encode(real, answers) }
}
const asked = (given: Partial<PlanAsked> = {}): PlanAsked => ({
  goal: { kind: 'least-risk' },
  pounds: 100_000,
  days: 60,
  keep: [],
  without: [],
  ...given,
})
const ended: Solve = () => Promise.reject(new SolverEnded())

function planIn(found: PlanFound): Plan {
  if (found.kind !== 'plan') throw new Error(`no plan: ${found.kind}`)
  return found.plan
}
const risk = ({ after }: Plan) =>
  riskOf(real, { risks: after.risks.map(({ paper }) => ({ residual: paper })) })
const raised = (plan: Plan) => plan.moves.flatMap((move) => [move, ...move.besides])

test('on small rule sets a plan is the one that trying every plan finds best', async () => {
  const kinds = new Set<string | undefined>()
  await withSolver((solve) =>
    fc.assert(
      fc.asyncProperty(planCases, async (one) => {
        kinds.add(await expectOptimum(one, solve))
      }),
      runs(60),
    ),
  )
  const every = ['already', 'cannot-keep', 'kept-too-dear', 'out-of-reach', 'plan', 'too-dear']
  expect([...kinds].filter((kind) => kind !== undefined).toSorted()).toEqual(every)
})

test.each([20])(
  'with our rules, trust %i: proven, within its means, and no worse than the quick plan',
  async (number) => {
    const quick = planIn(await findPlan(trust(number), ours, asked(), ended, 10))
    const found = await withSolver((solve) => findPlan(trust(number), ours, asked(), solve, 20))
    const plan = planIn(found)
    expect(found).toMatchObject({ proof: { kind: 'proven' } })
    expect(risk(plan)).toBeLessThanOrEqual(risk(quick))
    for (const { pounds, days } of [quick, plan]) {
      expect(pounds).toBeLessThanOrEqual(100_000)
      expect(days).toBeLessThanOrEqual(60)
    }
  },
)

test('what is kept is in the plan, and what is ruled out is not', async () => {
  await withSolver(async (solve) => {
    const free = raised(planIn(await findPlan(trust(75), ours, asked(), solve, 20)))
    const without = free.map(({ question }) => question).slice(0, 2)
    const keep = [
      {
        question: 'exercise-who',
        level: real.questions.find(({ id }) => id === 'exercise-who')!.levels.at(-1)!.id,
      },
    ]
    const found = raised(
      planIn(await findPlan(trust(75), ours, asked({ without, keep, days: 120 }), solve, 20)),
    )
    expect(found.map(({ question, to }) => ({ question, level: to }))).toEqual(expect.arrayContaining(keep))
    expect(found.filter(({ question }) => without.includes(question))).toEqual([])
  })
})

describe('where the solver does not finish, the quick plan is shown and nothing is claimed', () => {
  test('it ended early', async () => {
    const found = await findPlan(trust(20), ours, asked(), ended, 1)
    expect(found).toMatchObject({ kind: 'plan', proof: { kind: 'ended' } })
    expect(planIn(found).moves.length).toBeGreaterThan(0)
  })

  test('it found nothing in time', async () => {
    const found = await findPlan(trust(20), ours, asked(), () => Promise.resolve({ kind: 'nothing-yet' }), 1)
    expect(found).toMatchObject({ kind: 'plan', proof: { kind: 'time', percent: undefined } })
  })

  test('it found something, and how much better another could be is said', async () => {
    await withSolver(async (solve) => {
      const hurried: Solve = async (task) => {
        const solved = await solve(task)
        return solved.kind === 'found' ? { ...solved, bound: solved.value - 10 } : solved
      }
      const best = planIn(await findPlan(trust(20), ours, asked({ days: 20 }), solve, 20))
      const found = await findPlan(trust(20), ours, asked({ days: 20 }), hurried, 20)
      expect(risk(planIn(found))).toBe(risk(best))
      const percent = Math.ceil((100 * 10) / risk(best))
      expect(found).toMatchObject({ kind: 'plan', proof: { kind: 'time', percent } })
    })
  })

  test('it promises what the scorer does not find: that plan is not shown', async () => {
    const liar: Solve = ({ model }) =>
      Promise.resolve({ kind: 'found', values: model.columns.map(() => 0), value: 0, bound: 0 })
    const found = await findPlan(trust(20), ours, asked(), liar, 1)
    expect(found).toMatchObject({ kind: 'plan', proof: { kind: 'ended' } })
    expect(planIn(found)).toEqual(planIn(await findPlan(trust(20), ours, asked(), ended, 1)))
  })

  test.each(['reach', 'stop'] as const)('a goal to %s has a quick plan that meets it', async (kind) => {
    const goal =
      kind === 'reach' ? ({ kind, band: 'holding' } as const) : ({ kind, incident: 'wannacry-2017' } as const)
    const found = await findPlan(
      trust(75),
      ours,
      asked({ goal, pounds: undefined, days: undefined }),
      ended,
      1,
    )
    expect(['plan', 'already']).toContain(found.kind)
    if (kind === 'reach') expect(planIn(found).after.overall.paper).toBeGreaterThanOrEqual(60)
  })
})

test('answers that need each other first are not raised', async () => {
  const { row } = trust(75)
  const [first, second] = real.questions.filter(
    ({ index, levels, form }) => form.type !== 'checklist' && row.declared[index]! < levels.length - 1,
  )
  const needs = (id: string, other: typeof first) => {
    const improvement = ours.of[id]!
    const need = { question: other!.id, level: other!.levels.at(-1)!.id }
    const circle = Object.fromEntries(
      Object.entries(improvement.steps).map(([step, one]) => [step, { ...one, needs: [need] }]),
    )
    return { ...improvement, steps: circle }
  }
  const circular: Improvements = {
    ...ours,
    of: { ...ours.of, [first!.id]: needs(first!.id, second), [second!.id]: needs(second!.id, first) },
  }
  const keep = [{ question: first!.id, level: first!.levels.at(-1)!.id }]
  const found = await findPlan(trust(75), circular, asked({ keep }), ended, 1)
  expect(found).toEqual({ kind: 'cannot-keep', question: first!.id })
})
