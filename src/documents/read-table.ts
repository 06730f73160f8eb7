/** The bytes of a table or a workbook → its rows or sheets, read in a process of its own: a file that needs much memory or time is refused. */

import { type AskedOfExport, type ExportRead, NOTHING_READ } from '../answers/tool-evidence.ts'
import type { PackedRows } from '../answers/file-rows.ts'
import type { ReadTable } from '../exchange/table.ts'
import type { ReadSheets } from '../exchange/workbook.ts'
import { type Limits, runApart } from '../apart.ts'

/** What the process is asked. */
export type AskedOfWorker =
  | { readonly what: 'table' | 'rows' | 'sheets'; readonly bytes: Uint8Array }
  | { readonly what: 'export'; readonly bytes: Uint8Array; readonly export: AskedOfExport }

/** @throws DomainError 'busy'. */
export async function readTableApart(bytes: Uint8Array, limits?: Limits): Promise<ReadTable> {
  const read = await runApart<ReadTable>(WORKER, { what: 'table', bytes } satisfies AskedOfWorker, limits)
  return read ?? refusal(`${TOO_MUCH}, or a CSV file.`)
}

export type ReadPacked = ({ readonly ok: true } & PackedRows) | Exclude<ReadTable, { readonly ok: true }>

/** As `readTableApart`, where the rows are only kept. @throws DomainError 'busy'. */
export async function readPackedApart(bytes: Uint8Array): Promise<ReadPacked> {
  const read = await runApart<ReadPacked>(WORKER, { what: 'rows', bytes } satisfies AskedOfWorker)
  return read ?? refusal(`${TOO_MUCH}, or a CSV file.`)
}

/** As `readTableApart`, of every sheet of a workbook. @throws DomainError 'busy'. */
export async function readSheetsApart(bytes: Uint8Array, limits?: Limits): Promise<ReadSheets> {
  const read = await runApart<ReadSheets>(WORKER, { what: 'sheets', bytes } satisfies AskedOfWorker, limits)
  return read ?? refusal(`${TOO_MUCH}.`)
}

/** What an export shows; its rows stay in that process. @throws DomainError 'busy'. */
export async function readExportApart(bytes: Uint8Array, asked: AskedOfExport): Promise<ExportRead> {
  const read = await runApart<ExportRead>(WORKER, {
    what: 'export',
    bytes,
    export: asked,
  } satisfies AskedOfWorker)
  return read ?? { ...NOTHING_READ, faults: refusal(`${TOO_MUCH}, or a CSV file.`).faults }
}

const WORKER = 'documents/table-worker.ts'

const refusal = (message: string) => ({ ok: false, faults: [{ line: 1, message }] }) as const

const TOO_MUCH =
  'This file takes too much time or memory to read. Send a sheet with only the rows and columns that are needed'
