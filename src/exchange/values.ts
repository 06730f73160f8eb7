/**
 * One cell of a file of organisations → its value, or a fault with what to do.
 * A value that is wrong is undefined and reported; nothing is guessed or shortened.
 */

import { isDay } from '../calendar.ts'
import type { CohortFamily } from '../rules/model.ts'
import { saysSomething } from '../text.ts'
import { nameBoard } from './boards.ts'
import type { Fault } from './csv.ts'

/** Longest name that fits our pages. The longest of the export of 2023 has 73 characters. */
const LONGEST_NAME = 150

/** ODS codes of organisations have 3 to 12 letters and digits (a limit of ours, wider than any code in the export). */
const CODE = /^[A-Z0-9]{3,12}$/

type Read<T> = (line: number, column: string, cell: string) => T | undefined

export interface Values {
  readonly hasColumns: (line: number, found: number, wanted: number) => boolean
  readonly code: Read<string>
  /** A code that no earlier row had. */
  readonly newCode: Read<string>
  readonly name: Read<string>
  /** Id of a cohort. */
  readonly cohort: Read<string>
  /** Name of a region, given as its name or code. */
  readonly region: Read<string>
  /** Undefined when blank; any name is taken. */
  readonly board: Read<string>
  /** ISO date from yyyymmdd; null when blank. */
  readonly closing: Read<string | null>
}

/** Readers of cells for one file, which report into `faults`. */
export function readValues(family: CohortFamily, faults: Fault[]): Values {
  const cohorts = [...new Set(family.cells.flatMap((cell) => cell.cohorts))]
  const lineOfCode = new Map<string, number>()
  const refuse = (line: number, column: string | undefined, message: string): undefined => {
    faults.push({ line, ...(column === undefined ? {} : { column }), message })
    return undefined
  }

  const code: Read<string> = (line, column, cell) => {
    const text = cell.trim().toUpperCase()
    if (CODE.test(text)) return text
    if (text === '') return refuse(line, column, 'The ODS code is missing. Enter it, like RA1.')
    return refuse(
      line,
      column,
      `“${shown(cell)}” is not an ODS code. Enter letters and digits only, like RA1.`,
    )
  }
  const text = (line: number, column: string, cell: string) => {
    const plain = cell.replace(/\s+/g, ' ').trim()
    if (/\p{C}/u.test(plain))
      return refuse(line, column, `“${shown(cell)}” holds an invisible character. Type it again.`)
    if (plain.length <= LONGEST_NAME) return plain
    return refuse(
      line,
      column,
      `This name has ${plain.length} characters. Shorten it to at most ${LONGEST_NAME}.`,
    )
  }

  return {
    hasColumns: (line, found, wanted) => {
      if (found === wanted) return true
      refuse(
        line,
        undefined,
        `This row has ${found} ${found === 1 ? 'column' : 'columns'} instead of ${wanted}. Put a cell that holds a comma in quotation marks.`,
      )
      return false
    },
    code,
    newCode: (line, column, cell) => {
      const known = code(line, column, cell)
      if (known === undefined) return undefined
      const earlier = lineOfCode.get(known)
      if (earlier !== undefined)
        return refuse(
          line,
          column,
          `The code ${known} is on line ${earlier} already. Keep one of the two rows.`,
        )
      lineOfCode.set(known, line)
      return known
    },
    name: (line, column, cell) => {
      const name = text(line, column, cell)
      return name !== undefined && !saysSomething(name)
        ? refuse(line, column, 'The name is missing. Enter it.')
        : name
    },
    cohort: (line, column, cell) => {
      const id = cell.trim().toLowerCase().replaceAll(/[ _]/g, '-')
      if (cohorts.includes(id)) return id
      return refuse(
        line,
        column,
        `${said(cell)} is not a kind of organisation. Use one of: ${cohorts.join(', ')}.`,
      )
    },
    region: (line, column, cell) => {
      const wanted = cell.trim().toLowerCase()
      const region = family.regions.find(
        ({ id, name }) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
      )
      if (region !== undefined) return region.name
      const all = family.regions.map(({ id, name }) => `${name} (${id})`).join(', ')
      return refuse(line, column, `${said(cell)} is not a region. Use one of: ${all}.`)
    },
    board: (line, column, cell) => {
      const board = text(line, column, cell)
      return board === undefined || board === '' ? undefined : nameBoard(board)
    },
    closing: (line, column, cell) => {
      const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(cell.trim()) ?? []
      if (cell.trim() === '') return null
      const date = `${year}-${month}-${day}`
      if (year !== undefined && isDay(date)) return date
      return refuse(
        line,
        column,
        `${said(cell)} is not a date. Enter year, month and day together, like 20230401.`,
      )
    },
  }
}

function said(cell: string): string {
  return cell.trim() === '' ? 'A blank cell' : `“${shown(cell)}”`
}

/** At most 40 visible characters of a cell, for a message. */
function shown(cell: string): string {
  const plain = cell.replace(/[\p{C}\s]+/gu, ' ').trim()
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain
}
