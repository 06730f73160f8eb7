import { describe, expect, test } from 'vitest'
import { allOf, testRow, type Truth } from '../../src/answers/rows.ts'
import type { Column, Register, RowTest } from '../../src/rules/model.ts'

const column = (id: string, type: Column['type'], more: Partial<Column> = {}): Column => ({
  id,
  type,
  section: '',
  short: id,
  text: id,
  required: false,
  forTheRecord: false,
  options: [],
  unknown: 'Not confirmed',
  mayBeAhead: false,
  atMostOnce: false,
  ...more,
})
const register: Register = {
  id: 'suppliers',
  title: '',
  lead: '',
  domain: 'd0',
  row: { one: 'supplier', many: 'suppliers' },
  columns: [
    column('patients', 'choice', { options: ['none', 'some', 'many'].map((id) => ({ id, text: id })) }),
    column('data', 'choice', { options: ['none', 'staff', 'patient'].map((id) => ({ id, text: id })) }),
    column('tested', 'date', { never: 'Never' }),
    column('changed', 'date', { never: 'Never' }),
    column('days', 'number'),
    column('agreed', 'number'),
    column('ours', 'tick'),
  ],
  countsWhen: [],
  feeds: [],
}
const asOf = '2026-11-22'
const dateOf = () => '2026-05-01'

const tested = (test: RowTest, cells: Record<string, string>): Truth =>
  testRow([test], { cells, evidence: {} }, { register, asOf, dateOf })

const isMany: RowTest = { kind: 'in', column: 'patients', values: ['some', 'many'] }
const isPatient: RowTest = { kind: 'in', column: 'data', values: ['patient'] }
const lateEnough: RowTest = { kind: 'compare', column: 'days', op: 'at-least', to: { column: 'agreed' } }
const afterChange: RowTest = { kind: 'compare', column: 'tested', op: 'at-least', to: { column: 'changed' } }
const twoOf: RowTest = {
  kind: 'count',
  columns: ['patients', 'data', 'ours'],
  values: ['many', 'patient', 'yes'],
  atLeast: 2,
}

describe('a test of a row', () => {
  test.each<[string, RowTest, Record<string, string>, Truth]>([
    ['a named option', isMany, { patients: 'some' }, 'yes'],
    ['another option', isMany, { patients: 'none' }, 'no'],
    ['an option that is not confirmed', isMany, { patients: 'not-confirmed' }, 'unknown'],
    ['a blank option', isMany, {}, 'blank'],
    ['a tick', { kind: 'in', column: 'ours', values: ['yes'] }, { ours: 'yes' }, 'yes'],
    [
      'a tick that was not made, which is a no and not a blank',
      { kind: 'in', column: 'ours', values: ['yes'] },
      {},
      'no',
    ],
    ['a recent date', { kind: 'recent', column: 'tested', months: 12 }, { tested: '2025-11-22' }, 'yes'],
    [
      'a date one day too old',
      { kind: 'recent', column: 'tested', months: 12 },
      { tested: '2025-11-21' },
      'no',
    ],
    ['a date that never was', { kind: 'recent', column: 'tested', months: 12 }, { tested: 'never' }, 'no'],
    [
      'an expiry on the day itself',
      { kind: 'not-expired', column: 'tested' },
      { tested: '2026-11-22' },
      'yes',
    ],
    ['an expiry the day before', { kind: 'not-expired', column: 'tested' }, { tested: '2026-11-21' }, 'no'],
    ['an expiry that never was', { kind: 'not-expired', column: 'tested' }, { tested: 'never' }, 'no'],
    [
      'a number against a bound',
      { kind: 'compare', column: 'days', op: 'at-most', to: { number: 2.5 } },
      { days: '2.50' },
      'yes',
    ],
    [
      'a number above a bound',
      { kind: 'compare', column: 'days', op: 'at-most', to: { number: 2.5 } },
      { days: '2.501' },
      'no',
    ],
    [
      'a number less than itself',
      { kind: 'compare', column: 'days', op: 'less-than', to: { column: 'agreed' } },
      { days: '4', agreed: '4.0' },
      'no',
    ],
    ['a number against another column', lateEnough, { days: '10', agreed: '9.5' }, 'yes'],
    ['a number against an unknown column', lateEnough, { days: '10', agreed: 'not-confirmed' }, 'unknown'],
    ['a number against a blank column', lateEnough, { days: '10' }, 'blank'],
    ['an unknown number against a blank column', lateEnough, { days: 'not-confirmed' }, 'blank'],
    ['a date against an earlier date', afterChange, { tested: '2026-02-01', changed: '2026-01-31' }, 'yes'],
    ['a date against a later date', afterChange, { tested: '2026-01-31', changed: '2026-02-01' }, 'no'],
    [
      'a date that never was against any other',
      afterChange,
      { tested: 'never', changed: 'not-confirmed' },
      'no',
    ],
    ['enough of a count', twoOf, { patients: 'many', data: 'patient' }, 'yes'],
    ['a count that cannot be reached', twoOf, { patients: 'none', data: 'not-confirmed' }, 'no'],
    ['a count that an unknown decides', twoOf, { patients: 'many', data: 'not-confirmed' }, 'unknown'],
    ['a count that a blank decides', twoOf, { patients: 'many' }, 'blank'],
    ['any of two, one of them true', { kind: 'any', of: [isMany, isPatient] }, { patients: 'many' }, 'yes'],
    [
      'any of two, one unknown and one blank',
      { kind: 'any', of: [isMany, isPatient] },
      { patients: 'not-confirmed' },
      'blank',
    ],
    [
      'any of two, one unknown and one false',
      { kind: 'any', of: [isMany, isPatient] },
      { patients: 'not-confirmed', data: 'none' },
      'unknown',
    ],
    [
      'any of two, both false',
      { kind: 'any', of: [isMany, isPatient] },
      { patients: 'none', data: 'staff' },
      'no',
    ],
    [
      'a date that differs from the answer',
      { kind: 'differs-from-answer', column: 'tested', question: 0 },
      { tested: '2026-05-02' },
      'yes',
    ],
    [
      'the same date as the answer',
      { kind: 'differs-from-answer', column: 'tested', question: 0 },
      { tested: '2026-05-01' },
      'no',
    ],
  ])('%s', (_, test, cells, expected) => {
    expect(tested(test, cells)).toBe(expected)
  })

  test('a date has nothing to differ from while its question is not answered with one', () => {
    const differs: RowTest = { kind: 'differs-from-answer', column: 'tested', question: 0 }
    expect(testRow([differs], { cells: { tested: '2026-05-02' }, evidence: {} }, { register, asOf })).toBe(
      'unknown',
    )
  })

  test('all of a list: one "no" decides, so that a blank beside it is not needed', () => {
    expect(allOf([])).toBe('yes')
    expect(allOf(['yes', 'yes'])).toBe('yes')
    expect(allOf(['yes', 'unknown'])).toBe('unknown')
    expect(allOf(['unknown', 'blank', 'yes'])).toBe('blank')
    expect(allOf(['unknown', 'blank', 'no'])).toBe('no')
  })
})
