/** Plans against every plan there is, for thousands of small rule sets, efforts, answers, goals, limits, kept and ruled-out moves; and those of every demonstration trust. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import type { Goal, PlanFound } from '../../src/planning/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { SolverEnded } from '../../src/solver/model.ts'
import { withSolver } from '../../src/solver/with-solver.ts'
import { expectOptimum, planCases } from '../planning/plans.ts'
import { raise } from '../planning/brute.ts'
import { riskOf } from '../planning/tried.ts'
import { real, runs } from '../scoring/law.ts'

test('on thousands of small rule sets a plan is the one that trying every plan finds best', async () => {
  const kinds = new Map<string, number>()
  await withSolver((solve) =>
    fc.assert(
      fc.asyncProperty(planCases, async (one) => {
        const kind = (await expectOptimum(one, solve)) ?? 'too many to try'
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      }),
      runs(5000),
    ),
  )
  process.stdout.write(`${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}\n`)
  expect(kinds.get('plan')).toBeGreaterThan(1000)
})

test('every demonstration trust: proven, no worse than the quick plan, and what is promised is what the answers then score', async () => {
  const goals: Goal[] = [{ kind: 'least-risk' }, { kind: 'reach', band: 'holding' }]
  const shown = (found: PlanFound) => ('plan' in found ? found.plan : undefined)
  let plans = 0
  await withSolver(async (solve) => {
    for (const trust of inventTrusts()) {
      const answers = inventAnswers(real, trust, '2026-11-22')
      const of = { ruleSet: real, answers, row: encode(real, answers) }
      for (const goal of goals) {
        const asked = { goal, pounds: 100_000, days: 60, keep: [], without: [] }
        const found = await findPlan(of, real.improvements!, asked, solve, 20)
        const plan = shown(found)
        if (plan === undefined) continue
        plans += 1
        expect(found).toMatchObject({ proof: { kind: 'proven' } })
        const levels = new Map(
          plan.moves
            .flatMap((move) => [move, ...move.besides])
            .map(({ question, to }) => {
              const index = real.byId.get(question)!
              return [index, real.questions[index]!.levels.findIndex(({ id }) => id === to)]
            }),
        )
        const scored = scoreRow(real, raise(of.row, levels))
        expect(scored.risks.map(({ residual }) => residual)).toEqual(
          plan.after.risks.map(({ paper }) => paper),
        )
        expect(scored.overall.low).toBe(plan.after.overall.paper)
        if (goal.kind === 'least-risk') {
          const ended = () => Promise.reject(new SolverEnded())
          const quick = shown(await findPlan(of, real.improvements!, asked, ended, 1))!
          const left = quick.after.risks.map(({ paper }) => ({ residual: paper }))
          expect(riskOf(real, scored)).toBeLessThanOrEqual(riskOf(real, { risks: left }))
        }
      }
    }
  })
  expect(plans).toBeGreaterThan(inventTrusts().length)
})
