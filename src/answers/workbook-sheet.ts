/** A sheet of a workbook → where its columns stand, and what is wrong with it: names that are missing, doubled or none of ours, and texts that read as others. */

import { breakLines, escapeControls, faultOfText, faultOfTurns } from '../text.ts'
import { shown } from './given.ts'
import type { FileFault } from './opening.ts'
import { sameWords } from './register-words.ts'

/** A sheet as it was read: rows in which anything stands, with their numbers from 1. */
export interface InSheet {
  readonly name: string
  readonly rows: readonly InRow[]
}

export interface InRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Where the columns of a sheet stand, from 0, by our names. */
export type Columns = ReadonlyMap<string, number>

/** The columns by their names; with faults, where one that is needed is missing, one stands twice, or one is none of ours. */
export function readHead(
  sheet: InSheet,
  { line, cells }: InRow,
  needed: readonly string[],
  also: readonly string[],
): { readonly columns: Columns; readonly faults: readonly FileFault[] } {
  const faults: FileFault[] = []
  const columns = new Map<string, number>()
  const below = sheet.rows.filter((row) => row.line > line)
  const width = Math.max(cells.length, ...below.map((row) => row.cells.length))
  for (let at = 0; at < width; at++) {
    const cell = (cells[at] ?? '').trim()
    const place = placeIn(sheet, at, line)
    const name = [...needed, ...also].find((one) => sameWords(one) === sameWords(cell))
    if (name !== undefined && !columns.has(name)) columns.set(name, at)
    else if (name !== undefined)
      faults.push({ place, message: `The column “${name}” stands twice. Delete one of the two.` })
    else if (cell !== '' || below.some((row) => (row.cells[at] ?? '').trim() !== ''))
      faults.push({
        place,
        message: `${cell === '' ? 'This column has no name' : `The column ${shown(cell)} is not one of ours`}, so nothing of it can come in. Delete it, or give it the name that it had.`,
      })
  }
  for (const name of needed.filter((one) => !columns.has(one)))
    faults.push({
      place: placeIn(sheet, 0, line),
      message: `The column “${name}” is missing. Put it back under this name; its cells may stay blank.`,
    })
  return { columns, faults }
}

/** Cells that show a reader another text than they hold. */
export function faultsOfTexts(sheet: InSheet): FileFault[] {
  return sheet.rows.flatMap(({ line, cells }) =>
    cells.flatMap((cell, at): FileFault[] => {
      const message = faultOfText(breakLines(cell)) ?? faultOfTurns(cell)
      return message === undefined ? [] : [{ place: placeIn(sheet, at, line), message }]
    }),
  )
}

/** `Recovery, E7`; lines count from 1. */
export const placeIn = ({ name }: InSheet, column: number, line: number) =>
  `${escapeControls(name)}, ${cellName(column, line - 1)}`

/** `E7` of the fifth column and the seventh row, both counted from 0. */
export const cellName = (column: number, row: number) => `${lettersOf(column)}${row + 1}`

export function lettersOf(column: number): string {
  const rest = Math.floor(column / 26)
  return `${rest === 0 ? '' : lettersOf(rest - 1)}${String.fromCharCode(65 + (column % 26))}`
}
