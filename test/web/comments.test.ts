import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAnswer } from '../../src/service/answering.ts'
import { LONGEST_COMMENT } from '../../src/service/commenting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { appOf, titleOf, valueOn, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let lead: Visitor
let siro: Visitor
let board: Visitor
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'elm')
  const app = appOf(house)
  lead = visitorOf(app, 'oak')
  siro = visitorOf(app, 'oak', 'siro')
  board = visitorOf(app, 'oak', 'board')
})
afterAll(() => house.close())

const QUESTION = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
const COMMENTS = `${QUESTION}/comments`
const text = async (response: Response | Promise<Response>) => (await response).text()

test('a comment is typed, shown exactly, counted, resolved and opened again', async () => {
  const typed = '</textarea><script>alert(1)</script> "two\nlines" \u202eRTL'
  const id = valueOn(await text(lead.get(COMMENTS)), 'id') ?? ''
  const added = await lead.post(COMMENTS, { action: 'add', id, text: typed })
  expect([added.status, added.headers.get('Location')]).toEqual([303, COMMENTS])
  const page = await text(siro.get(COMMENTS))
  expect(page).not.toContain('<script>alert')
  expect(page).toContain(
    '<bdi>&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;two\nlines&quot; \u202eRTL</bdi>',
  )
  expect(await text(siro.get(QUESTION))).toContain('Comments (1 open)')
  expect(await text(lead.get('/o/oak'))).toContain('1 open comment.')
  expect(await text(lead.get(`/o/oak/questions/${CHOICE.domain}`))).toContain('(1 open comment)')
  expect((await siro.post(COMMENTS, { action: 'resolve', id })).status).toBe(303)
  expect(await text(lead.get(QUESTION))).toContain('Comments (0 open)')
  await lead.post(COMMENTS, { action: 'reopen', id })
  expect(await text(lead.get(QUESTION))).toContain('Comments (1 open)')
})

test('a comment that is too long comes back whole, with what is wrong', async () => {
  const typed = 'y'.repeat(LONGEST_COMMENT + 1)
  const id = valueOn(await text(lead.get(COMMENTS)), 'id') ?? ''
  const response = await lead.post(COMMENTS, { action: 'add', id, text: typed })
  const page = await response.text()
  expect(response.status).toBe(422)
  expect(titleOf(page)).toMatch(/^Error: Comments – /)
  expect([valueOn(page, 'text'), valueOn(page, 'id')]).toEqual([typed, id])
  expect(page).toContain('href="#text"')
})

test('a board member reads neither comments nor history, and another trust finds nothing', async () => {
  expect((await board.get(COMMENTS)).status).toBe(403)
  expect((await board.get(`${QUESTION}/history`)).status).toBe(403)
  const elm = visitorOf(appOf(house), 'elm')
  for (const path of [COMMENTS, `${QUESTION}/history`]) expect((await elm.get(path)).status).toBe(404)
})

test('the history of an answer says who saved what, and marks the present one', async () => {
  await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 0, choose(0))
  await saveAnswer(house, person('oak'), 'oak', CHOICE.id, 1, choose(1, 'second <i>'))
  const page = await text(siro.get(`${QUESTION}/history`))
  expect(page.match(/>Present</g)).toHaveLength(1)
  expect(page.indexOf('Version 2')).toBeLessThan(page.indexOf('Version 1'))
  expect(page).toContain('second &lt;i&gt;')
  expect(page).toContain(person('oak').name)
})

test('what one person saved in one sitting is folded under what they left; a colleague’s stands beside it', async () => {
  const cards = async () =>
    (await text(siro.get(`${QUESTION}/history`))).match(/<h2[^>]*id="version-(\d+)"/g)?.length
  const colleague = { ...person('oak'), id: person('oak', 'contributor').id, name: 'Colleague' }
  for (const version of [2, 3, 4])
    await saveAnswer(house, person('oak'), 'oak', CHOICE.id, version, choose(version % 2))
  expect(await cards()).toBe(1)
  await saveAnswer(house, colleague, 'oak', CHOICE.id, 5, choose(1, 'mine'))
  expect(await cards()).toBe(2)
  const page = await text(siro.get(`${QUESTION}/history`))
  expect(page).toContain('4 versions before it, by the same person then')
  for (const version of [1, 2, 3, 4, 5, 6]) expect(page).toContain(`Version ${version}`)
})
