/**
 * The least that could save an answer to a SQLite file: node:http and better-sqlite3, the same rows as a save of ours, all that came in
 * during one turn of the event loop in one transaction. To be run as a process: its argument is the file.
 */

import Sqlite from 'better-sqlite3'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Asked, askedBy, save, STATEMENTS } from './raw-rows.ts'

const sqlite = new Sqlite(process.argv[2] ?? '')
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'])
  sqlite.pragma(pragma)
const prepared = Object.fromEntries(
  Object.entries(STATEMENTS).map(([name, text]) => [name, sqlite.prepare<unknown[], object>(text)]),
)

function saveOne(asked: Asked): number {
  const steps = save(asked)
  let step = steps.next()
  while (step.done !== true) {
    const [name, values] = step.value
    const statement = prepared[name]
    if (statement?.reader === true) step = steps.next(statement.get(...values))
    else {
      statement?.run(...values)
      step = steps.next(undefined)
    }
  }
  return step.value
}

interface Waiting {
  readonly asked: Asked
  readonly answer: ServerResponse
}

const saveAll = sqlite.transaction((all: readonly Waiting[]) => all.map(({ asked }) => saveOne(asked)))
let waiting: Waiting[] = []

const server = createServer((request, answer) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    if (waiting.push({ asked: askedBy(request.url ?? '', body), answer }) > 1) return
    setImmediate(() => {
      const all = waiting
      waiting = []
      for (const [at, version] of saveAll.immediate(all).entries()) {
        all[at]?.answer.setHeader('Content-Type', 'application/json')
        all[at]?.answer.end(JSON.stringify({ versions: { version } }))
      }
    })
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
