/** Sheets → an Excel workbook: names of columns in the first row, the marking beside each row and on each printed page. No cell of it is or becomes a formula. */

import type { Sheet } from '../report/workbook.ts'
import { defuse, MARKING_COLUMN } from '../exchange/csv.ts'
import { markStray } from '../text.ts'

export interface Workbook {
  readonly marking: string
  /** On each printed page. */
  readonly says: string
  readonly sheets: readonly Sheet[]
}

/** Widths in letters (ours). */
const [WIDEST, SAMPLE] = [60, 40]

/** The library is loaded when the first workbook is asked for. */
export async function writeWorkbook({ marking, says, sheets }: Workbook): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const footer = `<headerFooter><oddHeader>&amp;C${printed(marking)}</oddHeader><oddFooter>&amp;C${printed(`${marking}. ${says}`)} &amp;P/&amp;N</oddFooter></headerFooter>`
  const insert = { insert: () => footer }
  const bytes = await write(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      columns: [...columns, MARKING_COLUMN].map((column, at) => ({
        width: Math.min(
          WIDEST,
          Math.max(
            ...[column, ...rows.slice(0, SAMPLE).map((row) => row[at] ?? '')].map(
              (one) => String(one).length,
            ),
          ) + 2,
        ),
      })),
      data: [
        [...columns, MARKING_COLUMN].map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => [...row.map(cellOf), { value: marking, type: String }]),
      ],
    })),
    { features: [{ files: { transform: { 'xl/worksheets/sheet{id}.xml': insert } } }] },
  ).toBuffer()
  return bytes
}

const cellOf = (value: string | number) =>
  typeof value === 'number'
    ? { value, type: Number }
    : { value: defuse(markStray(value)), type: String, wrap: true, alignVertical: 'top' as const }

/** As the header of a printed sheet: there `&` begins a code. */
function printed(text: string): string {
  return text.replaceAll('&', '&amp;&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
