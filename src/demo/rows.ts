/**
 * A register and how well a trust does → rows as a person would type them, about invented suppliers and systems.
 * It knows some columns by name, to make rows that hang together, and invents the rest from the column's type.
 */

import { addMonths } from '../calendar.ts'
import { NOT_CONFIRMED } from '../answers/rows.ts'
import type { Column, Register } from '../rules/model.ts'
import { type Cells, SUPPLIERS, SYSTEMS } from './known-rows.ts'
import { type Chance, squeeze } from '../random.ts'
import { EVIDENCE } from './values.ts'

export interface RowMaker {
  readonly register: Register
  /** Question ids, by which evidence is given. */
  readonly feeds: readonly string[]
  readonly cohort: string
  /** Standing of the trust in the register's domain; mean 0, standard deviation about 1. */
  readonly standing: number
  /** 0 to 1. */
  readonly evidence: number
  /** Every needed cell is filled, if only with "not confirmed". */
  readonly whole: boolean
  readonly asOf: string
  readonly chance: Chance
}

/** The rows of one register, each as `parseRow` takes it. */
export function inventRows(maker: RowMaker): Record<string, unknown>[] {
  const { register, chance, cohort } = maker
  const ofSuppliers = register.columns.some((column) => column.id === 'patients-affected')
  const known: readonly Cells[] = ofSuppliers ? SUPPLIERS : (SYSTEMS[cohort] ?? SYSTEMS['acute'] ?? [])
  // The first is the main record, which every trust has; the others are drawn.
  const count = ofSuppliers ? chance.whole(3, 8) : chance.whole(4, 7)
  const drawn = known
    .map((cells, index) => ({ cells, draw: index === 0 ? -1 : chance.next() }))
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ cells }) => cells)
  return known.filter((cells) => drawn.includes(cells)).map((cells, index) => inventRow(maker, cells, index))
}

function inventRow(maker: RowMaker, given: Cells, index: number): Record<string, unknown> {
  const { register, feeds, asOf, chance } = maker
  const standing = maker.standing + 0.5 * chance.normal()
  const row: Record<string, unknown> = {}
  for (const column of register.columns) {
    const fixed = given[column.id]
    const cell =
      fixed !== undefined && fits(column, fixed) ? fixed : inventCell(maker, column, standing, index, row)
    if (cell === undefined || (!maker.whole && !column.required && chance.happens(0.15))) continue
    row[column.id] = cell
  }
  const evidence: Record<string, unknown> = {}
  for (const id of feeds)
    if (chance.happens(maker.evidence * 0.9))
      evidence[id] = {
        evidence: chance.pick(EVIDENCE),
        'evidence-date': addMonths(asOf, -chance.whole(0, 14)),
      }
  return { ...row, evidence }
}

function inventCell(
  { asOf, chance, whole }: RowMaker,
  column: Column,
  standing: number,
  index: number,
  row: Readonly<Record<string, unknown>>,
): string | number | undefined {
  const good = chance.happens(squeeze(standing))
  // What follows from another cell: nothing published has no end, and no restore took no time.
  if (row['dspt-status'] === 'not-published' && column.mayBeAhead && column.never !== undefined)
    return 'never'
  if (row['last-full-restore'] === 'never' && column.type === 'number' && column.unknown !== undefined)
    return NOT_CONFIRMED
  if (column.unknown !== undefined && chance.happens(0.05 + 0.12 * squeeze(-standing))) return NOT_CONFIRMED
  switch (column.type) {
    case 'text':
      return column.required ? `${column.short} ${index + 1} (invented)` : undefined
    case 'tick':
      return column.atMostOnce ? (index === 0 ? 'yes' : undefined) : good ? 'yes' : 'no'
    case 'choice': {
      if (row['way-in'] === 'none' && column.options.some((option) => option.id === 'no-way-in'))
        return 'no-way-in'
      const usual = column.options.filter(({ id }) => id !== 'not-applicable' && id !== 'no-way-in')
      const last = usual.length - 1
      return usual[good ? last : chance.whole(0, Math.max(0, last - 1))]?.id
    }
    case 'number': {
      const goal = Number(row['restore-agreed'] ?? row['tolerable-outage'] ?? 4)
      if (!Number.isFinite(goal)) return column.unknown === undefined ? 1 : NOT_CONFIRMED
      // A time that was needed should be short, a time that is covered long.
      const lowIsGood = 'restore-agreed' in row
      return lowIsGood === good ? Math.max(1, Math.ceil(goal * 0.7)) : goal * 2
    }
    case 'date':
      if (column.mayBeAhead)
        return good
          ? addMonths(asOf, chance.whole(1, 11))
          : column.never !== undefined && chance.happens(0.5)
            ? 'never'
            : addMonths(asOf, -chance.whole(1, 10))
      if (good) return addMonths(asOf, -chance.whole(1, 11))
      if (column.never !== undefined && chance.happens(0.6)) return 'never'
      return column.required || whole ? addMonths(asOf, -chance.whole(14, 40)) : undefined
  }
}

function fits(column: Column, cell: string | number): boolean {
  return column.type !== 'choice' || column.options.some((option) => option.id === cell)
}
