/** A mistyped id → the ids that look most like it. */

const MOST = 3

/** At most three ids, the likest first; ids that hold the typed text come before those that need more changes. */
export function nearest(typed: string, ids: readonly string[]): string[] {
  const rated = [...new Set(ids)].map((id) => ({
    id,
    distance: id.includes(typed) || typed.includes(id) ? 1 : changes(typed, id),
  }))
  return rated
    .filter(({ id, distance }) => distance <= Math.max(2, Math.ceil(Math.max(id.length, typed.length) / 3)))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ id }) => id)
}

/** How many letters must be added, removed or changed to make one text of the other. */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...to].entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      )
    row = next
  }
  return row.at(-1) ?? 0
}
