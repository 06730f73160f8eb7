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

const [{ template, papers }] = (await once(process, 'message')) as [Order]
const { NodeCompiler } = createRequire(import.meta.url)(TYPESETTER) as Compiler
const compiler = NodeCompiler.create({ workspace: import.meta.dirname })
const pdfs = papers.map(({ input, created }) =>
  compiler.pdf(
    { mainFileContent: template, inputs: { paper: input } },
    { pdfStandard: 'ua-1', creationTimestamp: created },
  ),
)
// What is large takes its time on the way: only then is it over.
process.send?.(pdfs, () => process.disconnect())
