/** The bytes of a table → its rows, read in a process of its own with little memory and little time: a file that needs more is refused, and holds up nobody. */

import { fork } from 'node:child_process'
import { DomainError } from '../errors.ts'
import type { ReadTable } from '../exchange/table.ts'
import { findWorker } from '../project.ts'

/** A file of 10,000 rows takes about a tenth of either (ours). */
const [LONGEST_MS, MOST_MB] = [30_000, 512]

/** Who comes after so many others would wait too long (ours). */
const MOST_AT_ONCE = 5

/** One after the other, so that the memory is taken once. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** @throws DomainError 'busy'. */
export function readTableApart(
  bytes: Uint8Array,
  limits = { ms: LONGEST_MS, mb: MOST_MB },
): Promise<ReadTable> {
  if (waiting >= MOST_AT_ONCE)
    throw new DomainError('busy', 'Other files are being read. Try again in a moment.')
  waiting += 1
  const turn = last.then(() => run(bytes, limits))
  const done = () => void (waiting -= 1)
  last = turn.then(done, done)
  return turn
}

function run(bytes: Uint8Array, { ms, mb }: { ms: number; mb: number }): Promise<ReadTable> {
  return new Promise((resolve, reject) => {
    const worker = fork(findWorker('documents/table-worker.ts'), {
      serialization: 'advanced',
      // What Node says of memory that has run out belongs into no log.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${mb}`],
      timeout: ms,
      killSignal: 'SIGKILL',
    })
    worker.once('message', (read) => resolve(read as ReadTable))
    worker.once('error', reject)
    worker.once('exit', () => resolve({ ok: false, faults: [{ line: 1, message: TOO_MUCH }] }))
    worker.send(bytes, (error) => error !== null && worker.kill('SIGKILL'))
  })
}

const TOO_MUCH =
  'This file takes too much time or memory to read. Send a sheet with only the rows and columns that are needed, or a CSV file.'
