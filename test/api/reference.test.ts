/** The page that describes the API to people says all that the document says, and each of its links leads somewhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DECLARED_API, getDescription } from '../../src/api/api.ts'
import { TABLES } from '../../src/report/data-tables.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { paths } from '../../src/web/paths.ts'
import { TITLES } from '../../src/web/problems.ts'
import { openTestHouse } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'

let house: OpenHouse
beforeAll(async () => (house = await openTestHouse()))
afterAll(() => house.close())

test('every address, field, status and table of the description stands on the page, and every shape that is named', async () => {
  const page = await (await appOf(house).request(`http://localhost${paths.api}`)).text()
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))
  const wanted = [...page.matchAll(/ href="#([^"]+)"/g)].map((match) => match[1])
  expect(wanted.filter((id) => !ids.has(id))).toEqual([])
  const { components } = await getDescription()
  const fields = Object.values(components.schemas).flatMap(({ properties = {} }) => Object.keys(properties))
  const said = [...fields, ...Object.keys(TITLES), ...Object.keys(TABLES)]
  expect(said.filter((one) => !page.includes(one))).toEqual([])
  expect(DECLARED_API.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([])
})
