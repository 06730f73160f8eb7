import { describe, expect, test } from 'vitest'
import { parseRow } from '../../src/answers/parse-row.ts'
import { readFileDate } from '../../src/answers/register-words.ts'
import type { Column } from '../../src/rules/model.ts'
import { ruleSetOf } from '../scoring/build.ts'

const column = (id: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  id,
  type,
  section: '',
  short: id,
  text: `${id}?`,
  required: false,
  forTheRecord: false,
  options: [],
  mayBeAhead: false,
  atMostOnce: false,
  ...more,
})
const ruleSet = ruleSetOf({
  domains: [
    {
      questions: [
        {
          id: 'notice',
          form: { type: 'share', register: 'suppliers', where: [], of: [], noneToCount: 'impossible' },
        },
        { id: 'other' },
      ],
    },
  ],
  registers: [
    {
      id: 'suppliers',
      countsWhen: [],
      columns: [
        column('name', 'text', { required: true }),
        column('way-in', 'choice', {
          options: ['none', 'yes'].map((id) => ({ id, text: id })),
          unknown: 'Not confirmed',
        }),
        column('days', 'number', { unit: 'days' }),
        column('seen', 'date', { never: 'Never seen' }),
        column('until', 'date', { mayBeAhead: true }),
        column('main', 'tick'),
      ],
    },
  ],
})
const register = ruleSet.registers[0]!
const parse = (given: unknown) =>
  parseRow(ruleSet, register, given, { asOf: '2026-11-22', today: '2026-12-31' }, 'file')

