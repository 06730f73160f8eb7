/**
 * Conditions → flat arrays of comparisons and groups, each distinct part once; run over the level bytes of a reading without garbage.
 * It says only what `help` and `holds` of `rules/condition.ts` say; which answers a condition hangs on is asked there.
 */

import type { Condition } from '../rules/model.ts'
import type { Reading } from './reading.ts'

/** What a condition or a part of one comes to; the last two were settled by the scope alone, with no answer that is there. */
export const TRUTH = { no: 0, yes: 1, absent: 2, scopeNo: 3, scopeYes: 4 } as const
const { no, yes, absent, scopeNo, scopeYes } = TRUTH

/** How groups are read: `help` passes over what is absent, `holds` makes it false. */
export type Sense = 'help' | 'holds'

/** Sets of the five truths, a bit each. */
const SETS = 32
/** What a group comes to by its kind and the set of what its parts come to. */
const MEANING = Uint8Array.from({ length: 4 * SETS }, (_, at) => {
  const sees = (one: number) => ((at >> one) & 1) === 1
  const isAny = at % (2 * SETS) >= SETS
  return at < 2 * SETS ? helpOf(isAny, sees) : holdsOf(isAny, sees)
})

function helpOf(isAny: boolean, sees: (truth: number) => boolean): number {
  const deciding = isAny ? yes : no
  const sawAnswer = sees(yes) || sees(no)
  if (sees(deciding)) return deciding
  if (sees(isAny ? scopeYes : scopeNo)) {
    if (sawAnswer) return deciding
    return isAny ? scopeYes : sees(absent) ? absent : scopeNo
  }
  if (sawAnswer) return isAny ? no : yes
  return sees(absent) ? absent : isAny ? scopeNo : scopeYes
}

function holdsOf(isAny: boolean, sees: (truth: number) => boolean): number {
  const holds = isAny ? sees(yes) || sees(scopeYes) : !(sees(no) || sees(absent) || sees(scopeNo))
  return holds ? yes : no
}

/** An option fits a byte of a reading; one more for the unanswered. */
const OPTIONS = 129

/** Parts in the order in which they are worked out: comparisons upwards, downwards, of the scope, then groups. */
interface Parts {
  readonly atLeast: Map<string, Extract<Condition, { kind: 'level' }>>
  readonly below: Map<string, Extract<Condition, { kind: 'level' }>>
  readonly scope: Map<string, Extract<Condition, { kind: 'context' }>>
  /** Each after the groups inside it. */
  readonly groups: Map<string, Extract<Condition, { kind: 'all' | 'any' }>>
}

export class CompiledConditions {
  /** The place in `truths` of each condition given, in their order. */
  readonly places: Int32Array
  /** What each part comes to in the reading that was run last. */
  readonly truths: Uint8Array

  readonly #questions: Uint16Array
  readonly #levels: Int8Array
  readonly #atLeast: number
  readonly #contexts: Uint16Array
  /** 1 where an option is asked for: OPTIONS a comparison, the unanswered first. */
  readonly #options: Uint8Array
  readonly #kinds: Uint8Array
  readonly #starts: Int32Array
  readonly #members: Int32Array

  /** `help` is for conditions of what helps (`at-least` only). */
  constructor(conditions: readonly Condition[], sense: Sense) {
    const parts: Parts = { atLeast: new Map(), below: new Map(), scope: new Map(), groups: new Map() }
    for (const condition of conditions) gather(condition, parts)
    const keys = [parts.atLeast, parts.below, parts.scope, parts.groups].flatMap((part) => [...part.keys()])
    const placeOf = new Map(keys.map((key, place) => [key, place]))
    const place = (condition: Condition) => placeOf.get(keyOf(condition)) ?? 0
    const literals = [...parts.atLeast.values(), ...parts.below.values()]
    const scope = [...parts.scope.values()]
    const groups = [...parts.groups.values()]

    this.places = Int32Array.from(conditions, place)
    this.truths = new Uint8Array(keys.length)
    this.#questions = Uint16Array.from(literals, (one) => one.question)
    this.#levels = Int8Array.from(literals, (one) => one.level)
    this.#atLeast = parts.atLeast.size
    this.#contexts = Uint16Array.from(scope, (one) => one.question)
    this.#options = new Uint8Array(scope.length * OPTIONS)
    for (const [at, { options }] of scope.entries())
      for (const option of options) this.#options[at * OPTIONS + option + 1] = 1
    this.#kinds = Uint8Array.from(
      groups,
      ({ kind }) => (sense === 'help' ? 0 : 2 * SETS) + (kind === 'any' ? SETS : 0),
    )
    const members = groups.map(({ of }) => of.map(place))
    this.#members = Int32Array.from(members.flat())
    this.#starts = startsOf(members)
  }

  /** Works every part out in a reading. */
  run({ levels, context }: Reading): void {
    const truths = this.truths
    const [questions, thresholds, atLeast] = [this.#questions, this.#levels, this.#atLeast]
    let at = 0
    for (; at < atLeast; at++) {
      const level = levels[questions[at] ?? 0] ?? -1
      // Without a branch: a level below 0 is absent.
      truths[at] = (level >= (thresholds[at] ?? 0) ? yes : no) | ((level >>> 31) * absent)
    }
    for (; at < questions.length; at++) {
      const level = levels[questions[at] ?? 0] ?? -1
      truths[at] = level < 0 ? absent : level < (thresholds[at] ?? 0) ? yes : no
    }
    const contexts = this.#contexts
    for (let one = 0; one < contexts.length; one++, at++) {
      const option = context[contexts[one] ?? 0] ?? -1
      truths[at] = this.#options[one * OPTIONS + option + 1] === 1 ? scopeYes : scopeNo
    }
    const [kinds, starts, members] = [this.#kinds, this.#starts, this.#members]
    for (let one = 0, member = 0; one < kinds.length; one++, at++) {
      const end = starts[one + 1] ?? 0
      let seen = 0
      for (; member < end; member++) seen |= 1 << (truths[members[member] ?? 0] ?? 0)
      truths[at] = MEANING[(kinds[one] ?? 0) + seen] ?? 0
    }
  }

  /** What the condition given at this position comes to, in the reading that was run last. */
  at(position: number): number {
    return this.truths[this.places[position] ?? 0] ?? 0
  }

  /** Whether it came to yes. */
  holds(position: number): boolean {
    return isYes(this.at(position))
  }
}

export const isYes = (truth: number) => truth === yes || truth === scopeYes

/** Where each list begins when all are laid end to end, and where the last one ends. */
export function startsOf(lists: readonly (readonly unknown[])[]): Int32Array {
  const starts = new Int32Array(lists.length + 1)
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length
  return starts
}

function gather(condition: Condition, parts: Parts): void {
  switch (condition.kind) {
    case 'level':
      parts[condition.op === 'below' ? 'below' : 'atLeast'].set(keyOf(condition), condition)
      return
    case 'context':
      parts.scope.set(keyOf(condition), condition)
      return
    case 'all':
    case 'any':
      for (const part of condition.of) gather(part, parts)
      parts.groups.set(keyOf(condition), condition)
  }
}

/** The same for parts that say the same. */
function keyOf(condition: Condition): string {
  switch (condition.kind) {
    case 'level':
      return `${condition.question} ${condition.op} ${condition.level}`
    case 'context':
      return `scope ${condition.question} in ${condition.options.join(' ')}`
    case 'all':
    case 'any':
      return `${condition.kind}(${condition.of.map(keyOf).join(', ')})`
  }
}
