/** What asks to be explained or corrected: answers that do not fit, registers, and parts above their wholes. */

import type { Condition } from './basics.ts'
import type { RowTest } from './register.ts'

export interface Contradiction {
  readonly id: string
  readonly first: Condition
  readonly second: Condition
  readonly kind: 'clash' | 'unknowable' | 'hard-to-hold'
  readonly why: string
  readonly ask: string
}

/** Cells against answers: it only asks, and never scores. */
export interface RegisterCheck {
  readonly id: string
  readonly register: string
  /** It asks when a row is known to pass all. */
  readonly rows: readonly RowTest[]
  readonly answer?:
    | { readonly question: number; readonly ticks: string }
    | { readonly question: number; readonly isNotApplicable: true }
  readonly why: string
  readonly ask: string
}

/** One of the two numbers of a percentage question. */
export interface Total {
  readonly question: number
  readonly number: 'count' | 'of'
}

/** A part that cannot be more than its whole: it only asks, and never scores. */
export interface TotalCheck {
  readonly id: string
  readonly part: Total
  readonly whole: Total
  readonly why: string
  readonly ask: string
}
