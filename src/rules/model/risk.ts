/** A risk scenario, and the matrix that rates it. */

import type { Condition, Source } from './basics.ts'

export interface RiskLowering {
  readonly when: Condition
  /** Points taken off; 0 or more. */
  readonly likelihood: number
  readonly consequence: number
  readonly because: string
}

export interface Risk {
  readonly id: string
  readonly short: string
  /** "If …, then patients would …" */
  readonly title: string
  readonly hazards: readonly string[]
  readonly inherent: {
    readonly likelihood: number
    readonly likelihoodBecause: string
    readonly consequence: number
    readonly consequenceBecause: string
  }
  readonly loweredBy: readonly RiskLowering[]
  readonly neverBelow: {
    readonly likelihood: number
    readonly likelihoodBecause: string
    readonly consequence: number
    readonly consequenceBecause: string
  }
  /** Incident ids. */
  readonly restsOn: readonly string[]
  readonly source: Source
}

export interface MatrixStep {
  readonly at: number
  readonly name: string
  readonly reading: string
}

export interface Matrix {
  readonly source: Source
  readonly period: string
  readonly likelihood: readonly MatrixStep[]
  readonly consequence: readonly MatrixStep[]
  readonly bands: readonly { readonly id: string; readonly name: string; readonly from: number }[]
}
