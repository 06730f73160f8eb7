/** Chains as flat arrays: the status of every step of every chain in a reading, and where each ends, without garbage. */

import type { Chain, Control, RuleSet, Step } from '../rules/model.ts'
import { type CompiledConditions, startsOf, TRUTH } from './compiled-conditions.ts'
import type { Figures } from './figures.ts'
import type { Outcome, StepStatus } from './model.ts'

/** Best first. */
export const OUTCOMES: readonly Outcome[] = [
  'not-exposed',
  'stopped',
  'cut-short',
  'seen',
  'limited',
  'open',
  'not-testable',
]
const OUTCOME = { notExposed: 0, stopped: 1, cutShort: 2, seen: 3, limited: 4, open: 5, notTestable: 6 }

/** What the strongest control of a step does is what becomes of it; the last two have none, or were not reached. */
export const STATUSES: readonly StepStatus[] = [
  'passed-over',
  'open',
  'limited',
  'seen',
  'stopped',
  'not-testable',
  'not-reached',
]
const STATUS = { passedOver: 0, open: 1, limited: 2, seen: 3, stopped: 4, notTestable: 5, notReached: 6 }

/** What a control does to its step: only an attack can be stopped. */
const DEED = { stops: 0, nothing: 1, detects: 2, limits: 3 }
const TRUTHS = 8
/** By whether somebody acts on what is seen, deed and truth: the status that a control makes. */
const MADE = Uint8Array.from({ length: 2 * 4 * TRUTHS }, (_, at) => {
  const [truth, deed, acts] = [at % TRUTHS, Math.floor(at / TRUTHS) % 4, at >= 4 * TRUTHS]
  if (truth === TRUTH.absent) return STATUS.passedOver
  if (truth !== TRUTH.yes && truth !== TRUTH.scopeYes) return STATUS.open
  if (deed === DEED.stops) return STATUS.stopped
  if (deed === DEED.limits) return STATUS.limited
  return deed === DEED.detects && acts ? STATUS.seen : STATUS.open
})

/** How a step is walked. */
const KIND = { attack: 0, other: 1, always: 2 }

export class CompiledWalks {
  readonly #chainStarts: Int32Array
  /** Position over all chains of the first harm; the end of the chain when there is none. */
  readonly #harmAt: Int32Array
  /** Number of the condition on the scope; −1: always exposed. */
  readonly #exposed: Int32Array
  readonly #kinds: Uint8Array
  readonly #controlStarts: Int32Array
  readonly #deeds: Uint8Array
  /** Place of each control's condition in the truths. */
  readonly #places: Int32Array
  readonly #scope: CompiledConditions
  readonly #helps: CompiledConditions
  /** Number of the condition under which somebody acts on what is seen; −1: always. */
  readonly #acts: number

  /**
   * @param helps among others the conditions of all controls, from number `first`, and of `seenWhen`, at number `acts`
   * @param scope the conditions of exposure, in the order of the incidents that have one
   */
  constructor(
    { incidents }: RuleSet,
    helps: CompiledConditions,
    { first, acts }: { readonly first: number; readonly acts: number },
    scope: CompiledConditions,
  ) {
    const exposing = incidents.filter((one) => one.exposedWhen !== undefined)
    const chains = incidents.flatMap((incident) => incident.chains.map((chain) => ({ incident, chain })))
    const steps = chains.flatMap(({ chain }) => chain.steps)
    const controls = steps.flatMap((step) => step.controls.map((control) => ({ step, control })))
    this.#chainStarts = startsOf(chains.map(({ chain }) => chain.steps))
    this.#harmAt = Int32Array.from(chains, ({ chain }, at) => (this.#chainStarts[at] ?? 0) + firstHarm(chain))
    this.#exposed = Int32Array.from(chains, ({ incident }) => exposing.indexOf(incident))
    this.#kinds = Uint8Array.from(steps, kindOf)
    this.#controlStarts = startsOf(steps.map((step) => step.controls))
    this.#deeds = Uint8Array.from(controls, ({ step, control }) => TRUTHS * deedOf(step, control))
    this.#places = helps.places.slice(first, first + controls.length)
    this.#scope = scope
    this.#helps = helps
    this.#acts = acts
  }

