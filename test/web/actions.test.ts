/** What a trust decided to do, as pages: one press plans a move, its owner and day are asked, the board reads, the SIRO confirms. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { partOfZip } from '../documents/read-figures.ts'
import { saveTrusts } from './trusts.ts'
import { lastEntry } from '../service/administrator.ts'
import { NOW, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, chosenOn, visitorOf } from './visitor.ts'

const TRUST = 'middling'
let house: OpenHouse
let now = NOW
beforeEach(async () => {
  now = NOW
  house = await openTestHouse(undefined, undefined, { now: () => now })
  await saveTrusts(house)
})
afterEach(() => house.close())

const as = (role: 'lead' | 'siro' | 'board') => visitorOf(appOf(house), TRUST, role)
const at = (path: string) => `/o/${TRUST}/${path}`
const pageOf = async (role: 'lead' | 'siro' | 'board', path = 'actions') =>
  (await as(role).get(at(path))).text()
const headingOf = (page: string) =>
  /<h1[^>]*>(.*?)<\/h1>/s
    .exec(page)?.[1]
    ?.replace(/<span.*?<\/span>/s, '')
    .replaceAll(/<[^>]*>/g, '') ?? ''
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const hiddenOn = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''

/** The action that pressing the first button of the page makes; its address. */
async function pressFirst(page: string): Promise<string> {
  const [source, about] = [hiddenOn(page, 'source'), hiddenOn(page, 'about')]
  const answer = await as('lead').post(at('plan-action'), { source, about })
  expect(answer.status).toBe(303)
  return answer.headers.get('Location') ?? ''
}

const TYPED = {
  ...{ owner: '', 'owner-name': 'Head of networks', 'due-day': '31', 'due-month': '3', 'due-year': '2027' },
  ...{ size: 'small', pounds: '£12,000', funded: 'no', reason: '', state: 'open', 'shown-by': '' },
}
async function save(address: string, change: Readonly<Record<string, string>> = {}) {
  const page = await (await as('lead').get(address)).text()
  const title = /<textarea[^>]*name="title"[^>]*>([^<]*)</.exec(page)?.[1]?.trim() ?? ''
  const shown = { id: hiddenOn(page, 'id'), version: hiddenOn(page, 'version'), title }
  return as('lead').post(address, { ...shown, ...TYPED, ...change })
}

test('a move is planned in one press, given an owner and a day, and stands on the list with what it takes', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  expect(headingOf(await pageOf('board'))).toBe('1 open action, without an owner and a day')
  expect((await save(address)).headers.get('Location')).toBe(at('actions'))
  const list = await pageOf('board')
  expect(headingOf(list)).toContain('1 open action, due on 31 March 2027')
  for (const said of [
    'Head of networks',
    '31 March 2027',
    'Small; £12,000, not approved yet',
    'From what to fix first',
  ])
    expect(list).toContain(said)
  const [first = ''] = (await pageOf('board', 'fix-first')).split('wr-move__foot')
  expect(textOf(first)).toContain('Planned : Head of networks , 31 March 2027')
  expect(textOf(first)).not.toContain('Ask:')
  expect(await pressFirst(await pageOf('lead', 'fix-first'))).not.toBe(address)
})

test('planned twice from an open page it stays one action', async () => {
  const page = await pageOf('lead', 'fix-first')
  const address = await pressFirst(page)
  expect(await pressFirst(page)).toBe(address)
})

test('who only reads has no buttons, and none of their presses counts', async () => {
  await pressFirst(await pageOf('lead', 'fix-first'))
  for (const path of ['fix-first', 'results', 'actions'])
    expect(await pageOf('board', path)).not.toContain('plan-action')
  const sent = { source: 'move', about: 'mfa-remote-ways-in' }
  expect((await as('board').post(at('plan-action'), sent)).status).toBe(403)
  expect((await as('lead').post(at('confirm-plan'), { seen: '' })).status).toBe(403)
})

test('what is wrong comes back at its field with everything typed', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  const answer = await save(address, { title: ' ', pounds: 'about ten', 'due-day': '32' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  for (const said of [
    'Say what is to be done',
    'such as 12000',
    'value="about ten"',
    'value="32"',
    'Head of networks',
  ])
    expect(page).toContain(said)
  const blank = await save(address, { title: ' ' })
  expect([blank.status, await blank.text()]).toEqual([
    422,
    expect.stringContaining('Say what is to be done.'),
  ])
  const done = await save(address, { state: 'done' })
  expect([done.status, await done.text()]).toEqual([
    422,
    expect.stringContaining('Say what shows that it is done.'),
  ])
})

test('who saves over a newer version is told, and their text is saved only when they say so again', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  await save(address, { title: 'Theirs' })
  const late = await as('lead').post(address, { ...TYPED, version: '1', title: 'Mine' })
  const page = await late.text()
  expect(late.status).toBe(422)
  expect(page).toContain('saved this action meanwhile, as “Theirs”')
  expect(page).toMatch(/>\s*Mine<\/textarea>/)
  const again = await as('lead').post(address, {
    ...TYPED,
    version: hiddenOn(page, 'version'),
    title: 'Mine',
  })
  expect(again.status).toBe(303)
  expect(await pageOf('lead')).toContain('Mine')
})

