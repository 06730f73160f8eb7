/** A process of its own: writes one workbook and gives its parent the bytes, so that one of many thousand rows holds up nobody. */

import { once } from 'node:events'
import { type Workbook, writeWorkbook } from './spreadsheet.ts'

const [workbook] = (await once(process, 'message')) as [Workbook]
const bytes = await writeWorkbook(workbook)
process.send?.(bytes, () => process.disconnect())
