/**
 * A Word document of a trust → the styles and theme that our papers can wear, or why they cannot be read, for the person who chose it.
 * It takes nothing else from the document, and follows nothing that stands in it.
 */

import { readFromZip } from '../exchange/zip.ts'

export interface TrustStyles {
  /** All of its `word/styles.xml`, with the few that we need and it lacks. */
  readonly xml: string
  /** Its `word/theme/theme1.xml`: letters and colours that its styles name; undefined: it has none. */
  readonly theme: string | undefined
  /** Id of its style for the title, and for a heading. */
  readonly title: string
  readonly heading: string
}

export type ReadStyles =
  | { readonly ok: true; readonly styles: TrustStyles }
  | { readonly ok: false; readonly message: string }

/** Bytes of either file, unpacked (ours): the largest templates have a tenth of it. */
const MOST = 2_000_000

const refused = (why: string): ReadStyles => ({
  ok: false,
  message: `${why} Choose another document, or none: the papers then have our own styles.`,
})

export async function readStyles(name: string, given: Uint8Array): Promise<ReadStyles> {
  if (!/\.(docx|dotx)$/i.test(name.trim()))
    return refused('Styles are read from Word documents (.docx or .dotx) only.')
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const xml = readText(bytes, 'word/styles.xml')
  if (xml === undefined)
    return refused(
      'The styles of this document cannot be read: it is damaged, has a password, or holds none.',
    )
  const theme = readText(bytes, 'word/theme/theme1.xml')
  if (!/<w:styles[\s>]/.test(xml) || !xml.includes('</w:styles>') || [xml, theme].some(isUnsafe))
    return refused('The styles of this document are not written as Word writes them, and cannot be read.')
  const { Document, readTheme } = await import('docx')
  try {
    // Reads both as a whole: what is not well formed throws.
    new Document({
      externalStyles: xml,
      ...(theme !== undefined && { theme: readTheme(theme) }),
      sections: [],
    })
  } catch {
    return refused('The styles of this document are damaged, and cannot be read.')
  }
  const title = styleCalled(xml, 'title')
  const heading = styleCalled(xml, 'heading 1')
  const lacking = [
    ...(title === undefined ? [ownStyle('Title', 'Title', 40)] : []),
    ...(heading === undefined ? [ownStyle('Heading1', 'heading 1', 28)] : []),
  ]
  return {
    ok: true,
    styles: {
      xml: xml.replace('</w:styles>', `${lacking.join('')}</w:styles>`),
      theme,
      title: title ?? 'Title',
      heading: heading ?? 'Heading1',
    },
  }
}

const readText = (bytes: Buffer, name: string) => readFromZip(bytes, name, MOST)?.toString('utf8')

/** A document type could define what is not there. */
const isUnsafe = (text: string | undefined) => text !== undefined && /<!(DOCTYPE|ENTITY)/i.test(text)

/** Word names its own styles alike in every language; their ids it translates. */
function styleCalled(xml: string, name: string): string | undefined {
  for (const [style] of xml.matchAll(/<w:style\s[^>]*w:type="paragraph"[\s\S]*?<\/w:style>/g))
    if (new RegExp(`<w:name\\s+w:val="${name}"`, 'i').test(style))
      return /w:styleId="([^"]+)"/.exec(style)?.[1]
  return undefined
}

/** `size`: in half points. */
function ownStyle(id: string, name: string, size: number): string {
  const outline = id === 'Heading1' ? '<w:outlineLvl w:val="0"/>' : ''
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>${outline}</w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`
}
