/** A process of its own: reads the table or the sheets of one file and gives its parent the rows, so that a file that takes too much takes nothing along. */

import { once } from 'node:events'
import { readTable } from '../exchange/table.ts'
import { readSheets } from '../exchange/workbook.ts'
import type { AskedOfWorker } from './read-table.ts'

const [{ what, bytes }] = (await once(process, 'message')) as [AskedOfWorker]
const read = await (what === 'table' ? readTable(bytes) : readSheets(bytes))
process.send?.(read, () => process.disconnect())
