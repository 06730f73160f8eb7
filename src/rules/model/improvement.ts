/** What raising an answer takes: planning assumptions of ours, by ids, so that an old rule set can use those that it knows. */

/** Least and most. */
export type Range = readonly [least: number, most: number]

export interface Effort {
  /** Of own staff. */
  readonly days: Range
  /** What is bought, at once and in the first year. */
  readonly pounds: Range
  /** From the decision until it is done. */
  readonly weeks: number
}

export interface EffortSize extends Omit<Effort, 'weeks'> {
  readonly id: string
  readonly name: string
}

/** An answer that must stand at least so high before a step can be taken. */
export interface Need {
  readonly question: string
  readonly level: string
}

/** One level up, or one item more. */
export interface ImprovementStep extends Effort {
  /** A plain sentence in the imperative. */
  readonly action: string
  readonly needs: readonly Need[]
  /** An organisation's own figures stand in the place of ours. */
  readonly own?: true
}

export interface Improvement {
  /** What the steps come to together. */
  readonly action: string
  /** The work is to see proof: what was seen and is not shown yet is shown with it. */
  readonly isProof?: true
  /** By level id, of every level but the first; empty for a checklist. */
  readonly steps: Readonly<Record<string, ImprovementStep>>
  /** By item id, in the order in which they are best done; empty unless it is a checklist. */
  readonly items: Readonly<Record<string, ImprovementStep>>
}

export interface Improvements {
  readonly basis: string
  /** What a day of staff counts as where days and pounds are added up. */
  readonly poundsADay: number
  /** Smallest first; five. */
  readonly sizes: readonly EffortSize[]
  /** Showing what is already true. */
  readonly prove: Effort
  readonly findOut: Effort
  /** By question id. */
  readonly of: Readonly<Record<string, Improvement>>
}
