import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import { addComment, findComments, setCommentResolved } from '../../src/service/commenting.ts'
import { assignPart, getSharedOut } from '../../src/service/sharing-out.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { findExplanations, listToExplain, saveExplanation } from '../../src/service/explaining.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { MarkName } from '../../src/service/listed-answers.ts'
import { markAnswers } from '../../src/service/marking.ts'
import { AFTER_CLOSING, ORGANISATION_MATRIX, STATES } from '../../src/service/permission.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import {
  reopenAssessment,
  returnAssessment,
  type Signature,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../src/service/signing-off.ts'
import { findAssessments } from '../../src/store/assessments.ts'
import { findTrail } from '../../src/store/trail.ts'
import { verifyTrail } from '../../src/store/trail-proof.ts'
import { type Person, ROLES } from '../../src/store/person.ts'
import type { AssessmentStatus } from '../../src/store/tables.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from './house.ts'

const lead = person('oak')
const siro = person('oak', 'siro')
const CLEAN: Signature = { how: 'without', reservations: '', sameLine: false, seenBy: {} }

let house: OpenHouse
const seen = async (who: Person = siro) => (await getSignOff(house, who, 'oak')).seen
const status = async () => (await getSignOff(house, siro, 'oak')).view.assessment.status

/** Everything that asks for an explanation gets one. */
async function explainAll(): Promise<void> {
  const { view, result } = await getSignOff(house, lead, 'oak')
  for (const one of listToExplain(view, result, await findExplanations(house, lead, 'oak')))
    if (one.text === undefined)
      await saveExplanation(house, lead, 'oak', one.about, one.version, 'We looked into it')
}

/** One answer becomes not known, and two are on paper only. */
async function loosen(): Promise<readonly [first: string, second: string]> {
  await saveAnswer(house, lead, 'oak', CHOICE.id, 1, { value: { kind: 'dont-know' }, assurance: 'asserted' })
  const [first, second] = RULE_SET.questions.filter(
    (one) => one.form.type === 'choice' && one.showWhen === undefined && one.id !== CHOICE.id,
  )
  if (first === undefined || second === undefined) throw new Error('The rules have too few choices.')
  for (const { id, levels } of [first, second]) {
    const option = levels.at(-1)?.id ?? ''
    await saveAnswer(house, lead, 'oak', id, 1, { value: { kind: 'choice', option }, assurance: 'asserted' })
  }
  return [first.id, second.id]
}

async function submit(): Promise<void> {
  await explainAll()
  expect(await submitAssessment(house, lead, 'oak', await seen(lead), 'Please look')).toEqual({ ok: true })
}

