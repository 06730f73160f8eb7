/** A workbook as another program saves it: every sheet read and written anew, with some cells changed. */
import write from 'write-excel-file/node'
import { type ReadSheet, readSheets } from '../../src/exchange/workbook.ts'

export async function sheetsIn(bytes: Uint8Array): Promise<readonly ReadSheet[]> {
  const read = await readSheets(bytes)
  if (!read.ok) throw new Error(read.faults.map(({ message }) => message).join(' '))
  return read.sheets
}

/** `change` is given the cells of each row, and gives those that shall stand in its place. */
export async function editWorkbook(
  bytes: Uint8Array,
  change: (cells: readonly string[], sheet: string) => readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = (await sheetsIn(bytes)).map(({ name, rows }) => {
    const data: ({ value: string; type: StringConstructor } | null)[][] = []
    for (const { line, cells } of rows) {
      while (data.length < line) data.push([])
      data[line - 1] = change(cells, name).map((value) => (value === '' ? null : { value, type: String }))
    }
    return { sheet: name, data }
  })
  return new Uint8Array(await write(sheets).toBuffer())
}
