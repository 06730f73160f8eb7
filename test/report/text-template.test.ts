/** The empty answers file: what it says of each kind of question and column, line by line. */

import { expect, test } from 'vitest'
import { writeTemplate } from '../../src/report/text-template.ts'
import { endSentence } from '../../src/report/words.ts'
import type { Column, Question } from '../../src/rules/model.ts'
import { RULE_SET } from '../service/house.ts'

const plain = (lines: string) => lines.replaceAll(/\n *# */g, ' ').replaceAll(/ +/g, ' ')
const ofText = plain(writeTemplate(RULE_SET, '2026-11-22'))
const first = RULE_SET.questions[0] as Question
/** One that depends on nothing, and offers no further values. */
const { showWhen: _when, noneExist: _none, notApplicable: _not, ...plainest } = first
/** The file of a rule set with one question: the plainest, but for what is given. */
const ofQuestion = (more: Partial<Question>) =>
  plain(
    writeTemplate(
      {
        ...RULE_SET,
        registers: [],
        questions: [{ ...plainest, ...more }],
        domains: RULE_SET.domains.slice(0, 1).map((domain) => ({ ...domain, questions: [0] })),
      },
      '2026-11-22',
    ),
  )

test('each scored question says who knows, where to look, what counts and what does not', () => {
  for (const { id, form, knows, where, count, not } of RULE_SET.questions)
    if (form.type !== 'share')
      for (const said of [
        `Who usually knows: ${endSentence(knows)}`,
        `Where to look: ${endSentence(where)}`,
        `Count: ${endSentence(count)} Not: ${endSentence(not)}`,
      ])
        expect(ofText, id).toContain(said.replaceAll(/ +/g, ' '))
})

test('a question about the scope says neither who knows nor where to look, unless the rules say it', () => {
  const [asked] = RULE_SET.context.filter(({ fromOrganisation }) => !fromOrganisation)
  if (asked === undefined) throw new Error('The rules ask nothing about the scope.')
  const { knows: _knows, where: _where, hint: _hint, ...silent } = asked
  const told = { ...silent, knows: 'Somebody', where: 'Somewhere', hint: { text: 'A hint.', for: {} } }
  const linesOf = (context: typeof asked) =>
    plain(writeTemplate({ ...RULE_SET, context: [context], domains: [] }, '2026-11-22'))
  expect(linesOf(told)).toContain('A hint. Who usually knows: Somebody. Where to look: Somewhere.')
  expect(linesOf(silent)).not.toMatch(/A hint|Who usually knows|Where to look/)
  expect(linesOf({ ...silent, type: 'text' })).toContain('Write: a text, in quotes.')
  expect(linesOf({ ...silent, type: 'choice' })).toContain('Write one of:')
})

test('a question is said to depend on the scope only where it does', () => {
  const words = 'It counts only if an answer about the scope says so.'
  expect(ofQuestion({ showWhen: { kind: 'context', question: 0, options: [0] } })).toContain(words)
  expect(ofQuestion({})).not.toContain(words)
})

test.each([
  ['choice', { type: 'choice' }, 'Write one of:', []],
  [
    'number',
    { type: 'number', better: 'lower', unit: 'days' },
    'Write a number (days), such as 3; or one of:',
    ['not-measured Nobody has measured it.'],
  ],
  ['date', { type: 'date' }, 'Write a date as year-month-day; or one of:', ['never It was never done.']],
  [
    'percentage',
    { type: 'percentage', count: 'Those done.', of: 'All of them.', noneToCount: 'impossible' },
    'Write two whole numbers, such as {count: 180, of: 200}:',
    ['count Those done.', 'of All of them.'],
  ],
  [
    'checklist',
    { type: 'checklist', items: [{ id: 'one', text: { text: 'It is so.', for: {} } }] },
    'Write a list of what is true, such as [one], or [] for none of:',
    ['one It is so.'],
  ],
] as const)('a %s says how it is written, and every value that it may have', (_, form, written, values) => {
  const text = ofQuestion({ form })
  for (const said of [written, ...values, 'dont-know We do not know.']) expect(text).toContain(said)
})

test('further values are offered only where the question has them', () => {
  const form = { type: 'choice' } as const
  const without = ofQuestion({ form })
  expect(without).not.toContain('none-exist')
  expect(without.match(/\{not-applicable: why\}/g)).toHaveLength(1)
  const offered = ofQuestion({
    form,
    noneExist: { text: 'There are none.', level: 0 },
    notApplicable: { when: 'We have none of it' },
  })
  expect(offered).toContain('none-exist There are none.')
  expect(offered).toContain('{not-applicable: why} We have none of it.')
  expect(offered).not.toContain('Only:')
  expect(ofQuestion({ form, notApplicable: { when: 'We have none', cohorts: ['acute', 'icb'] } })).toContain(
    'We have none. Only: acute and icb.',
  )
})

test('a column of a register says whether it is needed, and every value that it may have', () => {
  const [register] = RULE_SET.registers
  if (register === undefined) throw new Error('The rules have no register.')
  const {
    hint: _hint,
    unit: _unit,
    unknown: _unknown,
    never: _never,
    ...column
  } = register.columns[0] as Column
  const linesOf = (...columns: Partial<Column>[]) =>
    writeTemplate(
      {
        ...RULE_SET,
        registers: [
          {
            ...register,
            columns: columns.map((one, at) => ({
              ...column,
              id: `c${at}`,
              section: 'One',
              text: 'What',
              required: false,
              ...one,
            })),
          },
        ],
      },
      '2026-11-22',
    )
  const option = (id: string) => ({ id, text: id })
  for (const [one, said] of [
    [{ type: 'text', required: true }, 'What. (needed) [a text]'],
    [{ type: 'text' }, 'What. [a text]'],
    [{ type: 'number' }, 'What. [a number]'],
    [{ type: 'number', unit: 'days' }, 'What. [a number (days)]'],
    [{ type: 'date' }, 'What. [a date]'],
    [{ type: 'date', never: 'Never' }, 'What. [a date or never]'],
    [{ type: 'tick', unknown: 'Not confirmed' }, 'What. [yes, no or not-confirmed]'],
    [{ type: 'choice', options: [option('x'), option('y')] }, 'What. [x or y]'],
  ] as const)
    expect(linesOf(one)).toContain(`#   ${said}\n`)
  const lines = linesOf({ section: 'One' }, { section: 'One' }, { section: 'Two' })
  expect(lines.match(/# (One|Two)$/gm)).toEqual(['# One', '# Two'])
  expect(lines.match(/^ {2}# {5}.*c\d:$/gm)?.map((line) => line.slice(8))).toEqual([
    '- c0:',
    '  c1:',
    '  c2:',
  ])
})
