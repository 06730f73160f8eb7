/** Lists that grow are read in parts, each entry once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { insertPlannedAction } from '../../src/store/planned-actions.ts'
import { addTrust, NOW, openTestHouse } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'
import { newKey, programOf } from './programs.ts'

let house: OpenHouse
beforeAll(async () => (house = await openTestHouse()))
afterAll(() => house.close())

test('a long list of actions goes on by a cursor, and each is given once', async () => {
  await addTrust(house, 'oak')
  const ids = Array.from({ length: 230 }, (_, index) => `action-${index}`)
  for (const [index, id] of ids.entries()) {
    const due = index % 2 === 0 ? undefined : `2027-01-${String(28 - (index % 28)).padStart(2, '0')}`
    const work = { title: `Act ${index}`, ownerName: '', reason: '', funded: false, due }
    const from = { source: 'own', sourceId: '' } as const
    await insertPlannedAction(house.db, { id, organisationId: 'oak', ...from, ...work }, STAMP)
  }
  const ask = programOf(appOf(house), await newKey(house, 'oak'))
  const seen: string[] = []
  let at: string | undefined = '/organisations/oak/actions'
  while (at !== undefined) {
    const part = (await (await ask(at)).json()) as { items: { id: string }[]; next?: string }
    expect(part.items.length).toBeLessThanOrEqual(100)
    seen.push(...part.items.map(({ id }) => id))
    at = part.next === undefined ? undefined : `/organisations/oak/actions?cursor=${part.next}`
  }
  expect(seen.toSorted()).toEqual(ids.toSorted())
})

const STAMP = { at: NOW.toISOString(), by: 'lead.oak' }
