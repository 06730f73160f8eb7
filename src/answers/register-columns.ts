/** The first row of a file → which of our columns each of its columns stands for, and what is wrong with their names. It guesses only where one column of ours fits. */

import type { Column, Register } from '../rules/model.ts'
import { escapeControls } from '../text.ts'
import { type Matching, ROW_COLUMN, sameWords } from './register-words.ts'

/** One row of a file; the first of a file names its columns. */
export interface FileRow {
  /** As its program counts them, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Of a file in which nothing stands. */
export const NO_COLUMNS: FileRow = { line: 1, cells: [] }

/** A fault of a file of rows. */
export interface CellFault {
  readonly line: number
  /** As the file names it; undefined: the whole row. */
  readonly column?: string
  readonly message: string
}

/** Stands for the column of our ids of rows. */
export const ROW = 'row'

/** The columns that a file's header stands for: remembered, else named as ours are, else the only one whose words it holds or is held by. */
export function guessColumns(
  { columns }: Pick<Register, 'columns'>,
  header: readonly string[],
  remembered: Matching['columns'] = {},
): string[] {
  const taken = new Set<string>()
  const take = (id: string | undefined): string => {
    if (id === undefined || id === '' || taken.has(id)) return ''
    taken.add(id)
    return id
  }
  const names = header.map(sameWords)
  const exact = names.map((name) => {
    if (Object.hasOwn(remembered, name)) return remembered[name] ?? ''
    if (name === sameWords(ROW_COLUMN)) return ROW
    return columns.find(({ id, short, text }) => [id, short, text].some((one) => sameWords(one) === name))?.id
  })
  const sure = exact.map(take)
  return names.map((name, index) => {
    if (exact[index] !== undefined || name === '') return sure[index] ?? ''
    const words = name.split(' ')
    const near = columns.filter(({ id, short }) => {
      const ours = sameWords(short).split(' ')
      const holds = (all: readonly string[], some: readonly string[]) =>
        some.every((word) => all.includes(word))
      return !taken.has(id) && (holds(words, ours) || holds(ours, words) || words.includes(id))
    })
    return near.length === 1 ? take(near[0]?.id) : ''
  })
}

/** What is wrong with the names of a file's columns; empty when nothing is. */
export function faultsOfHeader({ line, cells }: FileRow): CellFault[] {
  const names = cells.map(sameWords)
  return cells.flatMap((cell, index): CellFault[] => {
    const column = cell.trim() === '' ? `Column ${index + 1}` : escapeControls(cell)
    const name = names[index] ?? ''
    if (name === '')
      return [{ line, column, message: 'This column has no name. Name it in the first line, or delete it.' }]
    const first = names.indexOf(name)
    return first === index
      ? []
      : [
          {
            line,
            column,
            message: `Column ${first + 1} has the same name. Rename one of them, or delete it.`,
          },
        ]
  })
}

/** What is wrong with the choice of columns; empty when nothing is. */
export function faultsOfColumns(
  { columns }: Pick<Register, 'columns'>,
  { line, cells: header }: FileRow,
  chosen: readonly string[],
): CellFault[] {
  const faults: CellFault[] = []
  for (const [index, id] of chosen.entries()) {
    if (id !== '' && chosen.indexOf(id) < index)
      faults.push({
        line,
        column: header[index] ?? '',
        message: `“${nameOf(columns, id)}” is taken from “${header[chosen.indexOf(id)] ?? ''}” already. Leave one of the two out.`,
      })
  }
  for (const column of columns)
    if (column.required && !chosen.includes(column.id))
      faults.push({
        line,
        message: `Say which column of the file holds “${column.short}”: rows are found by it.`,
      })
  return faults
}

const nameOf = (columns: readonly Column[], id: string) =>
  id === ROW ? ROW_COLUMN : (columns.find((one) => one.id === id)?.short ?? id)
