/** Risks as flat arrays: likelihood and consequence of each in a reading, without garbage. */

import type { RuleSet } from '../rules/model.ts'
import { type CompiledConditions, isYes, startsOf } from './compiled-conditions.ts'
import type { Figures } from './figures.ts'

export class CompiledRisks {
  readonly #starts: Int32Array
  readonly #inherent: Uint8Array
  readonly #floors: Uint8Array
  /** By lowering: what it takes off the likelihood and the consequence, and the place of its condition. */
  readonly #likelihood: Uint8Array
  readonly #consequence: Uint8Array
  readonly #places: Int32Array
  readonly #helps: CompiledConditions

  /** @param helps begins with the conditions of all that lowers a risk */
  constructor({ risks }: RuleSet, helps: CompiledConditions) {
    const lowerings = risks.flatMap((risk) => risk.loweredBy)
    this.#starts = startsOf(risks.map((risk) => risk.loweredBy))
    this.#inherent = Uint8Array.from(
      risks.flatMap(({ inherent }) => [inherent.likelihood, inherent.consequence]),
    )
    this.#floors = Uint8Array.from(
      risks.flatMap(({ neverBelow }) => [
        Math.max(neverBelow.likelihood, 1),
        Math.max(neverBelow.consequence, 1),
      ]),
    )
    this.#likelihood = Uint8Array.from(lowerings, ({ likelihood }) => likelihood)
    this.#consequence = Uint8Array.from(lowerings, ({ consequence }) => consequence)
    this.#places = helps.places.slice(0, lowerings.length)
    this.#helps = helps
  }

  /** Rates every risk in the reading that `helps` was run in last. */
  run(into: Figures): void {
    const truths = this.#helps.truths
    let lowering = 0
    for (let risk = 0; risk < into.likelihood.length; risk++) {
      const end = this.#starts[risk + 1] ?? 0
      let likelihood = this.#inherent[2 * risk] ?? 0
      let consequence = this.#inherent[2 * risk + 1] ?? 0
      for (; lowering < end; lowering++) {
        if (!isYes(truths[this.#places[lowering] ?? 0] ?? 0)) continue
        likelihood -= this.#likelihood[lowering] ?? 0
        consequence -= this.#consequence[lowering] ?? 0
      }
      into.likelihoodLeft[risk] = likelihood
      into.consequenceLeft[risk] = consequence
      into.likelihood[risk] = Math.max(likelihood, this.#floors[2 * risk] ?? 1)
      into.consequence[risk] = Math.max(consequence, this.#floors[2 * risk + 1] ?? 1)
    }
  }
}