describe('a row of a register', () => {
  test('becomes canonical cells, without the blank ones', () => {
    const given = {
      name: ' Acme ',
      'way-in': true,
      days: 2.5,
      seen: 'never',
      until: '2027-03-31',
      main: false,
    }
    expect(parse(given)).toEqual({
      ok: true,
      value: {
        cells: { name: 'Acme', 'way-in': 'yes', days: '2.5', seen: 'never', until: '2027-03-31', main: 'no' },
        evidence: {},
      },
    })
    expect(parse({ name: 'Acme', 'way-in': '', days: null, seen: undefined })).toEqual({
      ok: true,
      value: { cells: { name: 'Acme' }, evidence: {} },
    })
    expect(parse({ name: 'Acme', 'way-in': 'not-confirmed' })).toMatchObject({
      value: { cells: { 'way-in': 'not-confirmed' } },
    })
  })

  test('keeps evidence for the questions it feeds', () => {
    const evidence = { notice: { evidence: 'Contract 7', 'evidence-date': '2026-01-01' } }
    expect(parse({ name: 'Acme', evidence })).toMatchObject({
      value: { evidence: { notice: { evidence: 'Contract 7', evidenceDate: '2026-01-01' } } },
    })
  })

  test.each([
    ['not a row', 'Acme', 'suppliers', 'A row is a list of column: value.'],
    [
      'a column that is not there',
      { name: 'Acme', colour: 'blue' },
      'colour',
      'There is no column "colour". The columns are name, way-in, days, seen, until or main.',
    ],
    ['a missing name', {}, 'name', 'Fill this in: name?'],
    [
      'an unknown option',
      { name: 'Acme', 'way-in': 'maybe' },
      'way-in',
      '"maybe" is not one of the answers. Use none, yes or not-confirmed.',
    ],
    [
      '"not confirmed" where it must be known',
      { name: 'Acme', days: 'not-confirmed' },
      'days',
      'This must be known: "not-confirmed" is not an answer here.',
    ],
    [
      'a number that is none',
      { name: 'Acme', days: 'a week' },
      'days',
      '"a week" is not a number. Type days as a number such as 4 or 2.5.',
    ],
    [
      'a date that is none',
      { name: 'Acme', seen: '31/03/2026' },
      'seen',
      '"31/03/2026" is not a date. Write it as year-month-day, such as 2026-03-31.',
    ],
    [
      'a date still to come',
      { name: 'Acme', seen: '2026-11-23' },
      'seen',
      '23 November 2026 is after the reference date, 22 November 2026. Use a date on or before it.',
    ],
    [
      '"never" where it is not offered',
      { name: 'Acme', until: 'never' },
      'until',
      '"never" is not a date. Write it as year-month-day, such as 2026-03-31.',
    ],
    [
      'a tick that is a word',
      { name: 'Acme', main: 'perhaps' },
      'main',
      '"perhaps" is not one of the answers. Use yes or no.',
    ],
    ['a cell that is a list', { name: 'Acme', days: [1] }, 'days', '"[1]" is not a value for a cell.'],
    ['a text that is a book', { name: 'x'.repeat(2001) }, 'name', 'Keep this to 2000 characters.'],
    [
      'evidence that is a word',
      { name: 'Acme', evidence: 'yes' },
      'evidence',
      'Evidence is a list of question: {evidence, evidence-date}.',
    ],
    [
      'evidence for a question it does not feed',
      { name: 'Acme', evidence: { other: {} } },
      'evidence.other',
      'This register does not feed "other". It feeds notice.',
    ],
    [
      'evidence without a date',
      { name: 'Acme', evidence: { notice: { evidence: 'Contract 7' } } },
      'evidence.notice.evidence-date',
      'Give the date of the evidence.',
    ],
    [
      'evidence without a place',
      { name: 'Acme', evidence: { notice: { 'evidence-date': '2026-01-01' } } },
      'evidence.notice',
      'Say where the evidence is: a link, or the document and its place.',
    ],
    [
      'evidence from tomorrow',
      { name: 'Acme', evidence: { notice: { evidence: 'x', 'evidence-date': '2026-11-23' } } },
      'evidence.notice.evidence-date',
      '23 November 2026 is after the reference date, 22 November 2026. If it shows how things were on that date, write shows-reference-date: true.',
    ],
    [
      'evidence with an impossible date',
      { name: 'Acme', evidence: { notice: { evidence: 'x', 'evidence-date': '2026-02-30' } } },
      'evidence.notice.evidence-date',
      '"2026-02-30" is not a date. Write it as year-month-day, such as 2026-03-31.',
    ],
    ['a name that nobody can see', { name: '\u200b' }, 'name', 'Fill this in: name?'],
    [
      'a bell in its name',
      { name: 'Acme\u0007' },
      'name',
      'A character that cannot be seen (U+0007) stands after “Acme”. Delete it, or type that part again.',
    ],
    [
      'a number of hours that nobody means',
      { name: 'Acme', days: '1,000,000,000,000' },
      'days',
      '"1,000,000,000,000" is not a number. Type days as a number such as 4 or 2.5.',
    ],
    [
      'days that nobody means',
      { name: 'Acme', days: '100,000,000' },
      'days',
      'Is 100,000,000 meant? Nothing here is above 1,000,000. Check the number. If it is meant, write meant: true beside it.',
    ],
    [
      'a date that nobody means',
      { name: 'Acme', seen: '1900-01-01' },
      'seen',
      'Is 1 January 1900 meant? Nothing that we ask about is older than 1980. Check the year. If it is meant, write meant: true beside it.',
    ],
    [
      'an expiry that nobody means',
      { name: 'Acme', until: '2126-11-22' },
      'until',
      'Is 22 November 2126 meant? It is more than 50 years ahead. Check the year. If it is meant, write meant: true beside it.',
    ],
  ])('with %s is told at its field', (_, given, field, message) => {
    expect(parse(given)).toEqual({ ok: false, faults: [{ field, message }] })
  })

  test('with what can hardly be meant is taken once it says that it is meant, and `meant` is no column', () => {
    const given = { name: 'Acme', days: '100,000,000', seen: '1900-01-01', until: '2126-11-22' }
    const parsed = parse({ ...given, meant: true })
    expect(parsed).toMatchObject({ ok: true, value: { cells: { ...given, days: '100000000' } } })
    expect(JSON.stringify(parsed)).not.toContain('meant')
    expect(parse({ ...given, meant: false })).toMatchObject({ ok: false })
    expect(parse({ name: 'Acme', seen: '2026-13-01', meant: true })).toMatchObject({ ok: false })
    expect(parse({ name: 'Acme', meant: 'perhaps' })).toEqual({
      ok: false,
      faults: [{ field: 'meant', message: 'meant is true or false.' }],
    })
  })

  test('tells every fault at once', () => {
    const parsed = parse({ 'way-in': 'maybe', days: 'x', seen: 'x', colour: 'x' })
    expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.field)).toEqual([
      'way-in',
      'days',
      'seen',
      'colour',
      'name',
    ])
  })
})

test.each([
  ['2026-03-31', undefined, '2026-03-31'],
  ['2026-03-31T10:00:00Z', undefined, '2026-03-31'],
  ['31/03/2026', undefined, '2026-03-31'],
  ['31.3.2026', undefined, '2026-03-31'],
  ['04/03/2026', 'day-first', '2026-03-04'],
  ['04/03/2026', 'month-first', '2026-04-03'],
  ['31 March 2026', undefined, '2026-03-31'],
  ['1-sep-2026', undefined, '2026-09-01'],
  ['46112', undefined, '2026-03-31'],
] as const)('a file’s date %s, %s, is %s', (text, order, date) => {
  expect(readFileDate(text, order)).toEqual({ text: date })
})

test.each([
  '04/03/2026',
  '31/03/26',
  '31-Mar-26',
  '31 Marchember 2026',
  '31 June 2026',
  '31 ma 2026',
  'soon',
])('a file’s date %s is never guessed', (text) => {
  expect(readFileDate(text, undefined)).toHaveProperty('message')
})
