/** What compiling needs to turn names into indices, and the one text shape that every room of compiling shares. */
import type { CohortText, Condition, RowTest } from './model.ts'
import type { RawCohortText, RawCondition, RawRowTest } from './schema/words.ts'

/** Each throws for a name that the check should have refused. */
export interface Lookups {
  readonly question: (id: string) => number
  readonly level: (question: string, level: string) => number
  readonly condition: (raw: RawCondition) => Condition
  /** Empty for tests that were not written. */
  readonly tests: (raw: readonly RawRowTest[] | undefined) => readonly RowTest[]
}

/** A text that is the same for every cohort unless it says otherwise. */
export function compileCohortText(raw: RawCohortText): CohortText {
  return typeof raw === 'string' ? { text: raw, for: {} } : raw
}
