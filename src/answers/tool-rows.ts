/** Rows of an export, read → each thing once, and the newest date among them. It decides nothing where two rows disagree. */

import type { CellFault } from './register-columns.ts'
import { DATE, type Row, type ToolCells, type ToolKind } from './tool-kind.ts'

/** The same twice counts once; of two that differ the newer counts, and where neither is newer nobody knows. */
export function withoutDoubles({ columns: [key], row }: ToolKind, rows: readonly Row[]) {
  const byKey = new Map<string, Row>()
  const faults: CellFault[] = []
  let doubled = 0
  for (const one of rows) {
    const name = (one.cells[key?.id ?? ''] ?? '').trim().toLowerCase()
    const before = byKey.get(name)
    if (before !== undefined) doubled += 1
    const [then, now] = [before?.cells[DATE] ?? '', one.cells[DATE] ?? '']
    if (before === undefined || dateOf(now) > dateOf(then)) byKey.set(name, one)
    else if (now === then && !isSame(before.cells, one.cells, key?.id ?? ''))
      faults.push({
        line: one.line,
        message: `Row ${before.line} is of the same ${row.one}, and says something else. Delete the row that is wrong, or export the file again.`,
      })
  }
  return { kept: [...byKey.values()], doubled, faults }
}

const dateOf = (date: string) => (date === 'never' ? '' : date)

const isSame = (one: ToolCells, other: ToolCells, key: string) =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (id) => id === key || one[id] === other[id],
  )

/** The newest date of all, with its row; blank where there is none. */
export function newestOf(rows: readonly Row[]): { readonly line: number; readonly date: string } {
  let newest = { line: 1, date: '' }
  for (const { line, cells } of rows) {
    const date = dateOf(cells[DATE] ?? '')
    if (date > newest.date) newest = { line, date }
  }
  return newest
}
