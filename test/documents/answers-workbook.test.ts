/** Sheets to be filled in, as bytes: nothing becomes a formula, lists stand at their cells, and all of it is read again. */
import { expect, test } from 'vitest'
import type { OutSheet } from '../../src/answers/workbook-out.ts'
import { writeAnswersWorkbook } from '../../src/documents/answers-workbook.ts'
import { readFromZip } from '../../src/exchange/zip.ts'
import { sheetsIn } from './edit-workbook.ts'

const HOSTILE = [
  '=1+1',
  '+cmd|x',
  '-2',
  '@SUM(1)',
  "'=x",
  '\t=1',
  '_x0041_',
  '<f>1</f>',
  'a & b',
  'two\nlines',
]
const LIST = ['Yes & more', 'No']
const SHEETS: readonly OutSheet[] = [
  {
    name: 'One',
    widths: [20],
    heads: 1,
    spare: 5,
    rows: [
      ...HOSTILE.map((text) => [{ text }]),
      [{ text: '2.5', as: 'number' }],
      [{ text: '2.50', as: 'number' }],
      [{ text: '2026-03-31', as: 'date' }],
      [{ text: 'never', as: 'date' }],
      [{ text: '', look: 'fill', list: LIST }],
    ],
  },
  { name: 'Kept', isHidden: true, widths: [20], heads: 0, rows: [[{ text: '{"a":"=1"}' }]] },
]

test('what was written is read again, and no cell is a formula', async () => {
  const bytes = await writeAnswersWorkbook(SHEETS, { marking: 'OFFICIAL & <more>', says: 'x' })
  const [one, kept, lists] = await sheetsIn(bytes)
  const texts = [...HOSTILE, '2.5', '2.50', '2026-03-31', 'never']
  expect(one?.rows.map(({ cells }) => cells[0])).toEqual(texts)
  expect(kept?.rows.map(({ cells }) => cells)).toEqual([['{"a":"=1"}']])
  expect(lists?.rows.map(({ cells }) => cells[0])).toEqual(LIST)
  const xml = (name: string) => readFromZip(bytes, `xl/${name}`, 1_000_000)?.toString('utf8') ?? ''
  for (const number of [1, 2, 3]) expect(xml(`worksheets/sheet${number}.xml`)).not.toMatch(/<f[ >]/)
  expect(xml('worksheets/sheet1.xml')).toMatch(
    /<dataValidation sqref="A15:A20" type="list"[^>]*><formula1>Lists!\$A\$1:\$A\$2<\/formula1>/,
  )
  expect(xml('workbook.xml').match(/name="(Kept|Lists)" state="hidden"/g)).toHaveLength(2)
})
