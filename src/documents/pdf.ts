/**
 * Papers → tagged PDFs (PDF/UA-1) with our pictures and their words, typeset in a process of its own when somebody asks for it.
 * Where there is no typesetter there is none.
 */

import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BAND_FILLS } from '../charts/tones.ts'
import { findWorker, PROJECT } from '../project.ts'
import { type Block, textOfLine } from '../report/blocks.ts'
import type { Paper } from '../report/pack.ts'
import type { Order } from './typeset.ts'
import { TYPESETTER } from './typesetter.ts'

/** Of a paper of a few pages, which takes a hundredth of it (ours). */
const LONGEST_MS = 60_000

/** Whether papers can be typeset here: the typesetter comes for Linux on x64 only. */
function canTypeset(): boolean {
  try {
    createRequire(import.meta.url).resolve(TYPESETTER)
    return true
  } catch {
    return false
  }
}

/** A PDF of each paper, in their order; none where there is no typesetter. @throws Error where it fails. */
export async function writePdfs(papers: readonly Paper[]): Promise<Buffer[]> {
  if (!canTypeset()) return []
  return typeset({
    template: readFileSync(new URL('src/documents/paper.typ', PROJECT), 'utf8'),
    papers: papers.map(({ title, marking, says, pack, issuedAt, blocks }) => ({
      input: JSON.stringify({
        ...{ title, marking, says, pack },
        on: issuedAt.slice(0, 10).split('-').map(Number),
        blocks: blocks.map(written),
      }),
      created: Math.floor(Date.parse(issuedAt) / 1000),
    })),
  })
}

/** A block with its lines as texts, as the template reads it. */
function written(block: Block): object {
  switch (block.kind) {
    case 'heading':
      return { kind: block.kind, says: block.text }
    case 'paragraph':
      return { kind: block.kind, says: textOfLine(block.line), look: block.look ?? '' }
    case 'list':
      return { ...block, items: block.items.map(textOfLine) }
    case 'table': {
      const { kind, caption, columns, widths = columns.map(() => 1) } = block
      const rows = block.rows.map((row) =>
        row.map(({ line, tone }) => ({
          says: textOfLine(line),
          fill: tone === undefined ? '' : BAND_FILLS[tone],
        })),
      )
      return { kind, caption, columns, widths, rows }
    }
    case 'picture':
      return block
  }
}

/** One order after the other: each takes a hundred megabytes while it is worked on. */
async function typeset(order: Order): Promise<Buffer[]> {
  const turn = last.then(() => run(order))
  last = turn.catch(() => undefined)
  return turn
}
let last: Promise<unknown> = Promise.resolve()

function run(order: Order): Promise<Buffer[]> {
  return new Promise((resolve, reject) => {
    const worker = fork(findWorker('documents/typeset.ts'), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--enable-source-maps'],
      timeout: LONGEST_MS,
    })
    worker.once('message', (pdfs) => resolve((pdfs as Uint8Array[]).map((pdf) => Buffer.from(pdf))))
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The process that typesets papers ended early.')))
    worker.send(order)
  })
}
