/**
 * What a person answered, as given: the truth that the store keeps and everything else is derived from.
 * Only types; `parse` makes them from forms and files, `encode` turns them into levels.
 */

export type Assurance = 'asserted' | 'evidenced' | 'verified'

export type AnswerValue =
  | { readonly kind: 'choice'; readonly option: string }
  /** Ids of the ticked items in the question's order; empty means "none of these". */
  | { readonly kind: 'ticked'; readonly items: readonly string[] }
  /** Whole numbers, `count` at most `of`. */
  | { readonly kind: 'counts'; readonly count: number; readonly of: number }
  /** A decimal as typed, such as "3" or "2.5": compared exactly, never as a float. */
  | { readonly kind: 'number'; readonly number: string }
  /** ISO date, not after the reference date. */
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'never' }
  | { readonly kind: 'not-measured' }
  | { readonly kind: 'none-exist' }
  | { readonly kind: 'dont-know' }
  | { readonly kind: 'not-applicable'; readonly reason: string }

/** One answer with what supports it. */
export interface Answer {
  readonly value: AnswerValue
  readonly assurance: Assurance
  /** A link, or where the document lies. */
  readonly evidence?: string
  /** ISO date of the evidence; after the reference date only where somebody said that it shows how things were then. */
  readonly evidenceDate?: string
  readonly verifiedBy?: string
  readonly verifiedHow?: 'document-seen' | 'configuration-seen' | 'tested'
  readonly comment?: string
}

/** Evidence that one row of a register gives for one question the register feeds. */
export interface RowEvidence {
  readonly evidence: string
  readonly evidenceDate: string
}

/**
 * One row of a register. Cells are canonical texts by column id: an option id, a decimal, an ISO date or `never`,
 * `yes`/`no` of a tick, free text, or `not-confirmed`. A blank cell is absent.
 */
export interface RegisterRow {
  readonly cells: Readonly<Record<string, string>>
  /** By question id. */
  readonly evidence: Readonly<Record<string, RowEvidence>>
}

export interface RegisterAnswers {
  /** The lead states that every row that belongs here is here. */
  readonly complete: boolean
  readonly rows: readonly RegisterRow[]
}

/** Everything one organisation answered, at one reference date. */
export interface Answers {
  readonly organisation: { readonly name: string; readonly cohort: string }
  /** The reference date, ISO. */
  readonly asOf: string
  /** Scored questions by id; a question without an entry is unanswered. */
  readonly answers: Readonly<Record<string, Answer>>
  /** Context questions by id: an option id or a text. */
  readonly context: Readonly<Record<string, string>>
  readonly registers: Readonly<Record<string, RegisterAnswers>>
  /** Comments of an answers file on questions that nobody answered yet, by id. */
  readonly remarks?: Readonly<Record<string, string>>
}

/** What is wrong with something a person typed, said once for every door. */
export interface AnswerFault {
  /** Question id, or `register/row/column` for a cell; where a form puts the message. */
  readonly field: string
  readonly message: string
}

/**
 * The row that is scored: one byte a question for what is declared, one for what is assured, and the context.
 * See `levels.ts` for the meaning of the bytes. Derived from `Answers` and a rule set, never edited.
 */
export interface LevelRow {
  readonly declared: Uint8Array
  readonly assured: Uint8Array
  /**
   * Highest level index that a question can still turn out to have; 48 where it is not applicable or left out.
   * Undefined in a stored row: what is not known then reaches its best level, until the answers say less.
   */
  readonly ceiling?: Uint8Array
  /** Option index by context question; −1 when unanswered, or a text. */
  readonly context: Int8Array
}

/** A row with its ceilings. */
export type WholeRow = Required<LevelRow>
