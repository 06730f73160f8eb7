/** What a proposed rule set would move is what scoring everybody anew finds, and its counts single nobody out. */

import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encode } from '../../src/answers/encode.ts'
import { describeImpact, safeCount } from '../../src/report/impact-words.ts'
import { compileFiles } from '../../src/rules/rule-set.ts'
import { score } from '../../src/scoring/score.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { measureImpact } from '../../src/service/impact.ts'
import { saveTrusts, TRUSTS } from '../web/trusts.ts'
import { openTestHouse, RULE_SET } from './house.ts'

let house: OpenHouse
beforeAll(async () => {
  house = await openTestHouse()
  await saveTrusts(house)
})
afterAll(() => house.close())

const changed = (file: string, from: string | RegExp, to: string) => {
  const text = RULE_SET.files[file] ?? ''
  expect(text).toMatch(from)
  return compileFiles({ ...RULE_SET.files, [file]: text.replace(from, to) })
}

/** Trusts whose score, risks, attacks or lessons differ, each scored by itself. */
function rescored(proposed: typeof RULE_SET): number {
  return Object.values(TRUSTS).filter((answers) => {
    const figures = (ruleSet: typeof RULE_SET) => {
      const { overall, domains, risks, incidents, lessons } = score(
        ruleSet,
        answers,
        encode(ruleSet, answers),
      )
      const ends = ({ low, high, assured }: typeof overall) => [low, high, assured]
      return JSON.stringify([
        ends(overall),
        domains.map((one) => ends(one)),
        risks.map(({ band }) => band),
        incidents.map(({ outcome, assuredOutcome }) => [outcome, assuredOutcome]),
        lessons.map(({ learned }) => learned),
      ])
    }
    return figures(RULE_SET) !== figures(proposed)
  }).length
}

const QUESTIONS = RULE_SET.questions.filter(({ form }) => form.type === 'choice')
const weightOf = (id: string) => new RegExp(`(- id: ${id}\\n(?: +.*\\n)*? +weight: )\\d`)

test.each([QUESTIONS[0]!, QUESTIONS.at(-1)!].map(({ id, domain, weight }) => [id, domain, weight] as const))(
  'another weight of %s moves the trusts that scoring them all anew finds',
  async (id, domain, weight) => {
    const file = `domains/${domain}.yaml`
    const proposed = changed(file, weightOf(id), `$1${weight === 4 ? 1 : 4}`)
    const impact = await measureImpact(house.db, proposed)
    expect(impact.assessments).toBe(Object.keys(TRUSTS).length)
    expect(impact.moved.size).toBe(rescored(proposed))
    expect(impact.moved.size).toBeGreaterThan(0)
    expect(impact.files).toEqual([{ file, count: impact.moved.size }])
  },
)

test('a change of words moves nobody, and says so', async () => {
  const proposed = changed(
    'risks/false-comfort.yaml',
    /^title: .*/m,
    'title: If words change, then nobody moves.',
  )
  const impact = await measureImpact(house.db, proposed)
  expect([impact.moved.size, impact.movements]).toEqual([0, []])
  const [first, files] = describeImpact(proposed, impact)
  expect(first?.heading).toMatch(/^Nobody of about \d+ would see anything move$/)
  expect(files?.lines).toEqual(['risks/false-comfort.yaml: nobody'])
})

describe('a count that an author reads', () => {
  test('is nobody, fewer than ten, or a multiple of five', () => {
    fc.assert(
      fc.property(fc.nat(5000), (count) => {
        const said = safeCount(count)
        if (count === 0) expect(said).toBe('nobody')
        else if (count < 10) expect(said).toBe('fewer than 10')
        else {
          const about = Number(/^about (\d+)$/.exec(said)?.[1])
          expect(about % 5).toBe(0)
          expect(Math.abs(about - count)).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})
