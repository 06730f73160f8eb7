/** Work that needs a solver → the work done, with a process that lives for it alone: it holds up nobody, its memory goes with it, and nothing dies with it. */

import { type ChildProcess, fork } from 'node:child_process'
import { DomainError } from '../errors.ts'
import { findWorker } from '../project.ts'
import { type Solve, type Solved, SolverEnded, type SolverTask } from './model.ts'

/** After its own limit a process that says nothing is ended; ours. */
const GRACE_MS = 5000

/** Who comes after so many others would wait too long (ours). */
const MOST_AT_ONCE = 5

/** One after the other: two at once would be no quicker, and take twice the memory. */
let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/** The process starts with the first task. `program` is another one only in a test. @throws DomainError 'busy'. */
export function withSolver<T>(
  work: (solve: Solve) => Promise<T>,
  program = findWorker('solver/solver-worker.ts'),
): Promise<T> {
  if (waiting >= MOST_AT_ONCE)
    throw new DomainError('busy', 'Other plans are being worked out. Try again in a moment.')
  waiting += 1
  const mine = last.then(async () => {
    const worker = new SolverProcess(program)
    try {
      return await work((task) => worker.solve(task))
    } finally {
      waiting -= 1
      worker.end()
    }
  })
  last = mine.catch(() => undefined)
  return mine
}

class SolverProcess {
  readonly #program: URL
  #process: ChildProcess | undefined

  constructor(program: URL) {
    this.#program = program
  }

  solve(task: SolverTask): Promise<Solved> {
    const worker = (this.#process ??= fork(this.#program, {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Options of this process, such as a program on the command line, are not the worker's.
      execArgv: [],
    }))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => worker.kill('SIGKILL'), 1000 * task.seconds + GRACE_MS)
      const settle = (done: () => void) => {
        clearTimeout(late)
        worker.off('message', found).off('error', ended).off('exit', ended)
        done()
      }
      const found = (solved: unknown) => settle(() => resolve(solved as Solved))
      const ended = () => settle(() => reject(new SolverEnded()))
      worker.on('message', found).on('error', ended).on('exit', ended)
      worker.send(task, (error) => error !== null && ended())
    })
  }

  end(): void {
    this.#process?.kill('SIGKILL')
  }
}
