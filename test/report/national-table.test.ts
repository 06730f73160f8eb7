/** The published figures as one table: that every kind of figure has its rows, and that lessons say who has learned them. */

import { expect, test } from 'vitest'
import { prepareRelease } from '../../src/peers/prepare.ts'
import { tableDictionary, tableRelease } from '../../src/report/national-table.ts'
import { askedLessons } from '../../src/scoring/lessons.ts'
import { contributorOf, familyOf, summaryOf } from '../peers/made-up.ts'
import { RULE_SET } from '../service/house.ts'

test('a lesson that can be asked has a row for each step, for participants, and one that cannot has none', () => {
  const asked = askedLessons(RULE_SET)
  const trusts = Array.from({ length: 20 }, (_, index) =>
    contributorOf(
      `${index}`,
      'a',
      summaryOf({
        levels: RULE_SET.questions.map(() => 0),
        lessons: asked.map(() => (index < 5 ? 2 : index < 10 ? 1 : 0)),
      }),
    ),
  )
  const { release: content } = prepareRelease(RULE_SET, familyOf(1, []), '2027', trusts)
  const table = tableRelease('MARKED', RULE_SET, {
    row: { id: 'first' },
    content,
    comparisons: new Map([['first', { number: 1, period: 'The first round' }]]),
    period: 'The first round',
    digest: 'abc',
  })
  const rows = table.split('\r\n').filter((line) => line.includes(',participants,lesson,'))
  expect(rows).toHaveLength(2 * asked.length)
  for (const { id } of RULE_SET.lessons)
    expect(rows.filter((line) => line.includes(`,lesson,${id},`))).toHaveLength(
      asked.some((one) => one.id === id) ? 2 : 0,
    )
  const [first] = asked
  expect(
    rows
      .filter((line) => line.includes(`,lesson,${first?.id ?? ''},`))
      .map((line) => line.split(',').slice(-5)),
  ).toEqual([
    ['on-paper', '10', '20', '1', 'MARKED'],
    ['on-evidence', '5', '20', '1', 'MARKED'],
  ])
  expect(tableDictionary('MARKED')).toContain('risk, question, incident or lesson')
})
