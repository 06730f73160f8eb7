/** What a period's closing day ends, what it leaves, and what moving it later brings back. */

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deleteRow, saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { addComment, findComments, setCommentResolved } from '../../src/service/commenting.ts'
import { confirmAnswers } from '../../src/service/confirming.ts'
import { addEvidence, withdrawEvidence } from '../../src/service/bringing-evidence.ts'
import { getEvidence } from '../../src/service/evidence.ts'
import { findExplanations, listToExplain, saveExplanation } from '../../src/service/explaining.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { saveDomainNote } from '../../src/service/noting.ts'
import { moveClosingDay } from '../../src/service/periods.ts'
import {
  AFTER_CLOSING,
  demandState,
  isPossible,
  PeriodClosed,
  type StateAction,
  STATES,
} from '../../src/service/permission.ts'
import { saveReview } from '../../src/service/reviewing.ts'
import { assignPart, endAssignment, getSharedOut } from '../../src/service/sharing-out.ts'
import { markAnswers } from '../../src/service/marking.ts'
import { getSignOff } from '../../src/service/reading-sign-off.ts'
import {
  reopenAssessment,
  returnAssessment,
  signAssessment,
  submitAssessment,
  withdrawAssessment,
} from '../../src/service/signing-off.ts'
import { findTrail } from '../../src/store/trail.ts'
import { write } from '../../src/store/transaction.ts'
import type { AssessmentStatus } from '../../src/store/tables.ts'
import { ENGINES } from '../store/engines.ts'
import { TRUSTS } from '../web/trusts.ts'
import { addTrustWith } from '../web/written-trusts.ts'
import { ADMINISTRATOR, addAdministrator } from './administrator.ts'
import { CHOICE, choose, openTestHouse, person, RULE_SET, REFERENCE_DAY } from './house.ts'

const lead = person('oak')
const siro = person('oak', 'siro')
const CLOSES = '2026-12-31'
const OPEN = new Date('2026-12-31T23:59:59.999Z')
const CLOSED = new Date('2027-01-01T00:00:00.000Z')
const REGISTER = RULE_SET.registers[0]?.id ?? ''
const SCOPE = RULE_SET.context.find((one) => one.id === 'shared-gateway')
const PIECE = { title: 'Minutes', place: 'Board papers', dated: REFERENCE_DAY, owner: 'Head of IT' }

let house: OpenHouse
const at = (now: Date): House => ({ ...house, now: () => now })

/** What the trust looks like now, for the next act. */
const seen = async () => (await getSignOff(house, siro, 'oak')).seen
const view = () => getAssessment(house, lead, 'oak')
const versionOf = async () => (await view()).versions[CHOICE.id] ?? 0
const piece = async () => (await getEvidence(house, lead, 'oak', CHOICE.id)).pieces[0]?.newest.id ?? ''

type Act = (house: House) => Promise<unknown>

