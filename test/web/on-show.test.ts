/** The first page of the demonstration: a finished example in one press, and trusts by the state that they are in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { openTestHouse } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse(await newDemonstration())
})
afterAll(() => house.close())

test('trusts are offered by their state, and a finished one opens its board page', async () => {
  const page = await (await appOf(house).request('/')).text()
  const groups = [...page.matchAll(/<optgroup label="([^"]*)">/g)].map(([, label]) => label)
  expect(groups).toEqual([
    'Not started',
    'Being filled in',
    'Returned by the SIRO',
    'Waiting for a signature',
    'Signed',
  ])
  expect(page).toContain('See a finished example')
  const [, signed = ''] = /<optgroup label="Signed"><option value="([^"]+)"/.exec(page) ?? []
  const entered = await visitorOf(appOf(house)).post('/enter', { organisation: signed, role: 'board' })
  expect(entered.status).toBe(303)
  expect(entered.headers.get('Location')).toBe(`/o/${signed}/board`)
})
