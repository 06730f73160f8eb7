import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addMonths,
  dayWords,
  daysAfter,
  isDate,
  isDay,
  isWithinMonths,
  londonDate,
  yearsBefore,
} from '../src/calendar.ts'
import { runs } from './scoring/law.ts'

/** The calendar a second time: month by month, with a table of lengths and the Gregorian rule for 29 February. */
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lengthOf = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : lengths[month - 1]!)
const written = (year: number, month: number, day: number) =>
  `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`

function later(date: string, months: number): string {
  let [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  const day = Number(date.slice(8))
  for (let step = 0; step < months; step++) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return written(year, month, Math.min(day, lengthOf(year, month)))
}

const dates = fc
  .tuple(fc.integer({ min: 1990, max: 2110 }), fc.integer({ min: 1, max: 12 }), fc.nat({ max: 30 }))
  .map(([year, month, day]) => written(year, month, Math.min(day + 1, lengthOf(year, month))))
const months = fc.nat({ max: 60 })

describe('calendar months', () => {
  test('are counted with the end of the month clipped', () => {
    fc.assert(
      fc.property(dates, months, (date, n) => {
        expect(addMonths(date, n)).toBe(later(date, n))
      }),
      runs(2000),
    )
  })

  test.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2099-12-31', 2, '2100-02-28'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2025-03-31', 1, '2025-04-30'],
    ['2025-12-15', 1, '2026-01-15'],
    ['2025-12-15', 0, '2025-12-15'],
  ])('%s plus %i is %s', (date, n, expected) => {
    expect(addMonths(date, n)).toBe(expected)
  })

  test('within n months is true up to that date, with the reference date itself', () => {
    fc.assert(
      fc.property(dates, months, dates, (date, n, asOf) => {
        expect(isWithinMonths(date, n, asOf)).toBe(date <= asOf && asOf <= later(date, n))
      }),
      runs(2000),
    )
  })

  test.each([
    ['2025-11-22', 12, '2026-11-22', true],
    ['2025-11-21', 12, '2026-11-22', false],
    ['2024-02-29', 12, '2025-02-28', true],
    ['2024-02-29', 12, '2025-03-01', false],
    ['2025-02-28', 12, '2026-02-28', true],
    ['2025-08-31', 6, '2026-02-28', true],
    ['2025-08-31', 6, '2026-03-01', false],
    ['2026-11-23', 12, '2026-11-22', false],
  ])('%s is within %i months of %s: %s', (date, n, asOf, expected) => {
    expect(isWithinMonths(date, n, asOf)).toBe(expected)
  })
})

describe('a date', () => {
  test('is a real day written as year-month-day', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2300 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }), (year, month, day) => {
        const real =
          year >= 1900 &&
          year <= 2199 &&
          month >= 1 &&
          month <= 12 &&
          day >= 1 &&
          day <= lengthOf(year, month)
        expect(isDate(written(year, month, day).padStart(10, '0'))).toBe(real)
      }),
      runs(2000),
    )
  })

  test.each([
    '2025-02-29',
    '2100-02-29',
    '2025-13-01',
    '2025-1-1',
    '25-01-01',
    '2025-01-01 ',
    '2025/01/01',
    '',
  ])('%j is none', (text) => expect(isDate(text)).toBe(false))
})

test('the date in London is that of its clocks, at every hour of two years', () => {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' })
  const hours = Array.from({ length: 2 * 8784 }, (_, hour) => new Date(Date.UTC(2026, 0, 1, hour)))
  expect(hours.filter((hour) => londonDate(hour) !== clock.format(hour))).toEqual([])
  expect(londonDate(new Date('1970-06-30T22:30:00Z'))).toBe('1970-06-30')
  expect(londonDate(new Date('1970-06-30T23:30:00Z'))).toBe('1970-07-01')
})

test.each([
  ['1899-12-31', true, false],
  ['1900-01-01', true, true],
  ['2199-12-31', true, true],
  ['2200-01-01', true, false],
  ['2028-02-29', true, true],
  ['2027-02-29', false, false],
  ['2026-11', false, false],
  ['2026-13-01', false, false],
] as const)('%s is a day of the calendar: %s; and one that can be answered: %s', (text, day, date) => {
  expect([isDay(text), isDate(text)]).toEqual([day, date])
})

test('days and years are counted from a moment or a day, and said in words as it is in London', () => {
  expect(daysAfter(new Date('2026-03-28T12:00:00Z'), 1)).toBe('2026-03-29T12:00:00.000Z')
  expect(daysAfter(new Date('2026-03-01T12:00:00Z'), -1)).toBe('2026-02-28T12:00:00.000Z')
  expect(yearsBefore('2026-11-22', 8)).toBe('2018-11-22')
  // What was on 28 February is older than a year on 29 February.
  expect('2027-02-28' < yearsBefore('2028-02-29', 1)).toBe(true)
  expect(dayWords('2026-06-30T23:30:00Z')).toBe('1 July 2026')
})
