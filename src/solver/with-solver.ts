/** Work that needs a solver → the work done, with a thread that lives for it alone: it holds up nobody, and its memory goes with it. */

import { Worker } from 'node:worker_threads'
import { DomainError } from '../errors.ts'
import { findWorker } from '../project.ts'
import { type Solve, type Solved, SolverEnded, type SolverTask } from './model.ts'

/** After its own limit a thread that says nothing is ended; ours. */
const GRACE_MS = 5000

/** Who comes after so many others would wait too long (ours). */
const MOST_AT_ONCE = 5

/** One after the other: two at once would be no quicker, and take twice the memory. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** The thread starts with the first task. `program` is another one only in a test. @throws DomainError 'busy'. */
export function withSolver<T>(
  work: (solve: Solve) => Promise<T>,
  program = findWorker('solver/solver-worker.ts'),
): Promise<T> {
  if (waiting >= MOST_AT_ONCE)
    throw new DomainError('busy', 'Other plans are being worked out. Try again in a moment.')
  waiting += 1
  const mine = last.then(async () => {
    const thread = new Thread(program)
    try {
      return await work((task) => thread.solve(task))
    } finally {
      waiting -= 1
      await thread.end()
    }
  })
  last = mine.catch(() => undefined)
  return mine
}

class Thread {
  readonly #program: URL
  #worker: Worker | undefined

  constructor(program: URL) {
    this.#program = program
  }

  solve(task: SolverTask): Promise<Solved> {
    this.#worker ??= new Worker(this.#program, { execArgv: [] })
    const worker = this.#worker
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => void worker.terminate(), 1000 * task.seconds + GRACE_MS)
      const settle = (done: () => void) => {
        clearTimeout(late)
        worker.off('message', found).off('error', ended).off('exit', ended)
        done()
      }
      const found = (solved: Solved) => settle(() => resolve(solved))
      const ended = () => settle(() => reject(new SolverEnded()))
      worker.on('message', found).on('error', ended).on('exit', ended)
      worker.postMessage(task)
    })
  }

  async end(): Promise<void> {
    await this.#worker?.terminate()
  }
}
