/** No door takes a name that holds a line break or something invisible: letters, lists and signatures are made of names. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSetUpLink } from '../../src/identity/enrolling.ts'
import { readInvitee } from '../../src/service/inviting.ts'
import { addTrust } from '../service/house.ts'
import { browse } from './browsing.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'

let service: Service
let lena: SignedInPerson
let adam: SignedInPerson
let setUp = ''
beforeAll(async () => {
  service = await openService()
  setUp = new URL((await makeSetUpLink(service.gate)) ?? '').pathname
  await addTrust(service.house, 'oak', false)
  await service.house.db.deleteFrom('membership').execute()
  await service.house.db.deleteFrom('account').execute()
  lena = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
  adam = await service.signIn({ name: 'Adam Administrator', national: 'administrator' })
})
afterAll(() => service.close())

const BAD = {
  'a line break': 'Lena\nBcc: all@trust.example',
  'a carriage return': 'Lena\rYou won',
  'a line separator': 'Lena\u2028Oak',
  'a mark that turns the text round': 'Lena \u202ekao',
  'an invisible letter': 'Lena\u200bOak',
  'a soft hyphen': 'Le\u00adna',
  nothing: '  ',
  'nothing that can be seen': '\u200b\u2800',
}

const DOORS: Readonly<Record<string, (name: string) => Promise<Response>>> = {
  'the first administrator': (name) =>
    browse(service.app).post(setUp, { name, email: 'ada@service.example' }),
  'one’s own name': (name) => lena.visitor.post('/account/name', { name }),
  'a passkey': (label) => lena.visitor.post('/account/passkeys/new', { label, credential: '' }),
  'somebody invited by a lead': (name) =>
    lena.visitor.post('/o/oak/invite', { name, email: 'sam@trust.example', roles: 'board' }),
  'somebody invited by an administrator': (name) =>
    adam.visitor.post('/administration/invite', { name, email: 'sam@trust.example', as: 'analyst' }),
  'a period': (name) =>
    adam.visitor.post('/administration/add-period', {
      name,
      'opens-day': '1',
      'opens-month': '1',
      'opens-year': '2027',
      'referenceDate-day': '1',
      'referenceDate-month': '2',
      'referenceDate-year': '2027',
      'closes-day': '1',
      'closes-month': '3',
      'closes-year': '2027',
    }),
}

describe.each(Object.entries(DOORS))('the name of %s', (_, send) => {
  test.each(Object.entries(BAD))('does not hold %s', async (_, name) => {
    const response = await send(name)
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/character|Enter/)
  })
})

test('the name of an organisation holds nothing invisible, and its lines become one', async () => {
  const add = (name: string) =>
    adam.visitor.post('/administration/add-organisation', {
      'ods-code': 'RX1',
      name,
      cohort: 'acute',
      region: 'London',
      icb: '',
    })
  for (const name of [BAD['an invisible letter'], BAD['a soft hyphen'], BAD.nothing, '\u2800'])
    expect((await add(name)).status).toBe(422)
  expect((await add('Linnet\r\nminster\u2028Trust')).status).toBe(303)
  const names = await service.house.db.selectFrom('organisation').select('name').execute()
  expect(names.map(({ name }) => name)).toContain('Linnet minster Trust')
})

test('a name of any script, with its marks, is taken as it is', () => {
  for (const name of ['Zoë O’Hara-Smith', 'Ngũgĩ wa Thiong’o', '李 明', 'محمد علي', 'प्रिया शर्मा'])
    expect(readInvitee({ name, email: 'sam@trust.example' })).toEqual({
      ok: true,
      invitee: { name, email: 'sam@trust.example' },
    })
})
