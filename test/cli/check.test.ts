/** What `wardround check` tells the author of a rule set. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CheckReport } from '../../src/cli/check.ts'
import { fileWith, folder, good, rulesWith, run } from './run.ts'

test("the project's own rules are sound, and one line counts them and names their digest", async () => {
  const { code, out, err } = await run(['check'])
  expect(out).toMatch(
    /^ward-round \d+\.\d+\.\d+ is sound: \d+ scored questions in \d+ domains, \d+ of scope, \d+ registers, \d+ risks, \d+ incidents, \d+ cases agree; digest [0-9a-f]{64}\.\n$/,
  )
  expect([code, err]).toEqual([0, ''])
})

test('every fault stands on a line with file, line and code, and the remedy below it', async () => {
  const { code, out } = await run(['check', rulesWith('unknown-level')])
  expect(out.split('\n').slice(0, 2)).toEqual([
    'risks/takeover.yaml:8 unknown-level risk “takeover”: no level of “ways-in” is called “nothing”',
    '    Write one of: three-or-more, two, one, none.',
  ])
  expect(out).toMatch(/\n1 fault\.\n$/)
  expect(code).toBe(1)
})

test('a warning is told as one and fails nothing', async () => {
  const { code, out } = await run(['check', rulesWith('double-question')])
  expect(out).toMatch(/^domains\/partners\.yaml:23 warning double-question .+\n {4}Ask one thing/)
  expect(out).toMatch(/is sound: .+, 1 warning; digest /)
  expect(code).toBe(0)
})

test('a case that disagrees is a fault at its own line', async () => {
  const cases = readFileSync(join(good, 'cases/first.yaml'), 'utf8')
  const rules = rulesWith(undefined, { 'cases/first.yaml': cases.replace('score: 57', 'score: 58') })
  const { code, out } = await run(['check', rules])
  const line = cases.split('\n').findIndex((text) => text.includes('score: 57')) + 1
  expect(out).toContain(`cases/first.yaml:${line} case-disagrees `)
  expect(code).toBe(1)
})

test('as data, it holds the same', async () => {
  const sound = await run(['check', good, '--json'])
  const report = JSON.parse(sound.out) as CheckReport
  expect(report).toMatchObject({ ok: true, ruleSet: { id: expect.any(String) as string }, faults: [] })
  expect(report.counts?.cases).toBe(1)
  const faulty = await run(['check', rulesWith('unknown-level'), '--json'])
  expect(JSON.parse(faulty.out)).toMatchObject({
    ok: false,
    ruleSet: null,
    faults: [{ code: 'unknown-level', file: 'risks/takeover.yaml', line: 8 }],
  })
  expect(faulty.code).toBe(1)
})

test('a folder that is none is misuse; an empty one has faults', async () => {
  const empty = folder()
  const missing = await run(['check', join(empty, 'nowhere')])
  expect(missing).toEqual({ code: 2, out: '', err: `There is no folder ${join(empty, 'nowhere')}.\n` })
  const file = fileWith('')
  expect((await run(['check', file])).err).toContain(`${file} is not a folder`)
  expect((await run(['check', empty])).code).toBe(1)
})

test('a command that needs sound rules names their faults and stops', async () => {
  const { code, out, err } = await run(['template', '--rules', rulesWith('unknown-level')])
  expect(err).toContain('risks/takeover.yaml:8 unknown-level ')
  expect([code, out]).toEqual([1, ''])
})
