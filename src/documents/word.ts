/**
 * A paper → a Word document: real headings, tables with header rows, shaded cells with their number in words, and the marking at the top and foot of each page.
 * It holds no picture: what a picture shows stands in the table beside it. With the styles of a trust's own document it looks like theirs.
 */

import type * as Library from 'docx'
import type { Paragraph, ParagraphChild, Table } from 'docx'
import { BAND_FILLS } from '../charts/tones.ts'
import type { Block, Cell, Line, TableBlock } from '../report/blocks.ts'
import type { Paper } from '../report/pack.ts'
import { allInXml } from './in-xml.ts'
import type { TrustStyles } from './styles.ts'

type Docx = typeof Library

/** What a document is made of. */
export interface WordPaper
  extends Pick<Paper, 'title' | 'marking' | 'says' | 'blocks'>, Partial<Pick<Paper, 'pack'>> {
  /** It lies on its side: for tables of many columns. */
  readonly wide?: boolean
}

/** Of the sheet; twentieths of a point, as Word counts. A4 with margins of two centimetres. */
const [WIDTH, HEIGHT, MARGIN] = [11_906, 16_838, 1_134]

/** `styles`: of a trust's own document. The library is loaded when the first document is asked for. */
export async function writeWord(given: WordPaper, styles?: TrustStyles): Promise<Buffer> {
  const paper = allInXml(given)
  const docx = await import('docx')
  const drawn: Drawn = {
    ...{ docx, keys: new Map(), heading: styles?.heading ?? 'Heading1' },
    within: (paper.wide === true ? HEIGHT : WIDTH) - 2 * MARGIN,
  }
  const document = new docx.Document({
    title: paper.title,
    subject: paper.says,
    creator: 'Ward Round',
    lastModifiedBy: 'Ward Round',
    keywords: [paper.marking, ...(paper.pack === undefined ? [] : [paper.pack])].join(', '),
    ...(styles?.theme === undefined ? {} : { theme: docx.readTheme(styles.theme) }),
    styles: OWN_STYLES,
    numbering: {
      config: [
        {
          reference: NUMBERED,
          levels: [
            {
              level: 0,
              format: docx.LevelFormat.DECIMAL,
              text: '%1.',
              style: { paragraph: { indent: { left: 560, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: {
              width: WIDTH,
              height: HEIGHT,
              orientation: docx.PageOrientation[paper.wide === true ? 'LANDSCAPE' : 'PORTRAIT'],
            },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN },
          },
        },
        headers: { default: new docx.Header({ children: [edge(docx, paper.marking)] }) },
        footers: {
          default: new docx.Footer({
            children: [
              edge(
                docx,
                `${paper.marking}. ${paper.says}. Page `,
                docx.PageNumber.CURRENT,
                ' of ',
                docx.PageNumber.TOTAL_PAGES,
              ),
            ],
          }),
        },
        children: [
          new docx.Paragraph({ style: styles?.title ?? 'Title', text: paper.title }),
          ...paper.blocks.flatMap((block) => draw(drawn, block)),
        ],
      },
    ],
  })
  return docx.Packer.toBuffer(document, undefined, styles && [{ path: 'word/styles.xml', data: styles.xml }])
}

const NUMBERED = 'numbered'

/** Of a document that brings no styles of its own: letters that every Word has. */
const OWN_STYLES = {
  default: {
    document: {
      run: { font: 'Arial', size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 120 } },
    },
    title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 200 } } },
    heading1: {
      run: { size: 28, bold: true },
      paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
    },
  },
}

function edge(docx: Docx, ...children: string[]) {
  return new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ size: 18, children })],
  })
}

/** What a document is drawn with. */
interface Drawn {
  readonly docx: Docx
  /** The figures so far, by their keys. */
  readonly keys: Map<string, number>
  /** Style of a heading. */
  readonly heading: string
  /** Width between the margins. */
  readonly within: number
}

function draw(drawn: Drawn, block: Block): (Paragraph | Table)[] {
  const { docx, heading } = drawn
  switch (block.kind) {
    case 'heading':
      return [new docx.Paragraph({ style: heading, keepNext: true, text: block.text })]
    case 'paragraph': {
      const { look, line } = block
      const run = look === 'leading' ? { bold: true, size: 26 } : look === 'small' ? { size: 18 } : {}
      return [
        new docx.Paragraph({
          ...(look === 'quoted' && { indent: { left: 400 } }),
          children: runs(drawn, line, run),
        }),
      ]
    }
    case 'list':
      return block.items.map(
        (line) =>
          new docx.Paragraph({
            ...(block.numbered ? { numbering: { reference: NUMBERED, level: 0 } } : { bullet: { level: 0 } }),
            children: runs(drawn, line),
          }),
      )
    case 'table':
      return drawTable(drawn, block)
    case 'picture':
      return []
  }
}

function drawTable(drawn: Drawn, block: TableBlock) {
  const { docx, within } = drawn
  const widths = widthsOf(block, within)
  const of = (children: ParagraphChild[], at: number, cell?: Cell) =>
    new docx.TableCell({
      width: { size: widths[at] ?? 0, type: docx.WidthType.DXA },
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      ...(cell?.tone !== undefined && {
        shading: { type: docx.ShadingType.CLEAR, color: 'auto', fill: BAND_FILLS[cell.tone].slice(1) },
      }),
      children: [new docx.Paragraph({ children, spacing: { after: 0 } })],
    })
  return [
    new docx.Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 60 },
      children: [new docx.TextRun({ text: block.caption, bold: true, size: 20 })],
    }),
    new docx.Table({
      width: { size: within, type: docx.WidthType.DXA },
      columnWidths: widths,
      rows: [
        new docx.TableRow({
          tableHeader: true,
          cantSplit: true,
          children: block.columns.map((name, at) =>
            of([new docx.TextRun({ text: name, bold: true, size: 20 })], at),
          ),
        }),
        ...block.rows.map(
          (row) =>
            new docx.TableRow({
              cantSplit: true,
              children: row.map((cell, at) => of(runs(drawn, cell.line, { size: 20 }), at, cell)),
            }),
        ),
      ],
    }),
    new docx.Paragraph({ text: '', spacing: { after: 60 } }),
  ]
}

function widthsOf({ columns, widths = columns.map(() => 1) }: TableBlock, within: number): number[] {
  const whole = widths.reduce((sum, one) => sum + one, 0)
  return widths.map((one) => Math.floor((within * one) / whole))
}

/** A figure stands in a bookmark, numbered as in the annex: a key can be longer than a bookmark's name. */
function runs(
  { docx, keys }: Drawn,
  line: Line,
  run: { readonly bold?: boolean; readonly size?: number } = {},
): ParagraphChild[] {
  return line.flatMap((piece): ParagraphChild[] => {
    if (typeof piece === 'string') return broken(docx, piece, run)
    const children = [new docx.TextRun({ ...run, text: piece.value })]
    if (keys.has(piece.key)) return children
    keys.set(piece.key, keys.size + 1)
    return [new docx.Bookmark({ id: `figure_${keys.size}`, children })]
  })
}

/** Lines that somebody typed stay lines. */
function broken(docx: Docx, text: string, run: object): ParagraphChild[] {
  return text
    .split('\n')
    .map((part, at) => new docx.TextRun({ ...run, text: part, ...(at > 0 && { break: 1 }) }))
}
