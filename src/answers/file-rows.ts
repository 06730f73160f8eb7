/** The rows of a file → what pages read of them, and all of them packed: thousands are opened only where they are compared. */

import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type FileRow, NO_COLUMNS } from './register-columns.ts'

export interface FileHead {
  /** What names the columns. */
  readonly header: FileRow
  /** The first that stands in each column; empty: nothing does. */
  readonly samples: readonly string[]
  /** How many there are, without the one that names the columns. */
  readonly rows: number
  /** Of all of them, hexadecimal. */
  readonly sha256: string
  /** Made here, of the log of a tool: its columns are named as ours, and it adds no row. */
  readonly isOurs?: true
}

export interface PackedRows {
  readonly head: FileHead
  readonly packed: Buffer
}

export function packRows(rows: readonly FileRow[]): PackedRows {
  const [header = NO_COLUMNS, ...others] = rows
  const text = JSON.stringify(rows)
  const head = {
    header,
    samples: header.cells.map((_, at) => findFirst(others, at)),
    rows: others.length,
    sha256: createHash('sha256').update(text).digest('hex'),
  }
  return { head, packed: gzipSync(text) }
}

export const unpackRows = (packed: Uint8Array): FileRow[] =>
  JSON.parse(gunzipSync(packed).toString()) as FileRow[]

function findFirst(rows: readonly FileRow[], at: number): string {
  for (const { cells } of rows) {
    const text = (cells[at] ?? '').trim()
    if (text !== '') return text
  }
  return ''
}
