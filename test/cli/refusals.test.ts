/** What the command line refuses: misuse and wrong answers files, in clear lines on standard error, with exit code 2. */

import { chmodSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nearest } from '../../src/rules/nearest.ts'
import { fileWith, folder, good, run, trust } from './run.ts'

test.each([
  ['an unknown option', ['score', 'file.yaml', '--fast']],
  ['an option of another command', ['template', '--json']],
  ['an excess argument', ['score', 'one.yaml', 'two.yaml']],
  ['a missing argument', ['explain', 'one.yaml']],
  ['an unknown command', ['rate', 'one.yaml']],
  ['an unknown example', ['template', '--example', 'perfect']],
  ['no command at all', []],
])('%s is refused', async (_, args) => {
  const { code, out, err } = await run(args)
  expect([code, out]).toEqual([2, ''])
  expect(err).not.toBe('')
})

test('help is no misuse, and says what the product must not be used for', async () => {
  const { code, out } = await run(['--help'])
  expect(code).toBe(0)
  expect(out).toContain('must not be')
})

test('a wrong answers file names every fault with its line, and nothing else happens', async () => {
  const file = fileWith(
    [
      'organisation: { name: Trust, cohort: acute }',
      'as-of: 2026-01-31',
      'answers:',
      '  ways-in: many',
      '  nobody-asks-this: 3',
      'register: {}',
    ].join('\n'),
  )
  const { code, out, err } = await run(['score', file, '--rules', good, '--json'])
  const lines = err.trimEnd().split('\n')
  expect(lines.map((line) => line.replace(file, 'FILE').replace(/(:\d+) .*/, '$1'))).toEqual([
    'FILE:4',
    'FILE:5',
    'FILE:6',
  ])
  expect(lines[0]).toContain('"many" is not a number')
  expect([code, out]).toEqual([2, ''])
})

test('a file that cannot be read is one clear line', async () => {
  const dir = folder()
  const secret = fileWith('answers: {}')
  chmodSync(secret, 0)
  const cases: [string, RegExp][] = [
    [`${dir}/nowhere.yaml`, /^There is no file /],
    [dir, / is a folder\. /],
    [fileWith(' \n'), / is empty\. /],
    [fileWith(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0xff, 0xd8)), / is not text in UTF-8\. /],
    [fileWith(`answers:\n  a: ${'x'.repeat(2_000_000)}`), /:1 The file is larger than 1 MB/],
    ...(process.getuid?.() === 0 ? [] : [[secret, / you have no permission/] as [string, RegExp]]),
  ]
  for (const [file, message] of cases) {
    const { code, out, err } = await run(['score', file, '--rules', good])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect([code, out]).toEqual([2, ''])
  }
})

test('an id that nothing has is answered with the nearest ones', async () => {
  const explained = await run(['explain', trust('weak'), 'mfa-remote-way-in'])
  expect(explained.err).toContain('Did you mean mfa-remote-ways-in')
  const replayed = await run(['replay', trust('weak'), 'wannacry-2018'])
  expect(replayed.err).toContain('Did you mean wannacry-2017')
  const incident = await run(['explain', trust('weak'), 'wannacry-2017'])
  expect(incident.err).toContain('is an incident')
  expect([explained, replayed, incident].map(({ code, out }) => [code, out])).toEqual(Array(3).fill([2, '']))
})

test('the nearest ids are the likest, and none is offered for something quite different', () => {
  const ids = ['board', 'recovery', 'mfa-remote-ways-in', 'mfa-staff-accounts']
  expect(nearest('recovry', ids)).toEqual(['recovery'])
  expect(nearest('remote', ids)).toEqual(['mfa-remote-ways-in'])
  expect(nearest('zzzzzzzz', ids)).toEqual([])
})

test('settings of the server that mean nothing are misuse', async () => {
  const { code, out, err } = await run(['serve'], { env: { PORT: 'http' } })
  expect([code, out, err]).toEqual([2, '', 'PORT must be a number from 0 to 65535; it is "http".\n'])
})
