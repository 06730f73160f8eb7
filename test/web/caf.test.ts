/** The outcomes of a loaded framework on their pages: answered, computed, judged with a reason, compared with a profile and the other version. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCafFramework } from '../../src/service/loading-caf.ts'
import { exportAssessment } from '../../src/service/whole-assessments.ts'
import { saveRow } from '../../src/service/register-rows.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { deletePeople } from '../../src/store/forgetting.ts'
import { COMPLETED, MADE_UP, MADE_UP_OF_TESTS } from '../caf/made-up.ts'
import { addTrust, openTestHouse, person, RULE_SET } from '../service/house.ts'
import { newKey, programOf } from '../api/programs.ts'
import { lastEntry } from '../service/administrator.ts'
import { formOn } from './form-on.ts'
import { appOf, type Fields, type Visitor, visitorOf } from './visitor.ts'

const [OLDER, NEWER] = RULE_SET.frameworks
const LIST = `/o/oak/caf-outcomes/${OLDER?.id}/whole`
let house: OpenHouse
let lead: Visitor
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  lead = visitorOf(appOf(house), 'oak')
})
afterAll(() => house.close())

const load = (which: typeof OLDER, text: string) => loadCafFramework(house, which!, text)
const read = async (path: string, who = lead) =>
  (await (await who.get(path)).text()).replace(/<head[\s\S]*?<\/head>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const page = async (path: string) => (await lead.get(path)).text()

async function answer(path: string, typed: Fields): Promise<Response> {
  return lead.post(path, formOn(await page(path), path, typed))
}

test('without a file of the operator’s there is nothing to answer, and it says how to get there', async () => {
  expect(await read('/o/oak/caf-outcomes')).toContain('No framework is loaded here.')
  expect((await lead.get(LIST)).status).toBe(404)
})

test('an outcome is computed by the file’s rule, compared with its profiles, and without a requirement never met', async () => {
  await load(OLDER, MADE_UP)
  const saved = await answer(`${LIST}/A1.b`, {
    'said-achieved_A1-b-2': 'true',
    'said-not-achieved_A1-b-1': 'not-true',
  })
  expect([saved.status, saved.headers.get('Location')]).toEqual([303, `${LIST}#A1-b`])
  const next = await answer(`${LIST}/A1.a`, {
    act: 'next',
    'said-achieved_A1-a-4': 'true',
    'said-achieved_A1-a-5': 'not-true',
    'said-partially-achieved_A1-a-3': 'true',
    'said-not-achieved_A1-a-1': 'not-true',
    'said-not-achieved_A1-a-2': 'not-true',
  })
  expect(next.headers.get('Location')).toBe(`${LIST}/A1.b`)
  const list = await read(LIST)
  expect(list).toContain('Of 2 outcomes: 1 achieved and 1 partially achieved')
  expect(list).toContain('A Keeping the light: 1 achieved and 1 partially achieved')
  expect(list).not.toContain('still to answer')
  expect(list).toContain(
    'The profile enhanced asks something of 1: 0 met, 1 not met, 0 not known. 1 outcome without a requirement.',
  )
  expect(list).toMatch(
    /A1\.a Lamp oil .*Partially achieved .*Met \(asks: partially achieved\).*Not met \(asks: achieved\)/,
  )
  expect(list).toMatch(/A1\.b Lamp glass .*Achieved .*No requirement .*No requirement/)
})

test('a control in place of a statement, and a judgement in place of the rule, take a reason; nothing typed is lost', async () => {
  const path = `${LIST}/A1.a`
  const typed = { 'said-achieved_A1-a-5': 'other-control', override: 'achieved', summary: 'As seen in May' }
  const refused = await answer(path, typed)
  const again = await refused.text()
  expect(refused.status).toBe(422)
  expect(again).toContain('A1.a.5: say which control is in place, or why you are exempt.')
  expect(again).toContain('Say why this holds in place of what the rule gives.')
  expect(again).toContain('As seen in May')
  await answer(path, { ...typed, override: 'rule', 'control-achieved_A1-a-5': 'The harbour lends us oil.' })
  expect(await read(path)).toContain('Achieved .')
  await answer(path, { override: 'not-achieved', 'override-because': 'The harbour is closed.' })
  expect(await read(path)).toContain('Not achieved, by your judgement ; the rule gives: achieved.')
})

test('a second save that did not see the first is told, and writes nothing', async () => {
  const path = `${LIST}/A1.b`
  const stale = formOn(await page(path), path, { summary: 'Second' })
  await answer(path, { summary: 'First' })
  const refused = await lead.post(path, stale)
  const again = await refused.text()
  expect([
    refused.status,
    again.includes('saved something else meanwhile'),
    again.includes('Second'),
  ]).toEqual([422, true, true])
  expect(await page(path)).toContain('First')
  await answer(path, { summary: 'Third' })
  expect(await page(path)).toMatch(/What was said before: 2 versions[\s\S]*First/)
})

test('the versions stand side by side with what each outcome was', async () => {
  await load(NEWER, MADE_UP_OF_TESTS)
  const list = await read(`/o/oak/caf-outcomes/${NEWER?.id}/whole`)
  expect(list).toContain('In CAF 3.2')
  expect(list).toMatch(/A1\.b Lamp glass .*Not answered .*A1\.b: achieved/)
})

test('the outcome to go on with is named, and of who only reads nothing is asked', async () => {
  const path = `/o/oak/caf-outcomes/${NEWER?.id}/whole`
  expect(await read(path)).toMatch(/What to do now Answer A1\.a Lamp oil \d+ outcomes still to answer\./)
  const siro = await read(path, visitorOf(appOf(house), 'oak', 'siro'))
  expect(siro).toContain('Look at A1.a Lamp oil')
  expect(siro).not.toContain('Bring a completed assessment in')
})

test('what was said goes out in the whole assessment, and with how it stands to programs', async () => {
  const whole = await exportAssessment(house, person('oak'), 'oak', 'OFFICIAL')
  const mine = whole.caf?.find(({ framework, outcome }) => framework === OLDER?.id && outcome === 'A1.b')
  expect(mine).toMatchObject({ system: 'whole', summary: 'Third', version: 3 })
  const ask = programOf(appOf(house), await newKey(house, 'oak'))
  const { items } = (await (await ask('/organisations/oak/caf')).json()) as {
    items: Record<string, unknown>[]
  }
  expect(items).toContainEqual({ ...mine, title: 'Lamp glass', status: 'achieved' })
  const unsaid = items.filter(({ version }) => version === 0)
  expect(unsaid.map(({ framework, status }) => [framework, status])).toEqual(
    unsaid.map(() => [NEWER?.id, 'not-answered']),
  )
  expect(items).toHaveLength(unsaid.length + (whole.caf?.length ?? 0))
})

test('statements that changed in the file are asked anew, and what was said stands in the form', async () => {
  await load(OLDER, MADE_UP.replace('The glass is cracked.', 'The glass is dusty.'))
  expect(await read(LIST)).toMatch(/A1\.b Lamp glass .*Asked again/)
  expect(await page(`${LIST}/A1.b`)).toMatch(/name="said-achieved_A1-b-2"[^>]*value="true"[^>]*checked/)
})

test('a critical system is answered by itself', async () => {
  const cells = { name: 'Theatre list' }
  await saveRow(house, person('oak'), 'oak', 'critical-systems-register', 'theatre', 0, {
    cells,
    evidence: {},
  })
  expect(await page(LIST)).toContain('Theatre list')
  const path = `/o/oak/caf-outcomes/${OLDER?.id}/theatre/A1.b`
  expect((await answer(path, { 'said-not-achieved_A1-b-1': 'true' })).status).toBe(303)
  expect(await read(path)).toContain('Not achieved .')
  expect((await lead.get(`/o/oak/caf-outcomes/${OLDER?.id}/row-none/A1.b`)).status).toBe(404)
})

test('a completed assessment is computed anew and shown, brought in without replacing what stands here, and taken out as a table', async () => {
  await load(OLDER, MADE_UP)
  const bringIn = `/o/oak/caf-bring-in/${OLDER?.id}/theatre`
  const stands = { 'said-not-achieved_A1-b-1': 'true', summary: 'It fell.' }
  await answer(`/o/oak/caf-outcomes/${OLDER?.id}/theatre/A1.b`, stands)
  const file = structuredClone(COMPLETED)
  file['A1.a'].confirmation.outcome_status = 'Achieved'
  const send = async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...file, 'Z9.z': {} }))
    return (await lead.upload(bringIn, {}, { name: 'completed.json', bytes })).text()
  }
  const shown = await send()
  expect(shown).toContain('Computed again, 1 of the 2 recorded outcomes is what is recorded; 1 differs.')
  expect(shown).toContain('Achieved is recorded; the rule gives not achieved.')
  expect(shown).toContain('&quot;Z9.z&quot; is not an outcome of this framework')
  const taken = await lead.post(`${bringIn}/shown`, formOn(shown, `${bringIn}/shown`, { how: 'here' }))
  expect(taken.status).toBe(303)
  const list = `/o/oak/caf-outcomes/${OLDER?.id}/theatre`
  expect(await page(`${list}/A1.a`)).toContain('The store is shared with the harbour.')
  expect(await read(`${list}/A1.a`)).toContain('Not achieved .')
  expect(await page(`${list}/A1.b`)).toContain('It fell.')
  const again = await send()
  await lead.post(`${bringIn}/shown`, formOn(again, `${bringIn}/shown`, { how: 'file' }))
  expect(await read(`${list}/A1.b`)).toContain('Achieved .')
  const table = await (await lead.get(`/o/oak/caf-files/${OLDER?.id}/theatre/outcomes.csv`)).text()
  expect(await lastEntry(house, 'oak')).toMatchObject({
    ...{ action: 'data-exported', details: { file: 'outcomes.csv', system: 'theatre' } },
  })
  const lines = table.split('\r\n')
  expect(lines[1]).toContain(
    'CAF 3.2,A1.a,Board direction,Not achieved,Rule,Not achieved,5,5,Partially achieved,Not met,Achieved,Not met,',
  )
  expect(table).toContain('A1.a.5: The store is shared with the harbour.')
  expect(table).toContain('CAF 3.2,E4.b,Clinical coding,Not in the file')
})

test('a file that is none says what is wrong, and nothing comes in', async () => {
  const bytes = new TextEncoder().encode('{"A1.a": {"indicators": {"achieved_A1.a.4": 1}}}')
  const refused = await lead.upload(`/o/oak/caf-bring-in/${OLDER?.id}/whole`, {}, { name: 'a.json', bytes })
  expect([refused.status, await refused.text()]).toEqual([
    422,
    expect.stringContaining('Write true or false.'),
  ])
})

test('the outcomes stand beside our answers', async () => {
  expect(await page(LIST)).toContain(`href="/o/oak/caf-beside/${OLDER?.id}"`)
  expect(await read(`/o/oak/caf-beside/${OLDER?.id}`)).toContain(
    'Duties named in the shared-gateway agreement At least 4 of the 5 count as true.',
  )
})

test('who reads results whole reads it and cannot answer; and it goes with the organisation', async () => {
  const siro = visitorOf(appOf(house), 'oak', 'siro')
  const shown = await read(`${LIST}/A1.b`, siro)
  expect(shown).toContain('The glass is cleaned each day. True')
  expect(await (await siro.get(`${LIST}/A1.b`)).text()).not.toContain('name="summary"')
  await deletePeople(house.db, 'oak')
  expect(await house.db.selectFrom('cafOutcome').selectAll().execute()).toEqual([])
})

test('a file of another version is refused', async () => {
  const other = MADE_UP.replaceAll('A1.b', 'Z1.b')
  await expect(load(OLDER, other)).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('Z1.b') as string,
  })
})
