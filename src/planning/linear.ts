/** Truths and sums of 0 and 1 → the columns and rows of a linear model. It knows nothing of questions. */

import type { Column, LinearModel, Row, Terms } from '../solver/model.ts'

/** Settled, or the place of a column that is 1 where it holds. */
export type Truth = boolean | number

/** Of one step of a sum: what all that comes after it may add. */
export const LESSER = 0.5
/** Of risks and scores; of halves of pounds and days, and of their middles. */
const STEPS = [1, 0.5, 0.25, 0.05, 0.025, 0.005]

/** A constant and terms. */
export class Sum {
  constant = 0
  readonly #factors = new Map<number, number>()

  /** Adds `factor` × a truth. */
  add(factor: number, truth: Truth): this {
    if (truth === true) this.constant += factor
    else if (truth !== false) this.#factors.set(truth, (this.#factors.get(truth) ?? 0) + factor)
    return this
  }

  /** Adds `factor` × another sum. */
  addAll(factor: number, sum: Sum): this {
    this.constant += factor * sum.constant
    for (const [column, one] of sum.terms) this.add(factor * one, column)
    return this
  }

  /** This, with so small a part of another sum of 0 or more that it decides only where this is equal. */
  before(other: Sum): Sum {
    const most = other.terms.reduce((sum, [, factor]) => sum + Math.max(0, factor), 0)
    return new Sum().addAll(1, this).addAll((LESSER * this.#step) / Math.max(most, 1), other)
  }

  /** By how much two of its values differ at least. */
  get #step(): number {
    const factors = this.terms.map(([, factor]) => Math.abs(factor))
    const isStep = (step: number) =>
      factors.every((one) => Math.abs(one / step - Math.round(one / step)) < 1e-9)
    return STEPS.find(isStep) ?? Math.min(...STEPS)
  }

  get terms(): Terms {
    return [...this.#factors].filter(([, factor]) => factor !== 0)
  }

  /** With these values of the columns. */
  at(values: readonly number[]): number {
    return this.terms.reduce((sum, [column, factor]) => sum + factor * (values[column] ?? 0), this.constant)
  }
}

export class Linear implements LinearModel {
  readonly columns: Column[] = []
  readonly rows: Row[] = []
  readonly #groups = new Map<string, number>()

  /** @returns its place */
  column(upper: number, whole: boolean): number {
    return this.columns.push({ lower: 0, upper, whole }) - 1
  }

  /** `sum` ≤ `most`. */
  atMost(sum: Sum, most: number): void {
    this.rows.push({ lower: -Infinity, upper: most - sum.constant, terms: sum.terms })
  }

  /** `sum` ≥ `least`. */
  atLeast(sum: Sum, least: number): void {
    this.rows.push({ lower: least - sum.constant, upper: Infinity, terms: sum.terms })
  }

  /** What can be 1 only where all hold; nothing makes it 1. */
  whereAll(parts: readonly Truth[]): Truth {
    if (parts.includes(false)) return false
    return this.#group(
      'all',
      parts.filter((one) => one !== true),
      true,
      (group, open) => {
        for (const one of open) this.atMost(new Sum().add(1, group).add(-1, one), 0)
      },
    )
  }

  /** What can be 1 only where one holds. */
  whereAny(parts: readonly Truth[]): Truth {
    if (parts.includes(true)) return true
    return this.#group(
      'any',
      parts.filter((one) => one !== false),
      false,
      (group, open) => {
        this.atMost(
          open.reduce<Sum>((sum, one) => sum.add(-1, one), new Sum().add(1, group)),
          0,
        )
      },
    )
  }

  /** What must be 1 where this does not hold. */
  unless(part: Truth): Truth {
    if (typeof part === 'boolean') return !part
    return this.#once(`not ${part}`, (group) => this.atLeast(new Sum().add(1, group).add(1, part), 1))
  }

  /** What must be 1 where all do. */
  mustWhereAll(parts: readonly Truth[]): Truth {
    if (parts.includes(false)) return false
    return this.#group(
      'must-all',
      parts.filter((one) => one !== true),
      true,
      (group, open) => {
        const sum = open.reduce<Sum>((all, one) => all.add(-1, one), new Sum().add(1, group))
        this.atLeast(sum, 1 - open.length)
      },
    )
  }

  /** What must be 1 where one does. */
  mustWhereAny(parts: readonly Truth[]): Truth {
    if (parts.includes(true)) return true
    return this.#group(
      'must-any',
      parts.filter((one) => one !== false),
      false,
      (group, open) => {
        for (const one of open) this.atLeast(new Sum().add(1, group).add(-1, one), 0)
      },
    )
  }

  /** One column for the same group, however often it is asked for. */
  #group(
    kind: string,
    parts: readonly Truth[],
    empty: boolean,
    tie: (group: number, open: readonly number[]) => void,
  ): Truth {
    const open = [...new Set(parts.filter((one) => typeof one === 'number'))].toSorted((a, b) => a - b)
    const [first] = open
    if (first === undefined) return empty
    if (open.length === 1) return first
    return this.#once(`${kind} ${open.join(' ')}`, (group) => tie(group, open))
  }

  #once(key: string, tie: (group: number) => void): number {
    const known = this.#groups.get(key)
    if (known !== undefined) return known
    const group = this.column(1, false)
    this.#groups.set(key, group)
    tie(group)
    return group
  }
}
