/** What a choice of questions settles, held against what the scorer says of the same answers. */
import { describe, expect, test } from 'vitest'
import { draw, readingOf } from '../../src/scoring/draws.ts'
import { canBeginWith, chooseByChance, chooseOneByOne, settlingIn } from '../../src/scoring/first-look.ts'
import { ABSENT, type Reading } from '../../src/scoring/reading.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { real } from './law.ts'
import { NOT_APPLICABLE, rowOf, UNANSWERED } from './row.ts'

const drawing = { seed: 'first-look', spread: 0.25, shift: 0 }
const readings = [0.3, 0.5, 0.7].flatMap((t) =>
  Array.from({ length: 3 }, (_, number) => readingOf(real, draw(real, drawing, t, number))),
)
const settle = settlingIn(real, readings)
const all = real.questions.map(({ index }) => index)

/** The same organisation as a row of answers, of which only the chosen are given. */
const scored = ({ levels, context }: Reading, chosen: readonly number[]) =>
  scoreRow(
    real,
    rowOf(
      [...levels].map((level, index) =>
        level === ABSENT ? NOT_APPLICABLE : chosen.includes(index) ? level : UNANSWERED,
      ),
      { context: [...context] },
    ),
  )
const mean = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0) / numbers.length

describe('a choice of questions', () => {
  test('settles nothing when it is empty, and everything when it is whole', () => {
    const { points, ...nothing } = settle([])
    expect(Object.values(nothing)).toEqual([0, 0, 0, 0, 0, 0])
    expect(points).toBeGreaterThan(90)
    const { points: left, ...everything } = settle(all)
    expect(Object.values(everything)).toEqual([100, 100, 100, 100, 100, 100])
    expect(left).toBe(0)
  })
  test('leaves open what the scorer leaves open', () => {
    const found = readings.map((reading) => ({
      now: scored(reading, real.firstLook),
      before: scored(reading, []),
    }))
    const settled = settle(real.firstLook)
    expect(settled.points).toBeCloseTo(mean(found.map(({ now: { overall } }) => overall.high - overall.low)))
    type Result = (typeof found)[number]['now']
    const gone = (of: (result: Result) => number) =>
      100 * (1 - mean(found.map(({ now }) => of(now))) / mean(found.map(({ before }) => of(before))))
    expect(settled.risks).toBeCloseTo(
      gone(({ risks }) => risks.reduce((sum, { low, high }) => sum + high - low, 0)),
    )
    expect(settled.attacks).toBeCloseTo(
      gone(({ incidents }) => incidents.filter((one) => one.counted && one.meetsNotKnown).length),
    )
    expect(settled.lessons).toBeCloseTo(
      gone(({ lessons }) => lessons.filter(({ learned }) => learned === 'not-known').length),
    )
  })
  test('never settles less with one more question', () => {
    for (const number of [0, 1, 2]) {
      const [last, ...others] = chooseByChance(real, 16, 'more', number)
      const [less, more] = [settle(others), settle([...others, last!])]
      for (const key of ['score', 'risks', 'attacks', 'lessons', 'doors', 'settles'] as const)
        expect(more[key], key).toBeGreaterThanOrEqual(less[key] - 1e-9)
    }
  })
  test('settles the same whatever was asked of before', () => {
    const first = settle(real.firstLook)
    settle(all)
    expect(settle(real.firstLook)).toEqual(first)
  })
})

test('questions are chosen one by one for what they settle, and better than by chance', () => {
  const chosen = chooseOneByOne(real, 4, readings)
  expect(new Set(chosen).size).toBe(4)
  for (const { index } of real.questions.filter(canBeginWith))
    expect(settle([chosen[0]!]).settles).toBeGreaterThanOrEqual(settle([index]).settles)
  for (const number of [0, 1, 2, 3])
    expect(settle(chosen).settles).toBeGreaterThan(settle(chooseByChance(real, 4, 'any', number)).settles)
})

test('chance chooses different questions that can be asked at once, the same for the same seed', () => {
  const chosen = chooseByChance(real, 16, 'one', 1)
  expect(new Set(chosen).size).toBe(16)
  expect(chosen.every((index) => canBeginWith(real.questions[index]!))).toBe(true)
  expect(chooseByChance(real, 16, 'one', 1)).toEqual(chosen)
  expect(chooseByChance(real, 16, 'one', 2)).not.toEqual(chosen)
})
