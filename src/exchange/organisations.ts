/**
 * The bytes of a file of organisations → rows, or every fault with its line and what to do.
 * It reads the ODS export of trusts as it is, or a small CSV of our own; it saves nothing, and compares with nothing.
 */

import type { CohortFamily } from '../rules/model.ts'
import { type CsvRow, type Fault, readCsv } from './csv.ts'
import { readableName, type Suggested, suggestCohort } from './ods-name.ts'
import { readText } from './text.ts'
import { readValues, type Values } from './values.ts'

/** What a file says of one organisation. */
export interface OrganisationRow {
  /** First line of the row in the file, from 1. */
  readonly line: number
  readonly odsCode: string
  readonly name: string
  readonly cohort: string
  /** The cohort is only suggested, by the name, and to be confirmed; undefined: the file says it. */
  readonly cohortSuggested?: Suggested
  /** Name of the region, as the rule set writes it; undefined: the file gives none of ours. */
  readonly region?: string
  /** Why there is no region, for people. */
  readonly noRegion?: string
  /** Name of the integrated care board; its code where we know no name. Undefined: the file does not say. */
  readonly icb?: string
  /** ISO date; null: open; undefined: the file does not say. */
  readonly closedOn?: string | null
  /** Code of the organisation by which its group counts; its own: it counts itself. Undefined: the file does not say. */
  readonly leadOdsCode?: string
}

export type ReadOrganisations =
  | { readonly ok: true; readonly rows: readonly OrganisationRow[] }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const MOST_ROWS = 10_000

/** Columns of our own CSV; the first four are needed. */
const COLUMNS = ['ods-code', 'name', 'cohort', 'region', 'icb', 'lead-ods-code'] as const
type Column = (typeof COLUMNS)[number]

/**
 * The export `etr` of the Organisation Data Service: 24 to 27 columns without a header, of which these are read.
 * Source: NHS Organisation Data Service, CSV downloads, NHS trusts; checked on the exports of 2023 and 2026.
 */
const ODS = { least: 24, most: 27, code: 0, name: 1, region: 2, icb: 3, closed: 11 } as const

/** Region code of organisations in Wales. Source: as above. */
const WALES = 'W00'

const UNKNOWN_FILE = `This is neither the ODS export of NHS trusts (24 to 27 columns, no header) nor a table whose first line names its columns. Begin with this line, with commas: ${COLUMNS.join(',')}. The last two may be left out.`

/** Reads the ODS export or our own CSV; all faults are found in one run and sorted by line. */
export function readOrganisations(bytes: Uint8Array, family: CohortFamily): ReadOrganisations {
  const { text, faults } = readText(bytes)
  if (text === undefined) return { ok: false, faults }
  // One more for a header, and one more to know that there are too many.
  const table = readCsv(text, MOST_ROWS + 2)
  const all = table.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  faults.push(...table.faults)
  const header = all[0]?.cells.map((cell) => cell.trim().toLowerCase().replaceAll(/[ _]/g, '-')) ?? []
  const isOurs = header.includes('ods-code')
  const records = isOurs ? all.slice(1) : all
  if (table.rows.length + table.faults.length - (isOurs ? 1 : 0) > MOST_ROWS)
    return {
      ok: false,
      faults: [{ line: 1, message: 'The file has more than 10,000 rows. Send it in parts.' }],
    }

  const values = readValues(family, faults)
  const wanted = commonWidth(all)
  let found: (OrganisationRow | undefined)[] = []
  if (isOurs) {
    if (checkHeader(header, all[0]?.line ?? 1, faults))
      found = records.map((record) => readOwnRow(record, header, values))
  } else if (wanted >= ODS.least && wanted <= ODS.most)
    found = records.map((record) => readOdsRow(record, wanted, family, values))
  else faults.push({ line: all[0]?.line ?? 1, message: UNKNOWN_FILE })
  if (faults.length > 0) return { ok: false, faults: faults.toSorted((a, b) => a.line - b.line) }
  return { ok: true, rows: found.flatMap((row) => row ?? []) }
}

/** How many columns most rows have, so that the others are the wrong ones; 0 for no row. */
function commonWidth(rows: readonly CsvRow[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

/** Whether the rows can be read by this header. */
function checkHeader(header: readonly string[], line: number, faults: Fault[]): boolean {
  const before = faults.length
  const known: readonly string[] = COLUMNS
  for (const name of COLUMNS.slice(0, 4))
    if (!header.includes(name))
      faults.push({
        line,
        column: name,
        message: `The column “${name}” is missing from the first line. Add it.`,
      })
  header.forEach((name, index) => {
    const column = name || `column ${index + 1}`
    if (!known.includes(name))
      faults.push({
        line,
        column,
        message: `We do not know the column “${column}”. Delete it, or use one of: ${COLUMNS.join(', ')}.`,
      })
    else if (header.indexOf(name) < index)
      faults.push({ line, column, message: `The column “${name}” is there twice. Delete one of them.` })
  })
  return faults.length === before
}

function readOwnRow(
  { line, cells }: CsvRow,
  header: readonly string[],
  values: Values,
): OrganisationRow | undefined {
  if (!values.hasColumns(line, cells.length, header.length)) return undefined
  const cellOf = (column: Column) => cells[header.indexOf(column)] ?? ''
  const odsCode = values.newCode(line, 'ods-code', cellOf('ods-code'))
  const name = values.name(line, 'name', cellOf('name'))
  const cohort = values.cohort(line, 'cohort', cellOf('cohort'))
  const region = values.region(line, 'region', cellOf('region'))
  const icb = values.board(line, 'icb', cellOf('icb'))
  const lead = cellOf('lead-ods-code').trim()
  const leadOdsCode = lead === '' ? undefined : values.code(line, 'lead-ods-code', lead)
  if (odsCode === undefined || name === undefined || cohort === undefined || region === undefined)
    return undefined
  return {
    line,
    odsCode,
    name,
    cohort,
    region,
    ...(icb === undefined ? {} : { icb }),
    ...(leadOdsCode === undefined ? {} : { leadOdsCode }),
  }
}

function readOdsRow(
  { line, cells }: CsvRow,
  wanted: number,
  { regions }: CohortFamily,
  values: Values,
): OrganisationRow | undefined {
  if (!values.hasColumns(line, cells.length, wanted)) return undefined
  const cellOf = (index: number) => cells[index] ?? ''
  const odsCode = values.newCode(line, 'column 1 (code)', cellOf(ODS.code))
  const official = values.name(line, 'column 2 (name)', cellOf(ODS.name))
  const icb = values.board(line, 'column 4 (integrated care board)', cellOf(ODS.icb))
  const closedOn = values.closing(line, 'column 12 (closed on)', cellOf(ODS.closed))
  if (odsCode === undefined || official === undefined || closedOn === undefined) return undefined
  const name = readableName(official)
  const { cohort, suggested } = suggestCohort(name)
  const code = cellOf(ODS.region).trim().toUpperCase()
  const region = regions.find(({ id }) => id === code)?.name
  return {
    line,
    odsCode,
    name,
    cohort,
    cohortSuggested: suggested,
    ...(region === undefined ? { noRegion: whyNoRegion(code) } : { region }),
    ...(icb === undefined ? {} : { icb }),
    closedOn,
  }
}

function whyNoRegion(code: string): string {
  if (code === '') return 'The file gives it no region, as it does to trusts outside England.'
  if (code === WALES) return 'It is in Wales; there is no region for it here.'
  return `Its region in the file, ${code}, is not one of ours.`
}
