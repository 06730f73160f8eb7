/**
 * Which single answer, if everybody raised it, would put a control in the way of most attacks at most organisations.
 * Worked out from rounded counts only; ties stay together.
 */

import type { RuleSet } from '../rules/model.ts'
import type { Figures, Ladder } from './model.ts'

/** Question and level with the largest number of organisations below it × attacks it would stop; all that tie. */
export function findProtecting(ruleSet: RuleSet, ladders: readonly Ladder[]): Figures['protects'] {
  const attacks = new Map<string, { question: number; level: number; incidents: Set<string> }>()
  for (const incident of ruleSet.incidents) {
    if (incident.wayIn !== 'published' && incident.wayIn !== 'reported') continue
    for (const chain of incident.chains.filter((one) => one.vantage === 'in-your-place')) {
      const harm = chain.steps.findIndex((step) => step.kind === 'harm')
      const before = chain.steps.slice(0, harm < 0 ? chain.steps.length : harm)
      for (const { role, when } of before.flatMap((step) => step.controls)) {
        if (role !== 'stops' || when.kind !== 'level') continue
        const key = `${when.question}/${when.level}`
        const entry = attacks.get(key) ?? { question: when.question, level: when.level, incidents: new Set() }
        attacks.set(key, { ...entry, incidents: entry.incidents.add(incident.id) })
      }
    }
  }
  const gains = [...attacks.values()].flatMap(({ question, level, incidents }) => {
    const ladder = ladders[question]
    const reached = ladder?.atLeast?.[level - 1]
    return ladder === undefined || reached === undefined
      ? []
      : [{ question, level, gain: (ladder.of - reached) * incidents.size }]
  })
  const most = Math.max(0, ...gains.map((one) => one.gain))
  return gains
    .filter((one) => one.gain === most && most > 0)
    .map(({ question, level }) => ({ question, level }))
    .toSorted((a, b) => a.question - b.question || a.level - b.level)
}
