import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countAsked } from '../../src/report/asked.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { describeQuestion } from '../../src/report/question-words.ts'
import {
  describeContradictions,
  describeDomains,
  describeHeadline,
  describeLimits,
} from '../../src/report/results.ts'
import { type Sum, sumDomain, sumOverall } from '../../src/report/sums.ts'
import { RULE_SET } from '../service/house.ts'
import { examine, examineTrust, TRUSTS } from '../web/trusts.ts'
import { anyExamined } from './random-rows.ts'

const names = Object.keys(TRUSTS)
const everybody = names.map((name) => [name, examineTrust(name)] as const)

function expectToAddUp(sum: Sum | undefined): asserts sum is Sum {
  expect(sum).toBeDefined()
  for (const column of sum?.columns ?? []) {
    const total = sum?.lines.reduce((all, line) => all + (line.in[column]?.hundredths ?? 0), 0)
    expect(total).toBe(100 * (sum?.scores[column] ?? Number.NaN))
  }
}

function expectExact(examined: Examined) {
  const { result } = examined
  const overall = sumOverall(examined)
  expectToAddUp(overall)
  expect(overall.scores).toMatchObject({ paper: result.overall.low, evidence: result.overall.assured })
  expect(overall.scores.most).toBe(result.overall.high)
  for (const domain of result.domains) {
    const sum = sumDomain(examined, domain.id)
    expectToAddUp(sum)
    expect(sum.scores).toEqual({ paper: domain.low, evidence: domain.assured, most: domain.high })
  }
}

test.each(everybody)(
  'every line of %s adds up to exactly the scores shown, in each reading',
  (_, examined) => {
    expectExact(examined)
  },
)

test('lines add up to exactly the scores shown, whatever is answered', () => {
  fc.assert(fc.property(anyExamined, expectExact), { numRuns: 150 })
})

test('the lines on paper are those of the result', () => {
  for (const [, examined] of everybody)
    for (const domain of examined.result.domains) {
      const lines = sumDomain(examined, domain.id)?.lines.flatMap((line) => line.in.paper ?? [])
      expect(new Set(lines)).toEqual(new Set(domain.contributions))
    }
})

/** The name of the band in which a score lies. */
const bandOf = (score: number) => RULE_SET.bands.findLast(({ from }) => from <= score)?.name ?? ''

test('the band comes first and the number second, and there is no decimal', () => {
  const headline = describeHeadline(examineTrust('middling'))
  const { score, assured } = examineTrust('middling').result.overall
  expect(headline.paper.whole).toBe(`${bandOf(score ?? -1)}, ${score} of 100`)
  expect(headline.evidence.whole).toBe(`${bandOf(assured)}, ${assured} of 100`)
  expect(headline.open).toBeUndefined()
})

test('while answers are missing there is a range, and why', () => {
  const examined = examineTrust('half-answered')
  const headline = describeHeadline(examined)
  const { low, high } = examined.result.overall
  expect(headline.paper.number).toBe(`between ${low} and ${high} of 100`)
  expect(headline.open).toBe(
    `${examined.result.unanswered.length} of ${countAsked(examined)} questions are not answered`,
  )
  expect(headline.means.map((one) => one.band)).toEqual(['Exposed', 'Fragile'])
})

test('where nothing is answered, it says so instead of comparing nothing with nothing', () => {
  const headline = describeHeadline(examineTrust('nothing-answered'))
  expect(headline.anyKnown).toBe(false)
  expect(headline.between).toContain('Nothing is stated yet')
})

test('a limit that binds says where it holds the score, and one that does not says that it takes nothing off', () => {
  const [domain, cap] = RULE_SET.domains.flatMap((one) => one.caps.map((cap) => [one, cap] as const))[0] ?? []
  const { answers } = examineTrust('strong')
  expect(cap?.id).toBe('several-doors')
  const doors = examine({
    ...answers,
    answers: {
      ...answers.answers,
      'mfa-remote-ways-in': { value: { kind: 'number', number: '5' }, assurance: 'asserted' },
    },
  })
  const found = describeDomains(doors).find(({ id }) => id === domain?.id)
  expect(found?.paper.number).toBe(`${cap?.atMost} of 100`)
  expect(found?.limits[0]?.says).toBe(
    `It allows at most ${cap?.atMost} of 100. It holds the score at ${cap?.atMost} now.`,
  )
  const weak = describeDomains(examineTrust('very-weak')).find(({ id }) => id === domain?.id)
  expect(weak?.limits[0]?.says).toContain('takes nothing off now')
})

