import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDecimals, isDecimal } from '../../src/answers/decimal.ts'
import { runs } from '../scoring/law.ts'

const decimals = fc
  .tuple(
    fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 999_999_999_999 })),
    fc.oneof(fc.constant(''), fc.stringMatching(/^\d{1,5}$/)),
  )
  .map(([whole, places]) => (places === '' ? String(whole) : `${whole}.${places}`))

/** As a whole number of hundred-thousandths. */
const scaled = (text: string) => {
  const [whole = '', places = ''] = text.split('.')
  return BigInt(whole + places.padEnd(5, '0'))
}

describe('decimals as typed', () => {
  test('are compared exactly, however large and with however many places', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [x, y] = [scaled(a), scaled(b)]
        expect(Math.sign(compareDecimals(a, b))).toBe(x < y ? -1 : x > y ? 1 : 0)
      }),
      runs(2000),
    )
  })

  test.each([
    ['0.1', '0.10', 0],
    ['2.05', '2.5', -1],
    ['10', '9.999', 1],
    ['007', '7', 0],
    ['999999999999.999', '999999999999.998', 1],
    ['0.3', '0.2999', 1],
  ])('%s against %s is %i', (a, b, order) => expect(Math.sign(compareDecimals(a, b))).toBe(order))

  test.each(['0', '3', '2.5', '0.125', '007', '999999999999'])('%j is one', (text) =>
    expect(isDecimal(text)).toBe(true),
  )
  test.each([
    '',
    '-1',
    '+1',
    '1.',
    '.5',
    '1,5',
    '1e3',
    '0x10',
    '1.2345',
    '1000000000000',
    ' 1',
    'NaN',
    'Infinity',
  ])('%j is none', (text) => expect(isDecimal(text)).toBe(false))
})
