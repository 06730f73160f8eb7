/** What the calibration found of a rule set, as it is kept beside it. */

/** What one answer moves when it goes from its worst to its best, as means over made-up organisations. */
export interface Move {
  /** Points of the overall score. */
  readonly overall: number
  /** Sum of the residual risks that it takes away. */
  readonly risks: number
  /** Counted attacks that are met. */
  readonly attacks: number
  /** Lessons that are learned. */
  readonly lessons: number
}

export interface Calibrated {
  /** Digest of the rule set. */
  readonly digest: string
  /** Organisations drawn at each maturity. */
  readonly draws: number
  readonly maturities: readonly {
    readonly t: number
    readonly shifted: boolean
    readonly overall: number
    readonly extremeRisks: number
    readonly attacksMet: number
    readonly residuals: number
  }[]
  readonly findings: readonly {
    readonly wanted: string
    readonly found: string
    readonly holds: boolean
    readonly because: string
  }[]
  /** What choices of questions settle while nothing else is answered: those of the first look, and others of as many. */
  readonly firstLook: readonly {
    readonly choice: string
    /** Width of the range of the score that is left. */
    readonly points: number
    /** Percentages of what is open before. */
    readonly score: number
    readonly risks: number
    readonly attacks: number
    readonly lessons: number
    /** Answers that stand below what a step of a past attack asks for: found. */
    readonly doors: number
    /** Mean of the five percentages. */
    readonly settles: number
  }[]
  /** By question id, in the order of the questionnaire: from typical answers, and with all others at their worst. */
  readonly moves: readonly { readonly question: string; readonly typical: Move; readonly worst: Move }[]
}
