/** A file of a pack, or its page → every figure that stands in it, by its key: what a reader of that file alone finds. */

import { execFileSync } from 'node:child_process'
import { readFromZip } from '../../src/exchange/zip.ts'

export type Found = Readonly<Record<string, string>>

const unescape = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Of the body of the page, where each figure carries its key. */
export function figuresOfPage(page: string): Found {
  return Object.fromEntries(
    [...page.matchAll(/<data value="([^"]*)" data-figure="([^"]*)">([^<]*)<\/data>/g)].map(
      ([, value = '', key = '', text]) => {
        if (value !== text) throw new Error(`${key} says ${String(text)} and means ${value}.`)
        return [unescape(key), unescape(value)]
      },
    ),
  )
}

export function partOfZip(bytes: Uint8Array, name: string): string {
  const part = readFromZip(Buffer.from(bytes), name, 20_000_000)
  if (part === undefined) throw new Error(`There is no ${name} in the file.`)
  return part.toString('utf8')
}

export interface WordFigures {
  /** Of the bookmarks in the text, in order. */
  readonly body: readonly string[]
  /** Of the annex, by key. */
  readonly annex: Found
}

/** The texts of the cells of the last table, row by row, and the text in each bookmark. */
export function figuresOfWord(bytes: Uint8Array): WordFigures {
  const xml = partOfZip(bytes, 'word/document.xml')
  const said = (part: string) =>
    [...part.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => unescape(text)).join('')
  const body = [
    ...xml.matchAll(/<w:bookmarkStart [^>]*w:name="figure_\d+"[^>]*\/>([\s\S]*?)<w:bookmarkEnd/g),
  ].map(([, inside = '']) => said(inside))
  const last = xml.slice(xml.lastIndexOf('<w:tbl>'))
  const rows = [...last.matchAll(/<w:tr>?[\s>][\s\S]*?<\/w:tr>/g)].map(([row]) =>
    [...row.matchAll(/<w:tc>[\s\S]*?<\/w:tc>/g)].map(([cell]) => said(cell)),
  )
  return {
    body,
    annex: Object.fromEntries(rows.slice(1).map(([, key = '', value = '']) => [key, value])),
  }
}

/** A ZIP archive of one file, kept as it is. */
export function zipOf(name: string, text: string): Uint8Array<ArrayBuffer> {
  const [content, file] = [Buffer.from(text), Buffer.from(name)]
  const header = Buffer.alloc(30)
  header.write('PK\x03\x04', 'latin1')
  header.writeUInt16LE(file.length, 26)
  const entry = Buffer.alloc(46)
  entry.write('PK\x01\x02', 'latin1')
  entry.writeUInt32LE(content.length, 20)
  entry.writeUInt16LE(file.length, 28)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + file.length + content.length, 16)
  return new Uint8Array(Buffer.concat([header, file, content, entry, file, end]))
}

/** As Word writes a document, with these styles only: their ids by their names. */
export function wordWith(styles: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const written = Object.entries(styles).map(
    ([name, id]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:rPr><w:color w:val="005EB8"/></w:rPr></w:style>`,
  )
  const space = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return zipOf('word/styles.xml', `<w:styles xmlns:w="${space}">${written.join('')}</w:styles>`)
}

/** The texts of every sheet of a workbook, cell by cell, by the name of the sheet. */
export async function sheetsOf(bytes: Uint8Array): Promise<Readonly<Record<string, readonly string[][]>>> {
  const { default: read } = await import('read-excel-file/node')
  const sheets = await read(Buffer.from(bytes))
  return Object.fromEntries(
    sheets.map(({ sheet, data }) => [
      sheet,
      data.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
    ]),
  )
}

export async function figuresOfWorkbook(bytes: Uint8Array): Promise<Found> {
  const rows = (await sheetsOf(bytes))['Figures'] ?? []
  return Object.fromEntries(rows.slice(1).map(([, key = '', value = '']) => [key, value]))
}

/** Whether poppler's tools are here, which read a PDF as anybody's reader does. */
export function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    process.stderr.write(
      '\nSKIPPED: what stands in a PDF is not read. Install poppler-utils, which has pdftotext.\n\n',
    )
    return false
  }
}

/** The text of a PDF, laid out as on its pages. */
export function textOfPdf(bytes: Uint8Array): string {
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' })
}

/** Of the annex: a key and its value at the end of a line. */
export function figuresOfPdf(bytes: Uint8Array): Found {
  const rows = textOfPdf(bytes).matchAll(/\s([a-z]+(?:\.[a-z0-9-]+)+) +(\d+(?: to \d+)?)$/gm)
  return Object.fromEntries([...rows].map(([, key = '', value = '']) => [key, value]))
}