describe.each(ENGINES)('an assessment on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrustWith(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
  })
  afterEach(() => house.close())

  test('is returned once, submitted again, signed with a reservation, and then never changes', async () => {
    await submit()
    await expect(saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await returnAssessment(house, siro, 'oak', await seen(), '  ')).toMatchObject({
      faults: [{ field: 'reasons' }],
    })
    expect(await returnAssessment(house, siro, 'oak', await seen(), 'Look at backups again')).toEqual({
      ok: true,
    })
    expect(await status()).toBe('returned')
    expect(await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))).toMatchObject({ ok: true })
    await submit()
    const reserved = {
      ...CLEAN,
      how: 'with' as const,
      reservations: 'Two suppliers have not answered.',
      seenBy: { 'caldicott-guardian': 'A. Guardian' },
    }
    expect(await signAssessment(house, siro, 'oak', await seen(), reserved)).toEqual({ ok: true })
    const { view, steps } = await getSignOff(house, siro, 'oak')
    expect(view.assessment).toMatchObject({ status: 'signed' })
    expect(steps.map(({ kind }) => kind)).toEqual([
      'submitted',
      'returned',
      'submitted',
      'signed-with-reservations',
    ])
    expect(steps.at(-1)).toMatchObject({
      byId: siro.id,
      text: 'Two suppliers have not answered.',
      details: { sameLine: false, seenBy: { 'caldicott-guardian': 'A. Guardian' } },
    })
    expect(steps.at(-1)?.details.statement).toContain('It is not a warranty')
    await expect(saveAnswer(house, lead, 'oak', CHOICE.id, 2, choose(1))).rejects.toMatchObject({
      code: 'conflict',
    })
    for (const table of ['answer', 'registerRow', 'levelRow', 'explanation'] as const) {
      const { id } = view.assessment
      await expect(
        house.db
          .updateTable(table)
          .set({ assessmentId: id } as never)
          .where('assessmentId', '=', id)
          .execute(),
      ).rejects.toThrow('never changed')
      await expect(house.db.deleteFrom(table).where('assessmentId', '=', id).execute()).rejects.toThrow(
        'never changed',
      )
    }
    const trail = await findTrail(house.db, 'oak', 50)
    expect(trail.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'assessment-submitted',
        'assessment-returned',
        'assessment-signed-with-reservations',
      ]),
    )
    expect(JSON.stringify(trail)).not.toContain('suppliers have not answered')
    expect((await verifyTrail(house.db)).breaks).toEqual({ entries: [], chains: [] })
  })

  test('is marked answer by answer: a mark holds until its answer changes, what is sent back goes with the return, and the signature counts them', async () => {
    const [first, second] = await loosen()
    await submit()
    const listed = async () => (await getSignOff(house, siro, 'oak')).listed
    const markOf = async (id: string) => (await listed()).find((one) => one.id === id)
    const mark = async (questionId: string, name: MarkName, word = '') =>
      markAnswers(house, siro, 'oak', await seen(), [{ questionId, mark: name, word }])
    expect((await markOf(CHOICE.id))?.why).toContain('not known')
    await mark(first, 'accepted')
    await mark(CHOICE.id, 'challenged')
    expect(await mark(second, 'sent-back', ' ')).toMatchObject({ faults: [{ field: second }] })
    expect(await mark('no-such-question', 'accepted')).toEqual({ ok: true })
    const before = await seen()
    await mark(second, 'sent-back', 'Who says so?')
    await expect(signAssessment(house, siro, 'oak', before, CLEAN)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await signAssessment(house, siro, 'oak', await seen(), CLEAN)).toMatchObject({
      faults: [{ field: 'how', message: expect.stringContaining('You sent 1 answer back') as string }],
    })

    const readByBoth = await seen()
    for (const _ of ['once', 'sent again'])
      expect(await returnAssessment(house, siro, 'oak', readByBoth, '')).toEqual({ ok: true })
    expect((await getSignOff(house, siro, 'oak')).steps.at(-1)?.text).toBe(
      `${(await markOf(second))?.short ?? ''}: Who says so?`,
    )
    await saveAnswer(house, lead, 'oak', CHOICE.id, 2, choose(0))
    await submit()
    expect(await markOf(first)).toMatchObject({ mark: { mark: 'accepted' }, sentBack: undefined })
    expect((await markOf(CHOICE.id))?.mark).toBeUndefined()
    expect(await markOf(second)).toMatchObject({
      mark: undefined,
      sentBack: { word: 'Who says so?', changed: false },
    })

    await mark(second, 'challenged')
    await signAssessment(house, siro, 'oak', await seen(), CLEAN)
    const { steps, view } = await getSignOff(house, siro, 'oak')
    expect(steps.at(-1)?.details.statement).toContain(
      `Of the ${String((await listed()).length)} answers listed for challenge I have challenged 1 and accepted 1.`,
    )
    await expect(mark(first, 'challenged')).rejects.toMatchObject({ code: 'conflict' })
    const ofSigned = house.db.updateTable('signOffMark').set({ word: 'x' })
    await expect(ofSigned.where('assessmentId', '=', view.assessment.id).execute()).rejects.toThrow(
      'never changed',
    )
    await reopenAssessment(house, siro, 'oak', await seen(), 'A mistake')
    expect((await markOf(first))?.mark).toMatchObject({ mark: 'accepted' })
  })

  test('of a withdrawal and a signature at once, exactly one wins', async () => {
    await submit()
    const now = await seen()
    const ends = await Promise.allSettled([
      withdrawAssessment(house, lead, 'oak', now, ''),
      signAssessment(house, siro, 'oak', now, CLEAN),
      returnAssessment(house, siro, 'oak', now, 'No'),
    ])
    expect(ends.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    expect((await getSignOff(house, siro, 'oak')).steps).toHaveLength(2)
  })

  test('that is reopened goes on as a new draft, and is replaced once that one is signed', async () => {
    const [open, resolved] = [randomUUID(), randomUUID()]
    for (const id of [open, resolved]) await addComment(house, lead, 'oak', CHOICE.id, id, id)
    await setCommentResolved(house, lead, 'oak', CHOICE.id, resolved, true)
    const part = { accountId: person('oak', 'contributor').id, kind: 'domain', target: CHOICE.domain }
    await assignPart(house, lead, 'oak', { ...part, due: '', note: 'Until it is signed' })
    await submit()
    await signAssessment(house, siro, 'oak', await seen(), CLEAN)
    const before = await getAssessment(house, lead, 'oak')
    expect(await reopenAssessment(house, siro, 'oak', await seen(), 'A mistake')).toEqual({ ok: true })
    const after = await getAssessment(house, lead, 'oak')
    expect(after.assessment).toMatchObject({ status: 'draft', predecessorId: before.assessment.id })
    expect(after.answers).toEqual(before.answers)
    expect((await findComments(house, lead, 'oak', CHOICE.id)).map(({ text }) => text)).toEqual([open])
    expect((await getSharedOut(house, lead, 'oak')).assignments).toMatchObject([part])
    await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))
    await submit()
    expect(await signAssessment(house, siro, 'oak', await seen(), CLEAN)).toEqual({ ok: true })
    const all = await findAssessments(house.db, 'oak')
    expect(all.map((one) => one.status).toSorted()).toEqual(['signed', 'superseded'])
  })
})

