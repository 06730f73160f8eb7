import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DomainError } from '../../src/errors.ts'
import { faultOfPassword, hashPassword, isPassword } from '../../src/identity/passwords.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { insertAccounts, insertMemberships } from '../../src/store/accounts.ts'
import { addTrust, openTestHouse } from '../service/house.ts'

const WHO = { accountId: 'lena', name: 'Lena Oakridge', email: 'lo.sec@linnetminster.nhs.uk' }
let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak', false)
  await house.db
    .updateTable('organisation')
    .set({ name: 'Quillmere University Hospitals NHS Trust' })
    .execute()
  const at = house.now().toISOString()
  await insertAccounts(house.db, [
    { id: WHO.accountId, name: WHO.name, email: WHO.email, status: 'active', createdAt: at },
  ])
  const member = { organisationId: 'oak', accountId: WHO.accountId, role: 'lead' } as const
  await insertMemberships(house.db, [member], { at, by: 'test' })
})
afterAll(() => house.close())
const faultOf = (password: string) => faultOfPassword(house, password, WHO)

describe('a password is refused', () => {
  test.each([
    ['sunshine2024!!!!', 'a frequent one with digits and marks after it'],
    ['!!!2024 Sunshine 2024', 'before it too, in any case'],
    ['SunshineFootball', 'two of them'],
    ['sunshine-2024-football', 'two with something between'],
    ['1234567890qwertyuiop', 'two of which one is digits'],
    ['butterflybutterflybutterfly', 'one again and again'],
    ['Butterfly1Butterfly2Butterfly3', 'one again and again, counted'],
    ['abdominal abrasion', 'two words of a dice list'],
    ['ｓｕｎｓｈｉｎｅ２０２４２０２４', 'the same in wide letters'],
  ])('that is often used: %s (%s)', async (password) => {
    expect(await faultOf(password)).toContain('one or two words that many people use')
  })

  test.each([
    ['lena likes a big pond'],
    ['oakridge and a comet'],
    ['L.O.S.E.C. on the moon'],
    ['under the linnetminster sky'],
    ['quillmere rain again'],
    ['the ward round comet'],
  ])('that holds what is known of its owner: %s', async (password) => {
    expect(await faultOf(password)).toContain('must not hold your name')
  })

  test.each([['short but odd'], ['x'.repeat(129)], ['abababababababab']])(
    'that is too short, too long or too even: %s',
    async (password) => expect(await faultOf(password)).toBeDefined(),
  )
})

test.each([
  ['correct horse battery staple'],
  ['three words and a comet'],
  ['university trust of purple owls'],
  ['kV9#mQ2$xL7!pR4@'],
  ['ученик видел синий поезд'],
])('a password may be %s', async (password) => {
  expect(await faultOf(password)).toBeUndefined()
})

test('two passwords are worked on at once and twenty wait; whoever comes then is told so, and nobody after', async () => {
  const stored = await hashPassword('correct horse battery staple')
  const tried = await Promise.allSettled(
    Array.from({ length: 30 }, () => isPassword('correct horse battery staple', stored)),
  )
  const refused = tried.filter((one) => one.status === 'rejected')
  expect(tried.filter((one) => one.status === 'fulfilled').map(({ value }) => value)).toEqual(
    Array<boolean>(22).fill(true),
  )
  for (const { reason } of refused) expect((reason as DomainError).code).toBe('busy')
  expect(await isPassword('wrong', stored)).toBe(false)
})
