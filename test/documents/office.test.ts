/** What is issued is opened by an office of its own: the page, the document, its PDF and the workbook say the same figures. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsv } from '../../src/exchange/csv.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { openTestHouse } from '../service/house.ts'
import { saveTrusts } from '../web/trusts.ts'
import { appOf, visitorOf } from '../web/visitor.ts'
import { fileAt, issuePapers } from './issuing.ts'
import { convert, hasOffice } from './office.ts'
import { figuresOfPage, figuresOfPdf, hasPoppler } from './read-figures.ts'

const TRUST = 'middling'
let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())
const lead = () => visitorOf(appOf(house), TRUST, 'lead')

// A start of an office takes up to ten seconds of a processor: all else, and a workbook that is changed there, is opened by `npm run prove`.
const can = hasOffice() && hasPoppler()

test.skipIf(!can)('papers and workbook open, with the figures of the page', async () => {
  const pack = await issuePapers(lead(), TRUST, {})
  const page = figuresOfPage(await (await lead().get(pack)).text())
  const word = convert(await fileAt(lead(), `${pack}/files/part-2.docx`), 'part-2.docx', 'pdf')
  expect(figuresOfPdf(word)).toEqual(page)
  expect(figuresOfPdf(await fileAt(lead(), `${pack}/files/part-2.pdf`))).toEqual(page)
  const table = convert(await fileAt(lead(), `${pack}/workbook`), 'workbook.xlsx', 'csv').toString('utf8')
  const rows = readCsv(table).rows.map(({ cells }) => cells)
  expect(Object.fromEntries(rows.slice(1).map(([, key = '', value = '']) => [key, value]))).toEqual(page)
})
