/** Starting the assessment of a period: empty or carried forward, and confirming what was carried. */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeContext } from '../../src/answers/encode.ts'
import { asserted } from '../../src/answers/evidence.ts'
import type { Answers } from '../../src/answers/model.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { setRegisterComplete } from '../../src/service/register-rows.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { NotStarted } from '../../src/service/places.ts'
import type { AssessmentView } from '../../src/service/views.ts'
import { confirmAnswers } from '../../src/service/confirming.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import { getEvidence } from '../../src/service/evidence.ts'
import { findAnswerHistory } from '../../src/service/history.ts'
import { isHidden } from '../../src/rules/condition.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import { getSharedOut } from '../../src/service/sharing-out.ts'
import { findStartable, getStarting, startAssessment } from '../../src/service/starting.ts'
import { findAssessment, findAssessments } from '../../src/store/assessments.ts'
import { findOrganisation, saveOrganisation } from '../../src/store/organisations.ts'
import { findPerson } from '../../src/store/accounts.ts'
import { insertAssignments } from '../../src/store/assignments.ts'
import { findTrail } from '../../src/store/trail.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { write } from '../../src/store/transaction.ts'
import { answersFor } from '../answers/generate.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { CHOICE, choose, NOW, openTestHouse, person, RULE_SET, TEST_PERIOD, REFERENCE_DAY } from './house.ts'
import { addSignedTrust, NEXT_PERIOD, openNextPeriod } from './next-period.ts'

const lead = person('oak')
const contributor = person('oak', 'contributor')
const BEST = TRUSTS['all-best'] as Answers

let house: OpenHouse
const start = async (how: 'carried' | 'empty' = 'carried') => {
  const { start } = await getStarting(house, lead, 'oak')
  if (start === undefined) throw new Error('There is nothing to start.')
  return startAssessment(house, lead, 'oak', start.seen, how)
}
const view = () => getAssessment(house, lead, 'oak')
const waitingOf = ({ toConfirm, versions }: AssessmentView) =>
  Object.keys(toConfirm).map((questionId) => ({ questionId, version: versions[questionId] ?? 0 }))

/** Says of everything that it is still true. */
async function confirmAll(organisationId = 'oak'): Promise<void> {
  const who = [house, person(organisationId), organisationId] as const
  const found = await getAssessment(...who)
  await confirmAnswers(...who, waitingOf(found))
  for (const [id, { complete, rows, version }] of Object.entries(found.registers))
    if (!complete && rows.length > 0) await setRegisterComplete(...who, id, version, true)
}

