import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { examineTrust, saveTrusts } from './trusts.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
const read = async (trust: string, page: string) =>
  (await visitorOf(appOf(house), trust).get(`/o/${trust}/${page}`)).text()

beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

test('the list comes before the matrix, the table is folded, and every risk is a link in both', async () => {
  const html = await read('weak', 'risks')
  expect(html.indexOf('id="risk-list-wide-title"')).toBeLessThan(html.indexOf('id="matrix-wide-title"'))
  expect(html.indexOf('<table')).toBeGreaterThan(html.indexOf('<details'))
  for (const { id } of RULE_SET.risks) {
    expect(html).toContain(`<a href="/o/weak/risks/${id}" aria-label=`)
    expect(html.split(`href="/o/weak/risks/${id}"`).length).toBeGreaterThanOrEqual(4)
  }
})

test('what is accepted is said with whose line it is', async () => {
  const html = await read('weak', 'risks')
  expect(html).toContain('What we accept is Low and Moderate, up to 7 of 25.')
  expect(html).toContain('our risk register can set another for each risk')
})

test('a risk that something unknown could change shows its range', async () => {
  const risk = examineTrust('half-answered').result.risks.find((one) => one.low < one.high)
  expect(await read('half-answered', 'risks')).toContain(`between ${risk?.low} and ${risk?.high}, not known`)
  const page = await read('half-answered', `risks/${risk?.id}`)
  expect(page).toContain('The number stays at its worst until these are known:')
})

test('the page of a risk names hazards, reasons, floors, dossiers, and the matrix with its period', async () => {
  for (const risk of RULE_SET.risks) {
    const html = (await read('middling', `risks/${risk.id}`))
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
    for (const text of [
      risk.title,
      ...risk.hazards,
      risk.inherent.likelihoodBecause,
      risk.inherent.consequenceBecause,
      risk.neverBelow.likelihoodBecause,
      risk.neverBelow.consequenceBecause,
      ...risk.loweredBy.map((one) => one.because),
      `Likelihood is read over ${RULE_SET.matrix.period}`,
    ])
      expect(html, `${risk.id}: ${text}`).toContain(text)
    for (const id of risk.restsOn) expect(html).toContain(`href="/incidents/${id}"`)
  }
})

test('what is in place on somebody’s word only is never said to be evidenced', async () => {
  for (const { id } of RULE_SET.risks)
    expect(await read('strong-on-paper', `risks/${id}`)).not.toContain('In place and evidenced')
})
