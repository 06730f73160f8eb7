/**
 * A rule set → a scorer over level bytes: scores, residual risks, past attacks, lessons, and the truth of every condition of a reading.
 * Everything that is counted comes from here; `explain`, `standing` and `cheapest` put answers and texts beside it for one assessment.
 */

import { once } from '../once.ts'
import type { Condition, RuleSet } from '../rules/model.ts'
import { CompiledConditions } from './compiled-conditions.ts'
import { CompiledRisks } from './compiled-risks.ts'
import { CompiledScores } from './compiled-scores.ts'
import { CompiledWalks } from './compiled-walks.ts'
import { Figures } from './figures.ts'
import type { Reading } from './reading.ts'

export class CompiledScorer {
  readonly scores: CompiledScores
  readonly walks: CompiledWalks
  /** Of all that helps: what lowers risks, then controls, then lessons, then `seenWhen`. */
  readonly helpful: readonly Condition[]
  readonly helps: CompiledConditions
  readonly #risks: CompiledRisks
  readonly #scope: CompiledConditions
  /** Number of each lesson's condition among those that help; −1: it cannot be asked. */
  readonly #lessons: Int32Array
  readonly #ruleSet: RuleSet
  readonly #glance: Figures

  constructor(ruleSet: RuleSet) {
    const { incidents, lessons, risks, seenWhen } = ruleSet
    const controls = incidents.flatMap(({ chains }) =>
      chains.flatMap(({ steps }) => steps.flatMap((step) => step.controls.map(({ when }) => when))),
    )
    const lowerings = risks.flatMap((risk) => risk.loweredBy.map(({ when }) => when))
    const taught = lessons.flatMap(({ learnedWhen }) => learnedWhen ?? [])
    const acting = seenWhen === undefined ? [] : [seenWhen]
    this.#ruleSet = ruleSet
    this.helpful = [...lowerings, ...controls, ...taught, ...acting]
    this.helps = new CompiledConditions(this.helpful, 'help')
    this.#scope = new CompiledConditions(
      incidents.flatMap(({ exposedWhen }) => exposedWhen ?? []),
      'holds',
    )
    this.scores = new CompiledScores(ruleSet)
    this.#risks = new CompiledRisks(ruleSet, this.helps)
    this.walks = new CompiledWalks(
      ruleSet,
      this.helps,
      { first: lowerings.length, acts: acting.length === 0 ? -1 : this.helpful.length - 1 },
      this.#scope,
    )
    let next = lowerings.length + controls.length
    this.#lessons = Int32Array.from(lessons, ({ learnedWhen }) => (learnedWhen === undefined ? -1 : next++))
    this.#glance = this.makeRoom()
  }

  /** Room for what is found in one reading. */
  makeRoom(): Figures {
    const { domains, risks, lessons } = this.#ruleSet
    return new Figures({
      domains: domains.length,
      limits: this.scores.limits,
      risks: risks.length,
      chains: this.walks.chains,
      steps: this.walks.steps,
      lessons: lessons.length,
    })
  }

  /** Scores and limits alone. */
  score(reading: Reading, into: Figures): void {
    this.scores.run(reading, into)
  }

  /** Everything, in arrays that the next glance writes over: for who counts over many readings. */
  glance(reading: Reading): Figures {
    this.find(reading, this.#glance)
    return this.#glance
  }

  /** Everything. */
  find(reading: Reading, into: Figures): void {
    this.scores.run(reading, into)
    this.helps.run(reading)
    this.#scope.run(reading)
    this.#risks.run(into)
    this.walks.run(into)
    for (let lesson = 0; lesson < this.#lessons.length; lesson++) {
      const asks = this.#lessons[lesson] ?? -1
      into.lessons[lesson] = asks < 0 ? 0 : this.helps.at(asks)
    }
  }
}

/** The scorer of a rule set, made once. */
export const compileScorer = once((ruleSet: RuleSet) => new CompiledScorer(ruleSet))

/** Everything in one reading, in arrays of its own. */
export function figuresOf(ruleSet: RuleSet, reading: Reading): Figures {
  const scorer = compileScorer(ruleSet)
  const figures = scorer.makeRoom()
  scorer.find(reading, figures)
  return figures
}