describe.each(ENGINES)('on $name, the assessment of a new period', ({ newDatabase }) => {
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
  })
  afterEach(() => house.close())

  test('is carried forward unevidenced, and counts as before once everything is confirmed', async () => {
    const signed = await getResult(house, lead, 'oak')
    const started = await start()
    expect(started).toMatchObject({ status: 'draft', periodId: 'next', asOf: NEXT_PERIOD.referenceDate })
    const carried = await getResult(house, lead, 'oak')
    expect(carried.view.assessment.predecessorId).toBe(signed.view.assessment.id)
    expect(carried.view.toConfirm).toEqual(signed.view.answers.answers)
    for (const [id, answer] of Object.entries(carried.view.answers.answers))
      expect(answer).toEqual(asserted(signed.view.answers.answers[id] ?? answer))
    expect(carried.result.overall.assured).toBe(0)
    expect(carried.view.answers.context).toEqual(signed.view.answers.context)
    for (const [id, { complete, rows }] of Object.entries(carried.view.answers.registers)) {
      expect(complete).toBe(false)
      expect(rows).toEqual(signed.view.answers.registers[id]?.rows)
    }
    expect((await getSignOff(house, lead, 'oak')).missing.toConfirm).toEqual(
      Object.keys(carried.view.toConfirm),
    )

    await confirmAll()
    const confirmed = await getResult(house, lead, 'oak')
    expect(confirmed.view.toConfirm).toEqual({})
    expect(confirmed.view.answers).toEqual({ ...signed.view.answers, asOf: NEXT_PERIOD.referenceDate })
    expect(confirmed.result.complete).toBe(true)
    expect((await findAssessments(house.db, 'oak')).map(({ status }) => status)).toEqual(['draft', 'signed'])

    const trail = await findTrail(house.db, 'oak', 500)
    const count = (action: string) => trail.filter((one) => one.action === action).length
    expect(count('assessment-started')).toBe(1)
    expect(count('answer-confirmed')).toBe(Object.keys(BEST.answers).length)
    expect((await verifyTrail(house.db)).breaks).toEqual({ entries: [], chains: [] })
  })

  test('is started once when two start it at once, and the other is told that there is one', async () => {
    const { start: shown } = await getStarting(house, lead, 'oak')
    const ends = await Promise.allSettled(
      (['carried', 'empty', 'carried'] as const).map((how) =>
        startAssessment(house, lead, 'oak', shown?.seen ?? '', how),
      ),
    )
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const end of ends)
      if (end.status === 'rejected')
        expect(end.reason).toMatchObject({
          code: 'conflict',
          message: 'There is an assessment of Next already. Go on with that one.',
        })
    expect(await findAssessments(house.db, 'oak')).toHaveLength(2)
  })

  test('takes along no part that somebody was asked to fill in, and no comment', async () => {
    await house.db.deleteFrom('period').where('id', '=', 'next').execute()
    const [{ id } = { id: '' }] = await findAssessments(house.db, 'oak')
    const given = { at: NOW.toISOString(), by: 'Lead' }
    await insertAssignments(house.db, id, [
      {
        id: 'part',
        accountId: contributor.id,
        kind: 'domain',
        target: CHOICE.domain,
        due: undefined,
        note: '',
        givenAt: given.at,
        givenBy: given.by,
      },
    ])
    await openNextPeriod(house)
    await start()
    expect((await getSharedOut(house, lead, 'oak')).assignments).toEqual([])
    expect((await findPerson(house.db, contributor.id, NOW.toISOString()))?.assigned).toEqual({})
  })

  test('keeps the evidence with its file, and what reviewers found', async () => {
    await house.close()
    house = await openTestHouse(await newDatabase())
    await addTrustWith(house, 'oak', BEST)
    const given = { title: 'Report', place: undefined, dated: REFERENCE_DAY, owner: 'Head of IT' }
    const file = { name: 'report.csv', bytes: Buffer.from('name,state\nquillmere,on\n') }
    expect(await addEvidence(house, lead, 'oak', CHOICE.id, given, file)).toMatchObject({ ok: true })
    await write(house.db, async (db) => {
      const present = await findAssessment(db, 'oak')
      if (present !== undefined) await sealAssessment(db, RULE_SET, present, '2026-11-25T09:00:00.000Z')
    })
    const signed = await view()
    await openNextPeriod(house)
    await start()
    const { pieces } = await getEvidence(house, lead, 'oak', CHOICE.id)
    expect(pieces.map(({ newest }) => newest.title)).toEqual(['Report'])
    const bytes = await house.db.selectFrom('evidenceFile').selectAll().execute()
    expect(bytes).toHaveLength(2)

    // More is added once the answer is confirmed.
    expect(
      await addEvidence(house, lead, 'oak', CHOICE.id, { ...given, title: 'Another' }, file),
    ).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringContaining('to be confirmed') as string }],
    })

    // What is withdrawn before the answer is confirmed does not come back with it.
    await withdrawEvidence(house, lead, 'oak', CHOICE.id, pieces[0]?.newest.id ?? '')
    await confirmAnswers(house, lead, 'oak', [{ questionId: CHOICE.id, version: 1 }])
    const answer = (await view()).answers.answers[CHOICE.id]
    expect(answer).toEqual(asserted(signed.answers.answers[CHOICE.id] ?? choose(0)))
  })
})

