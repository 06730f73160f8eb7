/** A trust that signed in the period of the tests, and the period after that, which is open: what starting and carrying forward need. */

import type { Answers } from '../../src/answers/model.ts'
import type { House } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAssessment } from '../../src/store/assessments.ts'
import { type PeriodRow, insertPeriods } from '../../src/store/periods.ts'
import { write } from '../../src/store/transaction.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { NOW, RULE_SET } from './house.ts'

export const NEXT_PERIOD: PeriodRow = {
  id: 'next',
  name: 'Next',
  opens: '2026-11-20',
  referenceDate: '2027-11-22',
  closes: '2099-12-31',
  ruleSetDigest: RULE_SET.digest,
  framework: undefined,
}

/** Signs these answers for a new trust, in the period of the tests, under the house's rule set. */
export async function addSignedTrust(house: House, id: string, answers: Answers): Promise<void> {
  await addTrustWith(house, id, answers)
  await write(house.db, async (db) => {
    const assessment = await findAssessment(db, id)
    if (assessment === undefined) throw new Error(`${id} has no assessment.`)
    await sealAssessment(db, house.ruleSet, assessment, NOW.toISOString())
  })
}

/** Opens the next period, under the house's rule set unless it says otherwise. */
export async function openNextPeriod(house: House, like: Partial<PeriodRow> = {}): Promise<void> {
  await insertPeriods(house.db, [{ ...NEXT_PERIOD, ruleSetDigest: house.ruleSet.digest, ...like }])
}
