/**
 * Tests on the rows of a register, with four values: true, false, unknown (a "not confirmed" cell) and blank.
 * A blank cell that does not matter (another test of the row already failed) is not read.
 */

import type { Column, Register, RowTest } from '../rules/model.ts'
import { isWithinMonths } from '../calendar.ts'
import { compareDecimals } from './decimal.ts'
import type { RegisterRow } from './model.ts'

export type Truth = 'yes' | 'no' | 'unknown' | 'blank'

/** The value of an unknown cell, in every column that has one. */
export const NOT_CONFIRMED = 'not-confirmed'

/** What a row is tested against, beside its own cells. */
export interface RowContext {
  readonly register: Register
  readonly asOf: string
  /** Date typed for a question, by index; for register checks only. */
  readonly dateOf?: (question: number) => string | undefined
}

/** Whether all tests hold for the row. */
export function testRow(tests: readonly RowTest[], row: RegisterRow, context: RowContext): Truth {
  return allOf(tests.map((test) => testOne(test, row, context)))
}

function testOne(test: RowTest, row: RegisterRow, context: RowContext): Truth {
  switch (test.kind) {
    case 'in':
      return ofCell(test.column, row, context, (cell) => test.values.includes(cell))
    case 'recent':
      return ofCell(
        test.column,
        row,
        context,
        (cell) => cell !== 'never' && isWithinMonths(cell, test.months, context.asOf),
      )
    case 'not-expired':
      return ofCell(test.column, row, context, (cell) => cell !== 'never' && cell >= context.asOf)
    case 'compare': {
      const dates = columnOf(context.register, test.column)?.type === 'date'
      const cell = cellOf(test.column, row, context)
      const other = 'number' in test.to ? String(test.to.number) : cellOf(test.to.column, row, context)
      // A date that never was is neither before nor after another.
      if (dates && (cell === 'never' || other === 'never')) return 'no'
      if (cell === undefined || other === undefined) return 'blank'
      if (cell === NOT_CONFIRMED || other === NOT_CONFIRMED) return 'unknown'
      return compares(test.op, dates ? compareDates(cell, other) : compareDecimals(cell, other))
        ? 'yes'
        : 'no'
    }
    case 'count': {
      const truths = test.columns.map((column) =>
        ofCell(column, row, context, (cell) => test.values.includes(cell)),
      )
      const count = (wanted: Truth) => truths.filter((truth) => truth === wanted).length
      if (count('yes') >= test.atLeast) return 'yes'
      if (truths.length - count('no') < test.atLeast) return 'no'
      return count('blank') > 0 ? 'blank' : 'unknown'
    }
    case 'any': {
      const truths = test.of.map((one) => testOne(one, row, context))
      return (['yes', 'blank', 'unknown'] as const).find((truth) => truths.includes(truth)) ?? 'no'
    }
    case 'differs-from-answer': {
      const date = context.dateOf?.(test.question)
      if (date === undefined) return 'unknown'
      return ofCell(test.column, row, context, (cell) => cell !== date)
    }
  }
}

function compares(op: 'at-least' | 'at-most' | 'less-than', order: number): boolean {
  return op === 'at-least' ? order >= 0 : op === 'at-most' ? order <= 0 : order < 0
}

const compareDates = (a: string, b: string) => Number(a > b) - Number(a < b)

function ofCell(
  column: string,
  row: RegisterRow,
  context: RowContext,
  holds: (cell: string) => boolean,
): Truth {
  const cell = cellOf(column, row, context)
  if (cell === undefined) return 'blank'
  if (cell === NOT_CONFIRMED) return 'unknown'
  return holds(cell) ? 'yes' : 'no'
}

/** The cell; undefined when blank. A tick that is not made is a "no". */
function cellOf(id: string, row: RegisterRow, context: RowContext): string | undefined {
  const cell = row.cells[id]
  if (cell !== undefined && cell !== '') return cell
  return columnOf(context.register, id)?.type === 'tick' ? 'no' : undefined
}

export function columnOf(register: Register, id: string): Column | undefined {
  return register.columns.find((column) => column.id === id)
}

/** All of a list: one "no" decides, then a blank, then an unknown. */
export function allOf(truths: readonly Truth[]): Truth {
  return (['no', 'blank', 'unknown'] as const).find((truth) => truths.includes(truth)) ?? 'yes'
}
