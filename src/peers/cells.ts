/**
 * Contributors → the cells that are counted: the written partition, with small cells merged in the written order.
 * It looks at who contributes, never at what they answered.
 */

import type { CohortFamily } from '../rules/model.ts'
import { FEWEST } from './rounding.ts'

/** Written cell of an organisation; undefined when the partition has no place for it. */
export function cellOf(family: CohortFamily, cohort: string, region: string): string | undefined {
  return family.cells.find((cell) => cell.cohorts.includes(cohort) && cell.regions.includes(region))?.id
}

/**
 * The groups of written cells that are counted as one, given how many contribute in each written cell. Lines of the
 * merge order apply from the top: the first that joins two groups of which one is too small, until none does.
 * A group that nobody is in is never too small, and others merge through it; one that stays too small is not published.
 */
export function mergeCells(family: CohortFamily, counts: ReadonlyMap<string, number>): string[][] {
  let groups = family.cells.map((cell) => [cell.id])
  const sizeOf = (group: readonly string[]) => group.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0)
  const isSmall = (group: readonly string[]) => sizeOf(group) > 0 && sizeOf(group) < FEWEST
  const groupOf = (id: string) => groups.find((group) => group.includes(id)) ?? []
  for (;;) {
    const line = family.mergeOrder.find(([a, b]) => {
      const [first, second] = [groupOf(a), groupOf(b)]
      return first !== second && (isSmall(first) || isSmall(second))
    })
    if (line === undefined) return groups
    const [first, second] = [groupOf(line[0]), groupOf(line[1])]
    groups = groups.flatMap((group) =>
      group === first ? [inOrder(family, [...first, ...second])] : group === second ? [] : [group],
    )
  }
}

/** Cell ids in the family's order. */
export function inOrder(family: CohortFamily, ids: readonly string[]): string[] {
  return family.cells.map((cell) => cell.id).filter((id) => ids.includes(id))
}

/** Whether a cohort's cells are exactly some whole groups. */
export function isUnion(of: readonly string[], groups: readonly (readonly string[])[]): boolean {
  const touched = groups.filter((group) => group.some((id) => of.includes(id)))
  return touched.every((group) => group.every((id) => of.includes(id)))
}

/** Whether two lists name the same cells. */
export function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}
