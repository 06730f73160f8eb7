/** One version of an official framework of outcomes, and how the version before relates to it. */

import type { Source } from './basics.ts'

/** What an outcome was in the version before. */
export interface Relation {
  /** `moved`: all of it stood under other codes. `split`: it holds a part of each. `new`: no part of it stood there. */
  readonly kind: 'same' | 'renamed' | 'moved' | 'split' | 'new'
  /** Codes of the version before; empty when new. */
  readonly from: readonly string[]
}

/** One version of an official framework of outcomes. */
export interface Framework {
  readonly id: string
  readonly title: string
  /** For tabs and columns, such as `CAF 4.0`. */
  readonly short: string
  readonly source: Source
  /** What is not certain of it. */
  readonly note?: string
  /** Outcome code → name, in the framework's order. */
  readonly outcomes: Readonly<Record<string, string>>
  /** Undefined on the oldest. */
  readonly relatesTo?: {
    /** Id of the version before. */
    readonly framework: string
    /** By outcome code; each has one. */
    readonly outcomes: Readonly<Record<string, Relation>>
  }
}
