/**
 * Signing: the moment at which an assessment stops changing, and what it counts as in a comparison is made and kept.
 * Who may sign, and after whom, is decided by the caller: this is for the rooms above, inside a transaction.
 */

import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { type AssessmentRow, saveSignatures } from '../store/assessments.ts'
import { SEALED, sealAllSigned } from '../store/seals.ts'
import { findLevels } from '../store/levels.ts'
import { insertSummaries } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'
import { actingAs, record } from './recording.ts'

/** Signs an assessment as it stands in its level row. `ruleSet` is its own; `at` is ISO 8601 UTC. */
export async function sealAssessment(
  db: Handle,
  ruleSet: RuleSet,
  assessment: Pick<AssessmentRow, 'id' | 'organisationId' | 'revision'>,
  at: string,
): Promise<void> {
  const levels = await findLevels(db, assessment.id)
  if (levels?.digest !== ruleSet.digest || levels.revision !== assessment.revision)
    throw new Error(`The level row of ${assessment.id} is not the one to sign.`)
  await saveSignatures(db, [assessment.id], at)
  await insertSummaries(db, [
    { assessmentId: assessment.id, ruleSetDigest: ruleSet.digest, summary: summarise(ruleSet, levels.row) },
  ])
  await recordSeals(db, [{ ...assessment, signedAt: at }])
}

/**
 * Chains a digest of everything that was signed into the trail, for each in turn, so that a change of it is found for ever.
 * Call it once all of it is there.
 */
export async function recordSeals(
  db: Handle,
  signed: readonly (Pick<AssessmentRow, 'id' | 'organisationId'> & { readonly signedAt: string })[],
): Promise<void> {
  const seals = await sealAllSigned(
    db,
    signed.map(({ id }) => id),
  )
  for (const [index, { id, organisationId, signedAt }] of signed.entries()) {
    const act = { organisationId, action: SEALED, object: id, details: { ...seals[index] } } as const
    await record(actingAs(db, { now: () => new Date(signedAt) }, undefined), act)
  }
}
