/** The page of what to fix first: it shows what planning found, and no number of its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFixFirst } from '../../src/planning/fix-first.ts'
import type { FixFirst } from '../../src/planning/model.ts'
import { describeFixFirst } from '../../src/report/fix-first.ts'
import { isTooEarly } from '../../src/planning/too-early.ts'
import { chartStairs } from '../../src/report/fix-first-chart.ts'
import { openHouse, type OpenHouse } from '../../src/service/house.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { newFile } from '../store/files.ts'
import { examineTrust, saveTrusts, TRUSTS } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
const improvements = RULE_SET.improvements!
const read = async (trust: string, role?: 'board' | 'lead' | 'siro') =>
  plain(await (await visitorOf(appOf(house), trust, role).get(`/o/${trust}/fix-first`)).text())
const plain = (html: string) =>
  html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
const planned = (trust: string): FixFirst => findFixFirst(examineTrust(trust), improvements)

beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

test.each(Object.keys(TRUSTS))(
  '%s: sentence, picture, moves and proofs are those that planning found',
  async (trust) => {
    const found = planned(trust)
    const html = await read(trust)
    if (isTooEarly(examineTrust(trust))) {
      expect(html).toContain('Too early to say what to fix first')
      expect(html).not.toContain('wr-moves')
      return
    }
    const words = describeFixFirst(RULE_SET, improvements, found)
    expect(html).toMatch(new RegExp(`<h1[^>]*>(?:<span[^>]*>[^<]*</span>)?${words.headline}</h1>`))
    for (const { number, action, effort, daysSpent, above } of words.moves) {
      expect(html).toContain(`${number}. ${action}`)
      expect(html).toContain(effort.takes)
      expect(html).toContain(String(Math.round(daysSpent)))
      expect(html).toContain(`${above.paper} on paper, ${above.evidence} on evidence`)
    }
    for (const { action } of words.others) expect(html).toContain(action)
    for (const { questions, risks } of words.proofs) {
      for (const { short } of questions) expect(html).toContain(short)
      for (const { short } of risks) expect(html).toContain(short)
    }
    for (const { question, says } of words.findOuts) expect(html).toContain(`${question.short}</a>: ${says}`)
    if (words.allProofs !== undefined) expect(html).toContain(words.allProofs)
    const chart = chartStairs(RULE_SET, found)
    if (chart !== undefined)
      for (const line of [chart.legend.evidence, chart.legend.paper]) expect(html).toContain(line)
  },
)

test('three moves stand open, and no more than three bundles of proofs', async () => {
  const html = await read('middling')
  const open = html.slice(0, html.indexOf('<details'))
  expect(open.match(/class="wr-move"/g)).toHaveLength(3)
  const unfolded = html.replaceAll(/<details.*?<\/details>/gs, '')
  expect(unfolded.match(/wr-move--proof/g)).toHaveLength(3)
})

test('a board member is led to how an answer is scored, a lead to the answer', async () => {
  const { moves } = planned('middling')
  const domain = RULE_SET.questions.find(({ id }) => id === moves[0]!.question)!.domain
  expect(await read('middling', 'lead')).toContain(`/o/middling/questions/${domain}/${moves[0]!.question}`)
  const board = await read('middling', 'board')
  expect(board).not.toContain('/questions/')
  expect(board).toContain(`/how-it-is-scored/${domain}#${moves[0]!.question}`)
})

test('an almost empty draft is too early, and leads who may answer to the first look', async () => {
  expect(await read('nothing-answered', 'lead')).toContain('/o/nothing-answered/first-look')
  const board = await read('nothing-answered', 'board')
  expect(board).toContain('Too early to say what to fix first')
  expect(board).not.toContain('/first-look')
})

test('rules that do not say what anything takes have no list', async () => {
  const { improvements: _, ...without } = RULE_SET
  const other = await openHouse(newFile(), without, {})
  await saveTrusts(other)
  const html = await (await visitorOf(appOf(other), 'middling').get('/o/middling/fix-first')).text()
  expect(html).toContain('do not say what raising an answer takes')
  await other.close()
})

describe('own figures', () => {
  const { moves } = planned('middling')
  const { question, to } = moves[2]!
  const EFFORTS = `/o/middling/fix-first/${question}`
  const typed = {
    version: '0',
    daysLeast: '900',
    daysMost: '999',
    poundsLeast: '0',
    poundsMost: '0',
    weeks: '200',
  }
  const as = (role: 'lead' | 'board') => visitorOf(appOf(house), 'middling', role)

  test('lead and board see what each step takes and whose figures these are; the lead alone sets own ones', async () => {
    const lead = plain(await (await as('lead').get(EFFORTS)).text())
    const steps = improvements.of[question]!.steps
    for (const { action } of Object.values(steps)) expect(lead).toContain(action)
    expect(lead.match(/Planning assumptions of this tool\./g)).toHaveLength(Object.keys(steps).length)
    expect(lead).toContain(`href="${EFFORTS}/${to}"`)
    expect(await (await as('board').get(EFFORTS)).text()).not.toContain(`${EFFORTS}/${to}`)
    expect((await as('board').get(`${EFFORTS}/${to}`)).status).toBe(403)
    expect((await as('lead').get(`${EFFORTS}/nowhere`)).status).toBe(404)
  })

  test('a fault comes back at its field with what was typed', async () => {
    const refused = await as('lead').post(`${EFFORTS}/${to}`, { ...typed, daysMost: '1' })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('The most staff days cannot be less than the least.')
    expect(html).toContain('value="900"')
  })

  test('they change the order of moves, are told to be own ones, and are taken back by empty fields', async () => {
    const saved = await as('lead').post(`${EFFORTS}/${to}`, typed)
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, EFFORTS])
    expect(plain(await (await as('board').get(EFFORTS)).text())).toContain(
      '900 to 999 days, no money, about 200 weeks',
    )
    const open = (html: string) => html.slice(0, html.indexOf('<details'))
    expect(open(await read('middling'))).not.toContain(moves[2]!.action)
    const stale = await as('lead').post(`${EFFORTS}/${to}`, { ...typed, weeks: '1' })
    expect(await stale.text()).toContain('changed these figures meanwhile')
    const none = { daysLeast: '', daysMost: '', poundsLeast: '', poundsMost: '', weeks: '' }
    await as('lead').post(`${EFFORTS}/${to}`, { ...none, version: '1' })
    expect(open(await read('middling'))).toContain(moves[2]!.action)
  })
})
