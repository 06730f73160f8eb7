import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needOf } from '../../src/report/lines.ts'
import { chartPoints, pointsSentence } from '../../src/report/points.ts'
import { bandsSentence, chartProfile, resultsSentence, worstThree } from '../../src/report/profile.ts'
import { describeState, type Standing } from '../../src/report/state-line.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import type { ScoreResult } from '../../src/scoring/model.ts'
import { summarise } from '../../src/peers/summary.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'
import { anyExamined } from './random-rows.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)

/** An assessment of which only the scores are other ones: of every domain these, in their order, and the overall one. */
function withScores(
  overall: Partial<ScoreResult>,
  domains: readonly (readonly [low: number, high: number, assured: number])[],
): Examined {
  const examined = examineTrust('middling')
  const { result } = examined
  return {
    ...examined,
    result: {
      ...result,
      complete: overall.score !== null,
      overall: { ...result.overall, ...overall },
      domains: result.domains.map((one, index) => {
        const [low, high, assured] = domains[index] ?? [90, 90, 90]
        return { ...one, score: low === high ? low : null, low, high, assured }
      }),
    },
  }
}

describe('what a domain needs', () => {
  test.each([
    [59, 59, 0, 'work'],
    [60, 60, 36, 'holds'],
    [60, 60, 35, 'proof'],
    [59, 60, 0, 'answers'],
    [20, 59, 0, 'work'],
    [100, 100, 75, 'proof'],
  ])('between %i and %i on paper and %i on evidence: %s', (low, high, assured, need) =>
    expect(needOf({ low, high, assured })).toBe(need),
  )
})

describe('the sentence of the results', () => {
  const at = (score: number, assured: number) => ({ score, low: score, high: score, assured })
  test.each<[Partial<ScoreResult>, (readonly [number, number, number])[], string]>([
    [
      at(71, 44),
      [
        [25, 25, 19],
        [44, 44, 38],
        [85, 85, 9],
      ],
      'We say 71 of 100 and can show 44: two domains need real work and one needs proof',
    ],
    [at(71, 44), [[85, 85, 9]], 'We say 71 of 100 and can show 44: one domain needs proof'],
    [at(71, 0), [[25, 25, 0]], 'We say 71 of 100 and can show nothing of it: one domain needs real work'],
    [at(90, 90), [], 'We say 90 of 100 and can show all of it: every domain holds up'],
    [
      { score: null, low: 41, high: 60, assured: 20 },
      [
        [25, 30, 19],
        [44, 70, 38],
        [85, 90, 9],
      ],
      'We say between 41 and 60 of 100 and can show 20: one domain needs real work, one is not known yet and one needs proof',
    ],
    [
      { score: null, low: 41, high: 60, assured: 41 },
      [[44, 70, 38]],
      'We say between 41 and 60 of 100 and can show 41: one domain is not known yet',
    ],
  ])('%o %o', (overall, domains, says) => expect(resultsSentence(withScores(overall, domains))).toBe(says))

  test('says too early while so much is open that no score can be read, and never a number as if it were one', () => {
    const early = examineTrust('half-answered')
    const { low, high } = early.result.overall
    expect(resultsSentence(early)).toMatch(
      new RegExp(
        `^Too early for a score: with \\d+ of \\d+ answers open or not known it lies between ${low} and ${high}$`,
      ),
    )
    expect(resultsSentence(examineTrust('nothing-answered'))).toBe(
      'Too early for a score: no answer is known yet',
    )
  })
})

test('how far the scores moved is said without a small difference, and with rules that changed', () => {
  const examined = examineTrust('middling')
  const { overall } = examined.result
  const summary = summarise(RULE_SET, examined.row)
  const before = (moved: number, moved2: number, ruleSet = RULE_SET) => ({
    asOf: '2025-11-22',
    ruleSet,
    summary: { ...summary, overall: overall.low - moved, overallAssured: overall.assured - moved2 },
  })
  expect(bandsSentence(examined, before(12, 2))).toMatch(
    /^On paper that is \w+, up 12; on evidence \w+, no real change since 22 November 2025\.$/,
  )
  expect(bandsSentence(examined, before(-3, 3, { ...RULE_SET, digest: 'other' }))).toMatch(
    /, down 3; on evidence \w+, up 3 since 22 November 2025; the rules changed in between\.$/,
  )
  expect(bandsSentence(examined, undefined)).toMatch(/^On paper that is \w+; on evidence \w+\.$/)
  expect(bandsSentence(examineTrust('half-answered'), before(12, 2))).not.toContain('since')
})

