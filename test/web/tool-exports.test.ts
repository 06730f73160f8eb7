/** The export of a tool: sent, its columns and words said once, looked at, and accepted as an answer with its evidence. Rows are made up. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import { getEvidence } from '../../src/service/evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addTrust, openTestHouse, person } from '../service/house.ts'
import { formOn } from './form-on.ts'
import { appOf, type Fields, type Visitor, visitorOf } from './visitor.ts'

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
  trust = `rowan-${++count}`
  page = `/o/${trust}/questions/monitoring/edr-servers/export`
  await addTrust(house, trust)
  lead = visitorOf(appOf(house), trust)
})

const plain = (html: string) =>
  html
    .replace(/<head[\s\S]*?<\/head>|<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&quot;', '"')
const shown = async (path: string) => plain(await (await lead.get(path)).text())
const answerNow = async () =>
  (await getAssessment(house, person(trust), trust)).answers.answers['edr-servers']
const send = async (text: string, typed: Readonly<Record<string, string>>) =>
  lead.upload(page, typed, { name: 'devices.csv', bytes: new Uint8Array(Buffer.from(text)) })
/** Fills in the form of a page as it stands, but for what is typed. */
async function fill(path: string, typed: Fields = {}) {
  const html = await (await lead.get(path)).text()
  return lead.post(path, formOn(html, path, typed))
}

const LIST = `Name,OS platform,Sensor health state,Onboarding status,Last device update
pat-ient,WindowsServer2022,Active,Onboarded,2026-11-20T08:00:00Z
srv-2,WindowsServer2019,Active,Onboarded,2026-11-01T08:00:00Z
`
const OURS = LIST.replace('Name,OS platform', 'Box,Sort').replace('WindowsServer2022', 'Big one')

test('a list of a known product is counted, shown and accepted: the answer is evidenced, and no row of it is kept', async () => {
  const sent = await send(LIST, { stated: '2', 'total-edr-servers': '1,0' })
  expect(sent.headers.get('Location')).toBe(`${page}/proposal`)
  const proposed = await shown(`${page}/proposal`)
  expect(proposed).toContain('1 server reported in the 7 days before the export, of 10 in the asset list.')
  expect(proposed).toContain('1 server that did not report in 7 days')
  expect(proposed).toContain('Under 80% of listed servers have EDR at work.')
  expect(await answerNow()).toBeUndefined()

  const unsaid = await fill(`${page}/proposal`)
  expect(unsaid.status).toBe(422)
  expect(plain(await unsaid.text())).toContain('Tick this if it is so.')
  const accepted = await fill(`${page}/proposal`, { states: 'yes' })
  expect(accepted.headers.get('Location')).toBe(
    `/o/${trust}/questions/monitoring/edr-servers/evidence?done=added`,
  )
  const answer = await answerNow()
  expect(answer).toMatchObject({
    value: { kind: 'counts', count: 1, of: 10 },
    assurance: 'evidenced',
    evidenceDate: '2026-11-20',
  })
  const digest = createHash('sha256').update(LIST).digest('hex')
  expect(answer?.evidence).toContain(digest)
  const { pieces } = await getEvidence(house, person(trust), trust, 'edr-servers')
  expect(pieces.map(({ standing, newest }) => [standing, newest.dated])).toEqual([['stands', '2026-11-20']])
  const kept = await house.db.selectFrom('toolExport').selectAll().execute()
  expect(kept.length).toBeGreaterThan(0)
  expect(JSON.stringify(kept)).not.toContain('pat-ient')
  const trail = await shown(`/o/${trust}/trail`)
  expect(trail).toContain('saved an answer')
  expect(trail).toContain('added evidence')
})

test('what its columns and words are is said once, and the next list is read the same way', async () => {
  const typed = { stated: '2', 'total-edr-servers': '2' }
  expect((await send(OURS, typed)).headers.get('Location')).toBe(`${page}/columns`)
  const columns = { 'column-0': 'device', 'column-1': 'kind' }
  expect((await fill(`${page}/columns`, columns)).headers.get('Location')).toBe(page)
  expect((await send(OURS, typed)).headers.get('Location')).toBe(`${page}/columns`)
  expect(await shown(`${page}/columns`)).toContain('Kind of device: Big one')
  await fill(`${page}/columns`, { 'word-0': 'server' })
  expect((await send(OURS, typed)).headers.get('Location')).toBe(`${page}/proposal`)
  expect((await send(OURS, typed)).headers.get('Location')).toBe(`${page}/proposal`)
})

test('a list that does not have the rows that the tool says is refused, with everything that was typed, and shows nothing', async () => {
  const refused = await send(LIST, { stated: '3', 'total-edr-servers': '10' })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(plain(html)).toContain('The tool says 3 devices, and the file has 2.')
  expect(html).toMatch(/name="total-edr-servers"[^>]*value="10"/)
  expect((await lead.get(`${page}/proposal`)).status).toBe(404)
  expect(await answerNow()).toBeUndefined()
})

test('an answer that somebody changed since it was shown is not written over', async () => {
  await send(LIST, { stated: '2', 'total-edr-servers': '10' })
  const html = await (await lead.get(`${page}/proposal`)).text()
  const question = page.replace('/export', '')
  await lead.post(question, { version: '0', count: '5', of: '5', assurance: 'asserted', action: 'continue' })
  const late = await lead.post(`${page}/proposal`, formOn(html, `${page}/proposal`, { states: 'yes' }))
  expect(late.status).toBe(409)
  expect((await answerNow())?.value).toEqual({ kind: 'counts', count: 5, of: 5 })
})

test('only questions that a list can show have such a page, and only for who may answer them', async () => {
  expect((await lead.get(`/o/${trust}/questions/monitoring/alert-watch/export`)).status).toBe(404)
  expect((await lead.get(page)).status).toBe(200)
  expect((await visitorOf(appOf(house), trust, 'siro').get(page)).status).toBe(403)
  expect(await shown(page.replace('/export', ''))).toContain('Work this out from an export')
})
