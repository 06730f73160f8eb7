/** The plan of a trust: quick plan, model, optimum with ties settled, check by the scorer; against HiGHS alone, once, on the same model. */

import { resolve } from 'node:path'
import { encode } from '../../src/answers/encode.ts'
import { inventAnswers } from '../../src/demo/answers.ts'
import { inventTrusts } from '../../src/demo/trusts.ts'
import { findPlan } from '../../src/planning/find-plan.ts'
import type { PlanAsked } from '../../src/planning/model.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import type { Solve, SolverTask } from '../../src/solver/model.ts'
import { withSolver } from '../../src/solver/with-solver.ts'
import { isTooEarly } from '../../src/planning/too-early.ts'
import { median, printTable } from './table.ts'

/** Of the demonstration, every so manieth; and times HiGHS alone (ours). */
const [STEP, MOST] = [6, 3]
const TURNS = 3
const AS_OF = '2026-11-22'
const ASKED: PlanAsked = { goal: { kind: 'least-risk' }, pounds: 100_000, days: 60, keep: [], without: [] }

export async function benchPlan(): Promise<void> {
  const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
  const { improvements } = ruleSet
  if (improvements === undefined) throw new Error('The rules say nothing of efforts.')
  const trusts = inventTrusts()
    .filter((_, at) => at % STEP === 0)
    .map((trust) => inventAnswers(ruleSet, trust, AS_OF))
    .map((answers) => ({ ruleSet, answers, row: encode(ruleSet, answers) }))
    .filter((one) => !isTooEarly(one))
  const [ours, alone]: [number[], number[]] = [[], []]
  let proven = 0
  // In one process that has begun: what it takes to start is neither's.
  await withSolver(async (solve) => {
    await solve({ model: { columns: [], rows: [] }, smallest: [], seconds: 1 })
    for (const trust of trusts) {
      const [mine, theirs]: [number[], number[]] = [[], []]
      for (let turn = 0; turn < TURNS; turn++) {
        let first: SolverTask | undefined
        const noting: Solve = (task) => {
          first ??= structuredClone(task)
          return solve(task)
        }
        const began = performance.now()
        const found = await findPlan(trust, improvements, ASKED, noting, 20)
        mine.push(performance.now() - began)
        if (turn === 0 && found.kind === 'plan' && found.proof.kind === 'proven') proven += 1
        if (first === undefined) throw new Error('The solver was not asked.')
        const again = performance.now()
        await solve(first)
        theirs.push(performance.now() - again)
      }
      // What else the machine does only ever adds.
      ours.push(Math.min(...mine))
      alone.push(Math.min(...theirs))
    }
  })
  const ratios = ours.map((took, at) => took / (alone[at] ?? 1))
  const ratio = median(ratios)
  printTable(`The plan of ${ratios.length} trusts within £100,000 and 60 days (middle of all)`, [
    {
      what: 'quick plan, optimum, ties, check',
      measured: `${median(ours).toFixed(0)} ms, ${ratio.toFixed(1)} ×`,
      bar: `≤ ${MOST} × the ${median(alone).toFixed(0)} ms of HiGHS alone, once, on the same model`,
      met: ratio <= MOST,
    },
    {
      what: 'the slowest',
      measured: `${Math.max(...ours).toFixed(0)} ms, ${Math.max(...ratios).toFixed(1)} ×`,
      bar: '',
    },
    { what: 'proven', measured: `${proven} of ${ratios.length}`, bar: 'all', met: proven === ratios.length },
  ])
}
