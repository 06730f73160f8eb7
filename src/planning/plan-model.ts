/**
 * Answers, what raising them takes, and the rules → one linear model in which a column is 1 where a rung is climbed.
 * It is exact: at whole values its risks, scores and stops are those that the scorer finds, in every scope that is still possible.
 */

import { decide } from '../rules/condition.ts'
import type { Condition, OverallCap, Risk } from '../rules/model.ts'
import { compileRows } from '../scoring/compiled-rows.ts'
import { ABSENT } from '../scoring/reading.ts'
import { candidatesOf, type Ladders, middle, needsOf } from './candidates.ts'
import { Linear, Sum, type Truth } from './linear.ts'
import { ABOVE_COUNTS, lineOf } from './position.ts'
import type { Rung } from './rungs.ts'

interface PlacedRung extends Rung {
  readonly column: number
}

/** One way in which the scope could turn out: where each question stands, and how far it can be raised. */
interface Scope {
  readonly floor: Int8Array
  readonly ceiling: Int8Array
  readonly context: Int8Array
}

export class PlanModel extends Linear {
  readonly pounds = new Sum()
  readonly days = new Sum()
  readonly moves = new Sum()
  readonly #ladders: Ladders
  /** By question index, the lowest rung first; only those that can be climbed. */
  readonly #rungs: readonly (readonly PlacedRung[])[]
  readonly #scopes: readonly Scope[]

  constructor(ladders: Ladders) {
    super()
    this.#ladders = ladders
    const possible = new Set(candidatesOf(ladders).map(({ rung }) => rung))
    this.#rungs = ladders.rungs.map((ladder) =>
      ladder.filter((rung) => possible.has(rung)).map((rung) => ({ ...rung, column: this.column(1, true) })),
    )
    for (const ladder of this.#rungs) this.#tie(ladder)
    this.#scopes = this.#readScopes()
  }

  /** Each rung after those below it and those that it needs; what it adds to them is its effort. */
  #tie(ladder: readonly PlacedRung[]): void {
    for (const [at, rung] of ladder.entries()) {
      const below = ladder[at - 1]
      this.pounds.add(middle(rung.pounds) - (below === undefined ? 0 : middle(below.pounds)), rung.column)
      this.days.add(middle(rung.days) - (below === undefined ? 0 : middle(below.days)), rung.column)
      if (below === undefined) this.moves.add(1, rung.column)
      else this.#onlyAfter(rung.column, below.column)
      for (const { question, to } of needsOf(this.#ladders, rung) ?? [])
        this.#onlyAfter(rung.column, this.#reaching(question.index, to) ?? rung.column)
    }
  }

  #onlyAfter(column: number, first: number): void {
    if (column !== first) this.atMost(new Sum().add(1, column).add(-1, first), 0)
  }

