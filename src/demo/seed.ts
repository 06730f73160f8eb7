/**
 * An empty database → the demonstration: fictional trusts with their answers and level rows, in one transaction.
 * It never touches a database that holds an organisation already.
 */

import { encode } from '../answers/encode.ts'
import type { House } from '../service/house.ts'
import { type NewAnswer, insertAnswers, insertContextAnswers } from '../store/answers.ts'
import { saveAssessments } from '../store/assessments.ts'
import { saveLevels } from '../store/levels.ts'
import { findOrganisations, saveOrganisations } from '../store/organisations.ts'
import { insertRegisters, type NewRow } from '../store/registers.ts'
import { write } from '../store/transaction.ts'
import { inventAnswers } from './answers.ts'
import { inventTrusts } from './trusts.ts'

const PERIOD = 'Demonstration'

/**
 * Fills an empty database; the reference date is the rule set's own date, so that the same rules always give the same demonstration.
 * Gives whether it did: false when there was an organisation already.
 */
export async function seedDemonstration(house: House): Promise<boolean> {
  if ((await findOrganisations(house.db)).length > 0) return false
  const asOf = house.ruleSet.date
  const stamp = { at: `${asOf}T09:00:00.000Z`, by: 'Demonstration' }
  const filled = inventTrusts().map((trust) => ({
    trust,
    assessmentId: `${trust.id}-demonstration`,
    answers: inventAnswers(house.ruleSet, trust, asOf),
  }))
  return write(house.db, async (db) => {
    if ((await findOrganisations(db)).length > 0) return false
    await saveOrganisations(
      db,
      filled.map(({ trust: { id, name, cohort, region } }) => ({
        id,
        odsCode: undefined,
        name,
        cohort,
        region,
        fictional: true,
      })),
    )
    await saveAssessments(
      db,
      filled.map(({ trust, assessmentId }) => ({
        id: assessmentId,
        organisationId: trust.id,
        period: PERIOD,
        asOf,
        ruleSetDigest: house.ruleSet.digest,
        status: 'draft' as const,
        revision: 0,
      })),
    )
    await insertAnswers(
      db,
      filled.flatMap(({ assessmentId, answers }) =>
        Object.entries(answers.answers).map(([questionId, answer]): NewAnswer => ({
          assessmentId,
          questionId,
          answer,
        })),
      ),
      stamp,
    )
    await insertContextAnswers(
      db,
      filled.flatMap(({ assessmentId, answers }) =>
        Object.entries(answers.context).map(([questionId, value]) => ({ assessmentId, questionId, value })),
      ),
      stamp,
    )
    const registers = filled.flatMap(({ assessmentId, answers }) =>
      Object.entries(answers.registers).map(([registerId, register]) => ({
        assessmentId,
        registerId,
        ...register,
      })),
    )
    await insertRegisters(
      db,
      registers,
      registers.flatMap(({ assessmentId, registerId, rows }) =>
        rows.map((row, index): NewRow => {
          const position = index + 1
          // Named rather than drawn, so that the same demonstration has the same addresses.
          return {
            assessmentId,
            registerId,
            rowId: `row-${position}`,
            position,
            row,
          }
        }),
      ),
      stamp,
    )
    for (const { assessmentId, answers } of filled)
      await saveLevels(db, assessmentId, {
        digest: house.ruleSet.digest,
        row: encode(house.ruleSet, answers),
        revision: 0,
      })
    return true
  })
}
