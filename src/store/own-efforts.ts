/**
 * What raising an answer takes in one organisation, in its own figures: one effort a step of a question, with its version.
 * A save names the version it saw; a stale one writes nothing. Figures that were taken back stay as a row without any.
 */

import type { Effort } from '../rules/model.ts'
import type { OrganisationId, QuestionId } from './column-kinds.ts'
import { type Edit, NEVER, type Save, saveVersion, type Versioned } from './saved.ts'
import type { Handle } from './tables.ts'

/** A step of a question: a level to reach, or an item of a checklist. */
export interface StepKey {
  readonly questionId: QuestionId
  readonly stepId: string
}

export type OwnEffort = StepKey & Versioned<Effort>

/** Everything that an organisation ever set, what was taken back included, by question and step. */
export async function findOwnEfforts(db: Handle, organisationId: OrganisationId): Promise<OwnEffort[]> {
  const rows = await db
    .selectFrom('improvementOverride')
    .selectAll()
    .where('organisationId', '=', organisationId)
    .orderBy('questionId')
    .orderBy('stepId')
    .execute()
  return rows.map(({ questionId, stepId, effort, version, savedAt, savedBy }) => ({
    questionId,
    stepId,
    value: effort,
    version,
    savedAt,
    savedBy,
  }))
}

/** Saves the figures of a step, or takes them back. Call it inside a transaction. */
export async function saveOwnEffort(
  db: Handle,
  key: StepKey & { readonly organisationId: OrganisationId },
  edit: Edit<Effort>,
): Promise<Save<Effort>> {
  const all = await findOwnEfforts(db, key.organisationId)
  const stored =
    all.find(({ questionId, stepId }) => questionId === key.questionId && stepId === key.stepId) ?? NEVER
  return saveVersion<Effort>(stored, edit, (version) => {
    const columns = { effort: edit.value ?? null, ...version }
    return db
      .insertInto('improvementOverride')
      .values({ ...key, ...columns })
      .onConflict((conflict) =>
        conflict.columns(['organisationId', 'questionId', 'stepId']).doUpdateSet(columns),
      )
      .execute()
  })
}