test('the profile holds every domain once, with the numbers of the result', () => {
  for (const [, examined] of everybody) {
    const chart = chartProfile(examined, undefined, undefined)
    const rows = chart.groups.flatMap((group) => group.rows)
    expect(rows).toHaveLength(RULE_SET.domains.length)
    for (const { id, low, high, assured } of examined.result.domains) {
      const title = RULE_SET.domains.find((one) => one.id === id)?.title
      expect(rows.find(({ label }) => label === title)).toMatchObject({ paper: low, high, evidence: assured })
      expect(chart.description).toContain(
        `${title} ${low === high ? low : `${low} to ${high}`}, shown ${assured}`,
      )
    }
  }
})

test('last year and the middle of the group stand at the domain of the same id, whatever its place was', () => {
  const examined = examineTrust('middling')
  const turned = RULE_SET.domains.toReversed().map((domain, index) => ({ ...domain, index }))
  const ruleSet = { ...RULE_SET, domains: turned.slice(1) }
  const summary = { ...summarise(RULE_SET, examined.row), domains: turned.map((_, index) => index) }
  const figures = { domains: turned.map((_, index) => ({ onPaper: { p50: 5 * index }, onEvidence: {} })) }
  const chart = chartProfile(
    examined,
    { asOf: '2025-11-22', ruleSet, summary },
    { ruleSet, figures: figures as never },
  )
  for (const { label, before, middle } of chart.groups.flatMap((group) => group.rows)) {
    const there = ruleSet.domains.find(({ title }) => title === label)
    expect([before, middle]).toEqual([there?.index, there === undefined ? undefined : 5 * there.index])
  }
})

describe('what to look at first', () => {
  test.each(everybody)('of %s are at most three domains that do not hold up, or to answer', (_, examined) => {
    const toDo = worstThree(examined)
    expect(toDo.length).toBeLessThanOrEqual(3)
    for (const { domain, says } of toDo) {
      expect(says).not.toBe('')
      if (domain === undefined) continue
      expect(needOf(examined.result.domains.find(({ id }) => id === domain)!)).not.toBe('holds')
    }
  })

  test('names no risk twice, and nothing where everything holds up', () => {
    const risks = worstThree(examineTrust('very-weak')).flatMap(({ says }) => /“.*”/.exec(says) ?? [])
    expect(risks).toHaveLength(3)
    expect(new Set(risks).size).toBe(3)
    expect(worstThree(examineTrust('all-best'))).toEqual([])
  })

  test('what lacks proof is said to count on our word, and never to be missing', () => {
    const toDo = worstThree(examineTrust('strong-on-paper'))
    expect(
      toDo.some(({ says }) =>
        /^Against \d+ of \d+ past attacks, such as .*, it counts on our word only\./.test(says),
      ),
    ).toBe(true)
    for (const { says } of toDo) expect(says).not.toContain('not have been enough')
  })

  test('only of a domain that cannot be told yet it is said what is missing in it, and what nobody knows', () => {
    const [first, second] = RULE_SET.domains
    const idOf = (index: number | undefined) => RULE_SET.questions[index ?? 0]?.id ?? ''
    const examined = withScores({ score: null, low: 60, high: 80 }, [
      [20, 90, 10],
      [20, 20, 10],
    ])
    const { result } = examined
    const toDo = worstThree({
      ...examined,
      result: {
        ...result,
        unanswered: [idOf(first?.questions[0]), idOf(second?.questions[0])],
        notKnown: [idOf(first?.questions[1]), idOf(first?.questions[2]), idOf(second?.questions[1])],
      },
    })
    const saysOf = (id: string | undefined) => toDo.find(({ domain }) => domain === id)?.says ?? ''
    expect(saysOf(first?.id)).toContain('1 answer is missing and 2 answers nobody knows.')
    expect(saysOf(second?.id)).not.toMatch(/missing|nobody knows/)
    const open = { ...examined, result: { ...result, unanswered: [idOf(first?.questions[0])], notKnown: [] } }
    expect(worstThree(open).find(({ domain }) => domain === first?.id)?.says).toMatch(/1 answer is missing\./)
    const unknown = {
      ...examined,
      result: { ...result, unanswered: [], notKnown: [idOf(first?.questions[0])] },
    }
    expect(worstThree(unknown).find(({ domain }) => domain === first?.id)?.says).not.toContain('missing')
  })

  test('while it is too early it is to answer', () => {
    expect(worstThree(examineTrust('nothing-answered'))).toMatchObject([{ domain: undefined }])
    expect(worstThree(examineTrust('half-answered'))).toMatchObject([{ domain: undefined }])
  })
})

