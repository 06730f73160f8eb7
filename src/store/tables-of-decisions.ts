/** The tables of what an organisation decides, and of official frameworks, in the words of the code. */

import type { SaidOutcome } from '../caf/answered.ts'
import type { Effort } from '../rules/model.ts'
import type {
  AccountId,
  Flag,
  Json,
  Maybe,
  OrganisationId,
  PlannedActionId,
  QuestionId,
  VersionedTable,
} from './column-kinds.ts'

/** What a step of a question takes here, in the organisation's own figures. */
export interface ImprovementOverrideTable extends VersionedTable {
  organisationId: OrganisationId
  questionId: QuestionId
  stepId: string
  /** Undefined: taken back. */
  effort: Json<Effort | undefined>
}

/** What somebody shall do, of an organisation, whatever becomes of its assessments. */
export interface PlannedActionTable extends VersionedTable {
  id: PlannedActionId
  organisationId: OrganisationId
  /** What it came of. */
  source: 'move' | 'proof' | 'contradiction' | 'lesson' | 'reservation' | 'review' | 'own'
  /** Names what it came of, so that it comes of it once; empty: nothing of ours. */
  sourceId: string
  /** The answer that is looked at again once it is done. */
  questionId: Maybe<QuestionId>
  title: string
  /** Who does it, where they have an account; they are told when it is late. */
  ownerId: Maybe<AccountId>
  /** Empty: nobody yet. */
  ownerName: string
  /** ISO date; undefined: no day yet. */
  due: Maybe<string>
  /** Id of a size of `rules/improvements.yaml`. */
  size: Maybe<string>
  /** What is bought, in the first year. */
  pounds: Maybe<number>
  /** The money is approved. */
  funded: Flag
  /** Why there is no owner or no day; empty: not said. */
  reason: string
  state: 'open' | 'done' | 'dropped'
  /** What shows that it is done, or why it is not done at all; empty while it is open. */
  outcome: string
  madeAt: string
  madeBy: string
}

/** The SIRO said of the whole list: this is our plan. */
export interface PlanConfirmationTable {
  id: string
  organisationId: OrganisationId
  /** Of what the list said then. */
  digest: string
  at: string
  byId: AccountId
  byName: string
}

/** What the organisation says of one risk; every version is a row, the newest holds. */
export interface RiskEntryTable extends VersionedTable {
  organisationId: OrganisationId
  /** Of the rule set, or a UUID of a risk of their own. */
  riskId: string
  value: Json<RiskEntry>
}

/** Steps of the matrix, from 1 to 5. */
export interface Rating {
  readonly likelihood: number
  readonly consequence: number
}

/** Empty texts and what is undefined: not said. */
export interface RiskEntry {
  /** Of a risk of their own, with its rating; undefined: the rule set's. */
  readonly own?: Rating & { readonly title: string }
  readonly ownerId?: AccountId
  readonly ownerName: string
  /** The highest product of likelihood and consequence that is accepted. */
  readonly appetite?: number
  readonly target?: Rating
  /** ISO date. */
  readonly targetBy?: string
  readonly treatment?: 'treat' | 'tolerate' | 'transfer' | 'terminate'
  /** Why more than the appetite is accepted for now. */
  readonly acceptedBecause: string
  /** ISO date: the last day of that. */
  readonly acceptedUntil?: string
  /** ISO date. */
  readonly reviewOn?: string
  /** Their own rating in place of the one that the answers give. */
  readonly override?: Rating
  readonly overrideBecause: string
}

/** An official framework, as an operator loaded its file. */
export interface CafFrameworkTable {
  /** Of the rule set, which says how the versions relate. */
  frameworkId: string
  /** SHA-256 of the text, hexadecimal. */
  digest: string
  text: string
  /** ISO 8601 UTC. */
  loadedAt: string
}

/** What an organisation says of one outcome of such a framework; every version is a row, the newest holds. */
export interface CafOutcomeTable extends VersionedTable {
  organisationId: OrganisationId
  frameworkId: string
  /** Id of a row of the register of critical systems, or `whole`. */
  systemId: string
  outcome: string
  value: Json<SaidOutcome>
}

export interface DecisionTables {
  improvementOverride: ImprovementOverrideTable
  plannedAction: PlannedActionTable
  planConfirmation: PlanConfirmationTable
  riskEntry: RiskEntryTable
  cafFramework: CafFrameworkTable
  cafOutcome: CafOutcomeTable
}
