/** Runs in a worker thread: asks for a page at a steady rate, whether or not the answers keep up, and reports how long each took. */

import { parentPort, workerData } from 'node:worker_threads'

export interface Visit {
  readonly url: string
  readonly cookie: string
  readonly perSecond: number
}

export interface Visited {
  /** Milliseconds from when each was due. */
  readonly took: readonly number[]
  readonly failed: number
}

const { url, cookie, perSecond } = workerData as Visit
const took: number[] = []
let failed = 0
let asked = 0
const began = performance.now()
const asking = setInterval(() => {
  while (asked * (1000 / perSecond) <= performance.now() - began)
    void ask(began + asked++ * (1000 / perSecond))
}, 2)

async function ask(due: number): Promise<void> {
  try {
    const answer = await fetch(url, { headers: { cookie } })
    await answer.arrayBuffer()
    if (answer.status !== 200) failed += 1
    took.push(performance.now() - due)
  } catch {
    failed += 1
  }
}

parentPort?.once('message', () => {
  clearInterval(asking)
  setTimeout(() => {
    parentPort?.postMessage({ took, failed } satisfies Visited)
    parentPort?.close()
  }, 500)
})
