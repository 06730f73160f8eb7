import { describe, expect, test } from 'vitest'
import { isAbove, lineOf } from '../../src/planning/position.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import {
  chartMatrix,
  chartRiskList,
  couldBeLower,
  groupRisks,
  risksSentence,
  risksToDo,
} from '../../src/report/risk-list.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)

/** A trust whose first risks stand at these numbers, best, at worst and on evidence; all others at 4. */
function withRisks(first: readonly (readonly [low: number, residual: number, assured: number])[]): Examined {
  const examined = examineTrust('middling')
  const risks = examined.result.risks.map((risk, index) => {
    const [low, residual, assured] = first[index] ?? [4, 4, 4]
    return { ...risk, low, residual, high: residual, assured }
  })
  return { ...examined, result: { ...examined.result, risks } }
}

test('what is accepted ends below the bands that ask for action', () => {
  expect(lineOf(RULE_SET)).toBe(7)
  expect(isAbove(RULE_SET, lineOf(RULE_SET))).toBe(false)
  expect(isAbove(RULE_SET, lineOf(RULE_SET) + 1)).toBe(true)
})

describe('the sentence of the risks', () => {
  test.each<[string, (readonly [number, number, number])[], string]>([
    ['nothing above', [], 'No risk is above what we accept, on paper or on evidence'],
    [
      'shown only',
      [[4, 4, 8]],
      'None of 16 risks is above what we accept on paper; one is, counting only what we can show',
    ],
    [
      'the same in both',
      [
        [8, 8, 8],
        [20, 20, 25],
      ],
      'Two of 16 risks are above what we accept, on paper and on evidence',
    ],
    [
      'more on evidence',
      [
        [8, 8, 8],
        [4, 4, 12],
        [4, 4, 9],
      ],
      'One of 16 risks is above what we accept on paper; three are, counting only what we can show',
    ],
    [
      'not known',
      [
        [8, 8, 8],
        [4, 12, 12],
      ],
      'One of 16 risks is above what we accept, and one may be, on paper and on evidence',
    ],
    [
      'not known and on our word',
      [
        [4, 12, 12],
        [4, 4, 12],
      ],
      'None of 16 risks is above what we accept on paper and one may be; two are, counting only what we can show',
    ],
    [
      'all on evidence',
      Array.from({ length: 16 }, () => [4, 4, 8] as const),
      'None of 16 risks is above what we accept on paper; all are, counting only what we can show',
    ],
  ])('%s', (_, risks, says) => expect(risksSentence(withRisks(risks))).toBe(says))

  test('says too early while most is open', () => {
    expect(risksSentence(examineTrust('nothing-answered'))).toMatch(/^Too early: no answer is known yet/)
    expect(risksSentence(examineTrust('half-answered'))).toMatch(
      /^Too early to rate our risks: \d+ of \d+ answers open( or not known)?$/,
    )
  })
})

test.each(everybody)(
  'every risk of %s stands once, in the group that its numbers give, numbered in order',
  (_, examined) => {
    const all = groupRisks(examined)
    expect(all.map(({ number }) => number)).toEqual(RULE_SET.risks.map((_risk, index) => index + 1))
    expect(new Set(all.map(({ row }) => row.id)).size).toBe(RULE_SET.risks.length)
    for (const { row, group } of all) {
      const [best, paper, evidence] = [row.best, row.residual.product, row.assured.product].map((product) =>
        isAbove(RULE_SET, product),
      )
      expect(group).toBe(best ? 'paper' : paper ? 'open' : evidence ? 'evidence' : 'within')
    }
    const order = all.map(({ group }) => ['paper', 'open', 'evidence', 'within'].indexOf(group))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  },
)

