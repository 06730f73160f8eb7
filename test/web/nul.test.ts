/** The character NUL in an address or a file: on PostgreSQL, which takes it in no text, it is the address of no page, and no fault of ours. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { DECLARED } from '../../src/web/app.tsx'
import { editWorkbook } from '../documents/edit-workbook.ts'
import { addTrust, openTestHouse, RULE_SET } from '../service/house.ts'
import { POSTGRES } from '../store/engines.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse(await POSTGRES.newDatabase())
  await addTrust(house, 'oak')
})
afterAll(() => house.close())

test('every page is not there when a part of its address, or what follows its question mark, holds NUL', async () => {
  const visitor = visitorOf(appOf(house), 'oak')
  const paths = DECLARED.filter(({ method }) => method === 'GET').map(({ path }) => path)
  expect(paths.filter((path) => path.includes(':')).length).toBeGreaterThan(20)
  for (const path of paths)
    for (const address of new Set([
      path.replace(/:\w+(\{[^}]*\})?/g, 'a%00'),
      `${path.replace(':organisation', 'oak').replace(/:\w+(\{[^}]*\})?/g, 'a')}?before=1%00`,
    ]))
      if (address.includes('%00'))
        expect([address, (await visitor.get(address)).status]).toEqual([address, 404])
})

test('a file whose rule set has NUL in its name is one of rules that are not kept here', async () => {
  const visitor = visitorOf(appOf(house), 'oak')
  const digest = (text: string) => text.replace(RULE_SET.digest, `${RULE_SET.digest.slice(1)}\\u0000`)
  const taken = await visitor.get('/o/oak/data/answers.xlsx')
  const book = await editWorkbook(new Uint8Array(await taken.arrayBuffer()), (cells) => cells.map(digest))
  const whole = await (await visitor.get('/o/oak/data/assessment.json')).text()
  for (const [name, bytes] of [
    ['answers.xlsx', book],
    ['assessment.json', new Uint8Array(Buffer.from(digest(whole)))],
  ] as const)
    expect([name, (await visitor.upload('/o/oak/bring-in', {}, { name, bytes })).status]).toEqual([name, 200])
})