describe('on the way to the signature', () => {
  beforeEach(async () => {
    house = await openTestHouse()
    await addTrustWith(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
  })
  afterEach(() => house.close())

  test('what is not answered, or not explained, keeps it from the SIRO', async () => {
    await saveAnswer(house, lead, 'oak', CHOICE.id, 1, undefined)
    const outcome = await submitAssessment(house, lead, 'oak', await seen(lead), '')
    expect(outcome).toMatchObject({ ok: false, missing: { unanswered: [CHOICE.id] } })
    await saveAnswer(house, lead, 'oak', CHOICE.id, 2, {
      value: { kind: 'dont-know' },
      assurance: 'asserted',
    })
    await explainAll()
    await saveExplanation(house, lead, 'oak', `not-known.${CHOICE.id}`, 1, '')
    expect(await submitAssessment(house, lead, 'oak', await seen(lead), '')).toMatchObject({
      missing: { unanswered: [], toExplain: [{ about: `not-known.${CHOICE.id}` }] },
    })
    await submit()
  })

  test('whoever submitted it cannot sign it, whatever their roles; a deputy signs as such', async () => {
    const both: Person = { ...lead, memberships: [...lead.memberships, ...siro.memberships] }
    await submit()
    await expect(signAssessment(house, both, 'oak', await seen(), CLEAN)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('somebody else must sign') as string,
    })
    expect((await getSignOff(house, both, 'oak')).submittedByViewer).toBe(true)
    const deputy: Person = {
      ...person('oak', 'board'),
      memberships: [{ organisationId: 'oak', role: 'siro', deputy: true }],
    }
    await signAssessment(house, deputy, 'oak', await seen(), { ...CLEAN, sameLine: true })
    expect((await getSignOff(house, siro, 'oak')).steps.at(-1)?.details).toMatchObject({
      deputy: true,
      sameLine: true,
    })
  })

  test('a step from a page that is out of date is refused', async () => {
    const old = await seen(lead)
    await saveAnswer(house, lead, 'oak', CHOICE.id, 1, choose(0))
    await expect(submitAssessment(house, lead, 'oak', old, '')).rejects.toMatchObject({ code: 'conflict' })
    await submit()
    const before = await seen()
    await withdrawAssessment(house, lead, 'oak', before, '')
    await submit()
    await expect(signAssessment(house, siro, 'oak', before, CLEAN)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('what was read is what is signed: the record of the organisation and the words beside the answers too', async () => {
    await submit()
    const change = async (table: 'organisation' | 'explanation' | 'domain_note') => {
      const before = await seen()
      const stamp = { version: 1, savedAt: '', savedBy: '' }
      if (table === 'organisation')
        await house.db.updateTable('organisation').set({ cohort: 'mental-health' }).execute()
      else if (table === 'explanation')
        await house.db
          .insertInto('explanation')
          .values({ assessmentId: 'oak-assessment', contradictionId: 'x', text: 'New', ...stamp })
          .execute()
      else
        await house.db
          .insertInto('domainNote')
          .values({ assessmentId: 'oak-assessment', domainId: CHOICE.domain, text: 'New', ...stamp })
          .execute()
      await expect(signAssessment(house, siro, 'oak', before, CLEAN), table).rejects.toMatchObject({
        code: 'conflict',
      })
    }
    for (const table of ['organisation', 'explanation', 'domain_note'] as const) await change(table)
    expect(await signAssessment(house, siro, 'oak', await seen(), CLEAN)).toEqual({ ok: true })
  })

  test('what is missing in a signature is told by its field', async () => {
    await submit()
    const outcome = await signAssessment(house, siro, 'oak', await seen(), {
      how: 'with',
      reservations: ' ',
      sameLine: undefined,
      seenBy: { 'caldicott-guardian': 'x'.repeat(121) },
    })
    expect(outcome).toMatchObject({
      faults: [{ field: 'caldicott-guardian' }, { field: 'same-line' }, { field: 'reservations' }],
    })
    expect(await status()).toBe('submitted')
  })
})

/** Each step with what it needs to be taken. */
const STEPS = {
  submit: (who: Person, now: string) => submitAssessment(house, who, 'oak', now, ''),
  withdraw: (who: Person, now: string) => withdrawAssessment(house, who, 'oak', now, ''),
  return: (who: Person, now: string) => returnAssessment(house, who, 'oak', now, 'x'),
  sign: (who: Person, now: string) => signAssessment(house, who, 'oak', now, CLEAN),
  reopen: (who: Person, now: string) => reopenAssessment(house, who, 'oak', now, 'x'),
} as const

describe('the table of steps, states and roles', () => {
  const WAYS: Readonly<Record<Exclude<AssessmentStatus, 'superseded'>, () => Promise<unknown>>> = {
    draft: () => Promise.resolve(),
    submitted: submit,
    returned: async () => {
      await submit()
      await returnAssessment(house, siro, 'oak', await seen(), 'In other words than below')
    },
    signed: async () => {
      await submit()
      const inOtherWords = { ...CLEAN, how: 'with', reservations: 'In other words than below' } as const
      await signAssessment(house, siro, 'oak', await seen(), inOtherWords)
    },
  }
  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('holds in the state %s', async (state) => {
    house = await openTestHouse()
    try {
      await addTrustWith(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
      await explainAll()
      await WAYS[state]()
      for (const closes of ['2026-11-25', '2026-11-24']) {
        await house.db.updateTable('period').set({ closes }).execute()
        for (const [action, take] of Object.entries(STEPS) as [
          keyof typeof STEPS,
          (typeof STEPS)['submit'],
        ][])
          for (const role of ROLES) {
            const may = ORGANISATION_MATRIX[action][role] === 'yes'
            const inTime = closes === '2026-11-25' || AFTER_CLOSING.includes(action)
            const possible = inTime && (STATES[action] as readonly AssessmentStatus[]).includes(state)
            // A page that is out of date changes nothing, and tells the states apart.
            const refusal = await take(person('oak', role), 'old').catch((error: unknown) => error)
            expect(refusal, `${action} by ${role}`).toMatchObject({ code: may ? 'conflict' : 'not-allowed' })
            if (may)
              expect(String((refusal as Error).message).includes('changed since'), action).toBe(possible)
          }
      }
    } finally {
      await house.close()
    }
  })

  test('is for nobody of another organisation', async () => {
    house = await openTestHouse()
    await addTrust(house, 'oak')
    for (const take of Object.values(STEPS))
      await expect(take(person('elm'), '')).rejects.toMatchObject({ code: 'not-found' })
    await house.close()
  })
})