/** Each thing that the state of an assessment decides on; those of one state can be done in this order. A new action belongs here. */
const ACTS = {
  comment: [
    (house) => addComment(house, lead, 'oak', CHOICE.id, randomUUID(), 'Is this still so?'),
    async (house) => {
      const [first] = await findComments(house, lead, 'oak', CHOICE.id)
      await setCommentResolved(house, lead, 'oak', CHOICE.id, first?.id ?? '', true)
    },
  ],
  'add-evidence': [
    (house) => addEvidence(house, lead, 'oak', CHOICE.id, PIECE, undefined),
    async (house) => withdrawEvidence(house, lead, 'oak', CHOICE.id, await piece()),
    (house) => addEvidence(house, lead, 'oak', CHOICE.id, PIECE, undefined),
  ],
  'review-evidence': [
    async (house) => {
      const found = { how: 'tested', independence: 'other-team', finding: 'agree', note: '' } as const
      return saveReview(house, person('oak', 'reviewer'), 'oak', CHOICE.id, await versionOf(), found)
    },
  ],
  'edit-answers': [
    async (house) => saveAnswer(house, lead, 'oak', CHOICE.id, await versionOf(), choose(1)),
    (house) => confirmAnswers(house, lead, 'oak', []),
    async (house) => {
      const { answers, versions } = await view()
      const other = SCOPE?.options.find(({ id }) => id !== answers.context['shared-gateway'])?.id
      return saveContext(house, lead, 'oak', 'shared-gateway', versions['shared-gateway'] ?? 0, other)
    },
    (house) => saveRow(house, lead, 'oak', REGISTER, undefined, 0, { cells: { name: 'x' }, evidence: {} }),
    async (house) => {
      const { id = '', version = 0 } = (await view()).registers[REGISTER]?.rows.at(-1) ?? {}
      return deleteRow(house, lead, 'oak', REGISTER, id, version)
    },
    async (house) => {
      const { version = 0, complete = false } = (await view()).registers[REGISTER] ?? {}
      return setRegisterComplete(house, lead, 'oak', REGISTER, version, complete)
    },
  ],
  explain: [
    async (house) => {
      const about = RULE_SET.contradictions[0]?.id ?? ''
      const version = (await findExplanations(house, lead, 'oak'))[about]?.version ?? 0
      return saveExplanation(house, lead, 'oak', about, version, 'We looked into it')
    },
  ],
  assign: [
    (house) => {
      const part = { accountId: lead.id, kind: 'domain', target: CHOICE.domain, due: '', note: '' }
      return assignPart(house, lead, 'oak', part)
    },
    async (house) => {
      const [first] = (await getSharedOut(house, lead, 'oak')).assignments
      await endAssignment(house, lead, 'oak', first?.id ?? '')
    },
  ],
  'write-note': [
    async (house) => {
      const version = (await getSignOff(house, lead, 'oak')).notes[CHOICE.domain]?.version ?? 0
      return saveDomainNote(house, lead, 'oak', CHOICE.domain, version, `Note ${String(version)}`)
    },
  ],
  submit: [async (house) => submitAssessment(house, lead, 'oak', await seen(), '')],
  withdraw: [async (house) => withdrawAssessment(house, lead, 'oak', await seen(), '')],
  return: [async (house) => returnAssessment(house, siro, 'oak', await seen(), 'Look again')],
  'mark-answers': [
    async (house) => {
      const { seen, listed } = await getSignOff(house, siro, 'oak')
      const given = listed.map(({ id }) => ({ questionId: id, mark: 'accepted' as const, word: '' }))
      return markAnswers(house, siro, 'oak', seen, given)
    },
  ],
  sign: [
    async (house) => {
      const how = { how: 'with', reservations: 'One supplier', sameLine: false, seenBy: {} } as const
      return signAssessment(house, siro, 'oak', await seen(), how)
    },
  ],
  reopen: [async (house) => reopenAssessment(house, siro, 'oak', await seen(), 'A mistake')],
} as const satisfies Readonly<Record<StateAction, readonly Act[]>>

const ACTIONS = Object.keys(ACTS) as StateAction[]
const ENDED = ACTIONS.filter((action) => !AFTER_CLOSING.includes(action))
const possibleIn = (status: AssessmentStatus) =>
  ACTIONS.filter((action) => (STATES[action] as readonly AssessmentStatus[]).includes(status))

/** Everything explained that must be before it is submitted. */
async function explainAll(house: House): Promise<void> {
  const { view, result } = await getResult(house, lead, 'oak')
  for (const one of listToExplain(view, result, await findExplanations(house, lead, 'oak')))
    if (one.text === undefined)
      await saveExplanation(house, lead, 'oak', one.about, one.version, 'We looked into it')
}

/** Does all of these things, and expects each to be done. */
async function doAll(house: House, actions: readonly StateAction[]): Promise<void> {
  for (const action of actions)
    for (const act of ACTS[action] as readonly Act[])
      expect(await act(house), action).not.toMatchObject({ ok: false })
}

/** Tries everything that ends with the period, and expects each to be refused with nothing changed. */
async function expectAllRefused(): Promise<void> {
  const before = await whatThereIs()
  for (const action of ENDED)
    for (const act of ACTS[action] as readonly Act[]) {
      const refusal = await act(at(CLOSED)).catch((error: unknown) => error)
      expect(refusal, action).toBeInstanceOf(PeriodClosed)
      expect(refusal, action).toMatchObject({
        code: 'conflict',
        message:
          'Test closed on 31 December 2026, so this assessment can no longer be changed. If it must be, ask the national administrators to move the closing day.',
      })
    }
  expect(await whatThereIs()).toEqual(before)
}

async function whatThereIs() {
  return {
    trail: await findTrail(house.db, 'oak', 1000),
    assessments: await house.db.selectFrom('assessment').selectAll().orderBy('id').execute(),
  }
}

test('what ends with the period is written down: everything that changes what an assessment says', () => {
  expect(ENDED.toSorted()).toEqual([
    'add-evidence',
    'assign',
    'edit-answers',
    'explain',
    'reopen',
    'review-evidence',
    'submit',
    'withdraw',
    'write-note',
  ])
  expect(AFTER_CLOSING.toSorted()).toEqual(['comment', 'mark-answers', 'return', 'sign'])
})

