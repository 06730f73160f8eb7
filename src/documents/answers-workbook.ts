/** Sheets to be filled in → the bytes of an Excel workbook, with a list at each cell where something is chosen. No cell of it is or becomes a formula. */

import type { OutCell, OutSheet } from '../answers/workbook-out.ts'
import { LISTS } from '../answers/workbook-in.ts'
import { isPlainNumber } from '../answers/workbook-cells.ts'
import { isDate } from '../calendar.ts'
import { cellName, lettersOf } from '../answers/workbook-sheet.ts'
import { defuse } from '../exchange/csv.ts'
import { inXml } from './in-xml.ts'
import { literal, pageOf } from './spreadsheet.ts'

/** The library is loaded when the first workbook is asked for. */
export async function writeAnswersWorkbook(
  sheets: readonly OutSheet[],
  printed: { readonly marking: string; readonly says: string },
): Promise<Buffer> {
  const { default: write } = await import('write-excel-file/node')
  const lists = newLists()
  const validations = sheets.map((sheet) => validationsOf(sheet, lists.columnOf))
  const all: readonly OutSheet[] = [...sheets, lists.sheet()]
  const page = pageOf(printed.marking, printed.says)
  const files = {
    'xl/workbook.xml': {
      transformElementAttributes: (
        tag: string,
        attributes: Record<string, string | number>,
        index: number | undefined,
      ) =>
        tag === 'sheet' && all[index ?? -1]?.isHidden === true
          ? { ...attributes, state: 'hidden' }
          : attributes,
    },
    'xl/worksheets/sheet{id}.xml': {
      transform: (xml: string, _: unknown, { sheetIndex }: { sheetIndex: number }) =>
        page
          .transform(xml)
          // A row grows again where somebody types more than it was made for.
          .replaceAll(/(<row [^>]*) customHeight="1"/g, '$1')
          .replace('<pageMargins', (next) => `${validations[sheetIndex] ?? ''}${next}`),
      insert: page.insert,
    },
  }
  return write(
    all.map(({ name, widths, heads, rows }) => ({
      sheet: name,
      stickyRowsCount: heads,
      orientation: 'landscape' as const,
      columns: widths.map((width) => ({ width })),
      data: rows.map((row) => {
        const height = heightOf(row, widths)
        return row.map((cell) => ({ ...cellOf(cell), height }))
      }),
    })),
    { ...FONT, features: [{ files: { transform: files } }] },
  ).toBuffer()
}

const FONT = { fontFamily: 'Arial', fontSize: 10 }
/** Points of a line of it, and of the space around; and the highest row. Source of the last: Microsoft, Excel specifications and limits. */
const [LINE, SPACE, HIGHEST] = [13, 4, 409]

/** Not every program makes a row as high as its texts need. */
function heightOf(row: readonly OutCell[], widths: readonly number[]): number {
  const lines = row.map(({ text, look }, at) =>
    isOneLine(look)
      ? 1
      : text
          .split('\n')
          .reduce((sum, one) => sum + Math.max(1, Math.ceil(one.length / (1.15 * (widths[at] ?? 20)))), 0),
  )
  return Math.min(HIGHEST, Math.max(1, ...lines) * LINE + SPACE)
}

const LOOKS = {
  title: { fontWeight: 'bold' },
  head: { fontWeight: 'bold', backgroundColor: '#D8DDE0', borderColor: '#768692', borderStyle: 'thin' },
  quiet: { textColor: '#4C6272' },
  note: { textColor: '#4C6272' },
  fill: { backgroundColor: '#FFF9C4', borderColor: '#768692', borderStyle: 'thin' },
} as const

const isOneLine = (look: OutCell['look']) => look === 'title' || look === 'note' || look === 'quiet'

function cellOf({ text, as, look }: OutCell) {
  const style = { alignVertical: 'top' as const, ...(look && LOOKS[look]) }
  if (as === 'number' && isPlainNumber(text) && String(Number(text)) === text)
    return { value: Number(text), type: Number, align: 'left' as const, ...style }
  if (as === 'date') {
    const date = { ...style, type: Date, format: 'yyyy-mm-dd', align: 'left' as const }
    // Before 1900 no program counts days alike.
    if (text === '') return date
    if (isDate(text) && text >= '1901') return { ...date, value: new Date(`${text}T00:00:00Z`) }
  }
  return {
    ...style,
    ...(text === '' ? {} : { value: literal(defuse(inXml(text))) }),
    ...{ type: String, wrap: !isOneLine(look) },
  }
}

/** Each list once, as a column of a hidden sheet: a list of long sentences fits nowhere else. */
function newLists() {
  const found = new Map<string, { readonly at: number; readonly list: readonly string[] }>()
  return {
    columnOf: (list: readonly string[]) => {
      const key = JSON.stringify(list)
      const one = found.get(key) ?? { at: found.size, list }
      found.set(key, one)
      const letters = lettersOf(one.at)
      return `${LISTS}!$${letters}$1:$${letters}$${list.length}`
    },
    sheet: (): OutSheet => {
      const lists = [...found.values()].map(({ list }) => list)
      const longest = Math.max(0, ...lists.map(({ length }) => length))
      return {
        name: LISTS,
        isHidden: true,
        widths: lists.map(() => 20),
        heads: 0,
        rows: Array.from({ length: longest }, (_, line) => lists.map((list) => ({ text: list[line] ?? '' }))),
      }
    },
  }
}

/** Source of the element and its order: ECMA-376, part 1, section 18.3.1.33. */
function validationsOf({ rows, spare = 0 }: OutSheet, columnOf: (list: readonly string[]) => string): string {
  const cells = new Map<string, string[]>()
  for (const [line, row] of rows.entries())
    for (const [at, { list, isOpen }] of row.entries()) {
      if (list === undefined) continue
      const end = line === rows.length - 1 ? line + spare : line
      const rule = `type="list" allowBlank="1" ${isOpen === true ? '' : 'showErrorMessage="1" errorTitle="Not in the list" error="Choose one of the list, or leave the cell blank."'}><formula1>${columnOf(list)}</formula1>`
      cells.set(rule, [
        ...(cells.get(rule) ?? []),
        end === line ? cellName(at, line) : `${cellName(at, line)}:${cellName(at, end)}`,
      ])
    }
  if (cells.size === 0) return ''
  const all = [...cells].map(
    ([rule, at]) => `<dataValidation sqref="${at.join(' ')}" ${rule}</dataValidation>`,
  )
  return `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`
}
