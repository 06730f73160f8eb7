/**
 * Rows of levels → the ends of their scores, their risks and where past attacks end, without garbage and without answers or texts:
 * for who scores many rows. What it finds is what `scoreRow` finds.
 */

import { boundLevel, worstLevel } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import type { RuleSet } from '../rules/model.ts'
import { CompiledConditions, isYes, TRUTH } from './compiled-conditions.ts'
import { type CompiledScorer, compileScorer } from './compiled.ts'
import type { Figures } from './figures.ts'
import { ABSENT, type Reading } from './reading.ts'

/** The ends of one row over every scope that is still possible. */
export class Ends {
  /** 0–100, at the lowest, or for `high` at the highest. */
  low = 0
  high = 0
  assured = 0
  readonly domains: {
    readonly low: Uint8Array
    readonly high: Uint8Array
    readonly assured: Uint8Array
  }
  /** By risk, at the highest: likelihood × consequence with everything not known at its worst. */
  readonly residuals: Uint8Array
  /** By chain, at the worst: position in OUTCOMES. */
  readonly outcomes: Uint8Array
  readonly outcomesAssured: Uint8Array
  /** By lesson, at the worst: 0 not learned, 1 on paper, 2 on evidence; −1: it does not apply. One that cannot be asked is 0. */
  readonly lessons: Int8Array

  constructor(domains: number, risks: number, chains: number, lessons: number) {
    this.domains = {
      low: new Uint8Array(domains),
      high: new Uint8Array(domains),
      assured: new Uint8Array(domains),
    }
    this.residuals = new Uint8Array(risks)
    this.outcomes = new Uint8Array(chains)
    this.outcomesAssured = new Uint8Array(chains)
    this.lessons = new Int8Array(lessons)
  }
}

/** A byte is below this. */
const BYTES = 64
const UNANSWERED_AT_BEST = -2
const WORST = Int8Array.from({ length: BYTES }, (_, byte) => worstLevel(byte) ?? ABSENT)
const BOUND = Int8Array.from({ length: BYTES }, (_, byte) => boundLevel(byte, UNANSWERED_AT_BEST) ?? ABSENT)

export class CompiledRows {
  /** What `enter` read. */
  readonly worst: Reading
  readonly bound: Reading
  readonly assured: Reading

  readonly #scorer: CompiledScorer
  readonly #figures: Readonly<Record<'worst' | 'bound' | 'assured', Figures>>
  readonly #context: Int8Array
  readonly #last: Int8Array
  /** Questions that some scope hides, and what shows them. */
  readonly #hideable: Uint16Array
  readonly #shown: CompiledConditions
  readonly #readContext: readonly number[]
  readonly #options: Uint8Array

  constructor(ruleSet: RuleSet) {
    const { questions, context, readContext } = ruleSet
    const hideable = questions.flatMap(({ index, showWhen }) =>
      showWhen === undefined ? [] : { index, showWhen },
    )
    this.#scorer = compileScorer(ruleSet)
    this.#context = new Int8Array(context.length)
    const reading = (): Reading => ({ levels: new Int8Array(questions.length), context: this.#context })
    this.worst = reading()
    this.bound = reading()
    this.assured = reading()
    this.#figures = {
      worst: this.#scorer.makeRoom(),
      bound: this.#scorer.makeRoom(),
      assured: this.#scorer.makeRoom(),
    }
    this.#last = Int8Array.from(questions, ({ levels }) => levels.length - 1)
    this.#hideable = Uint16Array.from(hideable, ({ index }) => index)
    this.#shown = new CompiledConditions(
      hideable.map(({ showWhen }) => showWhen),
      'holds',
    )
    this.#readContext = readContext
    this.#options = Uint8Array.from(context, ({ options }) => options.length)
  }

