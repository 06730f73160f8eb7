import { expect, test } from 'vitest'
import { NOT_APPLICABLE, NOT_KNOWN } from '../../src/answers/levels.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { listToLookAt } from '../../src/report/listed.ts'
import { chartSigned, signOffSentence } from '../../src/report/sign-off.ts'
import { explainHeading, explainReason } from '../../src/report/to-explain.ts'
import { examineTrust } from '../web/trusts.ts'

/** An assessment of which only the overall score is another one. */
function withScore(score: number | null, assured: number, digest?: string): Examined {
  const examined = examineTrust('middling')
  const { result, ruleSet } = examined
  const overall = { ...result.overall, score, low: score ?? 20, high: score ?? 70, assured }
  return {
    ...examined,
    ruleSet: { ...ruleSet, digest: digest ?? ruleSet.digest },
    result: { ...result, overall, unanswered: score === null ? result.notKnown.slice(0, 1) : [] },
  }
}

test('a SIRO is told first what moved, and how much rests on somebody’s word', () => {
  const now = withScore(71, 44)
  expect(signOffSentence(now, withScore(59, 42))).toBe(
    'Up 12 on paper and no real change on evidence since the last signature; 27 of the 71 points on paper rest on somebody’s word',
  )
  expect(signOffSentence(now, withScore(72, 43))).toMatch(/^No real change since the last signature; 27 of/)
  const first = '27 of the 71 points on paper rest on somebody’s word'
  expect(signOffSentence(now, undefined)).toBe(first)
  // Under other rules, or of an unfinished one, a difference would say nothing.
  expect(signOffSentence(now, withScore(59, 42, 'other'))).toBe(first)
  expect(signOffSentence(now, withScore(null, 42))).toBe(first)
})

test('one point, no point on word, and an unfinished one are said as they are', () => {
  expect(signOffSentence(withScore(71, 70), undefined)).toBe(
    '1 of the 71 points on paper rests on somebody’s word',
  )
  expect(signOffSentence(withScore(71, 71), undefined)).toBe('All 71 points can be shown on evidence')
  expect(signOffSentence(withScore(null, 10), undefined)).toMatch(
    /questions? (is|are) not answered, so nobody can sign it yet$/,
  )
})

test('the last score stands in the picture only where the same rules gave it', () => {
  const beforeOf = (one: Examined) => chartSigned(withScore(71, 44), one).groups[0]?.rows[0]?.before
  expect(beforeOf(withScore(59, 42))).toBe(59)
  expect(beforeOf(withScore(59, 42, 'other'))).toBeUndefined()
})

/** The register question of a row of which the engine says that it lies between two levels, as what a SIRO looks at. */
function lookAt(floor: number, ceiling: number) {
  const examined = examineTrust('middling')
  const question = examined.ruleSet.questions.find(
    ({ form, levels }) => form.type === 'share' && levels.length > 3,
  )!
  const { declared, assured, ...row } = examined.row
  const set = (bytes: Uint8Array | undefined, byte: number) =>
    Uint8Array.from(bytes ?? [], (one, index) => (index === question.index ? byte : one))
  const between = {
    ...examined,
    row: {
      ...row,
      declared: set(declared, NOT_KNOWN + floor),
      assured: set(assured, 0),
      ceiling: set(row.ceiling, ceiling),
    },
  }
  const toExplain = [{ about: 'x', contradiction: undefined, questions: [question.id] }]
  const found = listToLookAt(between, toExplain, undefined).find(({ id }) => id === question.id)
  const last = question.levels.length - 1
  return { ...found, levels: question.levels, last, ruleSet: examined.ruleSet, toExplain: toExplain[0]! }
}

test('what a register leaves open in part is never called not known: it stands between two levels', () => {
  const half = lookAt(1, 2)
  expect(half.why).toEqual(['on paper only', 'partly known'])
  expect(half.says).toBe(`At worst: ${half.levels[1]?.text} At best: ${half.levels[2]?.text}`)
  // Something is known too where it cannot be the worst, or cannot be the best.
  expect([lookAt(1, half.last).why, lookAt(0, 2).why]).toEqual([
    ['on paper only', 'partly known'],
    ['partly known'],
  ])
  const nothing = lookAt(0, half.last)
  expect([nothing.why, nothing.says]).toEqual([['not known'], 'Not known'])
  expect(explainHeading(half.ruleSet, half.toExplain)).toMatch(/^Not all confirmed: /)
  expect(explainReason(half.ruleSet, half.toExplain)).toBe(
    'Cells of the register that could change this are not confirmed. Say who will find out, and by when.',
  )
})

test('of what does not apply its own reason is said, and of what is on paper only what is stated', () => {
  const examined = examineTrust('middling')
  const [one, other] = examined.ruleSet.questions.filter(({ notApplicable }) => notApplicable !== undefined)
  const reasons = { [one!.id]: 'We run no such service.', [other!.id]: 'Another trust does it for us.' }
  const declared = Uint8Array.from(examined.row.declared, (byte, index) =>
    index === one!.index || index === other!.index ? NOT_APPLICABLE : byte,
  )
  const left = Object.entries(reasons).map(
    ([id, reason]) => [id, { value: { kind: 'not-applicable', reason } }] as const,
  )
  const answers = { ...examined.answers.answers, ...Object.fromEntries(left) } as never
  const listed = listToLookAt(
    { ...examined, row: { ...examined.row, declared }, answers: { ...examined.answers, answers } },
    [],
    undefined,
  )
  for (const [id, reason] of Object.entries(reasons))
    expect(listed.find((item) => item.id === id)).toMatchObject({ says: reason, why: ['does not apply'] })
  const others = listed.filter(({ id }) => !(id in reasons))
  expect(others.length).toBeGreaterThan(0)
  for (const { says } of others) expect(Object.values(reasons)).not.toContain(says)
})
