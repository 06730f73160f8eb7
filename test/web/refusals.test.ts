/** What somebody who is signed in was refused stands in the trail: in their organisation's, or in that of accounts. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MOST_EXPORTS } from '../../src/service/exporting.ts'
import { findTrail } from '../../src/store/trail.ts'
import { addTrust } from '../service/house.ts'
import { browse } from './browsing.ts'
import { openService, type Service, type SignedInPerson } from './signed-in.ts'

let service: Service
let lena: SignedInPerson
let carl: SignedInPerson
beforeEach(async () => {
  service = await openService()
  for (const id of ['oak', 'elm']) await addTrust(service.house, id, false)
  await service.house.db.deleteFrom('membership').execute()
  await service.house.db.deleteFrom('account').execute()
  lena = await service.signIn({ name: 'Lena Oak', organisationId: 'oak' })
  carl = await service.signIn({ name: 'Carl Oak', organisationId: 'oak', role: 'contributor' })
})
afterEach(() => service.close())

const trail = async (organisationId?: string) =>
  (await findTrail(service.house.db, organisationId, 100)).map(({ actorName, action, object, details }) => [
    actorName,
    action,
    object,
    details,
  ])

test('what a role does not allow is in the trail of the organisation', async () => {
  expect((await carl.visitor.get('/o/oak/trail')).status).toBe(403)
  expect((await carl.visitor.post('/o/oak/invite', { name: 'x' })).status).toBe(403)
  expect(await trail('oak')).toEqual([
    ['Carl Oak', 'access-refused', 'POST /o/:organisation/invite', {}],
    ['Carl Oak', 'access-refused', 'GET /o/:organisation/trail', {}],
  ])
  expect(await trail()).toEqual([])
})

test('what belongs to others, or to nobody, is in the trail of accounts, and in nobody else’s', async () => {
  for (const id of ['elm', 'nowhere']) expect((await lena.visitor.get(`/o/${id}/results`)).status).toBe(404)
  expect((await lena.visitor.get('/administration/accounts')).status).toBe(403)
  expect(await trail()).toEqual([
    ['Lena Oak', 'access-refused', 'GET /administration/accounts', {}],
    ['Lena Oak', 'access-refused', 'GET /o/:organisation/results', { asked: 'nowhere' }],
    ['Lena Oak', 'access-refused', 'GET /o/:organisation/results', { asked: 'elm' }],
  ])
  expect([...(await trail('oak')), ...(await trail('elm'))]).toEqual([])
})

test('a limit that was met is in the trail', async () => {
  for (let times = 0; times < MOST_EXPORTS; times++)
    expect((await lena.visitor.post('/o/oak/trail.csv', {})).status).toBe(200)
  expect((await lena.visitor.post('/o/oak/trail.csv', {})).status).toBe(429)
  expect((await trail('oak'))[0]).toEqual(['Lena Oak', 'limit-met', 'POST /o/:organisation/trail.csv', {}])
})

test('another site cannot fill the trail in somebody’s name, nor can they themselves; strangers make no entry', async () => {
  expect((await lena.visitor.get('/o/elm', { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(404)
  expect((await browse(service.app).get('/o/elm')).status).toBe(303)
  expect(await trail()).toEqual([])
  for (let times = 0; times < 70; times++) await lena.visitor.get('/o/elm')
  expect(await trail()).toHaveLength(60)
  // A page of one's own that is not there is no door that was tried.
  expect((await carl.visitor.get('/o/oak/nothing-here')).status).toBe(404)
  expect(await trail('oak')).toEqual([])
})
