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
  /** Money likewise. */
  readonly poundsSpent: number
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

/** What a plan is to do. */
export type Goal =
  | { readonly kind: 'least-risk' }
  /** The overall score on paper, at its lowest, in this band. */
  | { readonly kind: 'reach'; readonly band: string }
  /** The attack of this dossier in your place, before harm. */
  | { readonly kind: 'stop'; readonly incident: string }

/** An answer that is raised at least so far. */
export interface Kept {
  readonly question: string
  readonly level: string
}

export interface PlanAsked {
  readonly goal: Goal
  /** At the middle of each range; undefined: no limit. */
  readonly pounds: number | undefined
  readonly days: number | undefined
  readonly keep: readonly Kept[]
  /** Ids of questions that are not raised. */
  readonly without: readonly string[]
}

/** Answers raised together, in an order in which each comes after what it needs. */
export interface Plan {
  readonly moves: readonly Move[]
  /** At the middle of each range. */
  readonly pounds: number
  readonly days: number
  /** With every move, by the real scorer. */
  readonly changes: Changes
  readonly after: Position
}

/** What is known of better plans. */
export type Proof =
  /** There is none. `equal`: whether another is as good in everything; undefined: not found out. */
  | { readonly kind: 'proven'; readonly equal: boolean | undefined }
  /** The time was over: one could leave so many per cent less risk, or cost so many less; undefined: nothing is known. */
  | { readonly kind: 'time'; readonly percent: number | undefined }
  /** The solver ended early. */
  | { readonly kind: 'ended' }

/** What keeps a goal out of reach with every answer raised that can be. */
export interface InTheWay {
  /** Ids of questions of which the answer is not known: they count at their worst. */
  readonly open: readonly string[]
  /** Why the score is limited even then. */
  readonly limits: readonly string[]
}

/** `plan --json`, with what was asked. */
export type PlanFound =
  /** The goal is met as the answers stand. */
  | { readonly kind: 'already' }
  | { readonly kind: 'plan'; readonly plan: Plan; readonly proof: Proof }
  /** Within the limits the goal is not met: what it takes without them, and what comes nearest within them. */
  | {
      readonly kind: 'too-dear'
      /** Proven; else none was found in time. */
      readonly certain: boolean
      readonly plan: Plan
      readonly proof: Proof
      readonly nearest: Plan | undefined
    }
  /** With every answer raised that can be, the goal is not met. */
  | {
      readonly kind: 'out-of-reach'
      readonly nearest: Plan | undefined
      readonly inTheWay: InTheWay
    }
  /** What is to be kept takes more than there is by itself. */
  | { readonly kind: 'kept-too-dear'; readonly plan: Plan }
  /** This cannot be raised so far: it is ruled out, or needs what cannot be. */
  | { readonly kind: 'cannot-keep'; readonly question: string }