test('a finished one leads back to its answer, and a late one says so', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  await save(address)
  now = new Date('2027-04-01T12:00:00Z')
  expect(headingOf(await pageOf('board'))).toBe('1 action of 1 is past its day')
  await save(address, { state: 'done', 'shown-by': 'Test report of 3 March.' })
  const list = await pageOf('lead')
  expect(headingOf(list)).toBe('Nothing is open: 1 done, 0 dropped')
  expect(list).toContain('Done: <bdi>Test report of 3 March.</bdi>')
  const [, href = ''] =
    /<a href="(\/o\/middling\/questions\/[^"]+\?level=[^"]+)">\s*Is the answer another now\?/.exec(list) ?? []
  const proposed = await (await as('lead').get(href)).text()
  expect(proposed).toContain('An action that is done was to bring this answer to')
  expect(proposed).toContain('Nothing is changed until you save')
})

test('the SIRO confirms the plan, which then says so until it changes', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  const seen = hiddenOn(await pageOf('siro'), 'seen')
  await save(address)
  expect((await as('siro').post(at('confirm-plan'), { seen })).status).toBe(409)
  await as('siro').post(at('confirm-plan'), { seen: hiddenOn(await pageOf('siro'), 'seen') })
  expect(await pageOf('board')).toMatch(/confirmed this plan as SIRO on [^.]*\./)
  expect(hiddenOn(await pageOf('siro'), 'seen')).toBe('')
  await save(address, { pounds: '13000' })
  expect(await pageOf('board')).toContain('and it has changed since')
})

test('the plan leaves as a table that is marked in its name and in each row', async () => {
  await save(await pressFirst(await pageOf('lead', 'fix-first')))
  const answer = await as('board').get(at('improvement-plan.csv'))
  expect(answer.headers.get('Content-Disposition')).toContain('OFFICIAL-SENSITIVE')
  const [header = '', row = ''] = (await answer.text()).trim().split(/\r?\n/)
  expect(header).toContain('outcome,gap,action')
  expect(row).toContain('Head of networks,2027-03-31')
  expect(await lastEntry(house, TRUST)).toMatchObject({
    ...{ action: 'data-exported', actorId: `board.${TRUST}` },
    details: { file: 'improvement-plan.csv' },
  })
  expect((await as('siro').get(at('improvement-plan.docx'))).status).toBe(200)
  expect(await lastEntry(house, TRUST)).toMatchObject({ details: { file: 'improvement-plan.docx' } })
})

test('a lesson that is not learned becomes an action, and what is not there does not', async () => {
  const replay = await pageOf(
    'lead',
    `incidents/${RULE_SET.incidents.find(({ lessons }) => lessons.length > 0)?.id ?? ''}`,
  )
  const [, about = ''] =
    /name="source" value="lesson"\/?><input type="hidden" name="about" value="([^"]+)"/.exec(replay) ?? []
  const sent = await as('lead').post(at('plan-action'), { source: 'lesson', about })
  expect(sent.status).toBe(303)
  expect(await pageOf('board')).toContain('From a lesson of a past attack')
  expect((await as('lead').post(at('plan-action'), { source: 'reservation', about: 'x' })).status).toBe(404)
})

test('the board’s page asks for what is planned first, says what is late, and then what came of it', async () => {
  const unplanned = await pageOf('board', 'board')
  expect(unplanned.match(/Not planned yet: who, by when\?/g)).toHaveLength(3)
  expect(unplanned).not.toContain('plan-action')
  expect(await pageOf('lead', 'board')).toContain('plan-action')
  const address = await pressFirst(await pageOf('lead', 'board'))
  await save(address)
  const rowOf = (page: string) => /<tbody.*?<\/tr>/s.exec(page)?.[0] ?? ''
  const planned = rowOf(await pageOf('board', 'board'))
  for (const said of ['Head of networks', '31 March 2027', '£12,000, not approved yet', 'stays at'])
    expect(planned).toContain(said)
  expect(planned).not.toContain('Late')
  now = new Date('2027-04-01T12:00:00Z')
  expect(rowOf(await pageOf('board', 'board'))).toContain('Late')
  await save(address, { state: 'dropped', 'why-dropped': 'The system goes.', reason: 'Told to nobody.' })
  const over = await pageOf('board', 'board')
  expect(over).toMatch(/<strong>dropped<\/strong>: <bdi>The system goes\.<\/bdi>/)
  expect(over.match(/Not planned yet: who, by when\?/g)).toHaveLength(3)
})

test('the answer that is proposed is chosen in the form, and nothing is saved by looking', async () => {
  const { id, domain, levels } = RULE_SET.questions.find(({ form }) => form.type === 'choice')!
  const address = at(`questions/${domain}/${id}`)
  const before = await (await as('lead').get(address)).text()
  for (const level of levels) {
    const page = await (await as('lead').get(`${address}?level=${level.id}`)).text()
    expect(chosenOn(page, 'value')).toEqual([level.id])
  }
  expect(await (await as('lead').get(`${address}?level=none-of-them`)).text()).not.toContain(
    'that is done was',
  )
  expect(await (await as('lead').get(address)).text()).toBe(before)
})

test('the improvement plan leaves as a Word document too, marked, with each action, its gap and the SIRO’s word', async () => {
  const address = await pressFirst(await pageOf('lead', 'fix-first'))
  await save(address, { title: 'Close the last way in.' })
  const answer = await as('board').get(at('improvement-plan.docx'))
  expect(answer.headers.get('Content-Disposition')).toContain(
    '"OFFICIAL-SENSITIVE-ward-round-improvement-plan',
  )
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const xml = partOfZip(bytes, 'word/document.xml')
  for (const said of [
    'Close the last way in.',
    'Head of networks',
    '31 March 2027',
    'Small; £12,000, not approved yet',
    'The SIRO has not confirmed this plan.',
    '<w:tblHeader/>',
    'w:orient="landscape"',
  ])
    expect(xml).toContain(said)
  expect(partOfZip(bytes, 'word/header1.xml')).toContain('OFFICIAL-SENSITIVE')
})
