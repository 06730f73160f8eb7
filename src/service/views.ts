/** An assessment as pages and documents read it: where it stands, everything answered, and what that adds up to. */

import type { LevelRow } from '../answers/model.ts'
import type { AsSigned } from '../peers/signed.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import type { AssessmentInPeriod } from '../store/assessments.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Content } from './content.ts'
import type { ClosedPeriod } from './permission.ts'

export interface AssessmentView extends Content {
  readonly organisation: OrganisationRow
  readonly assessment: AssessmentInPeriod
  /** The assessment's period; undefined: it has not closed. */
  readonly closed: ClosedPeriod | undefined
  /** The assessment's own rule set, by which it is asked, shown and scored. */
  readonly ruleSet: RuleSet
}

export interface ResultView {
  readonly view: AssessmentView
  readonly result: Result
  /** What was scored: the stored level row. */
  readonly row: LevelRow
  /** The figures that it was signed with, where today's method gives others. `result` is of today's. */
  readonly signed?: AsSigned
}

export type Place = Pick<AssessmentView, 'organisation' | 'assessment' | 'closed' | 'ruleSet'>
