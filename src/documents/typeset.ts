/**
 * A process of its own: typesets papers and gives its parent the PDFs, so that the memory of the typesetter goes with it,
 * and nothing that goes wrong in there takes the service along.
 */

import { once } from 'node:events'
import { createRequire } from 'node:module'
import { TYPESETTER } from './typesetter.ts'

export interface Order {
  /** A program of the typesetter. */
  readonly template: string
  readonly papers: readonly {
    /** Its input `paper`. */
    readonly input: string
    /** Of the file, in seconds. */
    readonly created: number
  }[]
}

interface Compiler {
  readonly NodeCompiler: {
    create(options: object): {
      pdf(
        what: { readonly mainFileContent: string; readonly inputs: { readonly paper: string } },
        how: { readonly pdfStandard: 'ua-1'; readonly creationTimestamp: number },
      ): Buffer
    }
  }
}

/** A refusal names all letters of one kind of place; each try removes some. */
const MOST_TRIES = 10
const SIGN = '\ufffd'

const [{ template, papers }] = (await once(process, 'message')) as [Order]
const { NodeCompiler } = createRequire(import.meta.url)(TYPESETTER) as Compiler
const compiler = NodeCompiler.create({ workspace: import.meta.dirname })
const pdfs = papers.map(({ input, created }) => typesetPaper(JSON.parse(input) as object, created))
// What is large takes its time on the way: only then is it over.
process.send?.(pdfs, () => process.disconnect())

/** A paper whose letters the typesetter's own fonts lack gets a sign in place of each, and a line that says so. */
function typesetPaper(paper: object, created: number): Buffer {
  for (let tries = 1; ; tries++)
    try {
      return compiler.pdf(
        { mainFileContent: template, inputs: { paper: JSON.stringify(paper) } },
        { pdfStandard: 'ua-1', creationTimestamp: created },
      )
    } catch (error) {
      const undrawn = undrawnIn(String(error))
      if (undrawn.length === 0 || tries === MOST_TRIES) throw error
      paper = { ...withSigns(paper, undrawn), undrawn: true }
    }
}

/** The letters that a refusal names, which escapes what cannot be seen. */
function undrawnIn(refusal: string): string[] {
  return [...refusal.matchAll(/the text `\\"(.+?)\\"` could not be displayed/g)].map(([, text = '']) =>
    text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))),
  )
}

function withSigns(paper: object, undrawn: readonly string[]): object {
  const signed = (_: string, value: unknown) =>
    typeof value === 'string' ? undrawn.reduce((text, one) => text.replaceAll(one, SIGN), value) : value
  return JSON.parse(JSON.stringify(paper), signed) as object
}
