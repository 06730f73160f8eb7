/** A register: rows × typed columns, and the tests that its rows may pass. */

import type { DomainId, RegisterId } from '../../ids.ts'
import type { Option } from './basics.ts'

/** A test of one row of a register; a list of tests holds when all hold. The values of a tick are `yes` and `no`. */
export type RowTest =
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] }
  | {
      readonly kind: 'compare'
      readonly column: string
      readonly op: 'at-least' | 'at-most' | 'less-than'
      readonly to: { readonly column: string } | { readonly number: number }
    }
  | { readonly kind: 'recent'; readonly column: string; readonly months: number }
  | { readonly kind: 'not-expired'; readonly column: string }
  | {
      readonly kind: 'count'
      readonly columns: readonly string[]
      readonly values: readonly string[]
      readonly atLeast: number
    }
  | { readonly kind: 'any'; readonly of: readonly RowTest[] }
  /** Register checks only: the date differs from the date typed for a question. */
  | { readonly kind: 'differs-from-answer'; readonly column: string; readonly question: number }

export interface Column {
  readonly id: string
  readonly type: 'text' | 'choice' | 'number' | 'date' | 'tick'
  readonly section: string
  readonly short: string
  readonly text: string
  readonly hint?: string
  readonly required: boolean
  readonly forTheRecord: boolean
  /** Worst first; empty unless a choice. */
  readonly options: readonly Option[]
  readonly unit?: string
  /** Label of the unknown cell, whose value is always `not-confirmed`; undefined: there is none. */
  readonly unknown?: string
  /** Label of the value `never` of a date column; undefined: not offered. */
  readonly never?: string
  /** Date columns: an end or expiry, which may lie after the reference date (YAML `may-be-ahead: true`). */
  readonly mayBeAhead: boolean
  readonly atMostOnce: boolean
}

export interface Register {
  readonly id: RegisterId
  readonly title: string
  readonly lead: string
  readonly domain: DomainId
  readonly row: { readonly one: string; readonly many: string }
  readonly columns: readonly Column[]
  /** A row counts when all hold; the register needs at least one such row. */
  readonly countsWhen: readonly RowTest[]
  /** Indices of the questions it feeds. */
  readonly feeds: readonly number[]
}
