import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OUR_READING } from '../../src/report/incidents.ts'
import { describeLessons } from '../../src/report/lessons.ts'
import { CAF_HEADING, CLOSING } from '../../src/report/words.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Env } from '../../src/web/web.ts'
import { expectValidHtml } from '../browser/harness.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { examineTrust, saveTrusts } from './trusts.ts'
import { appOf, titleOf, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
  app = appOf(house)
})
afterAll(() => house.close())

const DOSSIERS = RULE_SET.incidents.filter((one) => one.kind === 'dossier')
const EXERCISE = RULE_SET.incidents.find((one) => one.kind === 'exercise')

/** The words of a page, without its tags. */
function wordsOf(page: string): string {
  return page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}

async function open(path: string, organisation?: string, role?: 'lead' | 'siro' | 'board'): Promise<string> {
  const answer = await visitorOf(app, organisation, role).get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

describe('the library of past attacks', () => {
  test('lists every dossier to everybody, newest first, and the exercise apart', async () => {
    const page = await open('/incidents')
    const places = DOSSIERS.map(({ id }) => page.indexOf(`href="/incidents/${id}"`))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(page).toContain(`href="/incidents/${EXERCISE?.id ?? ''}"`)
  })

  test.each(DOSSIERS.map((one) => [one.id, one] as const))('shows all of %s', async (id, dossier) => {
    const page = await open(`/incidents/${id}`)
    const said = wordsOf(page)
    expect(said).toContain(OUR_READING)
    expect(said).toContain('the operator of this service')
    for (const text of [
      ...dossier.facts.map((fact) => fact.text),
      ...dossier.regulatory.map((fact) => fact.text),
      ...dossier.chains.flatMap((chain) => chain.steps.map((step) => step.text)),
      ...dossier.notKnown,
      ...dossier.lessons.map((lesson) => lesson.text),
      ...dossier.leftOut,
      ...dossier.sources.map((source) => source.title),
      dossier.summary,
    ])
      expect(said).toContain(text.replace(/\s+/g, ' '))
    for (const { url } of dossier.sources)
      if (url !== undefined) expect(page).toContain(`href="${url.replaceAll('&', '&amp;')}" rel="noreferrer"`)
    await expectValidHtml(page)
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${anchor}"`)
  })

  test('names no organisation in the exercise, and links its questions', async () => {
    const page = await open(`/incidents/${EXERCISE?.id ?? ''}`)
    for (const index of EXERCISE?.exercise?.answers ?? [])
      expect(page).toContain(`#${RULE_SET.questions[index]?.id ?? '?'}"`)
    for (const { organisations } of DOSSIERS)
      for (const { name } of organisations) expect(wordsOf(page)).not.toContain(name)
  })

  test('does not know a dossier that is not there', async () => {
    expect((await visitorOf(app).get('/incidents/nothing-here')).status).toBe(404)
  })
})

describe("a trust's replays", () => {
  test.each(['middling', 'half-answered', 'nothing-answered', 'all-best', 'all-worst'])(
    'of %s are drawn, counted in what is folded, and end with the same sentence',
    async (id) => {
      const page = await open(`/o/${id}/incidents`, id)
      const said = wordsOf(page)
      expect(said).toMatch(
        /Of the \d+ attacks whose way in has been published or reported, \d+ would have met/,
      )
      expect(said).toMatch(/What they teach: \d+ lessons/)
      expect(said).toContain(CLOSING)
      for (const { title } of DOSSIERS) expect(said).toContain(title)
      expect(page.indexOf('id="grid-wide-title"')).toBeGreaterThan(0)
      expect(page.indexOf('<table')).toBeGreaterThan(page.indexOf('<details'))
    },
  )

  test('of one attack are a list of steps, each a link that works without a script, on every page of every dossier', async () => {
    for (const { id, chains, title } of DOSSIERS)
      for (const [at, { steps, vantage }] of chains.entries()) {
        const before = vantage === 'as-a-customer' ? 'customer-' : ''
        const first = `/o/middling/incidents/${id}${at === 0 ? '' : `?step=${before}1`}`
        const page = await open(first, 'middling')
        expect(titleOf(page)).toMatch(`Past attacks here: ${title.replace(/( \(|, ).*$/, '')}`)
        expect(page).not.toMatch(/\sstyle=/)
        expect(wordsOf(page)).toContain(CLOSING)
        for (const [index, { text }] of steps.entries()) {
          expect(wordsOf(page)).toContain(`${index + 1}. ${text.replace(/\s+/g, ' ')}`)
          expect(page).toContain(`href="/o/middling/incidents/${id}?step=${before}${index + 1}#step"`)
        }
        const last = await open(`/o/middling/incidents/${id}?step=${before}${steps.length}`, 'middling')
        expect(last.match(/aria-current="step"/g)).toHaveLength(1)
        const [, panel = ''] = /<div id="step"[^>]*>([\s\S]*?)<\/h3>/.exec(last) ?? []
        expect(wordsOf(panel)).toContain(`Step ${steps.length}: `)
      }
  })

  test('of a step that is not there show the one where it ends', async () => {
    for (const step of ['99', '0', 'x', 'customer-', '-1', '2.5'])
      expect(await open(`/o/middling/incidents/advanced-2022?step=${step}`, 'middling')).toContain(
        'aria-current="step"',
      )
  })

  test('of one attack end with its lessons, each with what the answers show of it', async () => {
    for (const dossier of DOSSIERS) {
      const said = wordsOf(await open(`/o/middling/incidents/${dossier.id}`, 'middling'))
      const told = describeLessons(examineTrust('middling'), dossier)
      expect(told).toHaveLength(dossier.lessons.length)
      for (const { lesson, state, because } of told)
        expect(said.replaceAll(' ', '')).toContain(`${lesson.text}${state}${because}`.replace(/\s+/g, ''))
    }
  })

  test('are valid HTML in every state', async () => {
    for (const trust of ['nothing-answered', 'half-answered', 'strong-on-paper', 'all-best', 'all-worst'])
      for (const path of ['incidents', 'caf', 'insurer', ...DOSSIERS.map(({ id }) => `incidents/${id}`)])
        await expectValidHtml(await open(`/o/${trust}/${path}`, trust))
  })

  test('of the exercise do not exist: the page leads to the library', async () => {
    const answer = await visitorOf(app, 'middling').get(`/o/middling/incidents/${EXERCISE?.id ?? ''}`)
    expect(answer.status).toBe(303)
    expect(answer.headers.get('Location')).toBe(`/incidents/${EXERCISE?.id ?? ''}`)
  })

  test('lead a board member to how a question is scored, never to an answer that is not theirs to read', async () => {
    const board = await open('/o/middling/incidents/advanced-2022', 'middling', 'board')
    expect(board).not.toContain('/o/middling/questions/')
    const lead = await open('/o/middling/incidents/advanced-2022', 'middling', 'lead')
    expect(lead).toContain('/o/middling/questions/identity/mfa-remote-ways-in')
  })

  test('of another trust look like those of a trust that does not exist', async () => {
    const visitor = visitorOf(app, 'middling')
    for (const path of ['incidents', 'incidents/advanced-2022', 'caf', 'caf.csv', 'insurer']) {
      const [other, none] = [await visitor.get(`/o/weak/${path}`), await visitor.get(`/o/nobody/${path}`)]
      expect([other.status, none.status]).toEqual([404, 404])
    }
    expect((await visitorOf(app).get('/o/weak/incidents')).status).toBe(401)
  })
})

describe('pages made from answers', () => {
  test('what an insurer would ask holds the answers and says what it is not', async () => {
    const said = wordsOf(await open('/o/middling/insurer', 'middling', 'siro'))
    expect(said).toContain('It is a prompt, not any insurer’s rule.')
    for (const { topic } of RULE_SET.insurer) expect(said).toContain(topic)
    expect(said).toMatch(/on your word; evidence shows only “[^”.]+”\./)
    expect((await visitorOf(app, 'middling', 'board').get('/o/middling/insurer')).status).toBe(403)
  })

  test('pointers to outcomes carry their heading, the framework and what is not examined, in every version', async () => {
    for (const { id, title } of RULE_SET.frameworks) {
      const said = wordsOf(await open(`/o/middling/caf?framework=${id}`, 'middling', 'board'))
      expect(said).toContain(CAF_HEADING)
      expect(said).toContain(title)
      expect(said).toMatch(/No question here looks at .*E4\.b/)
      expect(said).not.toMatch(/\b(partially achieved|not achieved)\b/i)
    }
    expect((await visitorOf(app, 'middling').get('/o/middling/caf?framework=caf-9')).status).toBe(404)
  })

  test('pointers fold, and print, only the outcomes that nothing holds back', async () => {
    const page = await open('/o/middling/caf', 'middling')
    const [, shown = '', folded = ''] =
      /<main[\s\S]*?<table([\s\S]*?)<details class="[^"]*wr-printed"([\s\S]*?)<\/table>/.exec(page) ?? []
    const rows = (html: string) => html.split('<tr').slice(2)
    expect(rows(shown).length + rows(folded).length).toBeGreaterThan(30)
    for (const row of rows(shown)) expect(wordsOf(row)).toMatch(/Pointer (Concern|Mixed)/)
    for (const row of rows(folded)) expect(wordsOf(row)).toMatch(/Pointer (No concern seen|Not looked at)/)
  })

  test('pointers begin with the version that the period names', async () => {
    const [oldest] = RULE_SET.frameworks
    const name = async (framework: string | null) => {
      await house.db.updateTable('period').set({ framework }).execute()
    }
    await name(oldest?.id ?? null)
    const page = await open('/o/middling/caf', 'middling')
    await name(null)
    expect(titleOf(page)).toContain(oldest?.short ?? '')
    expect(wordsOf(page)).toContain(`goes by ${oldest?.short ?? ''}.`)
    expect(titleOf(await open('/o/middling/caf', 'middling'))).toContain(RULE_SET.frameworks.at(-1)?.short)
  })

  test('pointers begin with the newest version, and lead to the others and to the table', async () => {
    const page = await open('/o/middling/caf', 'middling')
    const newest = RULE_SET.frameworks.at(-1)
    expect(titleOf(page)).toContain(newest?.short ?? '')
    const { B2 = '' } = /<th[^>]*>(?:(?!<tr)[\s\S])*B2\.a (?<B2>[\s\S]*?)<\/tr>/.exec(page)?.groups ?? {}
    for (const said of ['Mixed', '8 of 8', '7 answers', 'Ways in on a password alone'])
      expect(wordsOf(B2)).toContain(said)
    expect(page).toMatch(new RegExp(`href="[^"]*framework=${newest?.id ?? ''}" aria-current="page"`))
    for (const { id } of RULE_SET.frameworks) expect(page).toContain(`/o/middling/caf?framework=${id}"`)
    const file = await visitorOf(app, 'middling').get(`/o/middling/caf.csv?framework=${newest?.id ?? ''}`)
    expect(file.headers.get('Content-Type')).toContain('text/csv')
    expect(file.headers.get('Content-Disposition')).toMatch(
      /filename="OFFICIAL-SENSITIVE-ward-round-caf-.+\.csv"/,
    )
    expect(await file.text()).toMatch(/^\ufeff?framework,outcome,/)
  })
})