/** Every step takes something, and what is left at each stage is the score of that reading. */
function expectToAddUp(examined: Examined): void {
  const { overall } = examined.result
  const { stages } = chartPoints(examined)
  let left = 100
  for (const { steps, stage } of stages) {
    for (const { points } of steps) {
      expect(points).toBeGreaterThan(0)
      expect(Number.isInteger(points)).toBe(true)
      left -= points
    }
    expect(left).toBe(stage.total)
    expect(stage.parts.reduce((sum, part) => sum + part.points, 0)).toBe(stage.total)
  }
  expect(stages.map(({ stage }) => stage.total)).toEqual([overall.low, overall.assured])
  const open = stages[0]?.steps
    .filter(({ fill }) => fill === 'unknown')
    .reduce((sum, one) => sum + one.points, 0)
  expect(open).toBe(overall.high - overall.low)
}

test('where the points went adds up from 100 to both scores, for every trust and whatever is answered', () => {
  for (const [, examined] of everybody) expectToAddUp(examined)
  fc.assert(fc.property(anyExamined, expectToAddUp), { seed: 20261130, numRuns: 100 })
})

test.each([
  ['all-best', '0 points are real gaps; none is said but not shown.'],
  ['all-worst', '100 points are real gaps; none is said but not shown.'],
])('of %s: %s', (name, says) => expect(pointsSentence(examineTrust(name))).toBe(says))

test('the points that are said and not shown are counted, one as one', () => {
  for (const [, examined] of everybody) {
    const { low, assured } = examined.result.overall
    const said = low - assured
    const words = said === 0 ? 'none is' : said === 1 ? '1 is' : `${said} are`
    if (examined.result.complete) expect(pointsSentence(examined)).toContain(`; ${words} said but not shown.`)
  }
  expect(everybody.some(([, { result }]) => result.overall.low - result.overall.assured > 1)).toBe(true)
})

test('of a domain that needs proof the gravest risk is named as it stands on evidence, else as on paper', () => {
  const seen = new Set<string>()
  for (const [, examined] of everybody)
    for (const { domain, says } of worstThree(examined)) {
      const found = examined.result.domains.find(({ id }) => id === domain)
      if (found === undefined || !says.includes(' stands at ')) continue
      const need = needOf(found)
      seen.add(need)
      expect(says).toMatch(need === 'proof' ? /stands at \d+ of 25 on evidence\.$/ : /stands at \d+ of 25\.$/)
    }
  expect([...seen]).toEqual(expect.arrayContaining(['proof', 'work']))
})

describe('the state line', () => {
  const step = (kind: string, text = '') => ({ kind, at: '2026-12-04T09:00:00Z', byName: 'A. Siro', text })
  const asAt = /Answers as at 22 November 2026: all \d+ answered(, \d+ “don’t know”)?\.$/
  const of = (status: Standing['status'], steps: Standing['steps'], signedAt?: string) =>
    describeState(examineTrust('middling'), { status, steps, signedAt })

  test.each<[Standing['status'], Standing['steps'], string, string, boolean]>([
    ['draft', [], 'Draft', '', false],
    ['draft', [step('submitted'), step('withdrawn')], 'Draft', '', false],
    [
      'returned',
      [step('submitted'), step('returned', 'Why?')],
      'Returned',
      'By the SIRO on 4 December 2026. ',
      true,
    ],
    ['submitted', [step('submitted')], 'Submitted', 'Waits for the SIRO since 4 December 2026. ', true],
    ['signed', [step('submitted'), step('signed')], 'Signed', 'By A. Siro on 4 December 2026. ', false],
    [
      'signed',
      [step('signed-with-reservations', 'Not x.')],
      'Signed',
      'By A. Siro on 4 December 2026, with these reservations. ',
      true,
    ],
    ['superseded', [step('signed'), step('reopened')], 'Replaced', 'By A. Siro on 4 December 2026. ', false],
  ])('%s %o', (status, steps, tag, says, waits) => {
    const line = of(status, steps)
    expect(line).toMatchObject({ tag, waits })
    expect(line.says.startsWith(says)).toBe(true)
    expect(line.says.slice(says.length)).toMatch(asAt)
  })

  test('quotes reservations word for word, and of one signed before steps were kept says when', () => {
    expect(of('signed', [step('signed-with-reservations', 'Not x.')]).reservations).toBe('Not x.')
    expect(of('signed', [step('signed')]).reservations).toBeUndefined()
    expect(of('signed', [], '2026-12-05T09:00:00Z').says).toMatch(/^On 5 December 2026\. Answers/)
  })

  test('says how much is open', () => {
    const examined = examineTrust('half-answered')
    const { says } = describeState(examined, { status: 'draft', steps: [], signedAt: undefined })
    expect(says).toContain(`: ${examined.result.unanswered.length} of `)
    expect(says).toMatch(/ open(, \d+ “don’t know”)?\.$/)
  })
})
