/** A trust's own data as files: who may take them, how they are named and marked, that the trail knows; and how they come in again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCsv } from '../../src/exchange/csv.ts'
import type { WholeAssessment } from '../../src/report/whole-assessment.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { TABLES } from '../../src/report/data-tables.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { CHOICE, person, openTestHouse } from '../service/house.ts'
import { run } from '../cli/run.ts'
import { newFile } from '../store/files.ts'
import { formOn } from './form-on.ts'
import { saveTrusts } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

const TRUST = 'middling'
const AT = `/o/${TRUST}/data`
const database = newFile()
let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse(database)
  await saveTrusts(house)
})
afterAll(() => house.close())

const as = (role: 'lead' | 'siro' | 'board' | 'contributor' | 'reviewer') =>
  visitorOf(appOf(house), TRUST, role)

test('lead and SIRO take the whole assessment under its marking, and the trail says so', async () => {
  for (const role of ['lead', 'siro'] as const) {
    const given = await as(role).get(`${AT}/assessment.json`)
    expect(given.headers.get('Content-Type')).toBe('application/json')
    expect(given.headers.get('Content-Disposition')).toBe(
      `attachment; filename="OFFICIAL-SENSITIVE-ward-round-${TRUST}-assessment.json"`,
    )
    const whole = (await given.json()) as WholeAssessment
    expect(whole.marking).toBe('OFFICIAL-SENSITIVE')
  }
  expect(await (await as('lead').get(`/o/${TRUST}/trail`)).text()).toContain('exported answers and results: ')
})

test('nobody else takes anything, and there is no other file', async () => {
  for (const role of ['board', 'contributor', 'reviewer'] as const)
    for (const file of ['assessment.json', ...Object.keys(TABLES)])
      expect((await as(role).get(`${AT}/${file}`)).status).toBe(403)
  expect((await as('lead').get(`${AT}/constructor`)).status).toBe(404)
})

test('the command line prints the same document, and scores it to the numbers of the page', async () => {
  const ours = (await (await as('lead').get(`${AT}/assessment.json`)).json()) as WholeAssessment
  const printed = await run(['export', TRUST, '--database', database])
  expect(printed.err).toBe('')
  const theirs = JSON.parse(printed.out) as WholeAssessment
  expect({ ...theirs, made: '' }).toEqual({ ...ours, made: '' })
  const scored = await run(['score', '-', '--json'], { input: printed.out })
  expect(JSON.parse(scored.out)).toEqual(ours.results)
  const { digest } = theirs['rule-set']
  const other = await run(['score', '-', '--json'], { input: printed.out.replace(digest, 'f'.repeat(64)) })
  expect([scored.err, other.err]).toEqual(['', expect.stringContaining('answered under another')])
  const page = await (await as('lead').get(`/o/${TRUST}/results`)).text()
  expect(page).toContain(String(ours.results.overall.low))
  const none = await run(['export', 'nobody', '--database', database])
  expect([none.code, none.out]).toEqual([2, ''])
})

test('each table names its columns in line 1, and bears the marking in its name and in each row', async () => {
  for (const file of Object.keys(TABLES)) {
    const given = await as('lead').get(`${AT}/${file}`)
    expect(given.headers.get('Content-Disposition')).toContain(`OFFICIAL-SENSITIVE-ward-round-${TRUST}-`)
    const { rows, faults } = readCsv((await given.text()).replace('\ufeff', ''))
    expect(faults).toEqual([])
    const [header, ...others] = rows.map(({ cells }) => cells)
    expect(header?.at(-1)).toBe('marking')
    expect(others.length).toBeGreaterThan(5)
    expect(others.every((cells) => cells.length === header?.length)).toBe(true)
    expect(others.every((cells) => cells.at(-1) === 'OFFICIAL-SENSITIVE')).toBe(true)
  }
})

test('no cell begins a formula', async () => {
  const view = await getAssessment(house, person(TRUST), TRUST)
  const [id = '', answer] =
    Object.entries(view.answers.answers).find(([, { assurance }]) => assurance !== 'asserted') ?? []
  if (answer === undefined) throw new Error('Nothing is evidenced.')
  const changed = { ...answer, assurance: 'evidenced', evidence: '=HYPERLINK("x")' } as const
  await saveAnswer(house, person(TRUST), TRUST, id, view.versions[id] ?? 0, changed)
  const table = await (await as('siro').get(`${AT}/answers.csv`)).text()
  expect(table).toContain(`"'=HYPERLINK(""x"")"`)
})

test('the published schema is open to everybody, and printed by the command line', async () => {
  const served = await appOf(house).request('/schemas/assessment-1.json')
  expect(served.headers.get('Content-Type')).toBe('application/schema+json')
  const schema = (await served.json()) as { required: string[] }
  expect(schema.required).toContain('answers')
  expect(JSON.parse((await run(['export', '--schema'])).out)).toEqual(schema)
})

const send = (text: string, name = 'answers.json') =>
  as('lead').upload(`/o/${TRUST}/bring-in`, {}, { name, bytes: new Uint8Array(Buffer.from(text)) })

test('a file is shown with both texts, and comes in as somebody chose', async () => {
  const ours = (await (await as('lead').get(`${AT}/assessment.json`)).json()) as WholeAssessment
  expect(await (await send(JSON.stringify(ours))).text()).toContain(
    'all that the file says stands here already',
  )

  const [other = ''] = CHOICE.levels.map(({ id }) => id).filter((id) => id !== valueOf(ours))
  const given = { ...ours, answers: { ...ours.answers, answers: { [CHOICE.id]: { value: other } } } }
  const shown = await (await send(JSON.stringify(given))).text()
  for (const level of CHOICE.levels.filter(({ id }) => [other, valueOf(ours)].includes(id)))
    expect(shown.toLowerCase()).toContain(level.text.toLowerCase().slice(0, 20))
  const action = `/o/${TRUST}/bring-in/shown`
  const unsaid = await as('lead').post(action, formOn(shown, action))
  expect(unsaid.status).toBe(422)
  expect(await unsaid.text()).toContain('Choose which texts shall stand where they differ.')
  const saved = await as('lead').post(action, formOn(shown, action, { how: 'file' }))
  expect(saved.headers.get('Location')).toBe(`/o/${TRUST}/bring-in?answers=1&rows=0&texts=0&waiting=0`)
  expect((await getAssessment(house, person(TRUST), TRUST)).answers.answers[CHOICE.id]?.value).toEqual({
    kind: 'choice',
    option: other,
  })
})

const valueOf = ({ answers }: WholeAssessment) =>
  (answers.answers[CHOICE.id] as { value?: string } | undefined)?.value ?? ''

test('a file that does not fit is refused by line, and nothing is saved', async () => {
  const before = (await getAssessment(house, person(TRUST), TRUST)).assessment.revision
  const text = {
    organisation: { name: 'x', cohort: 'acute' },
    'as-of': '2026-11-22',
    answers: { unheard: 1 },
  }
  const answer = await send(JSON.stringify(text, null, 2), '<b>.json')
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('There is no question &quot;unheard&quot; in this rule set.')
  expect(page).not.toContain('<b>')
  const forged = await as('lead').post(`/o/${TRUST}/bring-in/shown`, { file: 'AAAA', seen: '', how: 'file' })
  expect(forged.status).toBe(422)
  expect((await getAssessment(house, person(TRUST), TRUST)).assessment.revision).toBe(before)
})

test('the ways in stand on the page only while something can come in', async () => {
  const ways = [`/o/${TRUST}/bring-in"`, '/export"']
  const found = async () => {
    const page = await (await as('lead').get(AT)).text()
    return ways.map((way) => page.includes(way))
  }
  expect(await found()).toEqual([true, true])
  const set = (status: 'draft' | 'submitted') =>
    house.db.updateTable('assessment').set({ status }).where('organisationId', '=', TRUST).execute()
  await set('submitted')
  expect(await found()).toEqual([false, false])
  await set('draft')
})
