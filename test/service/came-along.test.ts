/** Evidence that came along into a newer assessment: whose it is, and what becomes of its file. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { confirmAnswers } from '../../src/service/confirming.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import { getEvidence, getEvidenceFile } from '../../src/service/evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findUnreviewed, saveReview } from '../../src/service/reviewing.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import { reopenAssessment } from '../../src/service/signing-off.ts'
import { getStarting, startAssessment } from '../../src/service/starting.ts'
import { findAssessment } from '../../src/store/assessments.ts'
import { findEvidence } from '../../src/store/evidence.ts'
import type { Person } from '../../src/store/person.ts'
import { write } from '../../src/store/transaction.ts'
import { PDF } from '../exchange/sample-files.ts'
import { ENGINES } from '../store/engines.ts'
import { addTrust, CHOICE, choose, NOW, openTestHouse, person, REFERENCE_DAY } from './house.ts'
import { openNextPeriod } from './next-period.ts'

const siro = person('oak', 'siro')
const lead = person('oak')
/** Brings evidence, and reviews what others bring. */
const both: Person = {
  ...person('oak', 'reviewer'),
  memberships: [...lead.memberships, ...person('oak', 'reviewer').memberships],
}
const LINK = { title: 'Report', place: '', dated: REFERENCE_DAY, owner: 'Head of infrastructure' }
const TYPED = { assurance: 'evidenced', evidence: 'Minutes', evidenceDate: REFERENCE_DAY } as const
const REVIEW = { how: 'tested', independence: 'other-team', finding: 'agree', note: '' } as const

describe.each(ENGINES)('evidence that came along, on $name,', ({ newDatabase }) => {
  let house: OpenHouse
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrust(house, 'oak')
  })
  afterEach(() => house.close())

  const view = () => getEvidence(house, lead, 'oak', CHOICE.id)
  const verify = async (who: Person) =>
    saveReview(house, who, 'oak', CHOICE.id, (await view()).version, REVIEW)
  const seal = () =>
    write(house.db, async (db) => {
      const present = await findAssessment(db, 'oak')
      if (present !== undefined) await sealAssessment(db, house.ruleSet, present, NOW.toISOString())
    })
  const reopen = async () => {
    await house.db
      .updateTable('assessment')
      .set({ status: 'superseded' })
      .where('status', '=', 'signed')
      .execute()
    await seal()
    const { seen } = await getSignOff(house, siro, 'oak')
    expect(await reopenAssessment(house, siro, 'oak', seen, 'A mistake')).toEqual({ ok: true })
  }
  /** Begins the assessment of a newer period with what was signed. */
  const carry = async (id: string, referenceDate: string) => {
    await openNextPeriod(house, { id, referenceDate })
    const { start } = await getStarting(house, lead, 'oak')
    await startAssessment(house, lead, 'oak', start?.seen ?? '', 'carried')
  }
  const bring = async (how: 'typed' | 'added') => {
    const answer = how === 'typed' ? { ...choose(1), ...TYPED } : choose(1)
    await saveAnswer(house, both, 'oak', CHOICE.id, 0, answer)
    if (how === 'added') await addEvidence(house, both, 'oak', CHOICE.id, LINK, undefined)
  }

  test.each(['typed', 'added'] as const)(
    'is not verified by who brought it after reopening: %s',
    async (how) => {
      await bring(how)
      await reopen()
      await reopen()
      expect((await getEvidence(house, both, 'oak', CHOICE.id)).isOwn).toBe(true)
      await expect(verify(both)).rejects.toMatchObject({ code: 'not-allowed' })
      expect(await findUnreviewed(house, both, 'oak')).toMatchObject([{ isOwn: true }])
      expect(await verify({ ...person('oak', 'reviewer'), id: siro.id })).toMatchObject({ ok: true })
    },
  )

  test.each(['typed', 'added'] as const)(
    'is not verified by who brought it after a colleague confirmed it in a new period: %s',
    async (how) => {
      await bring(how)
      await seal()
      await carry('next', '2027-02-22')
      const { version } = await view()
      await confirmAnswers(house, lead, 'oak', [{ questionId: CHOICE.id, version }])
      await expect(verify(both)).rejects.toMatchObject({ code: 'not-allowed' })
    },
  )

  test('loses its file in a draft that was never signed once it is withdrawn, and keeps it where it was signed', async () => {
    await bring('added')
    await addEvidence(
      house,
      lead,
      'oak',
      CHOICE.id,
      { ...LINK, dated: '2026-11-23' },
      { name: 'a.pdf', bytes: PDF },
    )
    const fileOf = async (assessmentId: string) =>
      (await findEvidence(house.db, assessmentId)).find(({ kind }) => kind === 'file')?.id ?? ''
    const signed = await fileOf('oak-assessment')
    await reopen()
    const draft = await fileOf((await findAssessment(house.db, 'oak'))?.id ?? '')
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    await carry('next', '2027-02-22')
    const present = await fileOf((await findAssessment(house.db, 'oak'))?.id ?? '')
    expect(new Set([signed, draft, present]).size).toBe(3)
    const open = (id: string) => getEvidenceFile(house, lead, 'oak', id)
    for (const id of [signed, draft, present]) expect((await open(id)).bytes).toHaveLength(PDF.length)
    await withdrawEvidence(house, lead, 'oak', CHOICE.id, present)
    for (const id of [draft, present]) await expect(open(id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await open(signed)).bytes).toHaveLength(PDF.length)
  })
})
