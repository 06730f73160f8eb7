/** A linear model and what a solver says of it, as data that can be sent to another process. */

/** Something that can be chosen, between two ends. */
export interface Column {
  readonly lower: number
  readonly upper: number
  readonly whole: boolean
}

/** Places of columns with their factors; each column once. */
export type Terms = readonly (readonly [column: number, factor: number])[]

/** The sum of its terms lies between two ends, of which one may be infinite. */
export interface Row {
  readonly lower: number
  readonly upper: number
  readonly terms: Terms
}

export interface LinearModel {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
}

export interface SolverTask {
  readonly model: LinearModel
  /** What is to be as small as can be. */
  readonly smallest: Terms
  /** More than 0. */
  readonly seconds: number
  /** By column: values with which every row holds. */
  readonly start?: readonly number[]
}

export type Solved =
  /** `value` of what is smallest; nothing below `bound` can exist. The same where it is proven. */
  | {
      readonly kind: 'found'
      readonly values: readonly number[]
      readonly value: number
      readonly bound: number
    }
  /** Proven: no values make every row hold. */
  | { readonly kind: 'none' }
  /** The time was over before any were found. */
  | { readonly kind: 'nothing-yet' }

/** @throws SolverEnded */
export type Solve = (task: SolverTask) => Promise<Solved>

/** The solver ended without an answer; asked again, it may give one. */
export class SolverEnded extends Error {
  constructor() {
    super('The solver ended early.')
    this.name = 'SolverEnded'
  }
}
