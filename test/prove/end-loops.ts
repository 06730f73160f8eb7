/** A mutant may loop for ever, which no time-out of a test can stop: a thread beside it ends the process once that has stood still. */

import { Worker } from 'node:worker_threads'

const STILL_MS = 120_000

const WATCH = `
  const { workerData: beats } = require('node:worker_threads')
  let last = -1
  setInterval(() => {
    if (beats[0] === last) process.kill(process.pid, 'SIGKILL')
    last = beats[0]
  }, ${STILL_MS})`

const here = globalThis as { loopsEnd?: true }
// It runs before each file of tests, in a process of several.
if (here.loopsEnd === undefined) {
  here.loopsEnd = true
  const beats = new Int32Array(new SharedArrayBuffer(4))
  setInterval(() => Atomics.add(beats, 0, 1), 1000).unref()
  new Worker(WATCH, { eval: true, workerData: beats }).unref()
}
