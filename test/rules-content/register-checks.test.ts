/** The register checks on small invented trusts: each asks once, and a cell that is not confirmed never does. */
import { expect, test } from 'vitest'
import { readAnswersFile } from '../../src/answers/file.ts'
import { findContradictions } from '../../src/scoring/contradictions.ts'
import { readingsOf } from '../../src/scoring/reading.ts'
import { encode } from '../../src/answers/encode.ts'
import { rules, ruleSet } from './real-rules.ts'

/** What is asked of an invented trust, as "check: rows". */
function ask(name: string): string[] {
  const trust = rules.trusts.find((one) => one.name === name)
  const read = readAnswersFile(ruleSet, trust?.text ?? '')
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.faults)}`)
  const row = encode(ruleSet, read.answers)
  return findContradictions(ruleSet, row, readingsOf(ruleSet, row), read.answers).map(
    ({ id, rows }) => `${id}: ${rows?.join() ?? ''}`,
  )
}

test.each([
  ['small-ticked-against-a-row', ['password-way-in-but-ticked: 2']],
  ['small-way-in-denied', ['way-in-but-not-applicable: 2']],
  ['small-two-restore-dates', ['main-record-restore-dates-differ: 1']],
  ['small-hazard-log-and-fallback', ['hazard-log-missing-but-ticked: 1', 'fallback-shorter-than-outage: 1']],
  ['small-way-in-not-confirmed', []],
  ['small-cells-not-confirmed', []],
])('%s asks %j', (name, expected) => {
  expect(ask(name)).toEqual(expected)
})

test('every register check is asked of one of them', () => {
  const small = rules.trusts.map(({ name }) => name).filter((name) => name.startsWith('small-'))
  const found = new Set(small.flatMap(ask).map((line) => line.split(':')[0]))
  expect([...found].sort()).toEqual(ruleSet.registerChecks.map(({ id }) => id).sort())
})
