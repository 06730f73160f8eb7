/** The risk register as pages: an owner, a target and a rating of their own are typed once, read by the board, and kept as they were. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { examineTrust, saveTrusts } from './trusts.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, type Fields, visitorOf } from './visitor.ts'

const TRUST = 'middling'
const RISK = RULE_SET.risks[0]!
let house: OpenHouse
beforeEach(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterEach(() => house.close())

const as = (role: 'lead' | 'siro' | 'board') => visitorOf(appOf(house), TRUST, role)
const at = (path = '') => `/o/${TRUST}/risk-register${path}`
const pageOf = async (role: 'lead' | 'siro' | 'board', path = '') => (await as(role).get(at(path))).text()
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&#39;', "'")
const save = async (path: string, typed: Fields, version = '0') =>
  as('lead').post(at(path), { version, id: '0b7a2c0e-8f0d-4b6e-9d6e-0a6a3d7d9f11', ...typed })

test('each risk of the rules stands there from the start, with what the answers give', async () => {
  const page = textOf(await pageOf('board'))
  for (const { short } of RULE_SET.risks) expect(page).toContain(short)
  expect(page).toMatch(
    /of 16 risks (is|are) above what we accept(, and \w+ may be)?: \d+ without an owner, \d+ accepted by nobody/,
  )
  expect(await pageOf('board')).not.toContain('Add a risk of our own')
})

test('owner, target and their own rating with its reason stand beside the rating of the answers', async () => {
  const typed = {
    ...{ 'owner-name': 'Chief nurse', target: '2x3', 'target-by-day': '30', 'target-by-month': '6' },
    ...{
      'target-by-year': '2027',
      treatment: 'treat',
      override: '3x4',
      'override-because': 'Tested in May.',
    },
  }
  expect((await save(`/${RISK.id}`, typed)).status).toBe(303)
  const page = textOf(await pageOf('board'))
  for (const said of [
    'Chief nurse',
    '6 (2 × 3), Moderate, by 30 June 2027',
    'we say 12 (3 × 4), High;',
    'Our rating, because: Tested in May.',
  ])
    expect(page).toContain(said)
  const risks = await (await as('lead').get(`/o/${TRUST}/risks`)).text()
  expect(risks).toContain(at())
  expect(risks).toContain('target 2 × 3')
})

test('what the register accepts of a risk moves the counts of every page alike', async () => {
  /** Of the risks, the register and the board's page: how many are above what is accepted on paper. */
  const counts = async () => {
    const pages = await Promise.all(
      ['risks', 'risk-register', 'board'].map(async (path) =>
        textOf(await (await as('board').get(`/o/${TRUST}/${path}`)).text()),
      ),
    )
    return pages.map((page) => /(\w+) of 16 risks (?:is|are) above/.exec(page)?.[1]?.toLowerCase())
  }
  const { residual } = examineTrust(TRUST).result.risks.find(({ id }) => id === RISK.id)!
  const before = await counts()
  expect(new Set(before).size).toBe(1)
  expect((await save(`/${RISK.id}`, { appetite: residual > 7 ? '25' : '1' })).status).toBe(303)
  const after = await counts()
  expect(new Set(after).size).toBe(1)
  expect(after[0]).not.toBe(before[0])
  const page = textOf(await (await as('board').get(`/o/${TRUST}/board`)).text())
  expect(page).toContain('What we accept ends at 7 of 25, and of 1 risk where our register says.')
  expect(page).toContain('of 1 risk, what our risk register says.')
  expect(await (await as('board').get(`/o/${TRUST}/risks`)).text()).toContain('accepted of it')
})

test('what is wrong comes back at its field with everything typed, and nothing is saved', async () => {
  const answer = await save(`/${RISK.id}`, { 'owner-name': 'Chief nurse', appetite: '30', override: '3x4' })
  const page = textOf(await answer.text())
  expect(answer.status).toBe(422)
  expect(page).toContain('Enter a whole number from 1 to 25.')
  expect(page).toContain('Say why your rating holds')
  expect(textOf(await pageOf('board'))).not.toContain('Chief nurse')
})

test('who saves over a newer version is told; saved again, both stand in the list of versions', async () => {
  await save(`/${RISK.id}`, { 'owner-name': 'Chief nurse' })
  const late = await save(`/${RISK.id}`, { 'owner-name': 'Medical director' })
  expect([late.status, textOf(await late.text())]).toEqual([
    422,
    expect.stringContaining('saved something else meanwhile'),
  ])
  await save(`/${RISK.id}`, { 'owner-name': 'Medical director' }, '1')
  const page = textOf(await pageOf('lead', `/${RISK.id}`))
  for (const said of ['2 versions', 'owner Chief nurse', 'owner Medical director'])
    expect(page).toContain(said)
})

test('a risk of their own stands below those of the rules', async () => {
  const title = 'If the lifts fail, then patients would wait.'
  expect((await save('/new', { title, own: '4x4' })).status).toBe(303)
  const page = textOf(await pageOf('siro'))
  expect(page.indexOf(title)).toBeGreaterThan(page.indexOf(RULE_SET.risks[0]!.short))
  expect(page).toContain('16 (4 × 4), Extreme')
  expect((await save('/new', { title: 'Unrated' })).status).toBe(422)
})
