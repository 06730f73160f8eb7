/**
 * What every law of the engine is tried on: small made-up rule sets and the real one, with arbitrary rows.
 * The seed is fixed so that a failure comes again; `LAW_SEED` and `LAW_RUNS` (a factor) hunt further.
 */

import { resolve } from 'node:path'
import fc from 'fast-check'
import { test } from 'vitest'
import type { WholeRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import type { Result } from '../../src/scoring/model.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { rowsOf, ruleSets } from './generate.ts'
import { rankOf } from './naive.ts'

export const seed = Number(process.env['LAW_SEED'] ?? 20261122)
const factor = Number(process.env['LAW_RUNS'] ?? 1)
export const runs = (count: number): fc.Parameters<unknown> => ({ seed, numRuns: Math.ceil(count * factor) })

export const real: RuleSet = loadRuleSet(
  resolve(import.meta.dirname, '../../rules'),
  scoresBeforeLimits,
).ruleSet

/** One organisation's row under a rule set. */
export interface Case {
  readonly ruleSet: RuleSet
  readonly row: WholeRow
}

export const madeUp = (open = true): fc.Arbitrary<Case> =>
  ruleSets.chain((ruleSet) => rowsOf(ruleSet, open).map((row) => ({ ruleSet, row })))
export const ours = (open = true): fc.Arbitrary<Case> =>
  rowsOf(real, open).map((row) => ({ ruleSet: real, row }))

/** Tries a law on made-up rule sets and on the real one. `more` draws what else the law needs from a case. */
export function law<T>(
  name: string,
  more: (one: Case) => fc.Arbitrary<T>,
  holds: (one: Case, drawn: T) => void,
  { many = 400, few = 25, open = true }: { many?: number; few?: number; open?: boolean } = {},
): void {
  const tried = (cases: fc.Arbitrary<Case>, count: number) =>
    fc.assert(
      fc.property(
        cases.chain((one) =>
          more(one).map((drawn) => ({ ...one, drawn, [fc.toStringMethod]: () => shown(one, drawn) })),
        ),
        ({ drawn, ...one }) => holds(one, drawn),
      ),
      runs(count),
    )
  test(`${name} (made-up rule sets)`, () => tried(madeUp(open), many))
  test(`${name} (our rules)`, () => tried(ours(open), few))
}

/** A counterexample on a page: only what scores. */
function shown({ ruleSet, row }: Case, drawn: unknown): string {
  const rules =
    ruleSet === real
      ? 'our rules'
      : [
          ...ruleSet.questions.map(
            (one) =>
              `${one.domain} ${one.id} ${one.form.type} weight ${one.weight} credits ${one.levels.map((level) => level.credit).join(' ')}` +
              ` shown when ${fc.stringify(one.showWhen)}`,
          ),
          fc.stringify({
            caps: [ruleSet.caps, ...ruleSet.domains.map((domain) => domain.caps)],
            seenWhen: ruleSet.seenWhen,
            lessons: ruleSet.lessons,
            risks: ruleSet.risks,
            incidents: ruleSet.incidents.map((one) => [one.exposedWhen, one.chains]),
            contradictions: ruleSet.contradictions,
          }),
        ].join('\n')
  return `${rules}\nrow ${fc.stringify(row)}\ndrawn ${fc.stringify(drawn)}`
}

export const nothing = (): fc.Arbitrary<undefined> => fc.constant(undefined)

type Scored = Omit<Result, 'asOf'>

/** What got worse from one result to another, as sentences; empty when nothing did. */
export function whatGotWorse(before: Scored, after: Scored): string[] {
  const worse: string[] = []
  const notLower = (what: string, old: number, now: number) => {
    if (now < old) worse.push(`${what} fell from ${old} to ${now}`)
  }
  const notHigher = (what: string, old: number, now: number) => {
    if (now > old) worse.push(`${what} rose from ${old} to ${now}`)
  }
  const scores = (one: Scored) => [{ ...one.overall, id: 'overall' }, ...one.domains]
  scores(before).forEach((old, index) => {
    const now = scores(after)[index]!
    for (const key of ['low', 'high', 'assured'] as const) notLower(`${old.id} ${key}`, old[key], now[key])
  })
  before.risks.forEach((old, index) => {
    const now = after.risks[index]!
    for (const key of ['residual', 'low', 'assured'] as const)
      notHigher(`${old.id} ${key}`, old[key], now[key])
  })
  before.incidents.forEach((old, index) => {
    const now = after.incidents[index]!
    if (old.atWorst === null || now.atWorst === null || old.atBest === null || now.atBest === null) return
    const name = `${old.id} ${old.chain}`
    notLower(`${name} at worst`, rankOf(old.atWorst.outcome), rankOf(now.atWorst.outcome))
    notLower(`${name} at best`, rankOf(old.atBest.outcome), rankOf(now.atBest.outcome))
    notLower(`${name} on evidence`, rankOf(old.assuredOutcome!), rankOf(now.assuredOutcome!))
    notHigher(`${name} reach`, old.reach!, now.reach!)
    notHigher(`${name} reach at best`, old.atBest.reach, now.atBest.reach)
    notHigher(`${name} reach on evidence`, old.assuredReach!, now.assuredReach!)
    const meets = [null, 'none', 'on-paper', 'on-evidence']
    notLower(`${name} meets`, meets.indexOf(old.meets), meets.indexOf(now.meets))
  })
  return worse
}
