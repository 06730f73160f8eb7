import { afterAll, beforeAll, expect, test } from 'vitest'
import { countAsked } from '../../src/report/asked.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Role } from '../../src/store/person.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { examineTrust, saveTrusts, TRUSTS } from './trusts.ts'
import { appOf, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let enter: (trust: string, role?: Role) => Visitor

beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
  const app = appOf(house)
  enter = (trust, role) => visitorOf(app, trust, role)
})
afterAll(() => house.close())

const pagesOf = (trust: string) => [
  `/o/${trust}/results`,
  ...RULE_SET.domains.map((domain) => `/o/${trust}/results/${domain.id}`),
  `/o/${trust}/risks`,
  ...RULE_SET.risks.map((risk) => `/o/${trust}/risks/${risk.id}`),
  `/o/${trust}/board`,
]
const questionsOf = (trust: string) =>
  RULE_SET.questions.map((question) => `/o/${trust}/results/${question.domain}/${question.id}`)

/** The text of an element's content, as a reader meets it. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
const mainOf = (html: string) => /<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? ''

test.each(Object.keys(TRUSTS))('every page of findings of %s is there, and shows no hole', async (trust) => {
  for (const page of [...pagesOf(trust), ...questionsOf(trust)]) {
    const answer = await enter(trust).get(page)
    expect(answer.status, page).toBe(200)
    const html = await answer.text()
    expect(mainOf(html), page).not.toMatch(/undefined|NaN|\[object|\bnull\b/)
    expect(html, page).not.toMatch(/ style=/)
    expect(html, page).toContain('OFFICIAL-SENSITIVE')
  }
})

test('a page that is not there is not found, and another trust looks exactly like it', async () => {
  const question = RULE_SET.questions[0]
  const other = RULE_SET.domains.find((domain) => domain.id !== question?.domain)
  for (const page of [
    '/o/weak/results/no-such-domain',
    `/o/weak/results/${question?.domain}/no-such-question`,
    `/o/weak/results/${other?.id}/${question?.id}`,
    '/o/weak/risks/no-such-risk',
    ...['results', 'risks', 'board', `results/${question?.domain}`].map((page) => `/o/strong/${page}`),
    '/o/no-such-trust/results',
  ])
    expect((await enter('weak').get(page)).status, page).toBe(404)
})

test('nobody reads findings without having entered', async () => {
  const visitor = visitorOf(appOf(house))
  for (const page of ['results', 'risks', 'board'])
    expect((await visitor.get(`/o/weak/${page}`)).status).toBeGreaterThanOrEqual(400)
})

test('the results page says in its heading what it comes to, and each number of a domain once before what is folded', async () => {
  const examined = examineTrust('middling')
  const html = mainOf(await (await enter('middling').get('/o/middling/results')).text())
  const { overall, domains } = examined.result
  const heading = textOf(/<h1[\s\S]*?<\/h1>/.exec(html)?.[0] ?? '')
  expect(heading).toContain(`We say ${overall.score} of 100 and can show ${overall.assured}:`)
  expect(html.indexOf('wr-state')).toBeLessThan(html.indexOf('<h1'))
  const [, drawn = ''] = /<svg[^>]*wr-wide[^>]*>([\s\S]*?)<\/svg>/.exec(html) ?? []
  const numbers = [...drawn.matchAll(/text-anchor="end" font-weight="700">(\d+)</g)].map(([, n]) => Number(n))
  expect(numbers.toSorted()).toEqual(domains.map(({ assured }) => assured).toSorted())
})

test('the results page says how far it is open, and leads to the open answers', async () => {
  const examined = examineTrust('half-answered')
  const { overall, unanswered } = examined.result
  const html = mainOf(await (await enter('half-answered').get('/o/half-answered/results')).text())
  expect(textOf(html)).toContain(`between ${overall.low} and ${overall.high}`)
  expect(textOf(html)).toContain(`${unanswered.length} of ${countAsked(examined)} open`)
  for (const show of ['unanswered', 'dont-know', 'unevidenced', 'stale'])
    expect(html).toContain(`href="/o/half-answered/answers?show=${show}"`)
})

test('where nothing is answered the results say that it is too early, and lose no points', async () => {
  const html = mainOf(await (await enter('nothing-answered').get('/o/nothing-answered/results')).text())
  expect(textOf(html)).toContain('Too early for a score: no answer is known yet')
  expect(html).not.toContain('Where the points went')
  expect(html).toContain('href="/o/nothing-answered"')
  const board = mainOf(
    await (await enter('nothing-answered', 'board').get('/o/nothing-answered/results')).text(),
  )
  expect(board).not.toContain('href="/o/nothing-answered"')
})

test('the page of a domain holds every line of its score, and the lines add up on the page', async () => {
  const hundredths = (text: string) => Math.round(100 * Number(text.replace('−', '-')))
  for (const found of examineTrust('weak').result.domains) {
    const html = mainOf(await (await enter('weak').get(`/o/weak/results/${found.id}`)).text())
    const rows = [...html.matchAll(/<tr class="nhsuk-table__row" role="row">([\s\S]*?)<\/tr>/g)].map((row) =>
      [...(row[1] ?? '').matchAll(/<td[^>]*>([\s\S]*?)<\/td>/g)].map((cell) =>
        textOf((cell[1] ?? '').replace(/<span class="nhsuk-table__heading"[\s\S]*?<\/span>/, '')).trim(),
      ),
    )
    const points = rows.map((cells) => cells[2] ?? '').filter((text) => /^−?\d+\.\d\d$/.test(text))
    const total = hundredths(points.pop() ?? '')
    expect(total).toBe(100 * (found.score ?? Number.NaN))
    expect(points.reduce((sum, text) => sum + hundredths(text), 0)).toBe(total)
  }
})

test('on the page of a domain nothing unknown is shown as a level', async () => {
  const { ruleSet, result } = examineTrust('nothing-answered')
  for (const domain of ruleSet.domains) {
    const html = mainOf(
      await (await enter('nothing-answered').get(`/o/nothing-answered/results/${domain.id}`)).text(),
    )
    const conditional = domain.questions.filter((index) => ruleSet.questions[index]?.showWhen !== undefined)
    expect(html.match(/>Not answered</g)).toHaveLength(domain.questions.length - conditional.length)
    expect(html.includes('depending on a question about the scope')).toBe(conditional.length > 0)
    for (const index of domain.questions) {
      const { id, levels } = ruleSet.questions[index] ?? { id: '', levels: [] }
      expect(result.unanswered).toContain(id)
      expect(textOf(html)).not.toContain(levels[0]?.text)
    }
  }
})

test('a board member reads the findings, but no answer as given, no evidence and no way to change', async () => {
  const { answers } = examineTrust('middling')
  const [id, answer] = Object.entries(answers.answers).find(([, one]) => one.evidence !== undefined) ?? []
  const question = RULE_SET.questions[RULE_SET.byId.get(id ?? '') ?? -1]
  const page = `/o/middling/results/${question?.domain}/${question?.id}`
  const lead = textOf(await (await enter('middling').get(page)).text())
  const html = await (await enter('middling', 'board').get(page)).text()
  expect(lead).toContain(answer?.evidence)
  expect(textOf(html)).not.toContain(answer?.evidence)
  expect(html).not.toContain('Look at the answer or change it')
  expect(textOf(html)).toContain('Counts on paper as')
})

test.each(['lead', 'siro', 'board'] as const)(
  'every link in the findings leads a %s to a page, and to its place there',
  async (role) => {
    const visitor = enter('half-answered', role)
    const seen = new Map<string, string>()
    const open = async (path: string) => {
      const known = seen.get(path)
      if (known !== undefined) return known
      const answer = await visitor.get(path)
      expect(answer.status, path).toBe(200)
      const html = await answer.text()
      seen.set(path, html)
      return html
    }
    const some = questionsOf('half-answered').filter((_, index) => index % 5 === 0)
    for (const page of [...pagesOf('half-answered'), ...some]) {
      for (const [, href = ''] of mainOf(await open(page)).matchAll(/href="([^"]+)"/g)) {
        const { pathname, search, hash } = new URL(href.replaceAll('&amp;', '&'), `http://localhost${page}`)
        const html = await open(`${pathname}${search}`)
        if (hash !== '')
          expect(html, `${page} → ${href}`).toContain(`id="${decodeURIComponent(hash.slice(1))}"`)
      }
    }
  },
)
