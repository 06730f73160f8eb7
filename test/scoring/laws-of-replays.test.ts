import { describe, expect } from 'vitest'
import type { WholeRow } from '../../src/answers/model.ts'
import type { Chain, Incident, RuleSet } from '../../src/rules/model.ts'
import type { IncidentResult, Outcome, Walk } from '../../src/scoring/model.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { completionsOf } from './generate.ts'
import { law, nothing } from './law.ts'
import { rankOf, walkIn, type Way, worldsOf } from './naive.ts'

interface Replayed {
  readonly incident: Incident
  readonly chain: Chain
  readonly result: IncidentResult & { atWorst: Walk; atBest: Walk; assuredOutcome: Outcome }
}

function replaysOf(ruleSet: RuleSet, row: WholeRow): Replayed[] {
  const results = scoreRow(ruleSet, row).incidents
  return ruleSet.incidents.flatMap((incident) =>
    incident.chains.map((chain) => ({
      incident,
      chain,
      result: results.find(
        (one) => one.id === incident.id && one.chain === chain.vantage,
      ) as Replayed['result'],
    })),
  )
}

/** The walks of a chain in every world that is still possible. */
const walks = (ruleSet: RuleSet, row: WholeRow, { incident, chain }: Replayed, way: Way) =>
  worldsOf(ruleSet, row, way).map((world) => walkIn(ruleSet, incident, chain, world))
const goodness = ({ outcome, reach }: { outcome: Outcome; reach: number }) => 100 * rankOf(outcome) - reach

