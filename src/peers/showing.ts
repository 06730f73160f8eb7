/**
 * The cells of a release with their figures → the cohorts that it shows, and those that it cannot show with why.
 * A wider cohort is shown where whole cells make it up, and else falls back to the narrowest that is shown.
 */

import type { CohortFamily, RuleSet } from '../rules/model.ts'
import { inOrder, isSame, isUnion } from './cells.ts'
import type { CellFigures } from './content.ts'
import { figuresTogether } from './figures.ts'
import type { PublishedCohort, Release, Withheld } from './model.ts'

/**
 * The cells as cohorts with their titles, the wider ones that are whole, and what cannot be shown. `before`: the cohorts of
 * the release before, by whose titles cells are named that are written no longer.
 */
export function showCohorts(
  ruleSet: RuleSet,
  family: CohortFamily,
  cells: readonly CellFigures[],
  isEmpty: (cell: string) => boolean,
  before: readonly PublishedCohort[],
): Pick<Release, 'cohorts' | 'withheld'> {
  // A cell that nobody is in neither makes a cohort nor breaks one.
  const peopled = (of: readonly string[]) => of.filter((id) => !isEmpty(id))
  const same = (a: readonly string[], b: readonly string[]) => isSame(peopled(a), peopled(b))
  const titleOf = (of: readonly string[]) =>
    [
      ...family.cells.filter((cell) => same([cell.id], of)),
      ...family.wider.filter((one) => same(one.of, of)),
      ...before.filter((one) => isSame(one.of, of) && of.some((id) => !isWritten(id))),
    ][0]?.title ?? listed(family.cells.filter((cell) => of.includes(cell.id)).map((cell) => cell.title))
  const isWritten = (id: string) => family.cells.some((cell) => cell.id === id)
  const cohorts = cells.map(({ of, figures }) => ({ id: of.join('+'), title: titleOf(of), of, figures }))
  for (const wider of family.wider) {
    const own = peopled(wider.of)
    const inside = cells.filter((cell) => cell.of.some((id) => own.includes(id)))
    const whole =
      own.every((id) => inside.some((cell) => cell.of.includes(id))) &&
      isUnion(
        own,
        inside.map((cell) => peopled(cell.of)),
      )
    if (whole && inside.length > 1)
      cohorts.push({
        id: wider.id,
        title: wider.title,
        of: inOrder(family, wider.of),
        figures: figuresTogether(
          ruleSet,
          inside.map((cell) => cell.figures),
        ),
      })
  }
  const narrowest = (of: readonly string[]) => {
    const held = peopled(of).length > 0 ? peopled(of) : of
    return (
      cohorts
        .filter((cohort) => held.every((id) => cohort.of.includes(id)))
        .toSorted((a, b) => a.of.length - b.of.length)[0]?.id ?? null
    )
  }
  const shown = (of: readonly string[]) => cohorts.some((cohort) => same(cohort.of, of))
  const withheld: Withheld[] = [
    ...family.cells
      .filter((cell) => !shown([cell.id]))
      .map(({ id, title }) => ({ id, title, because: 'too-few' as const, instead: narrowest([id]) })),
    ...family.wider
      .filter((wider) => !shown(wider.of))
      .map(({ id, title, of }) => ({ id, title, because: 'not-a-union' as const, instead: narrowest(of) })),
  ]
  return { cohorts, withheld }
}

function listed(titles: readonly string[]): string {
  return titles.length < 2 ? titles.join('') : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1)}`
}
