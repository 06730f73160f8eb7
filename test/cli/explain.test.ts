/** What `wardround explain` and `wardround replay` say about one trust. */

import { expect, test } from 'vitest'
import type { Explanation } from '../../src/report/explain.ts'
import type { IncidentResult } from '../../src/scoring/model.ts'
import { run, trust } from './run.ts'

const explained = async (id: string, name = 'middling') =>
  JSON.parse((await run(['explain', trust(name), id, '--json'])).out) as Explanation

test('a domain is explained by lines that add up, each with answer, rule and source', async () => {
  const found = await explained('identity')
  if (found.kind !== 'domain') throw new Error('identity is a domain')
  expect(found.total).toBe(100 * found.low)
  expect(found.lines.reduce((sum, line) => sum + line.hundredths, 0)).toBe(found.total)
  for (const line of found.lines.filter(({ kind }) => kind === 'question')) {
    expect(line.answer?.words).not.toBe('')
    expect(line.levelText).toMatch(/\.$/)
    expect(line.weightEvidence).toBeInstanceOf(Array)
    expect(line.source).toBeDefined()
  }
})

test('a question is explained by its answer, what a raise would do, and every rule that reads it', async () => {
  const found = await explained('mfa-remote-ways-in')
  if (found.kind !== 'question') throw new Error('it is a question')
  expect(found.answer).toMatchObject({ state: 'answered', words: '2 ways in', evidenceState: 'live' })
  expect(found.raises).toMatchObject([{ to: 'none' }])
  expect(found.readBy.limits.map(({ on }) => on)).toEqual(['identity'])
  expect(found.readBy.incidents.map(({ id }) => id)).toContain('advanced-2022')
})

test('a risk is explained by two subtractions that come out at the numbers shown', async () => {
  const found = await explained('gateway-breach')
  if (found.kind !== 'risk') throw new Error('it is a risk')
  for (const axis of [found.likelihood, found.consequence])
    expect(Math.max(axis.inherent - axis.lowered, axis.floor)).toBe(axis.residual)
  expect(found.likelihood.residual * found.consequence.residual).toBe(found.residual)
})

test('the page of a domain prints the sum, its total and where levels and weights come from', async () => {
  const { code, out } = await run(['explain', trust('middling'), 'identity'])
  expect(code).toBe(0)
  expect(out).toMatch(/\n(\d+)\.00 in all, which is \1 of 100\.\n/)
  expect(out).toContain('Levels: our judgement.')
  expect(out.replace(/\s+/g, ' ')).toContain('Weight 4: confirmed in Change Healthcare, United States')
})

test('replay gives one result a chain, and only those of the incident that is named', async () => {
  const all = JSON.parse((await run(['replay', trust('weak'), '--json'])).out) as IncidentResult[]
  const one = JSON.parse(
    (await run(['replay', trust('weak'), 'synnovis-2024', '--json'])).out,
  ) as IncidentResult[]
  expect(one.map(({ chain }) => chain)).toEqual(['in-your-place', 'as-a-customer'])
  expect(one).toEqual(all.filter(({ id }) => id === 'synnovis-2024'))
})

test('an incident is printed step by step, with the cheapest change and what it does not cover', async () => {
  const { code, out } = await run(['replay', trust('weak'), 'synnovis-2024'])
  const text = out.replace(/\s+/g, ' ')
  expect(code).toBe(0)
  expect(text).toContain('1. Somebody gains access to a system reported to have no second factor.')
  expect(text).toContain('Nobody has published how the attackers moved')
  expect(text).toContain('does not cover flaws in the gateway itself')
  expect(text).toMatch(/Of 5 lessons of this attack you can show (none|\d)\./)
  expect(text).toContain('Mutual aid for pathology must be agreed beforehand. [Not learned]')
  expect(text).toContain('It does not predict the next one.')
})
