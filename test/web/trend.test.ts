import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAssessments } from '../../src/store/assessments.ts'
import { RUNGS, type Summary } from '../../src/peers/model.ts'
import { findSummary } from '../../src/store/summaries.ts'
import { write } from '../../src/store/transaction.ts'
import type { Env } from '../../src/web/web.ts'
import { addSigned, FIRST, SECOND } from '../service/country.ts'
import { addTrust, NOW, openTestHouse } from '../service/house.ts'
import { appOf, titleOf, visitorOf } from './visitor.ts'
import { addTrustWith, writtenAnswers } from './written-trusts.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'ash')
  await addSigned(house, [{ id: 'oak' }, { id: 'elm' }], FIRST)
  await addSigned(house, [{ id: 'oak', draw: 'another year' }], SECOND)
  app = appOf(house)
})
afterAll(() => house.close())

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const pageOf = async (organisation: string, path: string) =>
  (await visitorOf(app, organisation, 'board').get(`/o/${organisation}/${path}`)).text()

describe('the trend of a trust', () => {
  test('has a column for each signed assessment, with what became of it, and a way to each', async () => {
    const page = await pageOf('oak', 'trend')
    const text = textOf(page)
    expect(text).toMatch(/Since The first round: .+ on evidence/)
    expect(text).toMatch(/What moved it since: \d+ answers? up, \d+ down, \d+ now known\./)
    expect(text).toContain('2 assessments, the oldest first.')
    for (const way of ['signed/oak-first', 'signed/oak-second', 'assessments'])
      expect(page).toContain(`href="/o/oak/${way}"`)
    expect(page).toContain('id="trend-wide-title"')
    expect(page.indexOf('<table')).toBeGreaterThan(page.indexOf('<details'))
    expect(text).not.toContain('the rules changed')
    expect(page).toMatch(/<details class="[^"]*wr-printed"[\s\S]*?that did not move/)
    expect(page).toMatch(/href="\/o\/oak\/trend" aria-current="true"/)
  })

  test('begins with the second, and says so', async () => {
    expect(textOf(await pageOf('elm', 'trend'))).toContain(
      'One assessment has been signed: a trend begins with the second',
    )
    expect(textOf(await pageOf('ash', 'trend'))).toContain('Nothing has been signed yet')
  })
})

describe('the list of all assessments', () => {
  test('leads to those that were signed, the newest first', async () => {
    const page = await pageOf('oak', 'assessments')
    expect([...page.matchAll(/href="\/o\/oak\/signed\/([^"]+)"/g)].map(([, id]) => id)).toEqual([
      'oak-second',
      'oak-first',
    ])
    expect(textOf(page)).toContain('The first round Reference date 22 November 2024 State Signed')
  })

  test('names one that was never signed without a way to it', async () => {
    const page = await pageOf('ash', 'assessments')
    expect(textOf(page)).toContain('Being filled in Signed Not signed')
    expect(page).not.toContain('/signed/')
  })
})

