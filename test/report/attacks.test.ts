import { describe, expect, test } from 'vitest'
import {
  attacksSentence,
  attacksToDo,
  chartGrid,
  chartLessons,
  chartMet,
  listAttacks,
} from '../../src/report/attacks.ts'
import type { Examined } from '../../src/report/explain-score.ts'
import { countReplays } from '../../src/report/incidents.ts'
import { countLessons } from '../../src/report/lessons.ts'
import type { IncidentResult } from '../../src/scoring/model.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

const everybody = Object.keys(TRUSTS).map((name) => [name, examineTrust(name)] as const)

type Meets = Pick<IncidentResult, 'meets' | 'meetsNotKnown'>
const SHOWN: Meets = { meets: 'on-evidence', meetsNotKnown: false }
const SAID: Meets = { meets: 'on-paper', meetsNotKnown: false }
const OPEN: Meets = { meets: 'none', meetsNotKnown: true }
const NOTHING: Meets = { meets: 'none', meetsNotKnown: false }

/** A trust whose first counted attacks meet these, and of which no other is counted. */
function withMet(met: readonly Meets[]): Examined {
  const examined = examineTrust('middling')
  let next = 0
  const incidents = examined.result.incidents.map((one) => {
    if (one.chain !== 'in-your-place' || !one.counted) return one
    const found = met[next++]
    return found === undefined ? { ...one, counted: false } : { ...one, ...found }
  })
  return { ...examined, result: { ...examined.result, incidents } }
}

describe('the sentence of past attacks', () => {
  test.each<[Meets[], string]>([
    [[SHOWN, SHOWN], 'Of 2 past attacks we can show that all would be met before harm'],
    [
      [SHOWN, SAID],
      'Of 2 past attacks we can show that one would be met before harm; one is met on our word only',
    ],
    [
      [SAID, SAID, OPEN],
      'Of 3 past attacks we can show that none would be met before harm; two are met on our word only and one is not known',
    ],
    [
      [SHOWN, NOTHING, NOTHING],
      'Of 3 past attacks we can show that one would be met before harm; two would not be met',
    ],
    [
      [OPEN, OPEN, SHOWN],
      'Of 3 past attacks we can show that one would be met before harm; two are not known',
    ],
    [[], 'No past attack whose way in is published can be compared here'],
  ])('%o', (met, says) => expect(attacksSentence(withMet(met))).toBe(says))

  test('names the one that would not be met', () => {
    expect(attacksSentence(withMet([NOTHING, SHOWN]))).toMatch(/; [A-Z][^;]+ would not be met$/)
  })

  test('says too early while most is open', () => {
    for (const name of ['nothing-answered', 'half-answered'])
      expect(attacksSentence(examineTrust(name))).toMatch(
        /^Too early to compare us with past attacks: \d+ of \d+/,
      )
  })
})

test.each(everybody)('blocks and grid of %s count what every door counts', (_, examined) => {
  const { of, onEvidence, onPaper, none, notKnown } = countReplays(RULE_SET, examined.result)
  const counts = chartMet(examined).parts.map(({ count }) => count)
  expect(counts).toEqual([onEvidence, onPaper, notKnown, none - notKnown])
  const { groups } = chartGrid(examined)
  expect(groups.flatMap(({ rows }) => rows)).toHaveLength(of)
  expect(listAttacks(examined)).toHaveLength(of)
  const byHeading = (ends: string) =>
    groups.filter(({ heading }) => heading.endsWith(ends)).flatMap(({ rows }) => rows).length
  expect(byHeading('met, and we can show it')).toBe(onEvidence)
  expect(byHeading('met, on our word only')).toBe(onPaper)
  expect(byHeading('not met')).toBe(none - notKnown)
  for (const { heading, rows } of groups)
    for (const { ends, steps } of rows) {
      expect(ends.length).toBeLessThanOrEqual(22)
      expect(ends).not.toMatch(/step (0|$)|undefined/)
      if (!heading.endsWith('not known')) expect(steps.some(({ mark }) => mark === 'unknown')).toBe(false)
      if (!heading.endsWith('we can show it')) expect(ends).not.toContain('stopped')
    }
})

test.each(everybody)('the strip of lessons of %s adds up to the lessons that apply', (_, examined) => {
  const { of, onEvidence, onPaper, notKnown, no } = countLessons(examined.result)
  expect(chartLessons(examined)?.parts.map(({ count }) => count)).toEqual([onEvidence, onPaper, notKnown, no])
  expect(onEvidence + onPaper + notKnown + no).toBe(of)
})

describe('what to do first about past attacks', () => {
  test.each(everybody)('of %s is at most three things', (_, examined) => {
    expect(attacksToDo(examined).length).toBeLessThanOrEqual(3)
  })
  test('is to show what is said where it is only said, to find out what is not known, and neither where nothing is', () => {
    const about = (examined: Examined) => attacksToDo(examined).map((one) => one.about)
    expect(about(withMet([SAID]))).toContain('unevidenced')
    expect(about(withMet([OPEN]))).toContain('dont-know')
    expect(about(withMet([SHOWN, NOTHING])).filter((one) => typeof one === 'string')).toEqual([])
    expect(about(examineTrust('nothing-answered'))).toEqual(['questions'])
  })
  test('names two and counts the others', () => {
    const [said] = attacksToDo(withMet([SAID, SAID, SAID, SAID])).filter(
      ({ about }) => about === 'unevidenced',
    )
    expect(said?.says).toMatch(
      /^[^,]+, [^,]+ and two more are met on our word only, until its proof is there\.$/,
    )
  })
})
