import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { sealAssessment } from '../../src/service/signing.ts'
import { findAssessments } from '../../src/store/assessments.ts'
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
    expect(text).toMatch(/From The first round to The second round, the overall score: .+\./)
    expect(text).toContain('2 signed assessments, the oldest first.')
    for (const way of ['signed/oak-first', 'signed/oak-second', 'assessments'])
      expect(page).toContain(`href="/o/oak/${way}"`)
    expect(page).toContain('<svg')
    expect(text).not.toContain('the rules changed')
  })

  test('begins with the second, and says so', async () => {
    expect(textOf(await pageOf('elm', 'trend'))).toContain(
      'One assessment has been signed. A trend begins with the second.',
    )
    expect(textOf(await pageOf('ash', 'trend'))).toContain('Nothing has been signed yet.')
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

  test('shows the scores that it was signed with where today’s method gives others, and says so on every page of results', async () => {
    await addSigned(house, [{ id: 'yew' }], FIRST)
    const summary = await findSummary(house.db, 'yew-first')
    if (summary === undefined) throw new Error('It was not signed.')
    const signed = { ...summary.summary, overall: 97, overallAssured: 96 }
    await house.db
      .updateTable('signed_summary')
      .set({ method: 0, summary: JSON.stringify(signed) })
      .where('assessment_id', '=', 'yew-first')
      .execute()
    const text = textOf(await pageOf('yew', 'signed/yew-first'))
    expect(text).toContain('97 of 100')
    expect(text).toContain('These are the scores that it was signed with.')
    const today = `${String(summary.summary.overall)} of 100 on paper`
    expect(text).toContain(today)
    for (const page of ['results', 'board'])
      expect(textOf(await pageOf('yew', page))).toMatch(/It was signed with Resilient, 97 of 100 on paper/)
    expect(textOf(await pageOf('oak', 'results'))).not.toContain('It was signed with')
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