describe('one assessment as it was signed', () => {
  test('shows its scores and when it was signed', async () => {
    const page = await pageOf('oak', 'signed/oak-first')
    expect(titleOf(page)).toContain('The first round, as signed')
    expect(textOf(page)).toContain('Answers as at 22 November 2024')
    expect(textOf(page)).toContain('Signed on 22 November 2024')
    expect(textOf(page)).not.toContain('A newer one has replaced this.')
  })

  describe('of an earlier method', () => {
    const NOTE = 'Scores, outcomes of past attacks and lessons stand here as they were signed.'

    /** Signed under another method, with these figures in place of today's. */
    async function signedWith(id: string, change: (today: Summary) => Partial<Summary>): Promise<Summary> {
      await addSigned(house, [{ id }], FIRST)
      const kept = await findSummary(house.db, `${id}-first`)
      if (kept === undefined) throw new Error('It was not signed.')
      const summary = { ...kept.summary, ...change(kept.summary) }
      await house.db
        .updateTable('signedSummary')
        .set({ method: 0, summary })
        .where('assessmentId', '=', `${id}-first`)
        .execute()
      return kept.summary
    }

    test('shows on every page of results the figures that it was signed with, and says what today’s gives', async () => {
      const { ruleSet } = house
      const chains = ruleSet.incidents.flatMap((incident) => incident.chains.map(() => incident))
      const today = await signedWith(
        'yew',
        ({ domains, domainsAssured, outcomes, outcomesAssured, risks, lessons }) => ({
          ...{ overall: 97, overallAssured: 96 },
          domains: [95, ...domains.slice(1)],
          domainsAssured: [94, ...domainsAssured.slice(1)],
          outcomes: outcomes.map(() => RUNGS.indexOf('cut-short')),
          outcomesAssured: outcomesAssured.map(() => RUNGS.indexOf('cut-short')),
          risks: [(risks[0] ?? 0) === 0 ? 1 : 0, ...risks.slice(1)],
          lessons: lessons.map(() => 0),
        }),
      )
      const [domain, risk, incident] = [ruleSet.domains[0]?.id, ruleSet.risks[0], chains[0]?.id]
      const page = async (address: string) => textOf(await pageOf('yew', address))
      const gives = `${String(today.overall)} of 100 on paper, and ${String(today.overallAssured)} of 100`
      const pages = ['signed/yew-first', 'results', `results/${domain ?? ''}`, 'board', 'risks', 'incidents']
      for (const address of [...pages, `risks/${risk?.id ?? ''}`, `incidents/${incident ?? ''}`]) {
        const text = (await page(address)).replace(/(paper, and )\w+, /, '$1')
        expect(text, address).toContain(NOTE)
        expect(text, address).toContain(gives)
        expect(text, address).toContain(
          `On paper it was signed with “${risk?.short ?? ''}” as ${ruleSet.matrix.bands[(today.risks[0] ?? 0) === 0 ? 1 : 0]?.name ?? ''}.`,
        )
      }
      const results = await page('results')
      expect(results).toContain('We say 97 of 100 and can show 96:')
      expect(results).toContain(`${ruleSet.domains[0]?.title ?? ''} 95, shown 94`)
      expect(results).toMatch(/By today’s method: \d+ points are real gaps/)
      expect(results).toMatch(/This is worked out by today’s method, which gives \w+, \d+ of 100 on paper/)
      expect(await page(`results/${domain ?? ''}`)).toContain('On paper Resilient 95 of 100')
      expect(await page('board')).toContain('97 of 100 on paper, 96 on evidence')
      expect(textOf(await (await visitorOf(app, 'yew').get('/o/yew')).text())).toContain(
        'On paper you are Resilient : 97 of 100. On evidence it is 96.',
      )
      expect((await page('incidents')).match(/Cut short/g)?.length).toBeGreaterThan(20)
      expect(await page(`incidents/${incident ?? ''}`)).toMatch(
        /What we can show ends it( at step \d)?, after harm had begun/,
      )
      expect(today.lessons).toContain(2)
      expect(await page('incidents')).toMatch(/What they teach: (\d+) lessons\. \1 not learned\./)
    })

    test('says nothing where today’s method gives the same, nor of one that it made itself', async () => {
      await signedWith('fir', () => ({}))
      for (const address of ['signed/fir-first', 'results', 'board', 'risks', 'incidents'])
        expect(textOf(await pageOf('fir', address))).not.toContain(NOTE)
      expect(textOf(await pageOf('oak', 'results'))).not.toContain(NOTE)
    })
  })

  test('keeps how each thing was explained', async () => {
    await addTrustWith(house, 'middling', writtenAnswers(house.ruleSet, 'middling'))
    const lead = visitorOf(app, 'middling')
    const check = await (await lead.get('/o/middling/check-answers')).text()
    const address = /href="(\/o\/middling\/explain\/[^"]+)"/.exec(check)?.[1] ?? ''
    await lead.post(address, { version: '0', text: 'Two systems, both right <b>' })
    const [draft] = await findAssessments(house.db, 'middling')
    if (draft === undefined) throw new Error('There is no assessment.')
    await write(house.db, (db) => sealAssessment(db, house.ruleSet, draft, NOW.toISOString()))
    expect(await pageOf('middling', `signed/${draft.id}`)).toContain('Two systems, both right &lt;b&gt;')
  })

  test('is unknown where it was never signed, or is another’s', async () => {
    const answers = await Promise.all(
      ['ash-assessment', 'oak-first', 'unheard-of'].map((id) =>
        visitorOf(app, 'ash').get(`/o/ash/signed/${id}`),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    const texts = await Promise.all(answers.map(async (answer) => textOf(await answer.text())))
    expect(new Set(texts).size).toBe(1)
  })
})
