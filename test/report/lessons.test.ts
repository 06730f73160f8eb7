/** What a trust has learned of past attacks: counted once each, in words, and never shown on somebody's word. */
import { describe, expect, test } from 'vitest'
import {
  countLessons,
  describeLessons,
  lessonsOf,
  lessonsSentence,
  lessonState,
} from '../../src/report/lessons.ts'
import type { LessonResult } from '../../src/scoring/model.ts'
import { RULE_SET } from '../service/house.ts'
import { examineTrust, TRUSTS } from '../web/trusts.ts'

const lesson = (id: string, learned: LessonResult['learned']): LessonResult => ({ id, learned, notKnown: [] })

test('what cannot be asked, or does not apply here, is in no count', () => {
  const lessons = [
    lesson('a', 'on-evidence'),
    lesson('b', 'on-paper'),
    lesson('c', 'no'),
    lesson('d', 'no'),
    lesson('e', 'not-known'),
    lesson('f', 'not-here'),
    lesson('g', 'cannot-be-asked'),
  ]
  expect(countLessons({ lessons })).toEqual({ of: 5, onEvidence: 1, onPaper: 1, no: 2, notKnown: 1 })
  expect(countLessons({ lessons }, ['c', 'e', 'g'])).toEqual({
    of: 2,
    onEvidence: 0,
    onPaper: 0,
    no: 1,
    notKnown: 1,
  })
})

test('the sentence begins with what can be shown, and names the rest', () => {
  expect(lessonsSentence({ of: 54, onEvidence: 21, onPaper: 9, no: 20, notKnown: 4 })).toBe(
    'Of 54 lessons of past attacks you can show 21. You state 9 more without evidence, 20 are not learned and of 4 it is not known.',
  )
  expect(lessonsSentence({ of: 1, onEvidence: 0, onPaper: 0, no: 1, notKnown: 0 }, 'of this attack')).toBe(
    'Of 1 lesson of this attack you can show none. 1 is not learned.',
  )
  expect(lessonsSentence({ of: 3, onEvidence: 3, onPaper: 0, no: 0, notKnown: 0 })).toBe(
    'Of 3 lessons of past attacks you can show 3.',
  )
  expect(lessonsSentence({ of: 0, onEvidence: 0, onPaper: 0, no: 0, notKnown: 0 })).toBeUndefined()
})

describe.each(Object.keys(TRUSTS))('the lessons of the trust "%s"', (name) => {
  const examined = examineTrust(name)

  test('stand at each attack with their state, the same wherever they stand', () => {
    const states = new Map<string, string>()
    for (const incident of RULE_SET.incidents) {
      const told = describeLessons(examined, incident)
      expect(told.map(({ lesson: { id } }) => id)).toEqual(incident.lessons.map(({ id }) => id))
      for (const {
        lesson: { id },
        state,
        learned,
        because,
        open,
      } of told) {
        expect(state).toBe(lessonState(learned))
        expect(because, id).toMatch(/\.$/)
        expect(open.length > 0, id).toBe(learned === 'not-known')
        expect(states.get(id) ?? state, id).toBe(state)
        states.set(id, state)
      }
    }
    expect(states.size).toBe(examined.result.lessons.length)
  })

  test('add up', () => {
    const { of, onEvidence, onPaper, no, notKnown } = countLessons(examined.result)
    expect(onEvidence + onPaper + no + notKnown).toBe(of)
  })
})

test('at the best with evidence everything asked is shown, and at the worst nothing', () => {
  const [best, worst] = [examineTrust('all-best'), examineTrust('all-worst')].map(({ result }) =>
    countLessons(result),
  )
  expect(best?.of).toBeGreaterThan(20)
  expect(best?.onEvidence).toBe(best?.of)
  expect(worst?.no).toBe(worst?.of)
})

test('of an attack with no lesson that applies nothing is counted', () => {
  const [incident] = RULE_SET.incidents
  if (incident === undefined) throw new Error('The rules have no incident.')
  const examined = examineTrust('all-best')
  expect(lessonsOf(examined, { ...incident, lessons: [] })).toBeUndefined()
})
