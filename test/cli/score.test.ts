/** What `wardround score` finds in an answers file, as sentences and as data. */

import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Result } from '../../src/scoring/model.ts'
import { fileWith, folder, OLD_NODE, project, run, trust } from './run.ts'

const data = async (file: string) => JSON.parse((await run(['score', file, '--json'])).out) as Result

test('the data has every key that is promised, and each score is the sum of its lines', async () => {
  const result = await data(trust('middling'))
  expect(Object.keys(result).sort()).toEqual(
    [
      'asOf',
      'caf',
      'complete',
      'contradictions',
      'domains',
      'incidents',
      'lessons',
      'notKnown',
      'overall',
      'risks',
      'ruleSet',
      'unanswered',
    ].sort(),
  )
  expect(Object.keys(result.ruleSet).sort()).toEqual(['digest', 'id', 'version'])
  for (const one of [result.overall, ...result.domains]) {
    expect(one).toMatchObject({ low: one.score, high: one.score })
    expect(one.contributions.reduce((sum, line) => sum + line.hundredths, 0)).toBe(100 * (one.score ?? -1))
    expect(one.assured).toBeLessThanOrEqual(one.low)
    expect(one.caps).toBeInstanceOf(Array)
  }
  for (const key of ['id', 'inherent', 'residual', 'low', 'high', 'assured', 'band'])
    expect(result.risks.every((risk) => key in risk)).toBe(true)
  for (const key of ['id', 'chain', 'outcome', 'reach', 'stoppedAt', 'assuredOutcome', 'cheapest', 'steps'])
    expect(result.incidents.every((incident) => key in incident)).toBe(true)
  const exercise = result.incidents.filter((incident) => incident.chain === null)
  expect(exercise).toMatchObject([{ outcome: null, cheapest: null, steps: [] }])
})

test('while answers are missing there is a range and no score, and the lines add up to its low end', async () => {
  const { complete, overall, domains, unanswered } = await data(trust('half-answered'))
  expect(complete).toBe(false)
  expect(unanswered.length).toBeGreaterThan(0)
  expect([overall.score, overall.band]).toEqual([null, null])
  expect(overall.low).toBeLessThan(overall.high)
  for (const one of [overall, ...domains])
    expect(one.contributions.reduce((sum, line) => sum + line.hundredths, 0)).toBe(100 * one.low)
})

test('the page says the band first and the number second, in both readings, and ends without a prediction', async () => {
  const { code, out, err } = await run(['score', trust('middling')])
  expect([code, err]).toEqual([0, ''])
  expect(out).toMatch(/^OFFICIAL-SENSITIVE\n/)
  expect(out).toMatch(/\nOn paper: {5}[A-Z][a-z]+, \d+ of 100\nOn evidence: {2}[A-Z][a-z]+, \d+ of 100\n/)
  expect(out).toMatch(/Of the \d+ attacks whose way in has been published or\s+reported, \d+ would have met/)
  expect(out.replace(/\s+/g, ' ')).toContain(
    'This shows how your answers compare with past attacks. It does not predict the next one.',
  )
  expect(out, 'nothing is coloured where nobody watches').not.toContain('\u001b[')
})

test('the page of a half answered file says what is missing and how to go on', async () => {
  const { out } = await run(['score', trust('half-answered')])
  expect(out).toMatch(/\nOn paper: {5}.+, between \d+ and \d+ of 100\n/)
  expect(out).toMatch(/Not complete: \d+ of \d+ questions are not answered/)
  expect(out).toMatch(/, and \d+\s+more\.\n/)
  expect(out).toContain('Add them under "answers:"')
})

test('standard input, JSON, and UTF-16 as Windows writes it give the same as the file', async () => {
  const text = readFileSync(trust('weak'), 'utf8')
  const expected = await data(trust('weak'))
  const ways = [
    await run(['score', '-', '--json'], { input: text }),
    await run(['score', fileWith(JSON.stringify(parse(text)), 'answers.json'), '--json']),
    await run(['score', fileWith(Buffer.from(`\ufeff${text}`, 'utf16le')), '--json']),
    await run(['score', fileWith(`\ufeff${text.replaceAll('\n', '\r\n')}`), '--json']),
  ]
  for (const { code, out } of ways) {
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(expected)
  }
})

test('it works from any folder, with paths as seen from there', async () => {
  const { code, out } = await run(['score', '../cases/trusts/strong.yaml'], {
    cwd: join(project, 'rules/domains'),
  })
  expect([code, out.includes('On paper')]).toEqual([0, true])
  expect((await run(['check'], { cwd: folder() })).code).toBe(0)
})

test('a reader who stops reading is no fault', () => {
  const command = `"${process.execPath}" src/wardround.mjs score "${trust('weak')}" | head -n 1`
  const out = execFileSync('sh', ['-c', command], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] })
  expect(out.toString()).toBe('OFFICIAL-SENSITIVE\n')
})

test.skipIf(OLD_NODE === undefined)(
  "on the system's older Node it starts itself again on the one it brought",
  async () => {
    const { code, out } = await run(['score', trust('strong'), '--json'], {
      ...(OLD_NODE === undefined ? {} : { node: OLD_NODE }),
    })
    expect([code, (JSON.parse(out) as Result).complete]).toEqual([0, true])
    expect(
      (await run(['score', '--nope'], { ...(OLD_NODE === undefined ? {} : { node: OLD_NODE }) })).code,
    ).toBe(2)
  },
)
