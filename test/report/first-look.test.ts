import { describe, expect, test } from 'vitest'
import {
  attacksSentence,
  findOpenDoors,
  isKnown,
  openSentence,
  whoKnowsFirst,
} from '../../src/report/first-look.ts'
import { literalsOf } from '../../src/rules/condition.ts'
import { ruleSet } from '../rules-content/real-rules.ts'
import { scoreRow } from '../../src/scoring/score.ts'
import { DONT_KNOW, rowOf, UNANSWERED } from '../scoring/row.ts'
import { countedChains } from '../../src/scoring/measures.ts'

const all = (levelOf: (last: number) => number) =>
  rowOf(
    ruleSet.questions.map(({ levels }) => levelOf(levels.length - 1)),
    { context: ruleSet.context.map(() => 0) },
  )

describe('the doors of the first look', () => {
  test('stand open where everything is at its worst, those that do in most attacks first', () => {
    const doors = findOpenDoors(
      ruleSet,
      all(() => 0),
    )
    expect(doors.length).toBeGreaterThan(8)
    const counts = doors.map(({ letIn }) => letIn.length)
    expect(counts).toEqual(counts.toSorted((a, b) => b - a))
    for (const { question, letIn } of doors) {
      expect(ruleSet.firstLook).toContain(question.index)
      expect(new Set(letIn.map(({ incident }) => incident.id)).size).toBe(letIn.length)
      for (const { step } of letIn) {
        const asked = step.controls.flatMap(({ role, when }) => (role === 'limits' ? [] : literalsOf(when)))
        expect(asked.some((one) => one.kind === 'level' && one.question === question.index)).toBe(true)
      }
    }
  })
  test('are shut where everything is at its best, and unknown ones are none', () => {
    expect(
      findOpenDoors(
        ruleSet,
        all((last) => last),
      ),
    ).toEqual([])
    const unknown = all(() => DONT_KNOW)
    expect(findOpenDoors(ruleSet, unknown)).toEqual([])
    expect(isKnown(unknown, 0)).toBe(false)
  })
  test('are counted among the known answers only', () => {
    expect(openSentence(3, 14, 2)).toBe(
      '3 of the 14 known answers are below what a step of a past attack asked for. 2 answers are not known.',
    )
    expect(openSentence(0, 16, 0)).toBe(
      'None of the 16 known answers is below what a step of a past attack asked for.',
    )
    expect(openSentence(0, 0, 16)).toBe(
      'None of the 16 answers is known, so nothing can be said of past attacks.',
    )
  })
})

test('of attacks it is said which are settled already, however the open answers turn out', () => {
  const n = countedChains(ruleSet).length
  const incidents = (levels: (index: number, last: number) => number) =>
    scoreRow(
      ruleSet,
      rowOf(
        ruleSet.questions.map(({ index, levels: { length } }) => levels(index, length - 1)),
        { context: ruleSet.context.map(() => 0) },
      ),
    ).incidents
  expect(attacksSentence(incidents(() => UNANSWERED))).toBe(
    `Whatever the other answers are, none of ${n} past attacks would have met nothing here that stops or shows them in time, and none would have met something, on paper. For ${n} it depends on what is still open.`,
  )
  expect(attacksSentence(incidents(() => 0))).toContain(
    `${n} of ${n} past attacks would have met nothing here`,
  )
  const [, nothing = '', hangs = ''] =
    /are, (\d+) of \d+ .* For (\d+) it depends/.exec(
      attacksSentence(incidents((index) => (ruleSet.firstLook.includes(index) ? 0 : UNANSWERED))) ?? '',
    ) ?? []
  expect(Number(nothing)).toBeGreaterThan(5)
  expect(Number(nothing) + Number(hangs)).toBe(n)
  expect(attacksSentence([])).toBe(undefined)
})

test('who must be in the room is told once each', () => {
  const people = whoKnowsFirst(ruleSet)
  expect(new Set(people).size).toBe(people.length)
  expect(people.length).toBeGreaterThan(3)
  for (const one of people) expect(one).not.toContain('(')
})
