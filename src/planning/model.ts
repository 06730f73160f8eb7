/** What a trust can do first, as data: moves with their effort and what they change, proofs, and what is to be found out. */

import type { Effort } from '../rules/model.ts'

/** A number on paper and on evidence. */
export interface Both {
  readonly paper: number
  readonly evidence: number
}

/** Before and after, in both readings. */
export interface Change {
  readonly from: Both
  readonly to: Both
}

/** Where a row of levels stands: what moves are measured by. */
export interface Position {
  readonly overall: Both
  /** In the order of the rule set's domains. */
  readonly domains: readonly Both[]
  /** Residual likelihood × consequence, in the order of the rule set's risks. */
  readonly risks: readonly Both[]
  /** Risks in a band that asks for action. */
  readonly above: Both
  /** Counted attacks that a control meets. */
  readonly attacks: Both
  readonly lessons: Both
}

/** What becomes of a position; only what changes is listed. */
export interface Changes {
  readonly overall: Change
  readonly domains: readonly (Change & { readonly id: string })[]
  /** Those that fall most first: on paper, then on evidence. */
  readonly risks: readonly (Change & { readonly id: string })[]
  readonly above: Change
  readonly attacks: Change
  readonly lessons: Change
}

export interface ItemToDo {
  readonly id: string
  readonly action: string
}

/** One answer raised to a level. */
export interface Raised {
  readonly question: string
  /** Ids of levels. */
  readonly from: string
  readonly to: string
  /** What to do, in one sentence. */
  readonly action: string
  /** The items of a checklist that are to be done, the first one first; else empty. */
  readonly items: readonly ItemToDo[]
}

export interface Sized extends Effort {
  /** Place of its size among the five, from 0. */
  readonly size: number
  /** Some of it in the organisation's own figures. */
  readonly own: boolean
}

/** Real work: one answer raised, with the answers that it needs raised first or works only together with. */
export interface Move extends Raised {
  /** In the order in which they are done, mostly none. */
  readonly besides: readonly Raised[]
  readonly effort: Sized
  /** Staff days at the middle of their range, of this move and all before it in the list. */
  readonly daysSpent: number
  /** After the moves above it in the list. */
  readonly changes: Changes
}

/** Answers that are true already, and only have to be shown. */
export interface Proofs {
  /** Ids of the questions. */
  readonly questions: readonly string[]
  /** After the proofs above it in the list, from where the answers stand now. */
  readonly changes: Changes
}

/** An answer that is unanswered or not known. */
export interface FindOut {
  readonly question: string
  /** Ids of the risks that could be lower than they count. */
  readonly risks: readonly string[]
}

/** `fix-first --json`. */
export interface FixFirst {
  readonly now: Position
  /** That lower a risk, each one the best after those before it. */
  readonly moves: readonly Move[]
  /** That lower no risk by themselves: what each changes alone. Most attacks, then lessons, then points for their effort first. */
  readonly others: readonly Move[]
  /** Bundles that lower a risk or meet an attack on evidence, the best first. */
  readonly proofs: readonly Proofs[]
  /** Ids of the other questions to be shown. */
  readonly otherProofs: readonly string[]
  /** Effort of one proof. */
  readonly prove: Effort
  /** With every proof, and no other work. */
  readonly allProofs: Changes
  /** With every listed move and every proof. */
  readonly everything: Changes
  readonly findOuts: readonly FindOut[]
  readonly findOut: Effort
}
