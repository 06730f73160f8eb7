/**
 * What goes into a published comparison and what comes out of it: types, and the number of the method.
 * What goes in never leaves the computation; what comes out is the same bytes for every viewer.
 */

/**
 * The number of the method that turns signed summaries into a release. Whoever changes what comes out of the same summaries raises it:
 * what was published before is then proved by its digest and seal, instead of being computed anew.
 */
export const RELEASE_METHOD = 2

/**
 * One organisation's signed result, reduced to what a release counts. Made once at signing.
 * Lists follow the rule set's order.
 */
export interface Summary {
  /** 0–100. */
  readonly overall: number
  readonly overallAssured: number
  readonly domains: readonly number[]
  readonly domainsAssured: readonly number[]
  /** Level index by question with everything not known at its worst; −1 when hidden, not applicable or left out. */
  readonly levels: readonly number[]
  /** Option index by context question; −1 when unanswered, or a text. Empty where it was not kept, as in the first summaries. */
  readonly scope: readonly number[]
  /** Rung by replayed chain (see `RUNGS`), on paper and on evidence. */
  readonly outcomes: readonly number[]
  readonly outcomesAssured: readonly number[]
  /** Matrix band index by risk. */
  readonly risks: readonly number[]
  /** Rung by lesson that can be asked (see `LEARNED`); −1 where it does not apply. Empty where it was not kept, as in the first summaries. */
  readonly lessons: readonly number[]
}

/** A signed assessment that contributes; trusts of one group count once, by their lead organisation. */
export interface Contributor {
  readonly organisation: string
  readonly assessment: string
  readonly cohort: string
  readonly region: string
  readonly summary: Summary
}

/** Outcomes of a replay, worst first: a share is given for each rung "or better" but the first. */
export const RUNGS = ['open', 'limited', 'seen', 'cut-short', 'stopped', 'not-exposed'] as const

/** How far a lesson is learned, worst first. */
export const LEARNED = ['no', 'on-paper', 'on-evidence'] as const

/** A ladder of rounded counts: how many reach each rung or better, the first rung (everybody) left out. */
export interface Ladder {
  /** Rounded number to which the counts refer: those to whom the question applies. */
  readonly of: number
  /** By rung from the second; never rising. Null when too few to say. */
  readonly atLeast: readonly number[] | null
}

/** Scores as safe quantiles, each rounded to 5; a quantile that rests on too few is absent. */
export interface Quantiles {
  readonly p10?: number
  readonly p25?: number
  readonly p50?: number
  readonly p75?: number
  readonly p90?: number
}

export interface ScoreFigures {
  readonly onPaper: Quantiles
  readonly onEvidence: Quantiles
  /** Counts by band of the score on paper. */
  readonly bands: Ladder
}

/** Figures of one cohort. */
export interface Figures {
  /** Sum of the cells' rounded sizes. */
  readonly size: number
  readonly overall: ScoreFigures
  /** By domain. */
  readonly domains: readonly ScoreFigures[]
  /** By risk: counts at each matrix band or better, worst band first. */
  readonly risks: readonly Ladder[]
  /** For participants only, by question. */
  readonly questions: readonly Ladder[]
  /** For participants only, by replayed chain. */
  readonly incidents: readonly { readonly onPaper: Ladder; readonly onEvidence: Ladder }[]
  /** For participants only, by lesson that can be asked. */
  readonly lessons: readonly Ladder[]
  /** For participants only: the raises that would protect most from most incidents, ties together, by question index. */
  readonly protects: readonly { readonly question: number; readonly level: number }[]
}

/**
 * In which release each figure of a cell was counted: its id, or null for the release that says so. Lists follow the rule
 * set's order; a domain's score, bands and questions are counted together.
 */
export interface CountedIn {
  readonly overall: string | null
  readonly domains: readonly (string | null)[]
  readonly risks: readonly (string | null)[]
  /** By replayed chain. */
  readonly incidents: readonly (string | null)[]
  /** By lesson that can be asked. */
  readonly lessons: readonly (string | null)[]
}

/** A group of written cells that is counted as one. */
export interface Cell {
  /** Ids of the written cells, in the family's order. */
  readonly of: readonly string[]
  readonly counted: CountedIn
}

export interface PublishedCohort {
  readonly id: string
  readonly title: string
  /** Ids of the written cells it is the union of. */
  readonly of: readonly string[]
  readonly figures: Figures
}

/** A cohort that cannot be published, and the narrowest published one that holds it. */
export interface Withheld {
  readonly id: string
  readonly title: string
  readonly because: 'too-few' | 'not-a-union'
  readonly instead: string | null
}

/** What everybody reads: immutable, the same bytes for every viewer. */
export interface Release {
  /** Drawn at random when it was prepared, so that its digest says nothing of its figures before they are published. */
  readonly nonce: string
  readonly period: string
  readonly ruleSet: string
  readonly cells: readonly Cell[]
  readonly cohorts: readonly PublishedCohort[]
  readonly withheld: readonly Withheld[]
}

/** A contributor as an earlier release counted it. */
export interface CountedThen extends Omit<Contributor, 'assessment' | 'summary'> {
  /** By question and by context question of the rule set of then; undefined when it was deleted since. */
  readonly answered: Pick<Summary, 'levels' | 'scope'> | undefined
}

/** Written cells that would be counted together, by who contributes; nothing in it comes from an answer. */
export interface CellReport {
  readonly of: readonly string[]
  /** Rounded down to 5; 0 for fewer than 10, which are not counted. */
  readonly contributors: number
}

export interface Prepared {
  readonly release: Release
  /** The cells with at least one new figure, and the contributors whom it rests on. */
  readonly members: readonly { readonly of: readonly string[]; readonly members: readonly Contributor[] }[]
  readonly report: readonly CellReport[]
  /** Contributors that no cell of the partition holds, by organisation. */
  readonly unplaced: readonly string[]
}
