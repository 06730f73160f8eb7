/** What a supplier states of itself: asked with a workbook, kept beside its row, and taken into the row when somebody decides so. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Answers } from '../../src/answers/model.ts'
import { statedColumns } from '../../src/answers/statement.ts'
import { writeCsv } from '../../src/exchange/csv.ts'
import { readTable } from '../../src/exchange/table.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { TRUSTS } from './trusts.ts'
import { openTestHouse, person, RULE_SET } from '../service/house.ts'
import { formOn } from './form-on.ts'
import { appOf, type Visitor, visitorOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

const REGISTER = 'supplier-register'
const POINTS = statedColumns(RULE_SET.registers.find(({ id }) => id === REGISTER)!)

let house: OpenHouse
let lead: Visitor
let trust: string
let page: string
let count = 0
beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())
beforeEach(async () => {
  trust = `alder-${++count}`
  page = `/o/${trust}/registers/${REGISTER}/rows/row-1/statement`
  await addTrustWith(house, trust, TRUSTS['all-best'] as Answers)
  lead = visitorOf(appOf(house), trust)
})

const rowNow = async () =>
  (await getAssessment(house, person(trust), trust)).registers[REGISTER]?.rows.find(
    ({ id }) => id === 'row-1',
  )?.row
const plain = (html: string) => html.replace(/<head[\s\S]*?<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')

/** The first sheet of the workbook that goes out, with these cells of its row filled in. */
async function filledIn(cells: Readonly<Record<string, string>>): Promise<Uint8Array<ArrayBuffer>> {
  const out = await lead.get(`${page}/workbook`)
  expect(out.status).toBe(200)
  const read = await readTable(new Uint8Array(await out.arrayBuffer()))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const [header, row] = read.rows
  const names = header?.cells ?? []
  const filled = names.map((name, at) => cells[name] ?? row?.cells[at] ?? '')
  return new Uint8Array(Buffer.from(writeCsv([names, filled])))
}
const reply = async (cells: Readonly<Record<string, string>>) =>
  lead.upload(page, {}, { name: 'reply.csv', bytes: await filledIn(cells) })

const [FIRST, SECOND] = POINTS
const SIGNED = { 'Stated on (year-month-day)': '2026-11-01', 'Stated by (role)': 'Security manager' }

test('a supplier’s reply is kept beside its row with its day, and changes neither the row nor its evidence', async () => {
  const before = await rowNow()
  expect((await reply({ [FIRST!.short]: 'No', [SECOND!.short]: 'Yes', ...SIGNED })).status).toBe(303)
  const shown = plain(await (await lead.get(page)).text())
  expect(shown).toContain(
    'On 1 November 2026 it answered 2 of 8 points. Your row says something else in 1 of them.',
  )
  expect(shown).toContain('Stated by Security manager . This is the supplier’s word, and never evidence.')
  expect(await rowNow()).toEqual(before)
  expect(plain(await (await lead.get(`/o/${trust}/trail`)).text())).toContain(
    'kept what a supplier states of itself',
  )
})

test('its words are taken into the row only when somebody decides so, and what supported another answer ends', async () => {
  const before = await rowNow()
  await reply({ [FIRST!.short]: 'No', ...SIGNED })
  const html = await (await lead.get(page)).text()
  const taken = await lead.post(`${page}/taken`, formOn(html, `${page}/taken`))
  expect(taken.status).toBe(303)
  const after = await rowNow()
  expect(after?.cells).toEqual({ ...before?.cells, [FIRST!.id]: 'no' })
  const reads = RULE_SET.questions.filter(({ id }) => before?.evidence[id] !== undefined)
  expect(reads.length).toBeGreaterThan(0)
  expect(Object.keys(after?.evidence ?? {}).length).toBeLessThan(Object.keys(before?.evidence ?? {}).length)
  expect(plain(await (await lead.get(page)).text())).toContain('Your row says the same.')
})

test.each([
  ['of another row', { 'Row in Ward Round': 'row-2' }, 'This is the reply for another supplier.'],
  [
    'with a word that is no answer',
    { [FIRST!.short]: 'Mostly' },
    '&quot;Mostly&quot; is not one of the answers. Use “No”, “Yes” or “Not applicable”, or leave it blank.',
  ],
  ['without its day', { 'Stated on (year-month-day)': ' ' }, 'Give the day on which it was stated'],
  ['of a day to come', { 'Stated on (year-month-day)': '2027-01-01' }, 'is in the future'],
  ['that answers nothing', { [FIRST!.short]: ' ' }, 'No point is answered'],
])('a reply %s is refused with its place, and nothing of it is kept', async (_, cells, says) => {
  const answer = await reply({ [FIRST!.short]: 'No', ...SIGNED, ...cells })
  expect(answer.status).toBe(422)
  expect(plain(await answer.text())).toContain(says)
  expect(plain(await (await lead.get(page)).text())).toContain('It has stated nothing yet.')
})

test('an older reply does not take the place of a newer one', async () => {
  await reply({ [FIRST!.short]: 'No', ...SIGNED })
  const answer = await reply({ [FIRST!.short]: 'Yes', ...SIGNED, 'Stated on (year-month-day)': '2025-11-01' })
  expect(answer.status).toBe(409)
  expect(plain(await (await lead.get(page)).text())).toContain(
    'On 1 November 2026 it answered 1 of 8 points.',
  )
})

test('a register without the charter has nothing to ask', async () => {
  const other = RULE_SET.registers.find(({ id }) => id !== REGISTER)!
  expect((await lead.get(`/o/${trust}/registers/${other.id}/rows/row-1/statement`)).status).toBe(404)
})