  /** In how many ways the scope of a row could still turn out. */
  countScopes({ context }: LevelRow): number {
    let scopes = 1
    for (const index of this.#readContext) if ((context[index] ?? -1) < 0) scopes *= this.#options[index] ?? 1
    return scopes
  }

  /** Reads a row in one of these ways, from 0, in the order of `readingsOf`. */
  enter(row: LevelRow, scope: number): void {
    const context = this.#context
    let left = scope
    for (let index = 0; index < context.length; index++) context[index] = row.context[index] ?? -1
    for (let at = this.#readContext.length - 1; at >= 0; at--) {
      const index = this.#readContext[at] ?? 0
      if ((context[index] ?? -1) >= 0) continue
      const options = this.#options[index] ?? 1
      context[index] = left % options
      left = Math.floor(left / options)
    }
    const { declared, assured } = row
    const [worst, bound, evidence] = [this.worst.levels, this.bound.levels, this.assured.levels]
    for (let index = 0; index < worst.length; index++) {
      const byte = declared[index] ?? 0
      const atBound = BOUND[byte] ?? ABSENT
      worst[index] = WORST[byte] ?? ABSENT
      bound[index] = atBound === UNANSWERED_AT_BEST ? (this.#last[index] ?? 0) : atBound
      evidence[index] = WORST[assured[index] ?? 0] ?? ABSENT
    }
    this.#shown.run(this.worst)
    for (let at = 0; at < this.#hideable.length; at++) {
      if (this.#shown.holds(at)) continue
      const index = this.#hideable[at] ?? 0
      worst[index] = bound[index] = evidence[index] = ABSENT
    }
  }

  makeRoom(): Ends {
    const { domains, likelihood, outcomes, lessons } = this.#figures.worst
    return new Ends(domains.length, likelihood.length, outcomes.length, lessons.length)
  }

  /** Scores alone; risks, attacks and lessons stay as they were. */
  score(row: LevelRow, into: Ends): void {
    const { worst, bound, assured } = this.#figures
    const scopes = this.countScopes(row)
    for (let scope = 0; scope < scopes; scope++) {
      this.enter(row, scope)
      this.#scorer.score(this.worst, worst)
      this.#scorer.score(this.bound, bound)
      this.#scorer.score(this.assured, assured)
      this.#widen(into, scope === 0)
    }
  }

  /** Scores, risks, where past attacks end, and lessons. */
  find(row: LevelRow, into: Ends): void {
    const { worst, bound, assured } = this.#figures
    const scopes = this.countScopes(row)
    into.residuals.fill(0)
    into.outcomes.fill(0)
    into.outcomesAssured.fill(0)
    for (let scope = 0; scope < scopes; scope++) {
      this.enter(row, scope)
      this.#scorer.find(this.worst, worst)
      this.#scorer.score(this.bound, bound)
      this.#scorer.find(this.assured, assured)
      this.#widen(into, scope === 0)
      for (let risk = 0; risk < into.residuals.length; risk++)
        into.residuals[risk] = Math.max(into.residuals[risk] ?? 0, worst.residual(risk))
      for (let chain = 0; chain < into.outcomes.length; chain++) {
        into.outcomes[chain] = Math.max(into.outcomes[chain] ?? 0, worst.outcomes[chain] ?? 0)
        into.outcomesAssured[chain] = Math.max(into.outcomesAssured[chain] ?? 0, assured.outcomes[chain] ?? 0)
      }
      for (let lesson = 0; lesson < into.lessons.length; lesson++) {
        const learned = learnedIn(worst.lessons[lesson] ?? 0, assured.lessons[lesson] ?? 0)
        into.lessons[lesson] = scope === 0 ? learned : worseOf(into.lessons[lesson] ?? 0, learned)
      }
    }
  }

  /** Takes in the scores of a further scope. */
  #widen(into: Ends, isFirst: boolean): void {
    const { worst, bound, assured } = this.#figures
    const [least, most] = isFirst ? [second, second] : [Math.min, Math.max]
    into.low = least(into.low, worst.overall)
    into.high = most(into.high, bound.overall)
    into.assured = least(into.assured, assured.overall)
    const { low, high, assured: proven } = into.domains
    for (let domain = 0; domain < low.length; domain++) {
      low[domain] = least(low[domain] ?? 0, worst.domains[domain] ?? 0)
      high[domain] = most(high[domain] ?? 0, bound.domains[domain] ?? 0)
      proven[domain] = least(proven[domain] ?? 0, assured.domains[domain] ?? 0)
    }
  }
}

/** What stood before is of another row. */
const second = (_: number, one: number): number => one

/** What a lesson comes to in one scope. */
function learnedIn(worst: number, assured: number): number {
  if (worst === TRUTH.absent) return NOT_HERE
  return isYes(worst) ? (isYes(assured) ? 2 : 1) : 0
}

/** What may or may not apply is not known, and counts as not learned. */
function worseOf(one: number, other: number): number {
  return one === other ? one : Math.max(0, Math.min(one, other))
}

const NOT_HERE = -1

/** The reader of a rule set's rows, made once; what it read last is written over by the next row. */
export const compileRows = once((ruleSet: RuleSet) => new CompiledRows(ruleSet))
