/**
 * What is asked of the invented trusts, with the rows of the registers that ask.
 * Each register check asks of one small trust, and a cell that is not confirmed never does.
 */
import { expect, test } from 'vitest'
import { readAnswersFile } from '../../src/answers/file.ts'
import { score } from '../../src/scoring/score.ts'
import { rules, ruleSet } from './real-rules.ts'

/** What is asked of an invented trust, as "id: rows". */
function ask(name: string): string[] {
  const trust = rules.trusts.find((one) => one.name === name)
  const read = readAnswersFile(ruleSet, trust?.text ?? '')
  if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.faults)}`)
  return score(ruleSet, read.answers).contradictions.map(({ id, rows }) => `${id}: ${rows?.join() ?? ''}`)
}

test.each([
  ['very-weak', ['fallback-shorter-than-outage: 1']],
  ['weak', ['fallback-shorter-than-outage: 2']],
  ['half-answered', ['fallback-shorter-than-outage: 2']],
  ['middling', ['hazard-log-missing-but-ticked: 4']],
  [
    'strong-on-paper',
    [
      'no-password-ways-in-but-cloud-admins: ',
      'cap-covers-an-uncosted-outage: ',
      'hazard-log-missing-but-ticked: 5',
    ],
  ],
  ['strong', []],
  ['small-ticked-against-a-row', ['password-way-in-but-ticked: 2', 'standing-way-in-but-ticked: 2']],
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
