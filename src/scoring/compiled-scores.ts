/** Weights, credits and limits as flat arrays: the scores of a reading, and the limits that hold, without garbage. */

import type { OverallCap, RuleSet } from '../rules/model.ts'
import { CompiledConditions, startsOf } from './compiled-conditions.ts'
import type { Figures } from './figures.ts'
import { roundHalfUp } from '../rules/half-up.ts'
import type { Reading } from './reading.ts'

/** Places for a question's levels, the absent one first; `check` allows 11 levels. */
const LEVELS = 16
/** A question's weight stands above its weighted credit in one number: together at most 2 ** 31, which is checked. */
const CREDITS = 2 ** 20

export class CompiledScores {
  /** Question of each place in the sums, domain by domain. */
  readonly #questions: Uint16Array
  readonly #starts: Int32Array
  /** By place and level: weight × credit + weight × CREDITS; 0 for the absent. */
  readonly #gains: Int32Array
  readonly #weights: Uint8Array
  readonly #allWeights: number

  /** Conditions of the limits, of the domains in their order and then of the whole; not of those that read scores. */
  readonly #limits: CompiledConditions
  /** First limit of each domain, then of the whole, then their number. */
  readonly #limitStarts: Int32Array
  readonly #atMost: Uint8Array
  /** Number of its condition, or −1 − the number of the weak domains that it counts. */
  readonly #asks: Int32Array
  readonly #weakStarts: Int32Array
  readonly #weakDomains: Uint16Array
  readonly #weakBelow: Uint8Array
  readonly #weakAtLeast: Uint16Array

  constructor({ questions, domains, caps }: RuleSet) {
    const places = domains.flatMap((domain) => domain.questions)
    this.#questions = Uint16Array.from(places)
    this.#starts = startsOf(domains.map((domain) => domain.questions))
    this.#gains = new Int32Array(places.length * LEVELS)
    for (const [place, index] of places.entries()) {
      const question = questions[index]
      for (const [level, { credit }] of (question?.levels ?? []).entries())
        this.#gains[place * LEVELS + 1 + level] = (question?.weight ?? 0) * (CREDITS + credit)
    }
    this.#weights = Uint8Array.from(domains, ({ weight }) => weight)
    this.#allWeights = this.#weights.reduce((sum, weight) => sum + weight, 0)
    const mostWeight = Math.max(
      0,
      ...domains.map((domain) =>
        domain.questions.reduce((sum, index) => sum + (questions[index]?.weight ?? 0), 0),
      ),
    )
    if (100 * mostWeight >= CREDITS || mostWeight * CREDITS >= 2 ** 31 - CREDITS)
      throw new RangeError('A domain weighs more than its sum has room for.')

    const limits: readonly OverallCap[] = [...domains.flatMap((domain) => domain.caps), ...caps]
    const conditions = limits.flatMap(({ when }) => (when.kind === 'domains' ? [] : [when]))
    const weak = limits.flatMap(({ when }) => (when.kind === 'domains' ? [when] : []))
    this.#limits = new CompiledConditions(conditions, 'holds')
    this.#limitStarts = startsOf([...domains.map((domain) => domain.caps), caps])
    this.#atMost = Uint8Array.from(limits, ({ atMost }) => atMost)
    this.#asks = Int32Array.from(limits, ({ when }) =>
      when.kind === 'domains' ? -1 - weak.indexOf(when) : conditions.indexOf(when),
    )
    this.#weakStarts = startsOf(weak.map((one) => one.domains))
    this.#weakDomains = Uint16Array.from(weak.flatMap((one) => one.domains))
    this.#weakBelow = Uint8Array.from(weak, ({ below }) => below)
    this.#weakAtLeast = Uint16Array.from(weak, ({ atLeast }) => atLeast)
  }

  /** Number of limits, of the domains and of the whole. */
  get limits(): number {
    return this.#atMost.length
  }

  /** Where the limits of a domain begin; of the whole, at the number of domains. */
  firstLimit(domain: number): number {
    return this.#limitStarts[domain] ?? 0
  }

  /** Scores a reading. */
  run(reading: Reading, into: Figures): void {
    const { levels } = reading
    const [questions, starts, gains, weights] = [this.#questions, this.#starts, this.#gains, this.#weights]
    this.#limits.run(reading)
    let place = 0
    for (let domain = 0; domain < weights.length; domain++) {
      const end = starts[domain + 1] ?? 0
      let sum = 0
      for (; place < end; place++)
        sum += gains[place * LEVELS + 1 + (levels[questions[place] ?? 0] ?? -1)] ?? 0
      const weight = sum >>> 20
      const score = weight === 0 ? 0 : roundHalfUp(sum & (CREDITS - 1), weight)
      into.uncapped[domain] = score
      into.domains[domain] = this.#limit(domain, score, into)
    }
    const overall = this.overallOf(into.domains)
    into.overallUncapped = overall
    into.overall = this.#limit(weights.length, overall, into)
  }

  /** The overall score before its limits of domains that score so, after theirs. */
  overallOf(scores: ArrayLike<number>): number {
    const weights = this.#weights
    let total = 0
    for (let domain = 0; domain < weights.length; domain++)
      total += (scores[domain] ?? 0) * (weights[domain] ?? 0)
    return this.#allWeights === 0 ? 0 : roundHalfUp(total, this.#allWeights)
  }

  #limit(of: number, score: number, into: Figures): number {
    const end = this.#limitStarts[of + 1] ?? 0
    let least = score
    for (let limit = this.#limitStarts[of] ?? 0; limit < end; limit++) {
      const asks = this.#asks[limit] ?? 0
      const holds = asks >= 0 ? this.#limits.holds(asks) : this.#areWeak(-1 - asks, into.domains)
      into.limits[limit] = holds ? 1 : 0
      const atMost = this.#atMost[limit] ?? 0
      if (holds && atMost < least) least = atMost
    }
    return least
  }

  /** Whether too many of the domains score below the number, after their own limits. */
  #areWeak(weak: number, scores: Uint8Array): boolean {
    const end = this.#weakStarts[weak + 1] ?? 0
    const below = this.#weakBelow[weak] ?? 0
    let found = 0
    for (let at = this.#weakStarts[weak] ?? 0; at < end; at++)
      if ((scores[this.#weakDomains[at] ?? 0] ?? 0) < below) found += 1
    return found >= (this.#weakAtLeast[weak] ?? 0)
  }
}
