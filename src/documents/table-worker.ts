/** A process of its own: reads the table or the sheets of one file and gives its parent the rows, or what an export shows, so that a file that takes too much takes nothing along. */

import { once } from 'node:events'
import { packRows } from '../answers/file-rows.ts'
import { NOTHING_READ, readExport } from '../answers/tool-evidence.ts'
import { MOST_EXPORT_ROWS, readTable } from '../exchange/table.ts'
import { readSheets } from '../exchange/workbook.ts'
import type { AskedOfWorker } from './read-table.ts'

const [asked] = (await once(process, 'message')) as [AskedOfWorker]
const read = await readAsked(asked)
process.send?.(read, () => process.disconnect())

async function readAsked(asked: AskedOfWorker) {
  if (asked.what === 'sheets') return readSheets(asked.bytes)
  if (asked.what !== 'export') {
    const read = await readTable(asked.bytes)
    return asked.what === 'rows' && read.ok ? { ok: true, ...packRows(read.rows) } : read
  }
  const table = await readTable(asked.bytes, MOST_EXPORT_ROWS)
  return table.ok ? readExport(asked.export, table.rows) : { ...NOTHING_READ, faults: table.faults }
}
