import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCsv, undefuse, writeCsv, writeTable } from '../../src/exchange/csv.ts'

const cellsOf = (text: string) => readCsv(text).rows.map(({ cells }) => cells)
const linesOf = (text: string) => readCsv(text).rows.map(({ line }) => line)
/** What a spreadsheet may take for the beginning of a formula. */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/

/** Cells full of what matters: quotation marks, commas, line breaks, formulas and letters. */
const anyCell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '=', '＝', '-', "'", '\t') }),
  fc.string({ unit: 'grapheme' }),
)
const keptCell = anyCell.filter((cell) => !/\r/.test(cell))
const tableOf = (cell: fc.Arbitrary<string>) =>
  fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 })

describe('a table', () => {
  test('is read back as it was written, once what keeps its cells from being formulas is taken away', () => {
    fc.assert(
      fc.property(tableOf(keptCell), (rows) => {
        expect(cellsOf(writeCsv(rows)).map((row) => row.map(undefuse))).toEqual(rows)
      }),
    )
  })

  test('never holds a cell that begins a formula, as another program reads it', () => {
    fc.assert(
      fc.property(tableOf(anyCell), (rows) => {
        const read: string[][] = parse(writeCsv(rows), { relax_column_count: true })
        expect(read.flat().filter((cell) => FORMULA.test(cell))).toEqual([])
        expect(read.map((row) => row.length)).toEqual(rows.map((row) => row.length))
      }),
    )
  })

  test('gives each dangerous beginning an apostrophe, and leaves the rest as it is', () => {
    const dangerous = ['=1', '+1', '-1', '@a', '\ta', '\ra', '＝1', '＋1', '－1', '＠a']
    expect(cellsOf(writeCsv([dangerous]))[0]).toEqual(dangerous.map((cell) => `'${cell}`))
    expect(writeCsv([['a "b", c', 5, 'x=1', '']])).toBe('"a ""b"", c",5,x=1,\r\n')
  })
})

test('a table to download has its header in line 1, the marking in a column, and the mark by which spreadsheets know UTF-8', () => {
  expect(writeTable('OFFICIAL', ['name', 'n'], [['Ängström', 2]])).toBe(
    '\ufeffname,n,marking\r\nÄngström,2,OFFICIAL\r\n',
  )
})

describe('a text', () => {
  test('with every cell in quotation marks is read whole, with either line end', () => {
    fc.assert(
      fc.property(tableOf(keptCell), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, end, ends) => {
        const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`
        const text = rows.map((row) => row.map(quote).join(',')).join(end) + (ends ? end : '')
        expect(cellsOf(text)).toEqual(rows)
      }),
    )
  })

  test('has the line of each row as an editor counts it, after line breaks in cells and blank lines', () => {
    const text = 'a,b\n\n"x\ny\nz",2\n  \nc,"\n"\nd,e'
    expect(linesOf(text)).toEqual([1, 3, 7, 9])
    expect(linesOf(text.replaceAll('\n', '\r\n'))).toEqual([1, 3, 7, 9])
    expect(linesOf(text.replaceAll('\n', '\r'))).toEqual([1, 3, 7, 9])
  })

  test.each([
    ['in the middle of a cell', 'q"r,4'],
    ['after a closed cell', '"s"t,5'],
    ['that is never closed', '"open,8'],
    ['that a later row seems to close', '"open,8\n"z",9'],
  ])('with a quotation mark %s has one fault, at its own line, and nothing below is read', (_, broken) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { rows, faults } = readCsv(
        ['a,b', '', 'u,"6', '7"', '', broken, 'v,9', ''].join('\n').replaceAll('\n', end),
      )
      expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
        [1, 'a', 'b'],
        [3, 'u', '6\n7'],
      ])
      expect(faults).toEqual([{ line: 6, message: expect.stringContaining('quotation mark') as string }])
    }
  })

  test('keeps blank cells, spaces and the last row without a line end', () => {
    expect(cellsOf('a,,\n"",b, c \n,')).toEqual([
      ['a', '', ''],
      ['', 'b', ' c '],
      ['', ''],
    ])
  })

  test('is read up to a number of rows', () => {
    expect(linesOf('a\n'.repeat(50))).toHaveLength(50)
    expect(readCsv('a\n'.repeat(50), 3).rows).toHaveLength(3)
  })
})
