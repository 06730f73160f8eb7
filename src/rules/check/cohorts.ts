/** A family of cohorts whose figures could be subtracted from each other, or that leaves somebody out. */
import type { RuleIssue } from '../../errors.ts'
import { knownNames } from '../row-test.ts'
import { type CheckContext, type Rule } from './rule.ts'

export const checkCohorts: Rule = (context) => [
  ...checkNames(context),
  ...checkPartition(context),
  ...checkMergeOrder(context),
  ...checkWider(context),
]

function checkNames({ documents: { cohorts }, names, fault }: CheckContext): RuleIssue[] {
  const regions = cohorts.regions.map(({ id }) => id)
  const cells = cohorts.cells.map(({ id }) => id)
  const faults: RuleIssue[] = []
  const known = (list: readonly string[] | undefined, what: string, all: readonly string[]) =>
    list?.forEach((name, index) => {
      if (!all.includes(name))
        faults.push(fault('unknown-id', list, index, `no ${what} is called “${name}”`, knownNames(all)))
    })
  const once = (all: readonly { readonly id: string }[], what: string) =>
    all.forEach((one, index) => {
      if (all.findIndex(({ id }) => id === one.id) < index)
        faults.push(fault('duplicate-id', one, 'id', `two ${what}s are called “${one.id}”`, 'Rename one.'))
    })
  for (const cell of cohorts.cells) {
    // Without a cohort question no cohort is known, and that is said once elsewhere.
    if (names.cohorts.length > 0) known(cell.cohorts, 'cohort', names.cohorts)
    known(cell.regions, 'region', regions)
  }
  for (const pair of cohorts['merge-order']) known(pair, 'cell', cells)
  for (const wider of cohorts.wider) known(wider.of, 'cell', cells)
  once(cohorts.regions, 'region')
  once([...cohorts.cells, ...cohorts.wider], 'cohort')
  return faults
}

/** Every cohort and region in exactly one cell: otherwise a trust counts twice, or not at all. */
function checkPartition({ documents: { cohorts }, names, fault }: CheckContext): RuleIssue[] {
  const regions = cohorts.regions.map(({ id }) => id)
  return names.cohorts.flatMap((cohort) =>
    regions.flatMap((region) => {
      const cells = cohorts.cells.filter(
        (cell) => cell.cohorts.includes(cohort) && (cell.regions ?? regions).includes(region),
      )
      if (cells.length === 1) return []
      const [, second] = cells
      return [
        second === undefined
          ? fault(
              'cells-no-partition',
              cohorts,
              'cells',
              `no cell holds “${cohort}” in ${region}`,
              'Add the pair to a cell; somebody there could not be compared.',
            )
          : fault(
              'cells-no-partition',
              second,
              'cohorts',
              `“${cohort}” in ${region} is in “${cells[0]?.id}” and in “${second.id}”`,
              'Leave it in one; otherwise the two can be subtracted from each other.',
            ),
      ]
    }),
  )
}

/** A small cell without a way to merge would be shown alone or not at all. */
function checkMergeOrder({ documents: { cohorts }, fault }: CheckContext): RuleIssue[] {
  const lines = cohorts['merge-order']
  const lonely = cohorts.cells.filter(
    ({ id }) => cohorts.cells.length > 1 && !lines.some((line) => line.includes(id)),
  )
  return [
    ...lonely.map((cell) =>
      fault(
        'cell-cannot-merge',
        cell,
        'id',
        `“${cell.id}” stands in no line of merge-order`,
        'Say what it merges with when it is small.',
      ),
    ),
    ...lines.flatMap((line, index) =>
      line[0] === line[1]
        ? [fault('cell-cannot-merge', lines, index, `“${line[0]}” is merged with itself`, 'Name two cells.')]
        : [],
    ),
  ]
}

/** Two cohorts of the same cells would be one comparison under two names. */
function checkWider({ documents: { cohorts }, fault }: CheckContext): RuleIssue[] {
  const keyOf = (of: readonly string[]) => [...new Set(of)].toSorted().join(' ')
  return cohorts.wider.flatMap((wider, index) => {
    const twin = [
      ...cohorts.cells.map(({ id }) => ({ id, of: [id] })),
      ...cohorts.wider.slice(0, index),
    ].find((other) => keyOf(other.of) === keyOf(wider.of))
    if (twin !== undefined)
      return [
        fault(
          'cohort-twice',
          wider,
          'of',
          `“${wider.id}” holds the same cells as “${twin.id}”`,
          'Remove one of the two.',
        ),
      ]
    return new Set(wider.of).size < wider.of.length
      ? [fault('cohort-twice', wider, 'of', `“${wider.id}” names a cell twice`, 'Name each cell once.')]
      : []
  })
}
