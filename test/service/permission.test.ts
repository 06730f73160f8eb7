import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookieOf, cookieOfNobody, enter, findPerson } from '../../src/identity/session.ts'
import {
  deleteRow,
  saveAnswer,
  saveContext,
  saveRow,
  setRegisterComplete,
} from '../../src/service/answering.ts'
import { getAssessment, getResult } from '../../src/service/assessments.ts'
import { findPeerView } from '../../src/service/peers.ts'
import type { House, OpenHouse } from '../../src/service/house.ts'
import { type Action, decide, ORGANISATION_MATRIX } from '../../src/service/permission.ts'
import { type Person, ROLES } from '../../src/store/person.ts'
import { addTrust, CHOICE, choose, openTestHouse, person, RULE_SET } from './house.ts'

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

/** Every service function with its action; a new one belongs here. */
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
]

describe.each(ACTS)('%s', (_name, action, act) => {
  test.each(ROLES)('by a %s follows the matrix', async (role) => {
    const attempt = act(house, person('a', role), 'a')
    if (ORGANISATION_MATRIX[action][role]) await expect(attempt).resolves.toBeDefined()
    else await expect(attempt).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test.each(ROLES)("by a %s cannot tell another organisation's id from an unknown one", async (role) => {
    const refusals = await Promise.all(
      ['b', 'unknown'].map((id) => act(house, person('a', role), id).catch((error: unknown) => error)),
    )
    expect(refusals[0]).toMatchObject({ code: 'not-found' })
    expect(refusals[0]).toEqual(refusals[1])
    const ghost = await act(house, person('unknown', 'lead'), 'unknown').catch((error: unknown) => error)
    expect(ghost).toEqual(refusals[0])
  })
})

test('nobody finds nothing', () => {
  for (const action of Object.keys(ORGANISATION_MATRIX) as Action[])
    expect(decide(action, undefined, 'a')).toBe('not-found')
})

describe('the demonstration cookie', () => {
  test('brings back the person who entered', async () => {
    const entered = await enter(house.db, 'a', 'siro')
    expect(entered).toMatchObject({ role: 'siro', organisationId: 'a' })
    const cookie = entered === undefined ? '' : cookieOf(entered)
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await findPerson(house.db, `x=1; ${cookie.split(';')[0]}`)).toEqual(entered)
    expect(await findPerson(house.db, cookieOfNobody().split(';')[0])).toBeUndefined()
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
    expect(await findPerson(house.db, cookie)).toBeUndefined()
  })
})
