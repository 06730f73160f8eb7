/** Every sheet of a workbook as it comes: what is read of it, and what is refused, however it was made. */
import { deflateRawSync } from 'node:zlib'
import write from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readSheetsApart } from '../../src/documents/read-table.ts'
import { readSheets } from '../../src/exchange/workbook.ts'
import { listZip, readFromZip } from '../../src/exchange/zip.ts'
import { zipOf } from './lying-zip.ts'

type Data = (object | null)[][]
const workbook = async (...sheets: Data[]) =>
  write(sheets.map((data, index) => ({ sheet: `Sheet ${index + 1}`, data }))).toBuffer()
const faultsOf = async (bytes: Uint8Array) => {
  const read = await readSheets(bytes)
  return read.ok ? [] : read.faults.map(({ sheet, line, message }) => `${sheet ?? ''} ${line}: ${message}`)
}

test('all sheets are read, with the number of each row; a formula is what it came to, and never a formula', async () => {
  const bytes = await workbook(
    [[{ value: 'Id' }], [null], [{ value: `'=x` }]],
    [[{ value: '=HYPERLINK("http://x.example","y")', type: 'Formula' }, { value: 'z' }]],
  )
  expect(await readSheets(bytes)).toEqual({
    ok: true,
    sheets: [
      {
        name: 'Sheet 1',
        rows: [
          { line: 1, cells: ['Id'] },
          { line: 3, cells: ['=x'] },
        ],
      },
      { name: 'Sheet 2', rows: [{ line: 1, cells: ['', 'z'] }] },
    ],
  })
})

describe('a workbook', () => {
  test('that was cut off anywhere is refused', async () => {
    const bytes = await workbook([[{ value: 'Id' }]], [[{ value: 'x' }]])
    for (const share of [0.2, 0.5, 0.9, 0.999])
      expect((await faultsOf(bytes.subarray(0, Math.floor(bytes.length * share)))).join()).toMatch(
        /damaged or was cut off/,
      )
  })

  test('with half a letter, or with letters that are not in UTF-8, is refused before any is lost', async () => {
    const bytes = await workbook([[{ value: 'a MARK b' }]])
    const withBytes = (...mark: number[]) =>
      zipOf(
        (listZip(bytes) ?? []).map(({ name }) => {
          const text = readFromZip(bytes, name, 1_000_000)?.toString('latin1') ?? ''
          return { name, content: Buffer.from(text.replace('MARK', String.fromCharCode(...mark)), 'latin1') }
        }),
      )
    expect(await faultsOf(withBytes(0xc3, 0xa9))).toEqual([])
    for (const mark of [[0xed, 0xa0, 0x80], [0xe9]])
      expect((await faultsOf(withBytes(...mark))).join()).toMatch(/damaged .* save it again/)
  })

  test('that unpacks to more than it may, or says another size than it has, is refused', async () => {
    const zeros = deflateRawSync(Buffer.alloc(70_000_000))
    for (const unpacked of [70_000_000, 1000]) {
      const book = { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') }
      const bomb = { name: 'xl/worksheets/sheet1.xml', content: zeros, method: 8, unpacked } as const
      expect((await faultsOf(zipOf([book, bomb]))).join()).toMatch(/unpacks to more than 64 MB|damaged/)
    }
  })

  test('with too many rows or columns, or one text in many cells, is refused', async () => {
    const rows = Array.from({ length: 21_001 }, () => [{ value: 'x' }])
    expect(await faultsOf(await workbook([[{ value: 'Id' }]], rows))).toEqual([
      expect.stringMatching(/^Sheet 2 21001: This sheet has more than 21,000 rows/),
    ])
    const wide = [Array.from({ length: 201 }, () => ({ value: 'x' }))]
    expect(await faultsOf(await workbook(wide))).toEqual([expect.stringMatching(/^Sheet 1 1: .*200 columns/)])
    const long = { value: 'x'.repeat(30_000) }
    const same = Array.from({ length: 400 }, () => [long])
    expect(await faultsOf(await workbook(same))).toEqual([expect.stringMatching(/more than 10 MB of text/)])
  })

  test('that is another archive, or holds an error of the spreadsheet, says so', async () => {
    const other = zipOf([{ name: 'word/document.xml', content: Buffer.from('<x/>') }])
    expect((await faultsOf(other)).join()).toMatch(/not an Excel workbook/)
  })

  test('with a cell far out is refused before its empty ones take memory', async () => {
    const bytes = await workbook([[{ value: 'Id' }]])
    const sheet = 'xl/worksheets/sheet1.xml'
    for (const cell of ['A1048576', 'XFD1']) {
      const parts = (listZip(bytes) ?? []).map(({ name }) => {
        const xml = readFromZip(bytes, name, 1_000_000)?.toString('utf8') ?? ''
        const far = `<row r="${cell.replace(/\D/g, '')}"><c r="${cell}"><v>1</v></c></row></sheetData>`
        return { name, content: Buffer.from(name === sheet ? xml.replace('</sheetData>', far) : xml) }
      })
      expect(await faultsOf(zipOf(parts))).toEqual([
        expect.stringContaining(`The cell ${cell} lies far outside`),
      ])
    }
  })

  test('that takes too much time or memory is refused, and the next one is read', async () => {
    const small = await workbook([[{ value: 'Id' }]])
    const read = await readSheetsApart(small, { ms: 5, mb: 512 })
    expect(read.ok ? [] : read.faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('too much time or memory'),
    ])
    expect((await readSheetsApart(small)).ok).toBe(true)
  })
})
