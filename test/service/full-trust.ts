/** A trust of a test with something in every table that an assessment has: signed, and with a draft that goes on from it. */

import { randomUUID } from 'node:crypto'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { addComment } from '../../src/service/commenting.ts'
import { addEvidence } from '../../src/service/bringing-evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { saveDomainNote } from '../../src/service/noting.ts'
import { saveReview } from '../../src/service/reviewing.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAssessments, insertAssessments } from '../../src/store/assessments.ts'
import { insertCarried } from '../../src/store/carried.ts'
import { insertSignOff } from '../../src/store/sign-offs.ts'
import { write } from '../../src/store/transaction.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { addTrust, CHOICE, choose, NOW, person, RULE_SET, REFERENCE_DAY } from './house.ts'

/** Stands in everything that somebody typed. */
export const CANARY = 'Canary-of-oak'
export const FULL = TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>

/** Adds it as `oak`, and beside it `elm` with one answer in a draft. */
export async function addFullTrust(house: OpenHouse): Promise<void> {
  await addTrustWith(house, 'oak', FULL)
  await addTrust(house, 'elm')
  await saveAnswer(house, person('elm'), 'elm', CHOICE.id, 0, choose(0))
  const lead = person('oak')
  await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0, CANARY))
  await addComment(house, lead, 'oak', CHOICE.id, randomUUID(), CANARY)
  await saveDomainNote(house, lead, 'oak', CHOICE.domain, 0, CANARY)
  const evidence = { title: CANARY, place: '', dated: REFERENCE_DAY, owner: CANARY }
  const file = { name: 'list.csv', bytes: Buffer.from(`name\n${CANARY}\n`.repeat(2000)) }
  const added = await addEvidence(house, lead, 'oak', CHOICE.id, evidence, file)
  const review = { how: 'tested', independence: 'internal-audit', finding: 'agree', note: CANARY } as const
  const { versions } = await getAssessment(house, lead, 'oak')
  const version = versions[CHOICE.id] ?? 0
  const reviewed = await saveReview(house, person('oak', 'reviewer'), 'oak', CHOICE.id, version, review)
  if (!added.ok || !reviewed.ok) throw new Error('The evidence or its review was not taken.')
  await write(house.db, async (db) => {
    const [assessment] = await findAssessments(db, 'oak')
    if (assessment === undefined) throw new Error('There is no assessment.')
    const { id } = assessment
    const stamp = { version: 1, savedAt: NOW.toISOString(), savedBy: 'Lead' }
    const explanation = { assessmentId: id, contradictionId: 'x', text: CANARY, ...stamp }
    await db.insertInto('explanation').values(explanation).execute()
    const judged = {
      mark: 'accepted',
      word: CANARY,
      judged: 'x',
      savedAt: NOW.toISOString(),
      savedBy: 'Sam',
    } as const
    await db
      .insertInto('signOffMark')
      .values({ assessmentId: id, questionId: CHOICE.id, ...judged })
      .execute()
    await insertCarried(db, id, [{ questionId: CHOICE.id, fromAssessmentId: 'x', answer: choose(0, CANARY) }])
    const by = { at: NOW.toISOString(), byId: lead.id, byName: lead.name, text: CANARY, details: {} }
    await insertSignOff(db, id, { kind: 'submitted', ...by })
    await insertSignOff(db, id, { kind: 'signed-with-reservations', ...by })
    await sealAssessment(db, RULE_SET, assessment, NOW.toISOString())
    const next = { id: 'oak-next', revision: 0, status: 'draft', predecessorId: id } as const
    const { period: _, ...before } = assessment
    await insertAssessments(db, [{ ...before, ...next }])
  })
}
