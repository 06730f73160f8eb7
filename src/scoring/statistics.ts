/** Figures of many → one figure of all: sums, means, medians, shares and rank correlation. */

export const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0)
export const mean = (all: readonly number[]) => sum(all) / Math.max(1, all.length)
/** The upper of the two in the middle. */
export const median = (all: readonly number[]) =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
/** Of a list, in percent. */
export const percentOf = (all: readonly unknown[], holds: number) => (100 * holds) / Math.max(1, all.length)
/** A number as it is shown: with so many places at most. */
export const shown = (one: number, digits = 1) => String(Number(one.toFixed(digits)))
/** To a hundredth, as it is kept. */
export const toHundredths = (one: number) => Math.round(100 * one) / 100

/** Rank correlation; ties share their mean rank. */
export function spearman(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [ranksOf(first), ranksOf(second)]
  const [meanA, meanB] = [mean(a), mean(b)]
  const both = sum(a.map((one, index) => (one - meanA) * ((b[index] ?? 0) - meanB)))
  const [spreadA, spreadB] = [
    sum(a.map((one) => (one - meanA) ** 2)),
    sum(b.map((one) => (one - meanB) ** 2)),
  ]
  return spreadA === 0 || spreadB === 0 ? 0 : both / Math.sqrt(spreadA * spreadB)
}

function ranksOf(all: readonly number[]): number[] {
  return all.map(
    (one) => all.filter((other) => other < one).length + all.filter((other) => other === one).length / 2,
  )
}
