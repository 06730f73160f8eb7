import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cookieOf,
  cookieOfNobody,
  demonstrationId,
  enter,
  findDemonstrationPerson,
} from '../../src/identity/demonstration.ts'
import { deleteRow, saveRow, setRegisterComplete } from '../../src/service/register-rows.ts'
import { saveAnswer, saveContext } from '../../src/service/answering.ts'
import type { Answer } from '../../src/answers/model.ts'
import type { Question } from '../../src/rules/model.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import type { AssessmentView } from '../../src/service/views.ts'
import { endDeputy, endRole, getMembers, giveRole, nameDeputy } from '../../src/service/members.ts'
import {
  inviteMember,
  renewMemberInvitation,
  revokeMemberInvitation,
} from '../../src/service/inviting-members.ts'
import { findPeerView } from '../../src/service/peers.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import {
  type About,
  type Action,
  aboutOutcome,
  aboutQuestion,
  cafTarget,
  decide,
  decideForSome,
  decideNational,
  demandNational,
  NATIONAL_MATRIX,
  type NationalAction,
  ORGANISATION_MATRIX,
  rolesThat,
} from '../../src/service/permission.ts'
import { type AssignedPart, type Person, ROLES } from '../../src/store/person.ts'
import { findAccountByEmail, findPerson, insertMemberships } from '../../src/store/accounts.ts'
import { readFramework } from '../../src/caf/read-framework.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { addTrust, CHOICE, choose, nationalPerson, NOW, openTestHouse, person, RULE_SET } from './house.ts'

const AT = NOW.toISOString()

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'a')
  await addTrust(house, 'b')
  await addTrust(house, 'real', false)
})
afterAll(() => house.close())

type Act = (house: House, person: Person, organisationId: string) => Promise<unknown>
const register = RULE_SET.registers[0]?.id ?? ''
const context = RULE_SET.context.find((one) => !one.fromOrganisation)?.id ?? ''

/** Service functions with their action, of each kind some; `analysts.test.ts` has them all. */
const ACTS: readonly [string, Action, Act][] = [
  ['getAssessment', 'read-answers', getAssessment],
  ['getResult', 'read-results', getResult],
  ['findPeerView', 'read-peers', async (...who) => ({ found: await findPeerView(...who) })],
  ['saveAnswer', 'edit-answers', (...who) => saveAnswer(...who, CHOICE.id, 0, choose(0))],
  ['saveContext', 'edit-answers', (...who) => saveContext(...who, context, 0, 'x')],
  [
    'saveRow',
    'edit-answers',
    (...who) => saveRow(...who, register, 'row-1', 0, { cells: { name: 'x' }, evidence: {} }),
  ],
  ['deleteRow', 'edit-answers', (...who) => deleteRow(...who, register, 'row-1', 1)],
  ['setRegisterComplete', 'edit-answers', (...who) => setRegisterComplete(...who, register, 0, false)],
  ['getMembers', 'read-members', getMembers],
  [
    'inviteMember',
    'manage-members',
    (...who) => inviteMember(...who, { name: 'Rowan', email: 'rowan@example.nhs.uk', roles: ['board'] }),
  ],
  [
    'renewMemberInvitation',
    'manage-members',
    async (...who) => renewMemberInvitation(...who, await invitedId()),
  ],
  [
    'revokeMemberInvitation',
    'manage-members',
    async (...who) => ({ done: await revokeMemberInvitation(...who, await invitedId()) }),
  ],
  [
    'giveRole',
    'manage-members',
    async (...who) => ({ done: await giveRole(...who, demonstrationId('a', 'contributor'), 'board') }),
  ],
  [
    'endRole',
    'manage-members',
    async (...who) => ({ done: await endRole(...who, demonstrationId('a', 'contributor'), 'board') }),
  ],
  [
    'nameDeputy',
    'name-deputy',
    async (...who) => ({ done: await nameDeputy(...who, demonstrationId('a', 'board')) }),
  ],
  [
    'endDeputy',
    'name-deputy',
    async (...who) => {
      const board = await findPerson(house.db, demonstrationId('a', 'board'), AT)
      const isThere = board?.memberships.some((one) => one.role === 'siro')
      const given = { at: new Date(NOW.getTime() + ++turns).toISOString(), by: 'test' }
      if (!isThere) await insertMemberships(house.db, [deputyOf('a')], given)
      return { done: await endDeputy(...who, demonstrationId('a', 'board')) }
    },
  ],
]

