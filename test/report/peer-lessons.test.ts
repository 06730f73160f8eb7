/** How many lessons we and a group have learned, in words: by rounded counts, and each lesson by itself. */

import { describe, expect, test } from 'vitest'
import type { Ladder } from '../../src/peers/model.ts'
import { describePeerLessons } from '../../src/report/peer-lessons.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { summaryOf } from '../peers/made-up.ts'
import { RULE_SET } from '../service/house.ts'

const ASKED = askedLessons(RULE_SET)
const of = ASKED.length
const all = (ladder: (index: number) => Ladder) => ({ lessons: ASKED.map((_, index) => ladder(index)) })
const own = (rung: (index: number) => number) => summaryOf({ lessons: ASKED.map((_, index) => rung(index)) })
const said = (
  ...given: Parameters<typeof describePeerLessons> extends [unknown, ...infer Rest] ? Rest : never
) => describePeerLessons(RULE_SET, ...given)?.sentences.join(' ')

describe('lessons beside a group', () => {
  /** By half of 20 or more: the first three on evidence, the first five stated or shown. */
  const group = all((index) => ({
    of: 20,
    atLeast: index < 3 ? [20, 10] : index < 5 ? [10, 5] : [5, 5],
  }))

  test('are counted in two sentences: ours, and those that about half of the group or more have learned', () => {
    expect(
      said(
        group,
        own((index) => (index < 4 ? 2 : index < 6 ? 1 : 0)),
      ),
    ).toBe(
      `Of ${of} lessons of past attacks we can show 4, and state 2 more without evidence. Of the same lessons each of 3 is shown on evidence by about half of this group or more, and each of 5 is stated or shown.`,
    )
    expect(
      said(
        group,
        own(() => 0),
      ),
    ).toContain('we can show none. Of')
    const learnedBy = (many: number) =>
      said(
        all((index) => ({ of: 20, atLeast: [20, index < many ? 20 : 5] })),
        undefined,
      )
    expect(learnedBy(1)).toContain(' one is shown on evidence')
    expect(learnedBy(2)).toContain(' each of 2 is shown on evidence')
    expect(
      said(
        all((index) => ({ of: 20, atLeast: [index === 0 ? 10 : 5, 5] })),
        undefined,
      ),
    ).toBe(
      `Of ${of} lessons of past attacks none is shown on evidence by about half of this group or more, and one is stated or shown.`,
    )
  })

  test('that do not apply to us are left out of both', () => {
    const lessons = describePeerLessons(
      RULE_SET,
      group,
      own((index) => (index < 2 ? -1 : 2)),
    )
    expect(lessons?.sentences[0]).toBe(`Of ${of - 2} lessons of past attacks we can show ${of - 2}.`)
    expect(lessons?.sentences[1]).toMatch(/^Of the same lessons one is shown .* each of 3 is stated/)
    expect(lessons?.rows.map(({ index }) => index)).toEqual(ASKED.slice(2).map((_, index) => index + 2))
  })

  test('of which too few are there to say are not said to be learned', () => {
    const few = all((index) => (index < 2 ? { of: 5, atLeast: null } : { of: 20, atLeast: [20, 20] }))
    expect(
      said(
        few,
        own(() => 0),
      ),
    ).toContain(
      `each of ${of - 2} is shown on evidence by about half of this group or more, and each of ${of - 2} is stated or shown. For 2, too few organisations count to say.`,
    )
    expect(describePeerLessons(RULE_SET, few, undefined)?.rows[0]).toMatchObject({
      own: undefined,
      onPaper: 'too few to say',
      onEvidence: 'too few to say',
    })
  })

  test('have a row each, in which what is not known is not said to be a no', () => {
    const rows = describePeerLessons(
      RULE_SET,
      group,
      own((index) => index % 3),
    )?.rows
    expect(rows?.slice(0, 3).map((row) => row.own)).toEqual([
      'Not learned, or not known',
      'Learned, on your word',
      'Learned, with evidence',
    ])
    expect(rows?.[3]).toMatchObject({
      text: ASKED[3]?.text,
      onPaper: 'about 10 of 20',
      onEvidence: 'about 5 of 20',
    })
    for (const { incident } of rows ?? []) expect(RULE_SET.incidents.map(({ id }) => id)).toContain(incident)
  })

  test('have a picture of the same numbers', () => {
    const chart = describePeerLessons(
      RULE_SET,
      group,
      own(() => 1),
    )?.chart
    expect(chart).toMatchObject({
      id: 'lessons-learned',
      title: 'Lessons of past attacks that are learned',
      description: `We: ${of} of ${of}, 0 of them shown. Half of this group or more: 5 of ${of}, 3 of them shown. The table has every lesson.`,
      legend: { bar: 'Learned, stated or shown', mark: 'Shown on evidence', range: '' },
    })
    expect(chart?.bars).toEqual([
      { label: 'We', low: 100, high: 100, mark: 0, value: `${of} of ${of}, 0 of them shown` },
      {
        label: 'Half of this group or more',
        low: Math.floor(500 / of),
        high: Math.floor(500 / of),
        mark: Math.floor(300 / of),
        value: `5 of ${of}, 3 of them shown`,
      },
    ])
    expect(describePeerLessons(RULE_SET, group, undefined)?.chart.bars).toHaveLength(1)
    for (const { value } of chart?.bars ?? []) expect(value.length).toBeLessThanOrEqual(36)
  })

  test('are not spoken of where the rule set asks none, or none was counted', () => {
    expect(describePeerLessons({ ...RULE_SET, lessons: [] }, { lessons: [] }, undefined)).toBeUndefined()
    expect(describePeerLessons(RULE_SET, { lessons: [] }, undefined)).toBeUndefined()
    expect(
      describePeerLessons(
        RULE_SET,
        all(() => ({ of: 0, atLeast: null })),
        undefined,
      ),
    ).toBeUndefined()
  })
})