test.each(everybody)('list and matrix of %s have the same numbers as its result', (_, examined) => {
  const rows = chartRiskList(examined).groups.flatMap((group) => group.rows)
  const { marks, cells } = chartMatrix(examined, (id) => `/${id}`)
  for (const { number, row } of groupRisks(examined)) {
    const found = examined.result.risks.find(({ id }) => id === row.id)
    const listed = rows.find((one) => one.number === number)
    expect([listed?.before.at, listed?.paper.at, listed?.evidence.at]).toEqual([
      found?.inherent,
      found?.residual,
      found?.assured,
    ])
    expect(listed?.target).toBeUndefined()
    expect(marks.find((one) => one.number === number)).toMatchObject({
      href: `/${row.id}`,
      likelihood: found?.likelihood,
      consequence: found?.consequence,
    })
  }
  for (const { likelihood, consequence, accepted } of cells)
    expect(accepted).toBe(!isAbove(RULE_SET, likelihood * consequence))
})

test.each(everybody)(
  'on the matrix of %s stands where evidence leaves what is above, and each target that moves a risk',
  (_, examined) => {
    const target = { likelihood: 1, consequence: 1 }
    const { marks } = chartMatrix(
      examined,
      (id) => `/${id}`,
      groupRisks(examined),
      (id) => (id === groupRisks(examined)[0]?.row.id ? target : undefined),
    )
    for (const { number, row, group } of groupRisks(examined)) {
      const drawn = marks.find((one) => one.number === number)
      const { product } = row.assured
      if (group === 'within' || product === row.residual.product)
        expect(drawn?.evidence, row.id).toBeUndefined()
      else
        expect((drawn?.evidence?.likelihood ?? 0) * (drawn?.evidence?.consequence ?? 0), row.id).toBe(product)
      expect(drawn?.target).toEqual(number === 1 ? target : undefined)
    }
  },
)

test('the gravest band has the gravest tone, and the least grave the least', () => {
  const { cells } = chartMatrix(examineTrust('weak'), (id) => id)
  const tone = (likelihood: number, consequence: number) =>
    cells.find((one) => one.likelihood === likelihood && one.consequence === consequence)?.tone
  expect([tone(1, 1), tone(2, 2), tone(2, 4), tone(5, 5)]).toEqual([0, 1, 2, 3])
})

describe('what to act on first', () => {
  test.each(everybody)('of %s are at most three that ask for action, or to answer', (_, examined) => {
    const toDo = risksToDo(examined)
    expect(toDo.length).toBeLessThanOrEqual(3)
    const groups = new Map(groupRisks(examined).map(({ row, group }) => [row.id, group]))
    for (const { risk } of toDo) if (risk !== undefined) expect(groups.get(risk)).not.toBe('within')
  })
  test('one of three rests on our word where one does, and is never said to be missing', () => {
    const toDo = risksToDo(examineTrust('strong-on-paper'))
    const words = toDo.filter(({ says }) =>
      /^\d+ on paper, \d+ on evidence: (1 thing that lowers it rests|([2-9]|\d\d) things that lower it rest) on our word\.$/.test(
        says,
      ),
    )
    expect(words.length).toBeGreaterThan(0)
    for (const { says } of words) expect(says).not.toContain('not in place')
  })
  test('of a risk above on paper it says what is not in place, and what is not known apart', () => {
    const says = risksToDo(examineTrust('very-weak')).map((one) => one.says)
    expect(says.some((one) => /Of \d+ things that would lower it, \S+ (is|are) not in place/.test(one))).toBe(
      true,
    )
    expect(risksToDo(examineTrust('nothing-answered'))).toMatchObject([{ risk: undefined }])
  })
})

test('which could still be lower is said by number, and nothing where none could', () => {
  const examined = examineTrust('half-answered')
  const open = groupRisks(examined).filter(({ row }) => row.range !== undefined)
  for (const { number } of open) expect(couldBeLower(examined)).toMatch(new RegExp(`\\b${number}\\b`))
  expect(couldBeLower(examineTrust('all-best'))).toBeUndefined()
})