  get chains(): number {
    return this.#exposed.length
  }

  get steps(): number {
    return this.#kinds.length
  }

  /** Where the steps of a chain begin, among those of all; of the last chain's successor, where they end. */
  firstStep(chain: number): number {
    return this.#chainStarts[chain] ?? 0
  }

  /** Walks every chain in the reading that `helps` and `scope` were run in last. */
  run(into: Figures): void {
    const made = this.#acts < 0 || this.#helps.holds(this.#acts) ? 4 * TRUTHS : 0
    for (let chain = 0; chain < this.#exposed.length; chain++) {
      const exposed = this.#exposed[chain] ?? -1
      if (exposed < 0 || this.#scope.holds(exposed)) this.#walk(chain, made, into)
      else this.#pass(chain, into)
    }
  }

  /** A chain that cannot happen here. */
  #pass(chain: number, into: Figures): void {
    into.statuses.fill(STATUS.notReached, this.#chainStarts[chain], this.#chainStarts[chain + 1])
    into.outcomes[chain] = OUTCOME.notExposed
    into.reach[chain] = 0
    into.stoppedAt[chain] = -1
    into.meets[chain] = 0
  }

  #walk(chain: number, made: number, into: Figures): void {
    const start = this.#chainStarts[chain] ?? 0
    const end = this.#chainStarts[chain + 1] ?? 0
    const harmAt = this.#harmAt[chain] ?? 0
    let [stoppedAt, reach] = [-1, 0]
    let [isTestable, isSeen, isLessened] = [false, false, false]
    for (let step = start; step < end; step++) {
      const kind = this.#kinds[step]
      // After the stop nothing is left to stop: only what comes whatever happened before, and no part of the attack.
      const isReached = stoppedAt < 0 || kind === KIND.always
      const status = isReached ? this.#meet(step, made) : STATUS.notReached
      into.statuses[step] = status
      if (status !== STATUS.notTestable && status !== STATUS.passedOver) isTestable = true
      if (status === STATUS.seen && step < harmAt) isSeen = true
      if (status === STATUS.seen || status === STATUS.limited) isLessened = true
      if (stoppedAt >= 0) continue
      if (status === STATUS.stopped) stoppedAt = step
      else if (kind === KIND.attack) reach += 1
    }
    const isInTime = stoppedAt >= 0 && stoppedAt < harmAt
    into.outcomes[chain] =
      stoppedAt >= 0
        ? isInTime
          ? OUTCOME.stopped
          : OUTCOME.cutShort
        : !isTestable
          ? OUTCOME.notTestable
          : isSeen
            ? OUTCOME.seen
            : isLessened
              ? OUTCOME.limited
              : OUTCOME.open
    into.reach[chain] = reach
    into.stoppedAt[chain] = stoppedAt < 0 ? -1 : stoppedAt - start
    into.meets[chain] = isSeen || isInTime ? 1 : 0
  }

  #meet(step: number, made: number): number {
    const [start, end] = [this.#controlStarts[step] ?? 0, this.#controlStarts[step + 1] ?? 0]
    if (start === end) return STATUS.notTestable
    const truths = this.#helps.truths
    let status = STATUS.passedOver
    for (let control = start; control < end; control++) {
      const truth = truths[this.#places[control] ?? 0] ?? 0
      status = Math.max(status, MADE[made + (this.#deeds[control] ?? 0) + truth] ?? 0)
    }
    return status
  }
}

/** Position of the first harm; the length of the chain when there is none. */
export function firstHarm(chain: Chain): number {
  const position = chain.steps.findIndex((step) => step.kind === 'harm')
  return position < 0 ? chain.steps.length : position
}

function kindOf(step: Step): number {
  if (step.kind === 'attack') return KIND.attack
  return step.always ? KIND.always : KIND.other
}

function deedOf(step: Step, { role }: Control): number {
  return role === 'stops' && step.kind !== 'attack' ? DEED.nothing : DEED[role]
}
