/** Decimals as typed, compared exactly: never as floats. */

/** Whether the text is a decimal of at most 12 whole digits and 3 places, not negative. */
export function isDecimal(text: string): boolean {
  return /^\d{1,12}(\.\d{1,3})?$/.test(text)
}

/** Negative, zero or positive as the first decimal is less than, equal to or greater than the second. */
export function compareDecimals(a: string, b: string): number {
  const [wholeA = '', placesA = ''] = a.split('.')
  const [wholeB = '', placesB = ''] = b.split('.')
  const length = Math.max(placesA.length, placesB.length)
  return (
    Number(wholeA) - Number(wholeB) ||
    Number(placesA.padEnd(length, '0')) - Number(placesB.padEnd(length, '0'))
  )
}
