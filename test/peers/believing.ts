/**
 * What several releases show of a count → how likely it is that one trust reaches the level, to somebody who knows how many
 * reach it in the country, how many change in a year, and who was there. A chain of counts, carried forward from release to release.
 */

/** Counts that a figure stands for, without those who collude. */
export interface Seen {
  readonly from: number
  readonly to: number
}

/** The first and the last release in which a trust is there. */
export interface Member {
  readonly first: number
  readonly last: number
}

interface Share {
  readonly reach: number
  readonly falls: number
  readonly rises: number
}

/** The likelihood that `target` reaches the level in the last release in which it is there; `using`: the counted releases that are looked at. */
export function believe(
  others: readonly (Member & { readonly size: number })[],
  target: Member,
  releases: number,
  using: readonly number[],
  counted: readonly number[],
  seen: readonly Seen[],
  { reach, falls, rises }: Share,
): number {
  const key = JSON.stringify([
    others,
    target,
    releases,
    using,
    using.map((one) => seen[counted.indexOf(one)]),
    reach,
    falls,
    rises,
  ])
  const known = believed.get(key)
  if (known !== undefined) return known
  const most = others.reduce((sum, { size }) => sum + size, 0)
  // By what the target answers, and by how many of the others who are there reach the level.
  let likely: [Float64Array, Float64Array] = [new Float64Array(most + 1), new Float64Array(most + 1)]
  likely[0][0] = 1 - reach
  likely[1][0] = reach
  let there = 0
  for (let release = 0; release < releases; release++) {
    if (release > 0) {
      likely = [step(likely[0], there, falls, rises), step(likely[1], there, falls, rises)]
      if (target.first < release && release <= target.last) likely = turn(likely, falls, rises)
      for (const { size } of others.filter((one) => one.last === release - 1)) {
        likely = [goAway(likely[0], there, size), goAway(likely[1], there, size)]
        there -= size
      }
    }
    for (const { size } of others.filter((one) => one.first === release)) {
      likely = [come(likely[0], size, reach), come(likely[1], size, reach)]
      there += size
    }
    const bounds = seen[counted.indexOf(release)]
    if (bounds === undefined || !using.includes(release)) continue
    const isThere = target.first <= release && release <= target.last
    for (const [own, counts] of likely.entries())
      for (const count of counts.keys()) {
        const all = count + (isThere ? own : 0)
        if (all < bounds.from || all > bounds.to) counts[count] = 0
      }
  }
  const [not, reaches] = likely.map((counts) => counts.reduce((sum, one) => sum + one, 0))
  const belief = (reaches ?? 0) / Math.max(1e-300, (not ?? 0) + (reaches ?? 0))
  if (believed.size > 500_000) believed.clear()
  believed.set(key, belief)
  return belief
}

const believed = new Map<string, number>()

const binomials = new Map<string, Float64Array>()
/** The likelihoods of 0 to n of n. */
function binomial(n: number, share: number): Float64Array {
  const key = `${n} ${share}`
  const found = binomials.get(key)
  if (found !== undefined) return found
  let row = new Float64Array([1])
  for (let one = 0; one < n; one++) {
    const next = new Float64Array(row.length + 1)
    for (const [count, likely] of row.entries()) {
      next[count] = (next[count] ?? 0) + likely * (1 - share)
      next[count + 1] = (next[count + 1] ?? 0) + likely * share
    }
    row = next
  }
  binomials.set(key, row)
  return row
}

/** Some of those who reach the level fall, some of the others rise. */
function step(counts: Float64Array, there: number, falls: number, rises: number): Float64Array {
  if (falls === 0 && rises === 0) return counts
  const next = new Float64Array(counts.length)
  for (let count = 0; count <= there; count++) {
    const likely = counts[count] ?? 0
    if (likely === 0) continue
    const [stay, rise] = [binomial(count, 1 - falls), binomial(there - count, rises)]
    for (const [left, first] of stay.entries())
      for (const [more, second] of rise.entries())
        next[left + more] = (next[left + more] ?? 0) + likely * first * second
  }
  return next
}

function turn(
  [not, reaches]: [Float64Array, Float64Array],
  falls: number,
  rises: number,
): [Float64Array, Float64Array] {
  return [
    not.map((likely, count) => likely * (1 - rises) + (reaches[count] ?? 0) * falls),
    reaches.map((likely, count) => likely * (1 - falls) + (not[count] ?? 0) * rises),
  ]
}

function come(counts: Float64Array, size: number, reach: number): Float64Array {
  const next = new Float64Array(counts.length)
  const more = binomial(size, reach)
  for (const [count, likely] of counts.entries())
    if (likely > 0)
      for (const [one, second] of more.entries())
        next[count + one] = (next[count + one] ?? 0) + likely * second
  return next
}

/** Some leave, any of those who are there alike: one after the other. */
function goAway(counts: Float64Array, there: number, size: number): Float64Array {
  let row = counts
  for (let left = 0; left < size; left++) {
    const next = new Float64Array(row.length)
    const n = there - left
    for (const [count, likely] of row.entries()) {
      if (likely === 0) continue
      next[count] = (next[count] ?? 0) + (likely * (n - count)) / n
      if (count > 0) next[count - 1] = (next[count - 1] ?? 0) + (likely * count) / n
    }
    row = next
  }
  return row
}
