/** What the rules say of made-up organisations: every target of `rules/calibration.yaml` holds. */
import { expect, test } from 'vitest'
import { calibratedOf, findingLine } from '../../src/report/calibration.ts'
import { calibrate } from '../../src/scoring/calibration.ts'
import { spearman } from '../../src/scoring/statistics.ts'
import { draw, extreme, readingOf } from '../../src/scoring/draws.ts'
import { metIn } from '../../src/scoring/measures.ts'
import { movesOf } from '../../src/scoring/moves.ts'
import { rules, ruleSet } from './real-rules.ts'

const found = calibrate(ruleSet, rules.calibration!)

test('score, risks and past attacks agree over made-up organisations', () => {
  expect(found.findings.filter(({ holds }) => !holds).map(findingLine)).toEqual([])
})

test('what is written down of it is what is found', () => {
  expect(ruleSet.calibrated).toEqual(
    JSON.parse(
      JSON.stringify(calibratedOf(ruleSet, rules.calibration!, found, movesOf(ruleSet, rules.calibration!))),
    ),
  )
})

test('the same seed draws the same organisations, and another one others', () => {
  const drawing = { seed: 'one', spread: 0.25, shift: 0.15 }
  expect(draw(ruleSet, drawing, 0.5, 3)).toEqual(draw(ruleSet, drawing, 0.5, 3))
  expect(draw(ruleSet, { ...drawing, seed: 'two' }, 0.5, 3)).not.toEqual(draw(ruleSet, drawing, 0.5, 3))
  const all = Array.from({ length: 50 }, (_, number) => draw(ruleSet, drawing, 0.5, number))
  for (const { index, levels } of ruleSet.questions) {
    expect(Math.max(...all.map((one) => one.levels[index]!))).toBeLessThan(levels.length)
    expect(new Set(all.map((one) => one.levels[index])).size).toBeGreaterThan(1)
  }
})

test('everything at its worst meets nothing, and everything at its best nearly all', () => {
  for (const number of [0, 1, 3, 5]) {
    expect(metIn(ruleSet, readingOf(ruleSet, extreme(ruleSet, 0, number)))).toEqual([])
    expect(metIn(ruleSet, readingOf(ruleSet, extreme(ruleSet, 1, number))).length).toBeGreaterThan(8)
  }
})

test('a target that is set out of reach is found not to hold', () => {
  const targets = rules.calibration!.targets.map((target) =>
    target.kind === 'mean' ? { ...target, from: 200, to: 300 } : target,
  )
  const { findings } = calibrate(ruleSet, { ...rules.calibration!, draws: 10, targets: targets.slice(0, 3) })
  expect(findings.map(({ holds }) => holds)).toEqual([false, false, false])
})

test('a first look of the first questions of each domain is found to settle too little', () => {
  const firstLook = ruleSet.domains.flatMap(({ questions }) => questions.slice(0, 2)).slice(0, 16)
  const targets = rules.calibration!.targets.filter(({ kind }) => kind === 'first-look-settles')
  const { findings } = calibrate({ ...ruleSet, firstLook }, { ...rules.calibration!, draws: 10, targets })
  expect(findings.map(({ holds }) => holds)).toEqual([false])
})

test('ranks agree wholly, not at all, or the other way round', () => {
  expect(spearman([1, 2, 3], [10, 20, 90])).toBe(1)
  expect(spearman([1, 2, 3], [3, 2, 1])).toBe(-1)
  expect(spearman([1, 1, 1], [3, 2, 1])).toBe(0)
})
