/** Decimals as typed, compared exactly: never as floats. */

/** Whether the text is a decimal of at most 12 whole digits and 3 places, not negative. */
export function isDecimal(text: string): boolean {
  return /^\d{1,12}(\.\d{1,3})?$/.test(text)
}

/** Negative, zero or positive as the first decimal is less than, equal to or greater than the second. */
export function compareDecimals(a: string, b: string): number {
  return thousandths(a) - thousandths(b)
}

/** Exact: at most 15 digits fit a whole number. */
function thousandths(text: string): number {
  const [whole = '0', places = ''] = text.split('.')
  return Number(whole) * 1000 + Number(places.padEnd(3, '0'))
}
