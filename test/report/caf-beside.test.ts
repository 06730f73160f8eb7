/** Outcomes beside answers: what does not fit together, and what each lets expect of the other. */
import { expect, test } from 'vitest'
import { askedOf } from '../../src/caf/answered.ts'
import { type Status } from '../../src/caf/model.ts'
import { readFramework } from '../../src/caf/read-framework.ts'
import { besideSentence, compareWithAnswers } from '../../src/report/caf-beside.ts'
import { possibleWords } from '../../src/report/caf.ts'
import { describeOutcomes } from '../../src/report/caf-outcomes.ts'
import { MADE_UP } from '../caf/made-up.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust } from '../web/trusts.ts'

const framework = RULE_SET.frameworks[0]!
const read = readFramework(MADE_UP)
if (!read.ok) throw new Error(JSON.stringify(read.faults))
const loaded = { framework, official: read.framework }

/** The rows where A1.a and A1.b were judged so; undefined: nobody answered. */
function rowsWith(...statuses: readonly (Status | undefined)[]) {
  const said = loaded.official.outcomes.flatMap((outcome, index) => {
    const override = statuses[index]
    if (override === undefined) return []
    const value = {
      asked: askedOf(outcome),
      said: {},
      controls: {},
      override,
      overrideBecause: 'x',
      summary: '',
    }
    return [{ frameworkId: framework.id, systemId: 'whole', outcome: outcome.code, value }]
  })
  return describeOutcomes([loaded], loaded, said, 'whole').rows
}
const compare = (trust: string, ...statuses: readonly (Status | undefined)[]) =>
  compareWithAnswers(examineTrust(trust), framework, rowsWith(...statuses))

test('an achieved outcome and an answer that holds it back do not fit, and a partially achieved one may', () => {
  const weak = compare('weak', 'achieved', 'partially-achieved')
  expect(weak.misfits.map(({ row, words }) => [row.outcome.code, words])).toEqual([
    ['A1.a', expect.stringMatching(/^Achieved by its statements, and \d+ answers hold it back$/)],
  ])
  expect(besideSentence(weak)).toBe(
    'At 1 of 2 known outcomes the statements and your answers do not fit together.',
  )
  const strong = compare('strong', 'not-achieved', 'achieved')
  expect(strong.misfits.map(({ row }) => row.outcome.code)).toEqual(['A1.a'])
})

test('a question without an answer is expected at a level of no concern where its outcomes are achieved, and nothing follows from not achieved', () => {
  const asked = (...statuses: readonly Status[]) => compare('half-answered', ...statuses).questions
  const open = asked('achieved', 'achieved')
  expect(open.length).toBeGreaterThan(0)
  for (const { question, least, from } of open) {
    expect(question.levels.find(({ text }) => text === least)?.credit).toBeGreaterThanOrEqual(75)
    expect(from.every((code) => question.caf[framework.id]?.includes(code))).toBe(true)
  }
  expect(asked('not-achieved', 'not-achieved')).toEqual([])
  for (const { question, least } of asked('partially-achieved', 'partially-achieved'))
    expect(question.levels[1]?.text).toBe(least)
})

test('an outcome that nobody answered is expected by the answers there; what has no counterpart is listed', () => {
  const { outcomes, compared, strange } = compare('all-worst', undefined, undefined)
  expect([compared, outcomes.map(({ row }) => row.outcome.code)]).toEqual([
    0,
    expect.arrayContaining(['A1.a']),
  ])
  expect(outcomes[0]?.words).toMatch(/^Hardly achieved/)
  const mapped = RULE_SET.questions.filter((one) =>
    [one.caf, one.cafInferred].some((each) =>
      each[framework.id]?.some((code) => ['A1.a', 'A1.b'].includes(code)),
    ),
  )
  for (const one of mapped) expect(strange).not.toContain(one)
  expect(strange.length).toBeGreaterThan(50)
})

test.each([
  [[], 0, 'Cannot be computed'],
  [['achieved'], 0, 'Achieved'],
  [['not-achieved', 'achieved'], 0, 'Not answered'],
  [['not-achieved', 'achieved'], 2, 'Not known: not achieved or achieved'],
] as const)('an outcome that may be %j with %i answered reads: %s', (possible, answered, words) => {
  expect(possibleWords(possible, answered)).toBe(words)
})
