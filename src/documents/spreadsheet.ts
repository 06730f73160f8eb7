/** Sheets → an Excel workbook: names of columns in the first row, the marking beside each row and on each printed page. No cell of it is or becomes a formula. */

import type { Sheet } from '../report/workbook.ts'
import { defuse, MARKING_COLUMN } from '../exchange/csv.ts'
import { inXml } from './in-xml.ts'

export interface Workbook {
  readonly marking: string
  /** On each printed page. */
  readonly says: string
  readonly pack: string
  readonly sheets: readonly Sheet[]
}

/** Widths in letters (ours). */
const [WIDEST, SAMPLE] = [60, 40]

/** The library is loaded when the first workbook is asked for. */
export async function writeWorkbook({ marking, says, pack, sheets }: Workbook): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const bytes = await write(
    sheets.map(({ name, columns, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      orientation: 'landscape' as const,
      columns: [
        ...columns.map((column, at) => ({
          width: widthOf([column, ...rows.slice(0, SAMPLE).map((row) => row[at] ?? '')]),
        })),
        { width: widthOf([marking]) },
      ],
      data: [
        [...columns, MARKING_COLUMN].map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => [...row.map(cellOf), { value: marking, type: String }]),
      ],
    })),
    {
      features: [
        { files: { transform: { 'xl/worksheets/sheet{id}.xml': pageOf(marking, `${says}. ${pack}`) } } },
      ],
    },
  ).toBuffer()
  return bytes
}

/** How a sheet is printed: marked on each page, which is as wide as the sheet, however long. */
export function pageOf(marking: string, says: string) {
  const footer = `<headerFooter><oddHeader>&amp;C${printed(marking)}</oddHeader><oddFooter>&amp;C${printed(`${marking}. ${says}`)} &amp;P/&amp;N</oddFooter></headerFooter>`
  return {
    transform: (xml: string) =>
      xml
        .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
        .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" '),
    insert: () => footer,
  }
}

const widthOf = (cells: readonly (string | number)[]) =>
  Math.min(WIDEST, Math.max(...cells.map((cell) => String(cell).length)) + 2)

const cellOf = (value: string | number) =>
  typeof value === 'number'
    ? { value, type: Number }
    : { value: literal(defuse(inXml(value))), type: String, wrap: true, alignVertical: 'top' as const }

/** `_x0041_` is a letter to whoever reads a workbook, unless its first sign is written so itself. Source: ECMA-376, part 1, section 22.9.2.19. */
export const literal = (text: string) => text.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** As the header of a printed sheet: there `&` begins a code. */
function printed(text: string): string {
  return text.replaceAll('&', '&amp;&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