test('a looser limit beside a stricter one says what it would leave alone', () => {
  const [strict, loose] = [
    { id: 'strict', atMost: 40, binds: true },
    { id: 'loose', atMost: 60, binds: false },
  ]
  const caps = [strict, loose].map(({ id, atMost }) => ({
    id,
    atMost,
    because: id,
    source: 'judgement' as const,
    when: { kind: 'all' as const, of: [] },
  }))
  const contributions = [
    { kind: 'cap' as const, id: 'strict', hundredths: -2000, wouldLeave: 40 },
    { kind: 'cap' as const, id: 'loose', hundredths: 0, wouldLeave: 60 },
  ]
  const said = describeLimits(caps, [strict, loose], { contributions }).map((one) => one.says)
  expect(said).toEqual([
    'It allows at most 40 of 100. It holds the score at 40 now.',
    'It allows at most 60 of 100. Alone it would leave 60; a stricter limit holds the score lower.',
  ])
})

test('a raise that moves nothing says which limit hides it', () => {
  const { answers } = examineTrust('strong')
  const doors = examine({
    ...answers,
    answers: {
      ...answers.answers,
      'mfa-remote-ways-in': { value: { kind: 'number', number: '5' }, assurance: 'asserted' },
      'mfa-staff-accounts': { value: { kind: 'counts', count: 0, of: 10 }, assurance: 'asserted' },
    },
  })
  const said = describeQuestion(doors, 'mfa-staff-accounts')?.raises.map((raise) => raise.hidden)
  expect(said?.some((one) => one?.includes('A limit holds this domain at 39: Several doors'))).toBe(true)
})

test('every question of every trust is described, and each raise that moves nothing has its reason', () => {
  for (const [, examined] of everybody)
    for (const { id } of RULE_SET.questions) {
      const words = describeQuestion(examined, id)
      expect(words?.counted).not.toBe('')
      for (const raise of words?.raises ?? [])
        expect(raise.overall.endsWith('(unchanged)')).toBe(raise.hidden !== undefined)
      expect((words?.raises.length === 0) === (words?.noRaise !== undefined)).toBe(true)
    }
})

test('contradictions carry their kind and the question to ask', () => {
  const found = describeContradictions(examineTrust('strong-on-paper'))
  expect(found.length).toBeGreaterThan(0)
  for (const one of found) {
    expect(one.ask).toMatch(/\?$/)
    expect(one.name).not.toBe('')
    expect(one.questions.length + (one.register?.rows.length ?? 0)).toBeGreaterThan(0)
  }
})

test('an answer that is not there, or not known, is never shown as the level it counts as', () => {
  const examined = examineTrust('half-answered')
  const { unanswered, notKnown } = examined.result
  for (const id of [...unanswered, ...notKnown]) {
    const words = describeQuestion(examined, id)
    const worst = words?.question.levels[0]
    if (words === undefined || words.explained.answer.level !== worst?.id) continue
    expect(`${words.counted} ${words.assured}`).not.toContain(worst?.text)
    expect(words.counted).toMatch(/^Not (answered|known)/)
  }
})

test.each([
  [{ score: 40, low: 40, high: 40, assured: 39 }, 'What you state and what you can show say the same.'],
  [{ score: 40, low: 40, high: 40, assured: 30 }, '10 of the 40 points on paper rest on your word only.'],
  [
    { score: null, low: 6, high: 59, assured: 4 },
    'At the lower end of the range, what you state and what you can show say the same.',
  ],
  [
    { score: null, low: 40, high: 59, assured: 4 },
    '36 of the 40 points at the lower end rest on your word only.',
  ],
])('the distance between the readings of %o', (overall, said) => {
  const [, examined] = everybody[0] ?? []
  if (examined === undefined) throw new Error('There is no trust.')
  const result = { ...examined.result, overall: { ...examined.result.overall, ...overall } }
  expect(describeHeadline({ ...examined, result }).between).toBe(said)
})
