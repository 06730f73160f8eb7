/** The one way in which sums become whole points. */

/** Half up, for a numerator of 0 or more and a positive denominator. */
export function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}
