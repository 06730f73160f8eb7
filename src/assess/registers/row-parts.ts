/** A row of a register in short pages: sections that belong together, and its evidence last. */
import { NOT_CONFIRMED } from '../../answers/rows.ts'
import type { Column, Register } from '../../rules/model.ts'
import { fieldOf, type TypedRow } from './typed-row.ts'

/** Cells of one page (ours): about a screen. */
const MOST_CELLS = 9

export interface RowPart {
  /** Empty: the evidence. */
  readonly columns: readonly Column[]
  readonly sections: readonly string[]
}

/** The pages of a row, in order. */
export function partsOfRow({ columns }: Register): RowPart[] {
  const parts: { columns: Column[]; sections: string[] }[] = []
  for (const [section, own] of Map.groupBy(columns, (column) => column.section)) {
    const last = parts.at(-1)
    if (last === undefined || last.columns.length + own.length > MOST_CELLS)
      parts.push({ columns: own, sections: [section] })
    else {
      last.columns.push(...own)
      last.sections.push(section)
    }
  }
  return [...parts, { columns: [], sections: ['Evidence'] }]
}

/** The place of a page, from 0, as an address or a form says it; undefined: all pages as one. */
export function partAt(register: Register, said: string): number | undefined {
  const place = /^\d{1,2}$/.test(said) ? Number(said) - 1 : -1
  return place >= 0 && place < partsOfRow(register).length ? place : undefined
}

/** Whether the field of a fault, by its id, stands on this page. */
export function isOnPart(register: Register, part: number | undefined, field: string): boolean {
  const place = partsOfRow(register).findIndex(({ columns }) =>
    columns.length === 0 ? field.startsWith('evidence-') : columns.some((one) => fieldOf(one) === field),
  )
  return part === undefined || place < 0 || place === part
}

/** The cells typed on one page, over those that stand; everything where it is all one page. */
export function withPart(
  register: Register,
  part: number | undefined,
  stands: TypedRow,
  typed: TypedRow,
): TypedRow {
  const here = part === undefined ? undefined : partsOfRow(register)[part]
  if (here === undefined) return typed
  if (here.columns.length === 0) return { ...typed, cells: stands.cells }
  const cells = here.columns.flatMap(({ id }) => {
    const cell = typed.cells[id]
    return cell === undefined ? [] : [[id, cell] as const]
  })
  return { ...typed, evidence: stands.evidence, cells: { ...stands.cells, ...Object.fromEntries(cells) } }
}

/** Every cell that is blank and may be so is not confirmed. */
export function withRestNotConfirmed(register: Register, typed: TypedRow): TypedRow {
  const cells = register.columns.flatMap((column) => {
    const cell = typed.cells[column.id]
    if (cell === undefined || column.unknown === undefined || !isBlank(cell)) return []
    const said =
      column.type === 'choice' ? { ...cell, value: NOT_CONFIRMED } : { ...cell, special: [NOT_CONFIRMED] }
    return [[column.id, said] as const]
  })
  return { ...typed, cells: { ...typed.cells, ...Object.fromEntries(cells) } }
}

export function isBlank({ value, date, special }: TypedRow['cells'][string]): boolean {
  return [value, date.day, date.month, date.year, ...special].every((text) => text.trim() === '')
}
