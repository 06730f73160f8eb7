/** The table of a file as it comes: what is read of it, and what is refused where. */
import { deflateRawSync } from 'node:zlib'
import write from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../src/exchange/table.ts'
import { zipOf } from './lying-zip.ts'

const csv = (text: string) => readTable(Buffer.from(text))
const faultsOf = async (bytes: Uint8Array) => {
  const read = await readTable(bytes)
  return read.ok ? [] : read.faults.map(({ line, message }) => `${line}: ${message}`)
}

describe('a workbook', () => {
  const sheet = (data: (object | null)[][]) => write([{ sheet: 'One', data }]).toBuffer()

  test('gives texts, numbers, days and ticks with the number of each row as the spreadsheet shows it', async () => {
    const bytes = await sheet([
      [{ value: 'Name' }, { value: 'Seen' }, { value: 'Days' }, { value: 'Main' }],
      [null, null, null, null],
      [
        { value: ' =x ' },
        { value: new Date(Date.UTC(2026, 2, 31)), type: Date, format: 'dd/mm/yyyy' },
        { value: 2.5 },
        { value: true },
      ],
    ])
    expect(await readTable(bytes)).toEqual({
      ok: true,
      rows: [
        { line: 1, cells: ['Name', 'Seen', 'Days', 'Main'] },
        { line: 3, cells: [' =x ', '2026-03-31', '2.5', 'true'] },
      ],
    })
  })

  test('that was cut off anywhere is refused', async () => {
    const bytes = await sheet([[{ value: 'Name' }], [{ value: 'x' }]])
    for (const share of [0.2, 0.5, 0.9, 0.999])
      expect((await faultsOf(bytes.subarray(0, Math.floor(bytes.length * share)))).join()).toMatch(
        /damaged or was cut off/,
      )
  })

  test('that unpacks to more than it may is not unpacked, whatever it says of its size', async () => {
    const zeros = deflateRawSync(Buffer.alloc(70_000_000))
    const parts = (unpacked: number) =>
      zipOf([
        { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
        { name: 'xl/worksheets/sheet1.xml', content: zeros, method: 8, unpacked },
      ])
    expect((await faultsOf(parts(70_000_000))).join()).toContain('unpacks to more than 64 MB')
    expect((await faultsOf(parts(1000))).join()).toContain('damaged')
    expect((await faultsOf(parts(0xffffffff))).join()).toContain('damaged')
  })

  test('that holds half a letter, or a character that nobody sees, is refused at its row', async () => {
    const faults = await faultsOf(
      await sheet([[{ value: 'Name' }], [{ value: 'Blue _xD800_' }], [{ value: 'Blue _x0007_' }]]),
    )
    expect(faults).toEqual([expect.stringMatching(/^2: .*U\+D800/), expect.stringMatching(/^3: .*U\+0007/)])
  })

  test('that says one long text in many cells is refused before it is copied', async () => {
    const bytes = await sheet(Array.from({ length: 400 }, () => [{ value: 'x'.repeat(30_000) }]))
    expect(bytes.length).toBeLessThan(100_000)
    expect((await faultsOf(bytes)).join()).toContain('more than 10 MB of text')
  })

  test('that is none, or counts its days from 1904, is refused', async () => {
    expect((await faultsOf(zipOf([{ name: 'a.xml', content: Buffer.from('x') }]))).join()).toContain(
      'a ZIP archive, not an Excel workbook',
    )
    const old = zipOf([
      { name: 'xl/workbook.xml', content: Buffer.from('<workbook><workbookPr date1904="1"/></workbook>') },
    ])
    expect((await faultsOf(old)).join()).toContain('counts its days from 1904')
  })
})

test.each([
  ['cut off', 'Supplier,Service\nx,y\n"Blue Lantern,Record\n', /^3: A quotation mark on this line/],
  ['with NUL', 'Supplier\nBlue\0Lantern\n', /^2: This line holds the character NUL/],
  ['with 100,000 rows', `Supplier\n${'a\n'.repeat(100_000)}`, /^1: The file has more than 20,000 rows/],
  ['with more cells than columns', 'Supplier\nx\na,b\n', /^3: This row has more cells/],
  [
    'with a turned text',
    'Supplier\nBlue \u202eretnaL\n',
    /^2: A mark that turns the direction .*u\{202e\}.*Delete it/,
  ],
  ['with semicolons', 'Supplier;Service\nx;y\n', /^1: The columns are not parted by commas/],
  ['of 300 columns', `${'a,'.repeat(299)}a\n`, /^1: The file has more than 200 columns/],
  ['that is empty', '\n \n', /^1: The file is empty/],
])('a CSV file %s is refused at its line', async (_, text, says) => {
  expect((await faultsOf(Buffer.from(text))).join('\n')).toMatch(says)
})

test('a file in another encoding is refused, and never guessed', async () => {
  expect(await faultsOf(Buffer.from('Supplier\nBl\xfcte\n', 'latin1'))).toEqual([
    expect.stringContaining('2: This line is not in UTF-8'),
  ])
  for (const text of ['\ufeffSupplier,’\n', 'Supplier,’\n']) {
    const little = Buffer.from(text, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()])
      expect(await faultsOf(bytes)).toEqual([expect.stringContaining('1: This text is in UTF-16.')])
  }
})

test('what only bears the name of a table is told from one', async () => {
  for (const text of ['\ufeff<?xml version="1.0"?><Workbook/>', '\n<html><table></table></html>'])
    expect(await faultsOf(Buffer.from(text))).toEqual([
      expect.stringContaining('1: This is a web page or XML'),
    ])
})

test('a line that only says what parts the columns is no row', async () => {
  expect(await csv('sep=,\nSupplier,Service\nx,y\n')).toEqual({
    ok: true,
    rows: [
      { line: 2, cells: ['Supplier', 'Service'] },
      { line: 3, cells: ['x', 'y'] },
    ],
  })
  expect((await faultsOf(Buffer.from('sep=;\nSupplier;Service\n'))).join()).toContain('not parted by commas')
})

test('the name of a column that turns what follows is shown as it is written', async () => {
  const read = await readTable(Buffer.from('Supplier,Ser\u202evice\nx,y\n'))
  expect(read.ok ? [] : read.faults.map(({ column }) => column)).toEqual(['Ser\\u{202e}vice'])
})

test('blank cells after the last named column are no fault, and an apostrophe before a formula is taken away', async () => {
  expect(await csv("Supplier,,\n'=1+1,,\n")).toEqual({
    ok: true,
    rows: [
      { line: 1, cells: ['Supplier'] },
      { line: 2, cells: ['=1+1'] },
    ],
  })
})