describe('an answer that was carried forward', () => {
  beforeEach(async () => {
    house = await openTestHouse()
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
    await start()
  })
  afterEach(() => house.close())

  test('is confirmed by saving it as it was, with its evidence, and stands in the history', async () => {
    const carried = (await view()).toConfirm[CHOICE.id]
    expect(await saveAnswer(house, lead, 'oak', CHOICE.id, 1, carried)).toEqual({
      ok: true,
      version: 2,
      changed: true,
    })
    const now = await view()
    expect(now.toConfirm[CHOICE.id]).toBeUndefined()
    expect(now.answers.answers[CHOICE.id]).toEqual(carried)
    const history = await findAnswerHistory(house, lead, 'oak', CHOICE.id)
    expect(history.map(({ savedBy }) => savedBy)).toEqual([
      lead.name,
      `${lead.name}, carried forward from Test`,
    ])
  })

  test('is confirmed by changing it, and its old evidence is asked about first', async () => {
    const carried = (await view()).toConfirm[CHOICE.id]
    const changed = { ...carried, ...choose(0), assurance: 'evidenced' as const }
    expect(await saveAnswer(house, lead, 'oak', CHOICE.id, 1, changed)).toEqual({
      ok: false,
      evidenceOfEarlierValue: true,
    })
    expect((await view()).toConfirm[CHOICE.id]).toBeDefined()
    expect(await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))).toMatchObject({ ok: true })
    expect((await view()).toConfirm[CHOICE.id]).toBeUndefined()
  })

  test('on nobody’s evidence is confirmed by saving the same, and counts as one change', async () => {
    const { versions, assessment } = await view()
    const id = Object.keys(versions).find((one) => one !== CHOICE.id && RULE_SET.byId.has(one)) ?? ''
    const same = (await view()).answers.answers[id]
    expect(await saveAnswer(house, lead, 'oak', id, 1, same)).toMatchObject({
      ok: true,
      version: 1,
      changed: true,
    })
    const after = await view()
    expect(after.toConfirm[id]).toBeUndefined()
    expect(after.assessment.revision).toBe(assessment.revision + 1)
  })

  test('is passed over when somebody changed it since it was seen', async () => {
    const seen = waitingOf(await view()).slice(0, 3)
    await saveAnswer(house, lead, 'oak', seen[0]?.questionId ?? '', 1, undefined)
    expect(await confirmAnswers(house, lead, 'oak', seen)).toEqual({ confirmed: 2, passedOver: 1 })
    expect(await confirmAnswers(house, lead, 'oak', seen)).toEqual({ confirmed: 0, passedOver: 3 })
    expect((await view()).answers.answers[seen[0]?.questionId ?? '']).toBeUndefined()
  })

  test('is confirmed by a contributor only where it is assigned, all or none', async () => {
    const seen = waitingOf(await view())
    const own = seen.filter(({ questionId }) => questionId === CHOICE.id)
    const assigned = { ...contributor, assigned: { oak: [{ kind: 'question' as const, target: CHOICE.id }] } }
    await expect(confirmAnswers(house, assigned, 'oak', seen)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(confirmAnswers(house, contributor, 'oak', own)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect(Object.keys((await view()).toConfirm)).toHaveLength(seen.length)
    expect(await confirmAnswers(house, assigned, 'oak', own)).toEqual({ confirmed: 1, passedOver: 0 })
  })

  test('is not confirmed once the assessment was submitted', async () => {
    const seen = waitingOf(await view())
    const { id } = (await view()).assessment
    await house.db.updateTable('assessment').set({ status: 'submitted' }).where('id', '=', id).execute()
    await expect(confirmAnswers(house, lead, 'oak', seen)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an assessment', () => {
  beforeEach(async () => {
    house = await openTestHouse()
  })
  afterEach(() => house.close())

  const whyNot = async () => {
    const found = await getStarting(house, lead, 'oak')
    return found.start === undefined ? found.whyNot.kind : 'nothing'
  }

  test('is not started before the period opens, after it closed, or without one', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    expect(await whyNot()).toBe('no-period')
    await openNextPeriod(house, { opens: '2026-11-26' })
    const found = await getStarting(house, lead, 'oak')
    expect(found).toMatchObject({ whyNot: { kind: 'no-period', next: { id: 'next' } } })
    await expect(startAssessment(house, lead, 'oak', '', 'empty')).rejects.toThrow('26 November 2026')
    await house.db.updateTable('period').set({ opens: '2026-11-25' }).where('id', '=', 'next').execute()
    expect(await findStartable(house, lead, 'oak')).toMatchObject({ id: 'next' })
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).where('id', '=', 'next').execute()
    expect(await whyNot()).toBe('no-period')
  })

  test('is not started beside one that is worked on, and follows one that was never signed', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
    await start('empty')
    expect(await whyNot()).toBe('has-one')
    await house.db.updateTable('period').set({ closes: '2026-11-24' }).execute()
    await openNextPeriod(house, { id: 'after', name: 'After', referenceDate: '2028-11-22' })
    const { start: shown } = await getStarting(house, lead, 'oak')
    expect(shown?.unsigned).toMatchObject({ name: 'Next' })
    expect(shown?.earlier?.period).toMatchObject({ name: TEST_PERIOD.name })
  })

  test('of a closed organisation is not started', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
    const oak = await findOrganisation(house.db, 'oak')
    if (oak === undefined) throw new Error('There is no oak.')
    await saveOrganisation(house.db, { ...oak, closedOn: '2026-11-25' })
    expect(await whyNot()).toBe('closed')
    await expect(startAssessment(house, lead, 'oak', '', 'empty')).rejects.toThrow('closed')
  })

  test('that is the first one starts empty, and until then there is nothing to show', async () => {
    await addSignedTrust(house, 'elm', BEST)
    await openNextPeriod(house)
    const elm = await findOrganisation(house.db, 'elm')
    if (elm === undefined) throw new Error('There is no elm.')
    await house.db
      .insertInto('organisation')
      .values({
        id: 'oak',
        name: 'Oak (fictional)',
        cohort: 'acute',
        region: 'London',
        fictional: true,
        sharesSuppliers: false,
      })
      .execute()
    await expect(getAssessment(house, lead, 'oak')).rejects.toBeInstanceOf(NotStarted)
    const { start: shown } = await getStarting(house, lead, 'oak')
    expect(shown?.earlier).toBeUndefined()
    const started = await startAssessment(house, lead, 'oak', shown?.seen ?? '', 'carried')
    expect(started.predecessorId).toBeUndefined()
    expect((await view()).answers.answers).toEqual({})
  })

  test('is not started from a page that shows something else', async () => {
    await addSignedTrust(house, 'oak', BEST)
    await openNextPeriod(house)
    await expect(startAssessment(house, lead, 'oak', 'next/x/y', 'carried')).rejects.toThrow(
      'Nothing was started',
    )
    for (const role of ['contributor', 'reviewer', 'siro', 'board'] as const)
      await expect(getStarting(house, person('oak', role), 'oak')).rejects.toMatchObject({
        code: 'not-allowed',
      })
  })

  test('carried forward under the same rule set and confirmed says what was signed, whatever that was', async () => {
    await openNextPeriod(house)
    let number = 0
    await fc.assert(
      fc.asyncProperty(answersFor(RULE_SET), async (drawn) => {
        number += 1
        const id = `drawn-${String(number)}`
        await addSignedTrust(house, id, {
          ...drawn,
          organisation: { name: id, cohort: drawn.organisation.cohort },
        })
        const who = [house, person(id), id] as const
        const signed = await getAssessment(...who)
        const { start: shown } = await getStarting(...who)
        await startAssessment(...who, shown?.seen ?? '', 'carried')
        // Only what this kind of organisation could not have said is left behind.
        const left = shown?.earlier?.plan.left.map(({ before }) => before.id) ?? []
        for (const one of left) expect(signed.answers.answers[one]?.value.kind).toBe('not-applicable')
        await confirmAll(id)
        const after = await getAssessment(...who)
        const options = encodeContext(RULE_SET, signed.answers)
        const hidden = RULE_SET.questions.filter((one) => isHidden(one, options)).map((one) => one.id)
        for (const [questionId, answer] of Object.entries(signed.answers.answers))
          if (!left.includes(questionId) && !hidden.includes(questionId))
            expect(after.answers.answers[questionId]).toEqual(answer)
        for (const [register, { rows }] of Object.entries(signed.answers.registers))
          expect(after.answers.registers[register]?.rows).toEqual(rows)
        expect(after.answers.context).toEqual(signed.answers.context)
      }),
      { numRuns: 6 },
    )
  })
})
