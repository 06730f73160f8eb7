/** What the parts of a rule set share: where something comes from, words by cohort, and conditions. */

/** Where a number, threshold or text comes from; `judgement` means it is our own. */
export type Source =
  | 'judgement'
  | {
      readonly title: string
      readonly publisher?: string
      readonly date?: string
      readonly url?: string
      readonly section?: string
    }

/** A text with other words for some cohorts; levels never differ by cohort, only words do. */
export interface CohortText {
  readonly text: string
  readonly for: Readonly<Record<string, string>>
}

/** A condition over levels and context options. Evaluated by `rules/condition.ts`, never by hand. */
export type Condition =
  | {
      readonly kind: 'level'
      /** Index into `RuleSet.questions`. */
      readonly question: number
      readonly op: 'at-least' | 'below'
      /** Index into the question's levels, worst first. */
      readonly level: number
    }
  | {
      readonly kind: 'context'
      /** Index into `RuleSet.context`. */
      readonly question: number
      /** Indices of the options that make it true. */
      readonly options: readonly number[]
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }

export interface Option {
  readonly id: string
  readonly text: string
}
