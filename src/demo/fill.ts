/**
 * Invented assessments → rows of the store, many at once: drafts with their level rows, and signed ones with what they count as.
 * Call it inside a transaction.
 */

import { encode } from '../answers/encode.ts'
import type { Answers } from '../answers/model.ts'
import type { AssessmentId, OrganisationId, PeriodId } from '../ids.ts'
import { summarise } from '../peers/summary.ts'
import type { RuleSet } from '../rules/model.ts'
import { recordSeals } from '../service/signing.ts'
import { insertAnswers, insertContextAnswers } from '../store/answers.ts'
import { insertAssessments, saveSignatures } from '../store/assessments.ts'
import { saveLevels } from '../store/levels.ts'
import { insertRegisters } from '../store/registers.ts'
import type { Stamp } from '../store/saved.ts'
import { insertSummaries } from '../store/summaries.ts'
import type { Handle } from '../store/tables.ts'

export interface Filled {
  readonly assessmentId: AssessmentId
  readonly organisationId: OrganisationId
  readonly periodId: PeriodId
  readonly answers: Answers
  /** Undefined: it is still a draft. */
  readonly signedAt: string | undefined
}

export async function fillAssessments(
  db: Handle,
  ruleSet: RuleSet,
  assessments: readonly Filled[],
  stamp: Stamp,
): Promise<void> {
  await insertAssessments(
    db,
    assessments.map(({ assessmentId, organisationId, periodId, answers }) => ({
      id: assessmentId,
      organisationId,
      periodId,
      asOf: answers.asOf,
      ruleSetDigest: ruleSet.digest,
      status: 'draft' as const,
      revision: 0,
    })),
  )
  await insertAnswers(
    db,
    assessments.flatMap(({ assessmentId, answers }) =>
      Object.entries(answers.answers).map(([questionId, value]) => ({ assessmentId, questionId, value })),
    ),
    stamp,
  )
  await insertContextAnswers(
    db,
    assessments.flatMap(({ assessmentId, answers }) =>
      Object.entries(answers.context).map(([questionId, value]) => ({ assessmentId, questionId, value })),
    ),
    stamp,
  )
  await fillRegisters(db, assessments, stamp)
  const encoded = assessments.map((one) => ({ ...one, row: encode(ruleSet, one.answers) }))
  for (const { assessmentId, row } of encoded)
    await saveLevels(db, assessmentId, { digest: ruleSet.digest, row, revision: 0 })
  await insertSummaries(
    db,
    encoded
      .filter((one) => one.signedAt !== undefined)
      .map(({ assessmentId, row }) => ({
        assessmentId,
        ruleSetDigest: ruleSet.digest,
        summary: summarise(ruleSet, row),
      })),
  )
  // Signed last: from then on nothing of it changes.
  const signed = assessments.flatMap(({ assessmentId: id, organisationId, signedAt }) =>
    signedAt === undefined ? [] : [{ id, organisationId, signedAt }],
  )
  for (const [at, together] of Map.groupBy(signed, (one) => one.signedAt))
    await saveSignatures(
      db,
      together.map(({ id }) => id),
      at,
    )
  await recordSeals(db, signed)
}

async function fillRegisters(db: Handle, assessments: readonly Filled[], stamp: Stamp): Promise<void> {
  const registers = assessments.flatMap(({ assessmentId, answers }) =>
    Object.entries(answers.registers).map(([registerId, register]) => ({
      assessmentId,
      registerId,
      ...register,
    })),
  )
  await insertRegisters(
    db,
    registers.map(({ assessmentId, registerId, complete }) => ({ assessmentId, registerId, complete })),
    registers.flatMap(({ assessmentId, registerId, rows }) =>
      rows.map((row, index) => {
        const position = index + 1
        // Named rather than drawn, so that the same demonstration has the same addresses.
        return { assessmentId, registerId, id: `row-${position}`, position, row }
      }),
    ),
    stamp,
  )
}
