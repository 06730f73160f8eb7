/** What makes scores: domains, bands, and the limits on both. */

import type { DomainId } from '../../ids.ts'
import type { Condition, Source } from './basics.ts'

/** What a limit does to a score, and why. */
export interface Limit {
  readonly id: string
  /** 0–99. */
  readonly atMost: number
  readonly because: string
  readonly source: Source
}

/** A limit on the score of a domain. */
export interface Cap extends Limit {
  readonly when: Condition
}

/** Domains whose own score is below a number: so many of them are too many. */
export interface WeakDomains {
  readonly kind: 'domains'
  /** Indices into `RuleSet.domains`. */
  readonly domains: readonly number[]
  readonly below: number
  /** It holds when at least so many of them are. */
  readonly atLeast: number
}

/** A limit on the overall score, which may also read the scores of domains. */
export interface OverallCap extends Limit {
  readonly when: Condition | WeakDomains
}

export interface Domain {
  readonly index: number
  readonly id: DomainId
  readonly title: string
  readonly lead: string
  readonly weight: number
  readonly because: string
  /** Indices of its scored questions, in order. */
  readonly questions: readonly number[]
  readonly caps: readonly Cap[]
}

export interface Band {
  readonly id: string
  readonly name: string
  readonly from: number
  readonly means: string
  /** What holds of whoever gets it: our claim, which the calibration tests. */
  readonly trueWhen: readonly BandTruth[]
}

export type BandTruth =
  /** At most so many risks in a band of the matrix. */
  | { readonly kind: 'risks'; readonly band: string; readonly atMost: number }
  /** At most so many of the domains below a score. */
  | {
      readonly kind: 'domains'
      readonly domains: readonly number[]
      readonly below: number
      readonly atMost: number
    }
  /** At least so many counted attacks met on paper. */
  | { readonly kind: 'attacks'; readonly atLeast: number }
