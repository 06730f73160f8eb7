/** The export of a tool: sent, its columns and words said once, looked at, and accepted as an answer with its evidence. Rows are made up. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import { getEvidence } from '../../src/service/evidence.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { deleteRow, saveRow } from '../../src/service/register-rows.ts'
import { insertAssignments } from '../../src/store/assignments.ts'
import { saveMatching } from '../../src/store/register-files.ts'
import { addTrust, NOW, openTestHouse, person } from '../service/house.ts'
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

describe('a log of restores that names critical systems', () => {
  const LOG = `Id,Name,CreationTime,EndTime,Result,State,System
r1,Restore_1,2026-04-02T20:00:00Z,2026-04-03T01:00:00Z,Success,Stopped,Blue Lantern Record
r2,Restore_2,2026-09-01T20:00:00Z,2026-09-01T21:00:00Z,Failed,Stopped,Harbour Lab
r3,Restore_3,2026-11-01T20:00:00Z,2026-11-02T01:00:00Z,Success,Stopped,srv-pat-ient
`
  const register = 'critical-systems-register'
  let log: string
  let list: string
  beforeEach(async () => {
    log = `/o/${trust}/questions/recovery/restore-main-record/export`
    list = `/o/${trust}/registers/${register}`
    await add('record', 'Blue Lantern Record', { 'main-record': 'yes', 'last-full-restore': '2025-06-01' })
    await add('lab', 'Harbour Lab', {})
  })

  const add = (id: string, name: string, cells: Readonly<Record<string, string>>) =>
    saveRow(house, person(trust), trust, register, id, 0, { cells: { name, ...cells }, evidence: {} })
  const datesNow = async () =>
    (await getAssessment(house, person(trust), trust)).registers[register]?.rows.map(({ row }) => [
      row.cells['name'],
      row.cells['last-full-restore'],
    ])
  /** Sends the log twice: what its column of systems is, is said between. */
  async function sendLog(who = lead) {
    const file = { name: 'restores.csv', bytes: new Uint8Array(Buffer.from(LOG)) }
    const sendIt = () => who.upload(log, { stated: '3' }, file)
    if ((await sendIt()).headers.get('Location') !== `${log}/columns`) return
    const html = await (await who.get(`${log}/columns`)).text()
    await who.post(`${log}/columns`, formOn(html, `${log}/columns`, { 'column-6': 'system' }))
    expect((await sendIt()).headers.get('Location')).toBe(`${log}/proposal`)
  }

  test('dates them anew in the register, once somebody has seen what would change and said that they were full', async () => {
    await sendLog()
    const how = 'The log has a newer full restore of 1 of the 2 critical systems in the register.'
    expect(await shown(`${log}/proposal`)).toContain(how)
    const page = await shown(`${log}/register`)
    expect(page).toContain(how)
    expect(page).toContain('In the log, and not in the register "srv-pat-ient"')
    expect((await fill(`${log}/register`)).status).toBe(422)
    const handed = await fill(`${log}/register`, { states: 'yes' })
    expect(handed.headers.get('Location')).toBe(`${list}/bring-in/preview`)
    const preview = await shown(`${list}/bring-in/preview`)
    expect(preview).toContain('restores.csv : 1 date. Nothing has been changed yet.')
    expect(preview).toContain('Changed 1 Not in the file: they stay 1')
    expect(preview).toContain(
      '2: Blue Lantern Record What Last full restore Now 1 June 2025 Then 3 April 2026',
    )
    expect((await datesNow())?.[0]).toEqual(['Blue Lantern Record', '2025-06-01'])
    expect((await fill(`${list}/bring-in/preview`)).headers.get('Location')).toBe(list)
    expect(await datesNow()).toEqual([
      ['Blue Lantern Record', '2026-04-03'],
      ['Harbour Lab', undefined],
    ])
    expect(await shown(`/o/${trust}/trail`)).toContain('brought a file into a register')
  })

  test('is read by our columns, whatever a file of the trust called them; and adds no system that has gone since', async () => {
    const own = { columns: { name: '', 'last full restore': 'name', 'row in ward round': '' }, words: {} }
    const key = { organisationId: trust, registerId: register }
    await saveMatching(house.db, key, own, { at: NOW.toISOString(), by: person(trust).id })
    await sendLog()
    await fill(`${log}/register`, { states: 'yes' })
    expect(await shown(`${list}/bring-in/preview`)).toContain('Changed 1')
    await deleteRow(house, person(trust), trust, register, 'record', 1)
    const preview = await shown(`${list}/bring-in/preview`)
    expect(preview).toContain('This critical system no longer stands in the register. Send the log again.')
    expect(preview).not.toContain('Added')
    expect(await datesNow()).toEqual([['Harbour Lab', undefined]])
  })

  test('says nothing of the register to a contributor who was asked for the question only', async () => {
    const contributor = person(trust, 'contributor')
    await insertAssignments(house.db, `${trust}-assessment`, [
      {
        ...{ id: `${trust}-one`, accountId: contributor.id, kind: 'question', target: 'restore-main-record' },
        ...{ due: undefined, note: '', givenAt: NOW.toISOString(), givenBy: 'Test' },
      },
    ])
    const who = visitorOf(appOf(house), trust, 'contributor')
    await sendLog(who)
    const proposed = plain(await (await who.get(`${log}/proposal`)).text())
    expect(proposed).toContain('none of them is known here as the main record system')
    expect(proposed).not.toContain('critical systems')
    expect((await who.get(`${log}/register`)).status).toBe(404)
  })

  test('changes nothing of an assessment that is with the SIRO', async () => {
    await sendLog()
    const html = await (await lead.get(`${log}/register`)).text()
    await house.db
      .updateTable('assessment')
      .set({ status: 'submitted' })
      .where('organisationId', '=', trust)
      .execute()
    const late = await lead.post(`${log}/register`, formOn(html, `${log}/register`, { states: 'yes' }))
    expect(late.status).toBe(409)
    expect((await lead.get(log)).status).toBe(409)
    expect(
      await house.db.selectFrom('registerUpload').selectAll().where('organisationId', '=', trust).execute(),
    ).toEqual([])
  })
})
