/** One way of counting: whoever says how many questions or organisations there are, or are open, says the same. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countAsked } from '../../src/report/asked.ts'
import { countedContext } from '../../src/rules/counted.ts'
import { getResult } from '../../src/service/assessments.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { progressOf, questionStates, wholeProgress } from '../../src/assess/progress.ts'
import { getReleaseRecord } from '../../src/service/releases.ts'
import { findMembers } from '../../src/store/summaries.ts'
import { run } from '../cli/run.ts'
import { addSigned, ANALYST, FIRST, publishRelease, TWO_CELLS } from '../service/country.ts'
import { addTrust, openTestHouse, person } from '../service/house.ts'
import { dropTriggers } from '../store/triggers.ts'
import { TRUSTS } from './trusts.ts'
import { appOf } from './visitor.ts'
import { addTrustWith } from './written-trusts.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  for (const [id, answers] of Object.entries(TRUSTS)) await addTrustWith(house, id, answers)
})
afterAll(() => house.close())

test.each(Object.keys(TRUSTS))('the task list and the results of %s count the same questions', async (id) => {
  const { view, result, row } = await getResult(house, person(id), id)
  const states = questionStates(view)
  const whole = wholeProgress(view, states)
  expect(whole.shown).toBe(countAsked({ ruleSet: view.ruleSet, row }))
  expect(whole.shown - whole.answered).toBe(result.unanswered.length)
  const ofDomains = view.ruleSet.domains.map((domain) =>
    progressOf(states.filter(({ question }) => question.domain === domain.id)),
  )
  const scope = countedContext(view.ruleSet).length
  expect(ofDomains.reduce((sum, one) => sum + one.shown, scope)).toBe(whole.shown)
})

describe('organisations in a comparison against those that have signed', () => {
  let country: OpenHouse
  beforeAll(async () => {
    country = await openTestHouse()
    await addSigned(country, [
      ...TWO_CELLS,
      { id: 'group-lead' },
      { id: 'group-other', leadId: 'group-lead' },
      { id: 'placeless', cohort: 'of-no-kind' },
      { id: 'other-rules' },
    ])
    await addTrust(country, 'never-signed')
    const [kept] = await country.db.selectFrom('ruleSet').selectAll().execute()
    if (kept === undefined) throw new Error('No rule set is kept.')
    await country.db
      .insertInto('ruleSet')
      .values({ ...kept, digest: 'elder', version: '0.1.0' })
      .execute()
    await dropTriggers(country.db)
    for (const table of ['signedSummary', 'assessment'] as const)
      await country.db
        .updateTable(table)
        .set({ ruleSetDigest: 'elder' })
        .where(table === 'assessment' ? 'id' : 'assessmentId', '=', 'other-rules-first')
        .execute()
  })
  afterAll(() => country.close())

  const mainOf = async (path: string) => {
    const headers = { Cookie: `wardround-demonstration=${ANALYST.id}`, 'Sec-Fetch-Site': 'none' }
    const html = await (await appOf(country).request(path, { headers })).text()
    return (/<main[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
  }

  test('are counted in one way on every page, and what lies between them is said', async () => {
    const { row, content } = await publishRelease(country)
    const pages = ['/national', '/national/releases', `/national/releases/${row.id}`]
    // Twenty-four, the lead of the group and who has no place contribute; one counts through the lead, one signed under other rules.
    const members = await findMembers(country.db, row.id)
    const { report, signed } = await getReleaseRecord(country, ANALYST, row.id)
    expect([members.length, report.leftOut.inGroups, report.leftOut.otherRuleSet, signed.all]).toEqual([
      26, 1, 1, 28,
    ])
    expect(members.length + report.leftOut.inGroups + report.leftOut.otherRuleSet).toBe(signed.all)
    expect(content.cohorts.map(({ figures }) => figures.size)).toContain(20)
    for (const path of pages)
      expect(await mainOf(path), path).toContain('28 of 29 organisations, 1 of them under another rule set')
    const release = await mainOf(pages[2] ?? '')
    for (const said of [
      'Besides, 1 organisation had signed and counts through the lead of their group of trusts.',
      'Besides, 1 organisation had signed under another rule set than the period’s, and is not in it.',
      '25 to 29 organisations contribute.',
      'Of these, 1 organisation of kind “of-no-kind” in region',
      'Nobody has signed since.',
    ])
      expect(release).toContain(said)
    const { out } = await run(['release', 'verify', '--database', country.database])
    expect(out).toContain('26 contributors')

    await addSigned(country, [{ id: 'late' }], { ...FIRST, referenceDate: '2040-01-01' })
    for (const path of pages)
      expect(await mainOf(path), path).toContain('29 of 30 organisations, 1 of them under another rule set')
    for (const path of [pages[0] ?? '', pages[2] ?? ''])
      expect(await mainOf(path), path).toContain('Who signed after that day is not in it.')
    expect(await mainOf(pages[2] ?? '')).toContain('25 to 29 organisations contribute.')
  })
})