  /** The column that is 1 where a question reaches a level; undefined: it cannot. */
  #reaching(question: number, level: number): number | undefined {
    return this.#rungs[question]?.find(({ to }) => to >= level)?.column
  }

  #readScopes(): Scope[] {
    const { ruleSet, row } = this.#ladders
    const rows = compileRows(ruleSet)
    return Array.from({ length: rows.countScopes(row) }, (_, scope) => {
      rows.enter(row, scope)
      const floor = Int8Array.from(rows.worst.levels)
      const ceiling = floor.map((level, question) =>
        level === ABSENT ? ABSENT : Math.max(level, this.#rungs[question]?.at(-1)?.to ?? level),
      )
      return { floor, ceiling, context: Int8Array.from(rows.worst.context) }
    })
  }

  /** Whether the answer can be raised so far; from then on it is. */
  keep(question: number, level: number): boolean {
    const column = this.#reaching(question, level)
    if (column !== undefined) this.atLeast(new Sum().add(1, column), 1)
    return column !== undefined
  }

  /** The highest rung of each question that is climbed with these values. */
  climbed(values: readonly number[]): Rung[] {
    return this.#rungs.flatMap((ladder) => ladder.findLast(({ column }) => (values[column] ?? 0) > 0.5) ?? [])
  }

  /** From now on not exactly these rungs. */
  forbid(values: readonly number[]): void {
    const differs = new Sum()
    for (const { column } of this.#rungs.flat())
      if ((values[column] ?? 0) > 0.5) differs.add(1, true).add(-1, column)
      else differs.add(1, column)
    this.atLeast(differs, 1)
  }

  /** The residual risks together as `weighRisks` adds them up, each at the worst of the scopes. */
  risks(): Sum {
    const sum = new Sum()
    const line = lineOf(this.#ladders.ruleSet)
    const weigh = (residual: Sum) => {
      sum.addAll(1, residual)
      const above = this.column(Infinity, false)
      this.atMost(new Sum().addAll(1, residual).add(-1, above), line)
      sum.add(ABOVE_COUNTS - 1, above)
    }
    for (const risk of this.#ladders.ruleSet.risks) {
      const ends = new Map<string, Sum>()
      for (const scope of this.#scopes) {
        const truths = risk.loweredBy.map(({ when }) => this.#helps(when, scope))
        if (!ends.has(truths.join())) ends.set(truths.join(), this.#residual(risk, truths))
      }
      const [first, ...others] = ends.values()
      if (first === undefined) continue
      if (others.length === 0) {
        weigh(first)
        continue
      }
      const worst = this.column(Infinity, false)
      for (const end of ends.values()) this.atMost(end.add(-1, worst), 0)
      weigh(new Sum().add(1, worst))
    }
    return sum
  }

  /** Likelihood × consequence, both counted in ones above the lowest that they can fall to. */
  #residual({ inherent, neverBelow, loweredBy }: Risk, truths: readonly Truth[]): Sum {
    const lowest = (of: 'likelihood' | 'consequence') => Math.min(Math.max(neverBelow[of], 1), inherent[of])
    const above = (of: 'likelihood' | 'consequence') => {
      const ones = Array.from({ length: inherent[of] - lowest(of) }, () => this.column(1, true))
      for (const [at, one] of ones.entries()) if (at > 0) this.#onlyAfter(one, ones[at - 1] ?? one)
      const sum = new Sum()
      for (const one of ones) sum.add(1, one)
      for (const [at, truth] of truths.entries()) sum.add(loweredBy[at]?.[of] ?? 0, truth)
      if (ones.length > 0) this.atLeast(sum, ones.length)
      return ones
    }
    const [likelihood, consequence] = [above('likelihood'), above('consequence')]
    const product = new Sum().add(lowest('likelihood') * lowest('consequence'), true)
    for (const one of likelihood) product.add(lowest('consequence'), one)
    for (const one of consequence) product.add(lowest('likelihood'), one)
    for (const one of likelihood)
      for (const other of consequence) product.add(1, this.mustWhereAll([one, other]))
    return product
  }

  /** The overall score at the lowest of the scopes, or less. */
  overall(): Sum {
    const overall = this.column(100, true)
    for (const scope of this.#scopes) this.#scoreIn(scope, overall)
    return new Sum().add(1, overall)
  }

  #scoreIn(scope: Scope, overall: number): void {
    const { domains, caps } = this.#ladders.ruleSet
    const scores = domains.map(({ questions, caps: limits }) => {
      const score = this.column(100, true)
      this.#roundTo(score, this.#credits(questions, scope))
      for (const { when, atMost } of limits) this.#limit(score, atMost, this.#harms(when, scope))
      return score
    })
    const whole = new Sum()
    for (const [at, score] of scores.entries()) whole.add(domains[at]?.weight ?? 0, score)
    this.#roundTo(overall, { sum: whole, weights: domains.reduce((sum, { weight }) => sum + weight, 0) })
    for (const { when, atMost } of caps) this.#limit(overall, atMost, this.#holds(when, scope, scores))
  }

  /** Weight × credit of what is asked, and the weights together. */
  #credits(questions: readonly number[], { floor }: Scope): { readonly sum: Sum; readonly weights: number } {
    const sum = new Sum()
    let weights = 0
    for (const index of questions) {
      const question = this.#ladders.ruleSet.questions[index]
      const stands = question?.levels[floor[index] ?? ABSENT]
      if (question === undefined || stands === undefined) continue
      weights += question.weight
      sum.add(question.weight * stands.credit, true)
      let credit = stands.credit
      for (const { to, column } of this.#rungs[index] ?? []) {
        const reached = question.levels[to]?.credit ?? credit
        sum.add(question.weight * (reached - credit), column)
        credit = reached
      }
    }
    return { sum, weights }
  }

  /** The score is at most the mean, rounded half up; where there is nothing to score, 0. */
  #roundTo(score: number, { sum, weights }: { readonly sum: Sum; readonly weights: number }): void {
    if (weights === 0) this.atMost(new Sum().add(1, score), 0)
    else this.atMost(new Sum().add(2 * weights, score).addAll(-2, sum), weights)
  }

  #limit(score: number, atMost: number, when: Truth): void {
    this.atMost(new Sum().add(1, score).add(100 - atMost, when), 100)
  }

  /** Of scores: whether too many are too weak. */
  #holds(when: OverallCap['when'], scope: Scope, scores: readonly number[]): Truth {
    if (when.kind !== 'domains') return this.#harms(when, scope)
    const holds = this.column(1, true)
    const weak = new Sum()
    for (const domain of when.domains) {
      const isWeak = this.column(1, true)
      this.atLeast(new Sum().add(1, scores[domain] ?? false).add(when.below, isWeak), when.below)
      weak.add(1, isWeak)
    }
    this.atMost(weak.add(when.atLeast - 1 - when.domains.length, holds), when.atLeast - 1)
    return holds
  }

  /** From now on one of these holds in every scope that is exposed. */
  demandOne(conditions: readonly Condition[], exposed: (context: Int8Array) => boolean): boolean {
    for (const scope of this.#scopes) {
      if (!exposed(scope.context)) continue
      const one = this.whereAny(conditions.map((when) => this.#helps(when, scope)))
      if (one === false) return false
      this.atLeast(new Sum().add(1, one), 1)
    }
    return true
  }

  /** A condition that helps, as `help` weighs it once the levels are known. */
  #helps(condition: Condition, scope: Scope): Truth {
    const found = decide(condition, scope.floor, scope.ceiling, scope.context)
    if (found === 'yes') return true
    if (found === 'no' || found === 'absent') return false
    switch (condition.kind) {
      case 'level':
        return this.#reaching(condition.question, condition.level) ?? false
      case 'context':
        return false
      case 'any':
        return this.whereAny(condition.of.map((part) => this.#helps(part, scope)))
      case 'all':
        // What is absent is passed over.
        return this.whereAll(
          condition.of
            .filter((part) => decide(part, scope.floor, scope.ceiling, scope.context) !== 'absent')
            .map((part) => this.#helps(part, scope)),
        )
    }
  }

  /** A condition that harms, as `holds` reads it: what is absent is not below anything. */
  #harms(condition: Condition, scope: Scope): Truth {
    switch (condition.kind) {
      case 'level': {
        const level = scope.floor[condition.question] ?? ABSENT
        if (level === ABSENT || level >= condition.level) return false
        return this.unless(this.#reaching(condition.question, condition.level) ?? false)
      }
      case 'context':
        return condition.options.includes(scope.context[condition.question] ?? ABSENT)
      case 'any':
        return this.mustWhereAny(condition.of.map((part) => this.#harms(part, scope)))
      case 'all':
        return this.mustWhereAll(condition.of.map((part) => this.#harms(part, scope)))
    }
  }
}