describe('a replay', () => {
  law(
    'ends where rules/README.md says when walked again: at worst, at best and on evidence',
    nothing,
    ({ ruleSet, row }) => {
      for (const replayed of replaysOf(ruleSet, row)) {
        const { result } = replayed
        const extreme = (way: Way, of: (...all: number[]) => number) =>
          of(...walks(ruleSet, row, replayed, way).map(goodness))
        expect(goodness(result.atWorst)).toBe(extreme('low', Math.min))
        expect(goodness(result.atBest)).toBe(extreme('best', Math.max))
        expect(goodness({ outcome: result.assuredOutcome, reach: result.assuredReach! })).toBe(
          extreme('assured', Math.min),
        )
        for (const [walk, way] of [
          [result.atWorst, 'low'],
          [result.atBest, 'best'],
        ] as const)
          expect(walks(ruleSet, row, replayed, way)).toContainEqual({
            outcome: walk.outcome,
            reach: walk.reach,
          })
      }
    },
    { many: 1500, few: 40 },
  )

  law(
    'has one outcome when both ends are of one class, and is not known otherwise; where it ends may be a range',
    nothing,
    ({ ruleSet, row }) => {
      for (const { result } of replaysOf(ruleSet, row)) {
        const { atWorst, atBest } = result
        const same = atWorst.outcome === atBest.outcome
        expect(result.outcome).toBe(same ? atWorst.outcome : 'not-known')
        expect([result.reach, result.stoppedAt]).toEqual([atWorst.reach, atWorst.stoppedAt])
      }
    },
    { many: 600, few: 25 },
  )

  law(
    'lies between its two ends for every completion of what is not known',
    ({ ruleSet, row }) => completionsOf(ruleSet, row, 'everything-unknown'),
    ({ ruleSet, row }, completion) => {
      const complete = replaysOf(ruleSet, completion)
      replaysOf(ruleSet, row).forEach(({ result }, index) => {
        const walk = complete[index]!.result
        expect(walk.outcome).not.toBe('not-known')
        expect(rankOf(walk.atWorst.outcome)).toBeGreaterThanOrEqual(rankOf(result.atWorst.outcome))
        expect(rankOf(walk.atWorst.outcome)).toBeLessThanOrEqual(rankOf(result.atBest.outcome))
        expect(walk.reach).toBeLessThanOrEqual(result.atWorst.reach)
        expect(walk.reach).toBeGreaterThanOrEqual(result.atBest.reach)
      })
    },
    { many: 1200, few: 40 },
  )

  law(
    'is never better on evidence than at worst on paper, and that never better than at best',
    nothing,
    ({ ruleSet, row }) => {
      for (const { result } of replaysOf(ruleSet, row)) {
        expect(rankOf(result.assuredOutcome)).toBeLessThanOrEqual(rankOf(result.atWorst.outcome))
        expect(rankOf(result.atWorst.outcome)).toBeLessThanOrEqual(rankOf(result.atBest.outcome))
        expect(result.assuredReach).toBeGreaterThanOrEqual(result.atWorst.reach)
        expect(result.atWorst.reach).toBeGreaterThanOrEqual(result.atBest.reach)
      }
    },
    { many: 800, few: 40 },
  )

  law(
    'stops at most one attack step, and reaches nothing after it but what comes whatever happened before',
    nothing,
    ({ ruleSet, row }) => {
      for (const { chain, result } of replaysOf(ruleSet, row)) {
        for (const reading of ['status', 'best', 'assured'] as const) {
          const statuses = result.steps.map((step) => step[reading])
          const stops = [...statuses.keys()].filter((position) => statuses[position] === 'stopped')
          expect(stops.length).toBeLessThanOrEqual(1)
          for (const [position, step] of chain.steps.entries()) {
            if (statuses[position] === 'stopped') expect(step.kind).toBe('attack')
            const after = stops[0] !== undefined && position > stops[0]
            const end = {
              status: result.atWorst.outcome,
              best: result.atBest.outcome,
              assured: result.assuredOutcome,
            }
            const unexposed = end[reading] === 'not-exposed'
            expect(statuses[position] === 'not-reached').toBe(
              unexposed || (after && (step.kind === 'attack' || !step.always)),
            )
          }
        }
        const stopped = result.steps.find((step) => step.status === 'stopped')
        expect(result.stoppedAt).toBe(stopped?.id ?? null)
        if (stopped === undefined) continue
        const before = chain.steps.slice(
          0,
          chain.steps.findIndex((step) => step.id === stopped.id),
        )
        expect(result.reach).toBe(before.filter((step) => step.kind === 'attack').length)
        expect(result.atWorst.outcome).toBe(
          before.some((step) => step.kind === 'harm') ? 'cut-short' : 'stopped',
        )
      }
    },
    { many: 800, few: 25 },
  )
})

describe('a control', () => {
  law(
    'meets an attack only when it stops or detects before the first harm in every scope that is still possible',
    nothing,
    ({ ruleSet, row }) => {
      for (const replayed of replaysOf(ruleSet, row)) {
        const { incident, chain, result } = replayed
        // The chain cut off at its first harm: whatever still ends it, or is seen, came in time.
        const harm = chain.steps.findIndex((step) => step.kind === 'harm')
        const early = { ...chain, steps: harm < 0 ? chain.steps : chain.steps.slice(0, harm) }
        const met = (way: Way) =>
          worldsOf(ruleSet, row, way)
            .map((world) => walkIn(ruleSet, incident, early, world).outcome)
            .filter((outcome) => outcome !== 'not-exposed')
            .map((outcome) => outcome === 'stopped' || outcome === 'seen')
        if (met('low').length === 0) expect(result.meets).toBe(null)
        else {
          const all = (way: Way) => met(way).every((one) => one)
          expect(result.meets).toBe(all('assured') ? 'on-evidence' : all('low') ? 'on-paper' : 'none')
          expect(result.meetsNotKnown).toBe(!all('low') && met('best').some((one) => one))
        }
        expect(result.counted).toBe(
          met('low').length > 0 &&
            chain.vantage === 'in-your-place' &&
            ['published', 'reported'].includes(incident.wayIn ?? ''),
        )
      }
    },
    { many: 1200, few: 40 },
  )
})