test('the matrix of actions, states and the end of the period', () => {
  const closed = { name: 'Test', closes: CLOSES }
  for (const action of ACTIONS)
    for (const status of ['draft', 'submitted', 'returned', 'signed', 'superseded'] as const) {
      const assessment = { status }
      const inTime = (STATES[action] as readonly AssessmentStatus[]).includes(status)
      expect(isPossible(action, { assessment, closed: undefined }), `${action}, ${status}`).toBe(inTime)
      const late = { assessment, closed }
      expect(isPossible(action, late), `${action}, ${status}`).toBe(inTime && AFTER_CLOSING.includes(action))
      const refused = () => demandState(action, late)
      if (isPossible(action, late)) expect(refused).not.toThrow()
      else expect(refused).toThrow(ENDED.includes(action) ? 'closed on' : /^This assessment|^The SIRO/)
    }
})

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase())
    await addTrustWith(house, 'oak', TRUSTS['all-best'] as NonNullable<(typeof TRUSTS)[string]>)
    await addAdministrator(house)
    await house.db.updateTable('period').set({ closes: CLOSES }).execute()
  })
  afterEach(() => house.close())

  test('nothing changes once the period has closed, but what was submitted in time is signed; a later day brings all of it back', async () => {
    const filling = possibleIn('draft').filter((action) => action !== 'submit')
    await expectAllRefused()
    await doAll(at(CLOSED), ['comment'])
    // In time all of it can be done: that it was refused was no other fault of what was tried.
    await doAll(at(OPEN), filling)
    await explainAll(at(OPEN))
    await expectAllRefused()
    await doAll(at(OPEN), ['submit', 'withdraw', 'submit'])
    await expectAllRefused()
    await doAll(at(CLOSED), ['comment', 'sign'])
    expect((await getSignOff(at(CLOSED), siro, 'oak')).steps.at(-1)).toMatchObject({
      kind: 'signed-with-reservations',
    })
    await expectAllRefused()

    const moved = await moveClosingDay(at(CLOSED), ADMINISTRATOR, 'test', '2027-01-31')
    expect(moved).toEqual({ ok: true })
    await doAll(at(CLOSED), ['reopen'])
    await doAll(at(CLOSED), filling)
    await explainAll(at(CLOSED))
    await doAll(at(CLOSED), ['submit', 'return', 'submit', 'withdraw'])
  })

  test('what is returned after the period has closed stays as it is, until the closing day is moved', async () => {
    await explainAll(at(OPEN))
    await doAll(at(OPEN), ['submit'])
    await doAll(at(CLOSED), ['return'])
    expect((await view()).assessment.status).toBe('returned')
    await expectAllRefused()
    await moveClosingDay(at(CLOSED), ADMINISTRATOR, 'test', '2027-01-31')
    await doAll(at(CLOSED), ['edit-answers'])
    await explainAll(at(CLOSED))
    await doAll(at(CLOSED), ['submit'])
  })

  test.each([
    ['in winter', '2027-01-31', '2027-01-31T23:59:59.999Z'],
    ['in summer', '2027-06-30', '2027-06-30T22:59:59.999Z'],
    ['on the day on which clocks go forward', '2027-03-28', '2027-03-28T22:59:59.999Z'],
    ['on the day on which clocks go back', '2027-10-31', '2027-10-31T23:59:59.999Z'],
  ])('the last second of the closing day is open, and the next one is not: %s', async (_, closes, last) => {
    await house.db.updateTable('period').set({ closes }).execute()
    const save = async (ms: number) =>
      saveAnswer(at(new Date(Date.parse(last) + ms)), lead, 'oak', CHOICE.id, await versionOf(), choose(1))
    await expect(save(1)).rejects.toBeInstanceOf(PeriodClosed)
    expect(await save(0)).toMatchObject({ ok: true, changed: true })
    expect((await getAssessment(at(new Date(last)), lead, 'oak')).closed).toBeUndefined()
    expect((await getAssessment(at(new Date(Date.parse(last) + 1)), lead, 'oak')).closed).toMatchObject({
      name: 'Test',
      closes,
    })
  })

  test('what waited for its turn until the period had closed is refused', async () => {
    let now = OPEN
    const clock: House = { ...house, now: () => now }
    const turn = Promise.withResolvers<undefined>()
    const other = write(house.db, () => turn.promise, 'oak')
    const saved = saveAnswer(clock, lead, 'oak', CHOICE.id, 1, choose(1)).catch((error: unknown) => error)
    now = CLOSED
    turn.resolve(undefined)
    await other
    expect(await saved).toBeInstanceOf(PeriodClosed)
    expect((await view()).versions[CHOICE.id]).toBe(1)
  })
})
