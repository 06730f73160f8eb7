/** A message → what a process of its own makes of it, with little memory and little time: one that needs more ends, and holds up nobody. */

import { fork } from 'node:child_process'
import { DomainError } from './errors.ts'
import { findWorker } from './project.ts'

/** A workbook of 20,000 full rows takes a tenth of the time, on a machine that has little else to do, and most of the memory (ours). */
const [LONGEST_MS, MOST_MB] = [60_000, 512]

export interface Limits {
  readonly ms: number
  readonly mb: number
}

/** Who comes after so many others would wait too long (ours). */
const MOST_AT_ONCE = 5

/** One after the other, so that the memory is taken once. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** Undefined: it took too much time or memory. @throws DomainError 'busy'. */
export function runApart<T>(
  worker: string,
  message: object,
  limits: Limits = { ms: LONGEST_MS, mb: MOST_MB },
): Promise<T | undefined> {
  if (waiting >= MOST_AT_ONCE)
    throw new DomainError('busy', 'Other files are being worked on. Try again in a moment.')
  waiting += 1
  const turn = last.then(() => run<T>(worker, message, limits))
  const done = () => void (waiting -= 1)
  last = turn.then(done, done)
  return turn
}

function run<T>(source: string, message: object, { ms, mb }: Limits) {
  return new Promise<T | undefined>((resolve, reject) => {
    const worker = fork(findWorker(source), {
      serialization: 'advanced',
      // What Node says of memory that has run out belongs into no log.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${mb}`],
      timeout: ms,
      killSignal: 'SIGKILL',
    })
    worker.once('message', (made) => resolve(made as T))
    worker.once('error', reject)
    worker.once('exit', () => resolve(undefined))
    worker.send(message, (error) => error !== null && worker.kill('SIGKILL'))
  })
}
