/** Every page in plain text, for every invented trust, says something about everything and nothing that is not there. */

import { expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { readAnswersFile } from '../../src/answers/file.ts'
import { explain, explainableIds } from '../../src/report/explain.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { addExplanation } from '../../src/report/text-explain.ts'
import { TextPage, wrap } from '../../src/report/text-page.ts'
import { addReplay } from '../../src/report/text-replay.ts'
import { addScore } from '../../src/report/text-score.ts'
import { writeTemplate } from '../../src/report/text-template.ts'
import { CLOSING } from '../../src/report/words.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { score } from '../../src/scoring/score.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'

const { ruleSet, trusts } = loadRuleSet(new URL('../../rules', import.meta.url).pathname, scoresBeforeLimits)
const examined = new Map(
  [...trusts, { name: 'empty', text: writeTemplate(ruleSet, ruleSet.date) }].map(({ name, text }) => {
    const read = readAnswersFile(ruleSet, text)
    if (!read.ok) throw new Error(`${name}: ${JSON.stringify(read.faults)}`)
    const row = encode(ruleSet, read.answers)
    return [name, { ruleSet, answers: read.answers, row, result: score(ruleSet, read.answers, row) }]
  }),
)

function pageOf(fill: (page: TextPage) => void): string {
  const page = new TextPage()
  fill(page)
  return page.lines.map((line) => line.text).join('\n')
}

function expectWhole(text: string): void {
  const lines = text.split('\n')
  expect(lines.filter((line) => /undefined|NaN|\bnull\b|\[object|\.\.(?!\.)| \.|\$\{/.test(line))).toEqual([])
  expect(lines.filter((line) => line.length > 100 && !line.includes('http'))).toEqual([])
}

test.each([...examined.keys()])('of the trust "%s"', (name) => {
  const trust = examined.get(name) as Examined
  const page = pageOf((one) => addScore(one, trust))
  expectWhole(page)
  expect(page.replace(/\s+/g, ' ').endsWith(CLOSING)).toBe(true)
  for (const id of explainableIds(trust)) {
    const explanation = explain(trust, id)
    if (explanation === undefined) throw new Error(`nothing explains ${id}`)
    expectWhole(pageOf((one) => addExplanation(one, trust, explanation)))
    if (explanation.kind === 'domain' || explanation.kind === 'overall')
      expect(explanation.lines.reduce((sum, line) => sum + line.hundredths, 0)).toBe(100 * explanation.low)
    if (explanation.kind === 'risk')
      for (const axis of [explanation.likelihood, explanation.consequence])
        expect(Math.max(axis.inherent - axis.lowered, axis.floor)).toBe(axis.residual)
  }
  for (const incident of ruleSet.incidents) expectWhole(pageOf((one) => addReplay(one, trust, incident)))
})

test('every id means one thing only', () => {
  const ids = [...explainableIds({ ruleSet }), ...ruleSet.incidents.map((incident) => incident.id)]
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('words are wrapped at the width, and a word that is longer keeps a line of its own', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three'])
  expect(wrap('a https://a-long-address b', 8)).toEqual(['a', 'https://a-long-address', 'b'])
  expect(wrap('', 8)).toEqual([''])
})

test('numbers stand at the right of their column', () => {
  const page = new TextPage(40)
  page.table(
    ['Points', 'From'],
    [
      [{ text: '1.00', right: true }, 'one'],
      [{ text: '12.00', right: true }, 'twelve'],
    ],
  )
  expect(page.lines.map((line) => line.text)).toEqual(['Points  From', '  1.00  one', ' 12.00  twelve'])
})
