/**
 * What a condition that helps comes to for one organisation, over every way its open scope could turn out: yes, no, absent or not known,
 * and then the answers on which it hangs.
 */

import { once } from '../once.ts'
import type { Help, Open } from '../rules/condition.ts'
import type { Condition, Control, RuleSet } from '../rules/model.ts'
import type { InPlace } from './model.ts'
import { helpBetween, type Reading, type Readings } from './reading.ts'

export interface Standing {
  readonly holds: Help | 'not-known'
  /** It holds on evidence, whatever the scope is. */
  readonly assured: boolean
  /** Ids of the questions, and of the open context questions, that decide it; empty unless it is not known. */
  readonly notKnown: readonly string[]
}

/** What a standing comes to in one word. */
export function inPlaceOf({
  holds,
  assured,
  unheeded = false,
}: Pick<Standing, 'holds' | 'assured'> & { readonly unheeded?: boolean }): InPlace {
  if (unheeded) return 'unheeded'
  switch (holds) {
    case 'yes':
      return assured ? 'evidenced' : 'on-your-word'
    case 'no':
      return 'not-in-place'
    case 'absent':
      return 'not-here'
    case 'not-known':
      return 'not-known'
  }
}

/** Whether it holds on paper. */
export const isInPlace = (one: InPlace) => one === 'evidenced' || one === 'on-your-word'

/** Decides something between the floor and the ceiling of one context. */
export type Decide = (floor: Reading, ceiling: Reading) => Help | Open

export const asking =
  (condition: Condition): Decide =>
  (floor, ceiling) =>
    helpBetween(condition, floor, ceiling)

/** A control; what detects counts only where somebody acts on what it shows. */
export function askingControl({ seenWhen }: RuleSet, { role, when }: Control): Decide {
  if (role !== 'detects' || seenWhen === undefined) return asking(when)
  return (floor, ceiling) => {
    const shows = helpBetween(when, floor, ceiling)
    if (shows === 'no' || shows === 'absent') return shows
    const acts = helpBetween(seenWhen, floor, ceiling)
    if (acts === 'no' || acts === 'absent') return 'no'
    if (shows === 'yes') return acts
    return acts === 'yes' ? shows : new Set([...shows, ...acts])
  }
}

/** What it comes to over all the readings, which are all the contexts that are still possible. */
export function standingOf(ruleSet: RuleSet, readings: readonly Readings[], decide: Decide): Standing {
  const found = readings.map((one) => decide(one.worst, one.best))
  const holds = settle(found)
  const assured = readings.every((one) => decide(one.assured, one.assured) === 'yes')
  if (holds !== 'not-known') return { holds, assured, notKnown: [] }
  const open = new Set(found.flatMap((one) => (typeof one === 'string' ? [] : [...one])))
  return {
    holds,
    assured,
    notKnown: [
      ...findDeciding(ruleSet, readings, found),
      ...[...open].sort((a, b) => a - b).map((index) => ruleSet.questions[index]?.id ?? ''),
    ],
  }
}

function settle(found: readonly (Help | Open)[]): Standing['holds'] {
  const [first] = found
  if (typeof first === 'string' && found.every((one) => one === first)) return first
  return found.every((one) => one === 'no' || one === 'absent') ? 'no' : 'not-known'
}

/** Ids of the open context questions of which one option leads to another result than the next. */
function findDeciding(
  ruleSet: RuleSet,
  readings: readonly Readings[],
  found: readonly (Help | Open)[],
): string[] {
  const kinds = found.map((one) => (typeof one === 'object' ? 'open' : one === 'yes' ? 'yes' : 'no'))
  if (kinds.every((kind) => kind === kinds[0])) return []
  return alikeBut(readings)
    .filter(({ groups }) => groups.some((group) => group.some((at) => kinds[at] !== kinds[group[0] ?? 0])))
    .map(({ context }) => ruleSet.context[context]?.id ?? '')
}

/** For each open context question: the positions of readings that differ in nothing else. */
const alikeBut = once((readings: readonly Readings[]) => {
  const scopes = readings.map(({ worst }) => [...worst.context])
  const open = (scopes[0] ?? []).flatMap((option, context) =>
    scopes.some((scope) => scope[context] !== option) ? [context] : [],
  )
  return open.map((context) => {
    const groups = Map.groupBy(scopes.keys(), (at) =>
      (scopes[at] ?? []).map((option, index) => (index === context ? '' : option)).join(),
    )
    return { context, groups: [...groups.values()] }
  })
})
