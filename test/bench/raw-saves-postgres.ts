/**
 * The least that could save an answer to PostgreSQL: node:http and pg, the same rows as a save of ours, named statements, and one
 * transaction a save. To be run as a process: its argument is the URL.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { type Asked, askedBy, save, STATEMENTS } from './raw-rows.ts'

const pool = new pg.Pool({ connectionString: process.argv[2] ?? '', max: 10 })
const texts = Object.fromEntries(
  Object.entries(STATEMENTS).map(([name, text]) => {
    let number = 0
    const own = (name === 'addEntry' ? numbered(text) : text).replaceAll('?', () => `$${++number}`)
    // Whoever saves for an organisation waits for whoever does already, as ours do.
    return [name, name === 'findHead' ? `${own} for update` : own]
  }),
)

/** SQLite numbers the entries by itself. */
function numbered(text: string): string {
  return text
    .replace('(chain,', '(seq, chain,')
    .replace('values (', "values (nextval(pg_get_serial_sequence('trail_head', 'seq')), ")
}

async function saveOne(asked: Asked): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const steps = save(asked)
    let step = steps.next()
    while (step.done !== true) {
      const [name, values] = step.value
      const { rows } = await client.query<object>({ name, text: texts[name] ?? '', values: [...values] })
      step = steps.next(rows[0])
    }
    await client.query('commit')
    return step.value
  } finally {
    client.release()
  }
}

const server = createServer((request, answer) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    void saveOne(askedBy(request.url ?? '', body)).then((version) => {
      answer.setHeader('Content-Type', 'application/json')
      answer.end(JSON.stringify({ versions: { version } }))
    })
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
