/** The bytes of a table or a workbook → its rows or sheets, read in a process of its own with little memory and little time: a file that needs more is refused, and holds up nobody. */

import { fork } from 'node:child_process'
import { DomainError } from '../errors.ts'
import type { ReadTable } from '../exchange/table.ts'
import type { ReadSheets } from '../exchange/workbook.ts'
import { findWorker } from '../project.ts'

/** A file of 10,000 rows takes about a tenth of either (ours). */
const [LONGEST_MS, MOST_MB] = [30_000, 512]

interface Limits {
  readonly ms: number
  readonly mb: number
}

/** Of a file that took too much. */
interface Refused {
  readonly ok: false
  readonly faults: readonly [{ readonly line: 1; readonly message: string }]
}

/** What the process is asked. */
export interface AskedOfWorker {
  readonly what: 'table' | 'sheets'
  readonly bytes: Uint8Array
}

/** Who comes after so many others would wait too long (ours). */
const MOST_AT_ONCE = 5

/** One after the other, so that the memory is taken once. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** @throws DomainError 'busy'. */
export function readTableApart(bytes: Uint8Array, limits?: Limits): Promise<ReadTable> {
  return takeTurn<ReadTable>('table', bytes, limits, `${TOO_MUCH}, or a CSV file.`)
}

/** As `readTableApart`, of every sheet of a workbook. @throws DomainError 'busy'. */
export function readSheetsApart(bytes: Uint8Array, limits?: Limits): Promise<ReadSheets> {
  return takeTurn<ReadSheets>('sheets', bytes, limits, `${TOO_MUCH}.`)
}

/** `tooMuch` says what to do when it took too much. */
function takeTurn<T>(
  what: 'table' | 'sheets',
  bytes: Uint8Array,
  limits: Limits = { ms: LONGEST_MS, mb: MOST_MB },
  tooMuch: string,
): Promise<T | Refused> {
  if (waiting >= MOST_AT_ONCE)
    throw new DomainError('busy', 'Other files are being read. Try again in a moment.')
  waiting += 1
  const refused: Refused = { ok: false, faults: [{ line: 1, message: tooMuch }] }
  const turn = last.then(async () => (await run<T>({ what, bytes }, limits)) ?? refused)
  const done = () => void (waiting -= 1)
  last = turn.then(done, done)
  return turn
}

/** Undefined: it took too much. */
function run<T>(asked: AskedOfWorker, { ms, mb }: Limits): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const worker = fork(findWorker('documents/table-worker.ts'), {
      serialization: 'advanced',
      // What Node says of memory that has run out belongs into no log.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${mb}`],
      timeout: ms,
      killSignal: 'SIGKILL',
    })
    worker.once('message', (read) => resolve(read as T))
    worker.once('error', reject)
    worker.once('exit', () => resolve(undefined))
    worker.send(asked, (error) => error !== null && worker.kill('SIGKILL'))
  })
}

const TOO_MUCH =
  'This file takes too much time or memory to read. Send a sheet with only the rows and columns that are needed'
