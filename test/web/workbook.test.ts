/** The questionnaire as a workbook: taken out, filled in away from here, sent back, looked at, and brought in. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getAssessment } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { findTrail } from '../../src/store/trail.ts'
import { editWorkbook, sheetsIn } from '../documents/edit-workbook.ts'
import { CHOICE, openTestHouse, person } from '../service/house.ts'
import { formOn } from './form-on.ts'
import { saveTrusts } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

const as = (trust: string, role: 'lead' | 'contributor' = 'lead') => visitorOf(appOf(house), trust, role)
const take = (trust: string) => as(trust).get(`/o/${trust}/data/answers.xlsx`)
const bytesOf = async (trust: string) => new Uint8Array(await (await take(trust)).arrayBuffer())
const send = (trust: string, bytes: Uint8Array<ArrayBuffer>) =>
  as(trust).upload(`/o/${trust}/bring-in`, {}, { name: 'answers.xlsx', bytes })
const now = (trust: string) => getAssessment(house, person(trust), trust)
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

/** With this text as the answer of the row of this id. */
const answered = (bytes: Uint8Array, id: string, text: string) =>
  editWorkbook(bytes, (cells) =>
    cells[0] === id ? cells.map((cell, at) => (at === 4 ? text : cell)) : cells,
  )

test('it is marked in its name and on each sheet, has a sheet for each section and register, and the trail says who took it', async () => {
  const given = await take('middling')
  expect(given.headers.get('Content-Disposition')).toBe(
    'attachment; filename="OFFICIAL-SENSITIVE-ward-round-middling-answers.xlsx"',
  )
  const sheets = await sheetsIn(new Uint8Array(await given.arrayBuffer()))
  expect(sheets.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'Scope',
      'Recovery',
      'Suppliers',
      'Register of suppliers',
      'Register of critical systems',
    ]),
  )
  for (const { rows } of sheets.slice(0, -2)) expect(rows[0]?.cells[0]).toBe('OFFICIAL-SENSITIVE')
  expect((await findTrail(house.db, 'middling', 1))[0]).toMatchObject({
    action: 'data-exported',
    details: { file: 'answers.xlsx' },
  })
  expect((await as('middling', 'contributor').get('/o/middling/data/answers.xlsx')).status).toBe(403)
})

test.each(['middling', 'nothing-answered'])(
  'of %s, sent back as it is or as another program saves it, it is nothing new',
  async (trust) => {
    const bytes = await bytesOf(trust)
    for (const one of [bytes, await editWorkbook(bytes, (cells) => cells)]) {
      const page = plain(await (await send(trust, one)).text())
      expect(page).toContain('all that the file says stands here already')
    }
  },
)

test('one changed cell is shown with both texts, and comes in as somebody chose; what a colleague saved meanwhile elsewhere stays', async () => {
  const trust = 'middling'
  const bytes = await bytesOf(trust)
  const before = (await now(trust)).answers.answers[CHOICE.id]?.value
  const other = CHOICE.levels.find(({ id }) => before?.kind !== 'choice' || id !== before.option)
  const page = await (await send(trust, await answered(bytes, CHOICE.id, other?.text ?? ''))).text()
  expect(plain(page)).toContain('differs in 1.')
  expect(plain(page)).toContain(`${CHOICE.short} Identity and second factors, E`)
  for (const { text } of CHOICE.levels.filter(
    ({ id }) => before?.kind === 'choice' && [other?.id, before.option].includes(id),
  ))
    expect(plain(page).toLowerCase()).toContain(text.toLowerCase().slice(0, 20))
  const action = `/o/${trust}/bring-in/shown`
  const unsaid = await as(trust).post(action, formOn(page, action))
  expect(plain(await unsaid.text())).toContain(`${CHOICE.short} Identity and second factors, E`)
  const saved = await as(trust).post(action, formOn(page, action, { how: 'file' }))
  expect(saved.headers.get('Location')).toContain('answers=1&rows=0')
  expect((await now(trust)).answers.answers[CHOICE.id]?.value).toEqual({ kind: 'choice', option: other?.id })
  // The workbook that went out before that says nothing of it.
  expect(plain(await (await send(trust, bytes)).text())).toContain(
    'all that the file says stands here already',
  )
})

test('what does not fit is refused by sheet and cell, and nothing is saved', async () => {
  const { assessment } = await now('strong')
  const wrong = await send('strong', await answered(await bytesOf('strong'), CHOICE.id, 'perhaps'))
  expect(wrong.status).toBe(422)
  expect(plain(await wrong.text())).toMatch(/, E\d+ What to do &quot;perhaps&quot; is not one of the answers/)
  const bytes = await bytesOf('strong')
  const cut = await send('strong', bytes.slice(0, bytes.length - 200))
  expect(plain(await cut.text())).toContain('damaged or was cut off')
  expect((await now('strong')).assessment.revision).toBe(assessment.revision)
})

test('that of another trust, sent here, is looked at as any file of its name', async () => {
  const page = plain(await (await send('nothing-answered', await bytesOf('strong'))).text())
  expect(page).toContain('The file has another name in it')
  expect(page).toMatch(/brings \d+ new entries/)
})
