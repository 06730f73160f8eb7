import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listOrganisations, type OrganisationRow } from '../../src/service/organisations.ts'
import { getPeerView, type PeerView } from '../../src/service/peers.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Role } from '../../src/store/person.ts'
import { saveAnswer } from '../../src/service/answering.ts'
import { getAssessment } from '../../src/service/assessments.ts'
import { getSigned } from '../../src/service/earlier.ts'
import { newDemonstration } from '../service/demonstration.ts'
import { MEASURED } from '../../src/peers/measured.ts'
import { addTrust, CHOICE, choose, openTestHouse, person } from '../service/house.ts'
import { appOf, type Visitor, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: ReturnType<typeof appOf>
let organisations: readonly OrganisationRow[]
let [ours, sibling, acute]: OrganisationRow[] = []

beforeAll(async () => {
  house = await openTestHouse(await newDemonstration())
  app = appOf(house)
  organisations = await listOrganisations(house)
  ;[ours, sibling] = organisations.filter((one) => one.cohort === 'ambulance')
  acute = organisations.find((one) => one.cohort === 'acute')
})
afterAll(() => house.close())

const enter = (one: OrganisationRow | undefined, role: Role = 'lead'): Visitor =>
  visitorOf(app, one?.id ?? '', role)
const viewOf = (one: OrganisationRow | undefined): Promise<PeerView> =>
  getPeerView(house, person(one?.id ?? ''), one?.id ?? '')
const ROOMS = ['peers', 'peers/questions', 'peers/incidents']
const open = async (one: OrganisationRow | undefined, room: string, role?: Role) =>
  (await enter(one, role).get(`/o/${one?.id}/${room}`)).text()

const textOf = (html: string) =>
  (/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

/** The release's part of the tables of standing: all but the last two columns, which are our own. */
const marksOf = (html: string) =>
  [...html.matchAll(/<table[\s\S]*?<\/table>/g)]
    .map(([table]) => table)
    .filter((table) => /<caption[^>]*>\s*Scores on (paper|evidence)/.test(table))
    .flatMap((table) => [...table.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].slice(1))
    .map((row) =>
      [...(row[1] ?? '').matchAll(/<(?:td|th)[^>]*>([\s\S]*?)<\/(?:td|th)>/g)]
        .map((cell) => (cell[1] ?? '').replace(/href="[^"]*"/g, ''))
        .slice(0, -2),
    )

test('every page of comparison is there for a trust that took part, whole and marked', async () => {
  for (const role of ['lead', 'siro', 'board'] as const)
    for (const room of ROOMS) {
      const answer = await enter(ours, role).get(`/o/${ours?.id}/${room}`)
      expect(answer.status, room).toBe(200)
      const html = await answer.text()
      expect(textOf(html), room).not.toMatch(/undefined|NaN|\[object|\bnull\b/)
      expect(html, room).not.toMatch(/ style=/)
      expect(html, room).toContain('OFFICIAL-SENSITIVE')
      expect(textOf(html), room).not.toMatch(/\bleague|\brank|\bbest\b|worst performer/i)
    }
})

test('a small kind of organisation is told why its own group is not shown, and what is shown instead', async () => {
  const text = textOf(await open(ours, 'peers'))
  expect(text).toContain('Ambulance trusts: fewer than 10 organisations like this took part')
  expect(text).toMatch(/Shown instead: [^.]*Ambulance trusts\./)
  expect(text).toContain('(about 10)')
})

test('each page says in which comparison its figures were counted', async () => {
  for (const [room, said] of [
    [
      'peers',
      /Every domain was counted in this comparison|In which comparison each domain of this group was counted/,
    ],
    ['peers/questions', /Counted in comparison/],
    ['peers/incidents', /Counted in comparison/],
  ] as const)
    expect(textOf(await open(ours, room)), room).toMatch(said)
  const specialist = organisations.find((one) => one.cohort === 'specialist')
  const carried = textOf(await open(specialist, 'peers'))
  expect(carried).toContain('Comparison 1 (Round of 2024)')
  expect(carried).toContain('once at least 8 organisations of a group have joined, left or changed an answer')
  expect(textOf(await open(specialist, 'peers?cohort=everybody'))).toContain(
    'Comparisons 1 (Round of 2024) to 2 (Round of 2025)',
  )
})

test('one chooses among the published groups that one belongs to, and no other', async () => {
  const html = await open(ours, 'peers')
  expect(html).toContain(`/o/${ours?.id}/peers?cohort=everybody`)
  expect((await enter(ours).get(`/o/${ours?.id}/peers?cohort=everybody`)).status).toBe(200)
  for (const cohort of ['acute', 'ambulance', 'no-such', ''])
    expect((await enter(ours).get(`/o/${ours?.id}/peers?cohort=${cohort}`)).status, cohort).toBe(404)
})

test('our own mark stands in the chart, in the table and in words, with what it rests on', async () => {
  const { own } = await viewOf(ours)
  const html = await open(ours, 'peers')
  const [, drawn = ''] = /<svg[^>]*wr-wide[^>]*>([\s\S]*?)<\/svg>/.exec(html) ?? []
  for (const score of [...(own?.summary.domains ?? []), ...(own?.summary.domainsAssured ?? [])])
    expect(drawn).toContain(`>${score}</text>`)
  for (const score of [own?.summary.overall, own?.summary.overallAssured])
    expect(html).toContain(`<strong>${score}</strong>`)
  expect(textOf(html)).toMatch(
    /Overall we are .+ on paper and .+ on evidence|Overall we are .+, on paper and on evidence/,
  )
  expect(textOf(html)).toContain('As we signed it as at 30 November 2025.')
  expect(textOf(html)).toContain(
    'Our mark rests on what we signed as at 30 November 2025, because our present answers belong to another rule set',
  )
  const begun = []
  for (const one of organisations)
    if ((await viewOf(one)).own?.basis === 'present') begun.push(textOf(await open(one, 'peers')))
  expect(begun.length).toBeGreaterThan(0)
  for (const text of begun) expect(text).toContain('Our mark rests on our present answers')
})

test('two viewers of one release read the same marks', async () => {
  const [mine, theirs] = [await open(ours, 'peers'), await open(sibling, 'peers')]
  expect(marksOf(mine).length).toBeGreaterThan(20)
  expect(marksOf(mine)).toEqual(marksOf(theirs))
})

test('no page of comparison names another trust', async () => {
  for (const room of [...ROOMS, 'peers?cohort=everybody', 'peers/questions?cohort=everybody', 'board']) {
    const html = await open(ours, room)
    for (const other of organisations.filter((one) => one.id !== ours?.id)) {
      expect(html.includes(other.id), `${room}: ${other.id}`).toBe(false)
      expect(html.includes(other.name.replaceAll("'", '&#39;')), `${room}: ${other.name}`).toBe(false)
    }
  }
})

test('every published mark is a multiple of 5, so that no exact score of a peer is among them', async () => {
  const marks = marksOf(await open(ours, 'peers'))
    .flatMap((cells) => cells.slice(1))
    .filter((cell) => /\d/.test(cell))
    .map((cell) =>
      Number(cell.replace(/<span class="nhsuk-table__heading"[\s\S]*?<\/span>/g, '').replace(/<[^>]+>/g, '')),
    )
  expect(marks.length).toBeGreaterThan(20)
  expect(marks.filter((mark) => !(mark % 5 === 0))).toEqual([])
})

test('counts near the ends are words: nothing says that all but a few share a weakness', async () => {
  for (const room of ['peers/questions', 'peers/incidents']) {
    const text = textOf(await open(ours, room))
    expect(text).toMatch(/half or fewer/i)
    expect(text).not.toMatch(/\b0 of|all but (a few|fewer)/i)
    const counts = [...text.matchAll(/about (\d+) of (\d+)/gi)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ])
    expect(counts.length).toBeGreaterThan(5)
    for (const [count, of] of counts) expect(count !== undefined && of !== undefined && count < of).toBe(true)
  }
})

test('question shares and replays are for organisations that took part', async () => {
  const absent = await Promise.all(
    organisations.map(async (one) => ((await viewOf(one)).counted === 'no' ? one : undefined)),
  )
  const one = absent.find((found) => found !== undefined)
  expect(one).toBeDefined()
  for (const room of ['peers/questions', 'peers/incidents']) {
    const text = textOf(await open(one, room))
    expect(text).toContain('These figures are for organisations that took part')
    expect(text).not.toMatch(/about \d+ of|half or fewer/)
  }
  expect(textOf(await open(one, 'peers'))).toContain('We did not take part in this comparison')
})

test('the page of an absent peer, of a peer, and of an unknown id look alike', async () => {
  const visitor = enter(ours)
  const pages = await Promise.all(
    [acute?.id, sibling?.id, 'no-such-trust'].map(async (id) => {
      const answer = await visitor.get(`/o/${id}/peers`)
      return `${answer.status} ${await answer.text()}`
    }),
  )
  expect(pages[0]).toMatch(/^404 /)
  expect(new Set(pages).size).toBe(1)
  expect((await visitorOf(app).get(`/o/${ours?.id}/peers`)).status).toBe(401)
})

test('an analyst reads no page of a trust: each is an unknown id', async () => {
  const analyst = { Cookie: 'wardround-demonstration=analyst.first-analyst' }
  for (const room of [...ROOMS, 'results', 'risks', 'incidents', 'board', 'answers', 'check-answers', '']) {
    const pageOf = async (id: string) =>
      app.request(`/o/${id}/${room}`.replace(/\/$/, ''), { headers: analyst })
    const known = await pageOf(ours?.id ?? '')
    const unknown = await pageOf('no-such-trust')
    expect(known.status, room).toBe(404)
    expect(await known.text(), room).toBe(await unknown.text())
  }
})

test('the board page says where we stand in the group, in one sentence', async () => {
  for (const one of [ours, acute]) {
    const text = textOf(await open(one, 'board', 'board'))
    expect(text).toMatch(
      /Overall we are [^.]+ on evidence[^.]*: [^.]+ \(about \d+\)(, by what we signed as at [^.]+)?\./,
    )
    expect(text).not.toContain('No published comparison holds us yet')
  }
})

test('a group of which only the middle is published has no column of dashes', async () => {
  const html = await open(ours, 'peers')
  expect(textOf(html)).toContain('Of so small a group only the middle is published.')
  expect(textOf(html)).not.toContain('Lower quarter')
})

test('our place is shown over the releases', async () => {
  const text = textOf(await open(ours, 'peers'))
  const { history } = await viewOf(ours)
  expect(history.length).toBe(2)
  for (const past of history) expect(text).toContain(past.period.name)
})

test('how peers are protected is open to everybody, and states the limits', async () => {
  const answer = await visitorOf(app).get('/how-peers-are-protected')
  expect(answer.status).toBe(200)
  const text = textOf(await answer.text())
  for (const said of [
    'Four or more',
    'all alike',
    'knows more from elsewhere',
    'not differential privacy',
    'how the others are spread',
    'leaves fewer than five out',
    'counts in several comparisons',
    '“Carried” tells that fewer did',
    'own board read its levels as sentences',
    'once a day and three times a period',
  ])
    expect(text).toContain(said)
  // The figures are those that were measured.
  const most = (list: readonly number[]) => Math.max(...list)
  expect(text).toContain(`in up to ${most(MEASURED.stories.map(({ guessed }) => guessed))} of 100 counts`)
  expect(text).toContain(`in up to ${most(MEASURED.exactlyEight.map(({ ours }) => ours))} of 100 counts`)
  for (const { name } of MEASURED.stories) expect(text).toContain(name.slice(1))
})

test('a peer that changes its draft changes no byte of our pages', async () => {
  const pages = async () => Promise.all(ROOMS.map((room) => open(ours, room)))
  const before = await pages()
  const id = sibling?.id ?? ''
  const { versions, answers } = await getAssessment(house, person(id), id)
  const given = answers.answers[CHOICE.id]?.value
  const level = given?.kind === 'choice' && given.option === CHOICE.levels[0]?.id ? 1 : 0
  const saved = await saveAnswer(house, person(id), id, CHOICE.id, versions[CHOICE.id] ?? 0, choose(level))
  expect(saved.ok && saved.changed).toBe(true)
  expect(await pages()).toEqual(before)
})

test('our outcome beside the shares of a past attack is the one of our own replay', async () => {
  const { own } = await viewOf(ours)
  const id = ours?.id ?? ''
  const { result, view } = await getSigned(house, person(id), id, `${id}-round-2025`)
  const chains = result.incidents.filter(({ chain }) => chain !== null)
  expect(own?.summary.outcomesAssured.length).toBe(chains.length)
  const text = textOf(await open(ours, 'peers/incidents'))
  const shown = chains.find(({ assuredOutcome }) => assuredOutcome === 'limited')
  const title = view.ruleSet.incidents.find((one) => one.id === shown?.id)?.title ?? ''
  expect(shown).toBeDefined()
  expect(text.slice(text.indexOf(title)).slice(0, 500)).toContain('We: Limited')
})

describe('before anything is published', () => {
  test('the page says so plainly, and the board page says nothing of peers', async () => {
    const empty = await openTestHouse()
    try {
      await addTrust(empty, 'alone')
      const visitor = visitorOf(appOf(empty), 'alone')
      for (const room of ROOMS) {
        const answer = await visitor.get(`/o/alone/${room}`)
        expect(answer.status).toBe(200)
        expect(textOf(await answer.text())).toContain('No comparison has been published yet.')
      }
      expect(textOf(await (await visitor.get('/o/alone/board')).text())).not.toContain('Overall we are')
    } finally {
      await empty.close()
    }
  })
})
