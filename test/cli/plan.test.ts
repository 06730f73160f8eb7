/** What `wardround plan` says about one trust. */
import { expect, test } from 'vitest'
import { examine } from '../../src/cli/answers.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import type { PlanAsked, PlanFound } from '../../src/planning/model.ts'
import { withSolver } from '../../src/solver/with-solver.ts'
import { ruleSet } from '../rules-content/real-rules.ts'
import { run, trust } from './run.ts'

test('the data are the plan that planning finds, beside what was asked', async () => {
  const { code, out } = await run(['plan', trust('middling'), '--budget', '20000', '--days', '20', '--json'])
  expect(code).toBe(0)
  const { asked, found } = JSON.parse(out) as { asked: PlanAsked; found: PlanFound }
  expect(asked).toMatchObject({ goal: { kind: 'least-risk' }, pounds: 20_000, days: 20 })
  const examined = await examine(ruleSet, trust('middling'))
  const mine = await withSolver((solve) =>
    findPlan(examined, ruleSet.improvements!, { ...asked, pounds: 20_000, days: 20 }, solve, 20),
  )
  expect(found).toEqual(JSON.parse(JSON.stringify(mine)))
})

test('what cannot be meant is refused, each with its option', async () => {
  const { code, err } = await run(['plan', trust('middling'), '--budget', '-5', '--reach', 'superb'])
  expect(code).toBe(2)
  expect(err).toContain('--budget: Money must be a number of pounds, 0 or more')
  expect(err).toContain('--reach: There is no band “superb”')
})
