/** The page of what to fix first: it shows what planning found, and no number of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
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