let turns = 0
const deputyOf = (organisationId: string) => ({
  organisationId,
  accountId: demonstrationId(organisationId, 'board'),
  role: 'siro' as const,
  deputyOf: demonstrationId(organisationId, 'siro'),
})

const invitedId = async () => (await findAccountByEmail(house.db, 'rowan@example.nhs.uk'))?.id ?? ''

describe.each(ACTS)('%s', (_name, action, act) => {
  test.each(ROLES)('by a %s follows the matrix', async (role) => {
    const attempt = act(house, person('a', role), 'a')
    // A contributor without assigned parts may look, and finds nothing.
    if (role === 'contributor' && action === 'read-answers') return expectNothingIn(await attempt)
    if (ORGANISATION_MATRIX[action][role] === 'yes') await expect(attempt).resolves.toBeDefined()
    else await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test.each(ROLES)("by a %s cannot tell another organisation's id from an unknown one", async (role) => {
    const refusals = await Promise.all(
      ['b', 'unknown'].map((id) => act(house, person('a', role), id).catch((error: unknown) => error)),
    )
    expect(refusals[0]).toMatchObject({ code: 'not-found' })
    expect(refusals[0]).toEqual(refusals[1])
    const allowed = ROLES.find((one) => ORGANISATION_MATRIX[action][one] === 'yes')
    const ghost = await act(house, person('unknown', allowed), 'unknown').catch((error: unknown) => error)
    expect(ghost).toEqual(refusals[0])
  })
})

function expectNothingIn(found: unknown): void {
  const { answers, versions } = found as AssessmentView
  expect([answers.answers, versions]).toEqual([{}, {}])
  for (const { rows } of Object.values(answers.registers)) expect(rows).toEqual([])
}

describe('a contributor', () => {
  const [mine, theirs] = RULE_SET.questions.filter((one) => one.form.type === 'choice')
  const contributorWith = (...assigned: AssignedPart[]): Person => ({
    ...person('b', 'contributor'),
    assigned: { b: assigned },
  })
  const first = (question: Question | undefined): Answer => ({
    value: { kind: 'choice', option: question?.levels[0]?.id ?? '' },
    assurance: 'asserted',
  })

  test('reads and answers the questions that were assigned, and no other', async () => {
    const asked = contributorWith({ kind: 'question', target: mine?.id ?? '' })
    for (const question of [mine, theirs])
      await saveAnswer(house, person('b'), 'b', question?.id ?? '', 0, first(question))
    const { answers, versions } = await getAssessment(house, asked, 'b')
    expect(Object.keys(answers.answers)).toEqual([mine?.id])
    expect(Object.keys(versions)).toEqual([mine?.id])
    await expect(saveAnswer(house, asked, 'b', mine?.id ?? '', 1, undefined)).resolves.toMatchObject({
      ok: true,
    })
    await expect(saveAnswer(house, asked, 'b', theirs?.id ?? '', 1, undefined)).rejects.toMatchObject({
      code: 'not-allowed',
    })
  })

  test('fills in a register where its domain was assigned', async () => {
    const found = RULE_SET.registers[0]
    const row = { cells: { name: 'x' }, evidence: {} }
    const asked = contributorWith({ kind: 'domain', target: found?.domain ?? '' })
    await expect(saveRow(house, asked, 'b', register, 'row-9', 0, row)).resolves.toMatchObject({ ok: true })
    expect((await getAssessment(house, asked, 'b')).registers[register]?.rows).not.toEqual([])
    const other = contributorWith({ kind: 'question', target: mine?.id ?? '' })
    await expect(saveRow(house, other, 'b', register, 'row-9', 1, row)).rejects.toMatchObject({
      code: 'not-allowed',
    })
    expect((await getAssessment(house, other, 'b')).registers[register]?.rows).toEqual([])
  })

  test('with the first look may do to each of its questions what one with that question may, and nothing to others', () => {
    const look = contributorWith({ kind: 'first-look', target: 'first-look' })
    for (const question of RULE_SET.questions) {
      const about = aboutQuestion(RULE_SET, question)
      const wanted = RULE_SET.firstLook.includes(question.index) ? 'allowed' : 'not-allowed'
      for (const action of [
        'read-answers',
        'edit-answers',
        'comment',
        'add-evidence',
        'read-evidence',
      ] as const)
        expect(decide(action, look, 'b', about), question.id).toBe(wanted)
      expect(decide('edit-answers', look, 'b', { domain: question.domain })).toBe('not-allowed')
      expect(decide('edit-answers', look, 'a', about)).toBe('not-found')
    }
    expect(decide('edit-answers', look, 'b')).toBe('not-allowed')
    expect(decide('read-results', look, 'b')).toBe('not-allowed')
  })

  test('with a part of an official framework may read and answer its outcomes in its place, and nothing else', () => {
    const place = { frameworkId: 'caf-4.0-dspt', systemId: 'whole' }
    const read = readFramework(MADE_UP)
    const [outcome, other] = read.ok ? read.framework.outcomes : []
    if (outcome === undefined || other === undefined) throw new Error('no outcomes')
    for (const [code, holdsOther] of [
      ['A', true],
      ['A1', true],
      ['A1.a', false],
      ['', false],
    ] as const) {
      const asked = contributorWith({ kind: 'caf', target: cafTarget(place, code) })
      const may = (action: Action, about: About | undefined, of = 'b') => decide(action, asked, of, about)
      const wanted = (holds: boolean) => (holds ? 'allowed' : 'not-allowed')
      for (const action of ['read-caf', 'answer-caf'] as const) {
        expect(may(action, aboutOutcome(place, outcome))).toBe(wanted(code !== ''))
        expect(may(action, aboutOutcome(place, other))).toBe(wanted(holdsOther))
        for (const elsewhere of [
          { ...place, systemId: 'theatre' },
          { ...place, frameworkId: 'caf-3.2-dspt' },
        ])
          expect(may(action, aboutOutcome(elsewhere, outcome))).toBe('not-allowed')
        expect(may(action, undefined)).toBe('not-allowed')
        expect(may(action, aboutOutcome(place, outcome), 'a')).toBe('not-found')
      }
      for (const question of RULE_SET.questions)
        expect(may('read-answers', aboutQuestion(RULE_SET, question))).toBe('not-allowed')
      expect(may('bring-in-caf', aboutOutcome(place, outcome))).toBe('not-allowed')
    }
    // Nor does a part of the questionnaire open an outcome.
    for (const part of [
      { kind: 'domain', target: 'A' },
      { kind: 'question', target: 'A1.a' },
      { kind: 'first-look', target: 'first-look' },
    ] as const)
      expect(decide('answer-caf', contributorWith(part), 'b', aboutOutcome(place, outcome))).toBe(
        'not-allowed',
      )
  })

  test('is found with what is assigned at this moment', async () => {
    const id = demonstrationId('b', 'contributor')
    await house.db
      .insertInto('assignment')
      .values({
        id: 'one',
        assessmentId: 'b-assessment',
        accountId: id,
        kind: 'domain',
        target: 'identity',
        due: null,
        note: '',
        givenAt: AT,
        givenBy: 'lead',
        endedAt: null,
      })
      .execute()
    expect((await findPerson(house.db, id, AT))?.assigned).toEqual({
      b: [{ kind: 'domain', target: 'identity' }],
    })
    await house.db.updateTable('assignment').set({ endedAt: AT }).execute()
    expect((await findPerson(house.db, id, AT))?.assigned).toEqual({})
  })
})

describe('at the next request', () => {
  test('a role that ended, and an account that was disabled, are gone', async () => {
    const id = demonstrationId('b', 'siro')
    expect((await findPerson(house.db, id, AT))?.memberships).toHaveLength(1)
    await house.db.updateTable('membership').set({ endedAt: AT }).where('accountId', '=', id).execute()
    expect((await findPerson(house.db, id, AT))?.memberships).toEqual([])
    await house.db.updateTable('account').set({ status: 'disabled' }).where('id', '=', id).execute()
    expect(await findPerson(house.db, id, AT)).toBeUndefined()
  })
})

const ACTIONS = Object.keys(ORGANISATION_MATRIX) as Action[]

test('nobody finds nothing', () => {
  for (const action of ACTIONS)
    for (const decided of [decide, decideForSome]) expect(decided(action, undefined, 'a')).toBe('not-found')
})

test('the roles that may do something to everything are those with a yes, and not those with assigned parts', () => {
  expect(rolesThat('sign')).toEqual(['siro'])
  expect(rolesThat('edit-answers')).toEqual(['lead'])
  expect(rolesThat('read-answers')).toEqual(['lead', 'reviewer', 'siro'])
})

test('before it is known what it is about, an assigned part is enough, and no leave is none', () => {
  for (const action of ACTIONS)
    for (const role of ROLES)
      expect(decideForSome(action, person('a', role), 'a'), `${action} by a ${role}`).toBe(
        ORGANISATION_MATRIX[action][role] === 'no' ? 'not-allowed' : 'allowed',
      )
})

test('nationally each role may do what its column says, and others nothing', () => {
  for (const action of Object.keys(NATIONAL_MATRIX) as NationalAction[])
    for (const role of ['analyst', 'administrator'] as const) {
      const somebody = nationalPerson('x', 'X', role)
      const isAllowed = NATIONAL_MATRIX[action][role]
      expect(decideNational(action, somebody)).toBe(isAllowed ? 'allowed' : 'not-allowed')
      if (isAllowed) expect(() => demandNational(action, somebody)).not.toThrow()
      else expect(() => demandNational(action, somebody)).toThrow('Your national role does not include this.')
      for (const nobody of [undefined, person('a')])
        expect(decideNational(action, nobody)).toBe('not-allowed')
    }
})

describe('the demonstration cookie', () => {
  test('brings back the person who entered', async () => {
    const entered = await enter(house.db, demonstrationId('a', 'siro'), AT)
    expect(entered).toMatchObject({ memberships: [{ role: 'siro', organisationId: 'a' }] })
    const cookie = entered === undefined ? '' : cookieOf(entered)
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await findDemonstrationPerson(house.db, `x=1; ${cookie.split(';')[0]}`, AT)).toEqual(entered)
    expect(await findDemonstrationPerson(house.db, cookieOfNobody().split(';')[0], AT)).toBeUndefined()
  })

  test.each([
    undefined,
    '',
    'wardround-demonstration',
    'wardround-demonstration=',
    'wardround-demonstration=lead',
    'wardround-demonstration=owner.a',
    'wardround-demonstration=lead.unknown',
    "wardround-demonstration=lead.a' or '1'='1",
    'wardround-demonstration=lead.real',
    'wardround-demonstration=lead.a; wardround-demonstration=lead.b',
    'wardround-demonstration=__proto__.a',
    'wardround-demonstration=analyst.a',
    'wardround-demonstration=analyst.third-analyst',
    'wardround-demonstration=lead.first-analyst',
  ])('is nobody when it says %s', async (cookie) => {
    expect(await findDemonstrationPerson(house.db, cookie, AT)).toBeUndefined()
  })
})
