/**
 * The real rule set is changed by one step, in one place at a time, and each change is caught by what `npm test` runs: the check, a case,
 * the words of a level, or what is written down of the calibration. The score is printed, with everything that was not caught.
 * PROVE_MUTANTS takes so large a share of them, for a quick look (default 1).
 */

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCalibrated } from '../../src/rules/calibrated.ts'
import { readDocuments } from '../../src/rules/documents.ts'
import { readRuleFiles } from '../../src/rules/load.ts'
import { findGate, type Gate, gatesOf } from './rule-gates.ts'
import { findMutants, type Mutant, whyTheSame } from './rule-mutants.ts'

const SHARE = Number(process.env['PROVE_MUTANTS'] ?? 1)
/** Percent. */
const WANTED = 95

const folder = join(import.meta.dirname, '../../rules')
const read = readDocuments(readRuleFiles(folder))
if ('issues' in read) throw new Error('The rules cannot be read.')
const { documents } = read
const written = readCalibrated(folder)
if (written === undefined) throw new Error('Nothing is written down of the calibration.')
const gates = gatesOf(documents, written)

test('the rule set as it stands passes every gate', () => {
  expect(findGate(documents, gates, {}, [])).toBe(undefined)
})

test('each number, level, role, limit and direction of the rules is held by a test', () => {
  const all = findMutants(documents)
  const taken = all.filter((_, index) => Math.floor((index + 1) * SHARE) > Math.floor(index * SHARE))
  const caught = new Map<Gate, number>()
  const same = new Map<string, number>()
  const left: Mutant[] = []
  for (const mutant of taken) {
    const why = whyTheSame(mutant, documents)
    if (why !== undefined) {
      same.set(why, (same.get(why) ?? 0) + 1)
      continue
    }
    const gate = findGate(mutant.documents(), gates, mutant.touched, mutant.questions)
    if (gate === undefined) left.push(mutant)
    else caught.set(gate, (caught.get(gate) ?? 0) + 1)
  }
  const percentOf = (those: number) => (100 * those) / (those + left.length)
  const sum = [...caught.values()].reduce((one, other) => one + other, 0)
  const accepted = sum - (caught.get('check') ?? 0)
  console.log(
    [
      `${all.length} changes of one step${SHARE === 1 ? '' : `, of which ${taken.length} were tried`}:`,
      ...[...same].map(([why, those]) => `${those} change nothing: ${why}.`),
      `${sum} of ${sum + left.length} were caught, ${percentOf(sum).toFixed(1)} %: ${[...caught].map(([gate, those]) => `${those} by ${WORDS[gate]}`).join(', ')}.`,
      `Of those that the check lets pass: ${percentOf(accepted).toFixed(1)} %.`,
      ...left.map(({ file, line, kind, what }) => `not caught: rules/${file}:${line} ${kind}, ${what}`),
    ].join('\n'),
  )
  expect(taken.length).toBeGreaterThan(3000 * SHARE)
  expect(percentOf(sum)).toBeGreaterThan(WANTED)
})

const WORDS: Readonly<Record<Gate, string>> = {
  check: 'the check',
  case: 'a case',
  words: 'the words of a level',
  table: 'what is written down of the calibration',
}
