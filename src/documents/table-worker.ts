/** A process of its own: reads the table of one file and gives its parent the rows, so that a file that takes too much takes nothing along. */

import { once } from 'node:events'
import { readTable } from '../exchange/table.ts'

const [bytes] = (await once(process, 'message')) as [Uint8Array]
const read = await readTable(bytes)
process.send?.(read, () => process.disconnect())
