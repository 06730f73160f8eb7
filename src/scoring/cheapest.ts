/**
 * The cheapest change that would stop an attack before harm: fewest answers raised, then fewest levels, then question order.
 * An answer that is not known is never raised; the change is to find it out.
 */

import { stateOf, UNANSWERED, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import type { Chain, Condition, RuleSet } from '../rules/model.ts'
import type { Raise } from './model.ts'
import { ABSENT, helpIn, type Reading } from './reading.ts'

/** Level aimed at by question index. */
export type Raises = ReadonlyMap<number, number>

/**
 * The raises that would stop the chain in every one of the readings, which are the exposed scopes that are still possible;
 * empty when it is stopped already, null when nothing published would have stopped it before the first harm.
 */
export function findCheapest(
  ruleSet: RuleSet,
  chain: Chain,
  row: LevelRow,
  readings: readonly Reading[],
): Raise[] | null {
  const harm = chain.steps.findIndex((step) => step.kind === 'harm')
  const stops = chain.steps
    .slice(0, harm < 0 ? chain.steps.length : harm)
    .filter((step) => step.kind === 'attack')
    .flatMap((step) => step.controls.filter((control) => control.role === 'stops'))
  const sets = readings.reduce<readonly Raises[]>(
    (sofar, reading) =>
      smallest(
        sofar.flatMap((raises) => stops.flatMap((control) => waysToMeet(control.when, reading, raises))),
      ),
    [new Map()],
  )
  const [best] = sets
    .map((raises) => describe(ruleSet, raises, row))
    .toSorted((a, b) => a.length - b.length || costOf(a) - costOf(b) || compareOrder(ruleSet, a, b))
  return best ?? null
}

/** Without the sets that do more than another one does. */
function smallest(sets: readonly Raises[]): Raises[] {
  const within = (a: Raises, b: Raises) => {
    if (a.size > b.size) return false
    for (const [question, level] of a) if ((b.get(question) ?? -1) < level) return false
    return true
  }
  let kept: Raises[] = []
  for (const set of sets) {
    if (kept.some((other) => within(other, set))) continue
    kept = kept.filter((other) => !within(set, other))
    kept.push(set)
  }
  return kept
}

const costOf = (raises: readonly Raise[]) => raises.reduce((sum, raise) => sum + raise.cost, 0)

function compareOrder(ruleSet: RuleSet, a: readonly Raise[], b: readonly Raise[]): number {
  const positions = (raises: readonly Raise[]) => raises.map((raise) => ruleSet.byId.get(raise.question) ?? 0)
  const [first, second] = [positions(a), positions(b)]
  const differs = first.findIndex((position, index) => position !== second[index])
  return differs < 0 ? 0 : (first[differs] ?? 0) - (second[differs] ?? 0)
}

/** Every way to make a helping condition true on top of the raises, each the fewest; none when nothing of it is left here. */
export function waysToMeet(condition: Condition, reading: Reading, before: Raises): Raises[] {
  return helpIn(condition, reading) === 'absent' ? [] : waysOf(condition, reading, before)
}

function waysOf(condition: Condition, reading: Reading, before: Raises): Raises[] {
  switch (condition.kind) {
    case 'level': {
      const level = reading.levels[condition.question] ?? ABSENT
      if (level === ABSENT || condition.op === 'below') return []
      if (Math.max(level, before.get(condition.question) ?? 0) >= condition.level) return [before]
      return [new Map(before).set(condition.question, condition.level)]
    }
    case 'context':
      return condition.options.includes(reading.context[condition.question] ?? ABSENT) ? [before] : []
    case 'any':
      return smallest(condition.of.flatMap((part) => waysToMeet(part, reading, before)))
    case 'all':
      return condition.of
        .filter((part) => helpIn(part, reading) !== 'absent')
        .reduce<Raises[]>(
          (ways, part) => smallest(ways.flatMap((way) => waysOf(part, reading, way))),
          [before],
        )
  }
}

function describe(ruleSet: RuleSet, raises: Raises, row: LevelRow): Raise[] {
  return [...raises]
    .toSorted(([a], [b]) => a - b)
    .map(([index, level]) => {
      const question = ruleSet.questions[index]
      const byte = row.declared[index] ?? UNANSWERED
      return {
        question: question?.id ?? '',
        action: stateOf(byte) === 'answered' ? 'raise' : 'find-out',
        to: question?.levels[level]?.id ?? '',
        cost: level - (worstLevel(byte) ?? 0),
      }
    })
}
