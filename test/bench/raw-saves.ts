/**
 * The least that could save an answer: node:http and better-sqlite3, the same rows as a save of ours, all that came in during one turn of
 * the event loop in one transaction. It asks nobody's permission and understands nothing. To be run as a process: its argument is the file.
 */

import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const sqlite = new Sqlite(process.argv[2] ?? '')
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'])
  sqlite.pragma(pragma)
const [findAnswer, putAnswer, addHistory, putLevels, raise, findHead, addEntry, putHead] = [
  'select version from answer where assessment_id = ? and question_id = ?',
  `insert into answer (assessment_id, question_id, value, version, saved_at, saved_by) values (?, ?, ?, ?, ?, ?)
   on conflict (assessment_id, question_id) do update set value = excluded.value, version = excluded.version, saved_at = excluded.saved_at`,
  `insert into answer_history (assessment_id, question_id, value, version, saved_at, saved_by, saved_by_id) values (?, ?, ?, ?, ?, ?, ?)`,
  'update level_row set declared = substr(declared, 1), revision = revision + 1 where assessment_id = ?',
  'update assessment set revision = revision + 1 where id = ?',
  'select number, hash from trail_head where chain = ?',
  `insert into trail (chain, number, at, actor_id, actor_name, organisation_id, action, object, details, previous_hash, hash)
   values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  'update trail_head set number = ?, hash = ? where chain = ?',
].map((text) => sqlite.prepare<unknown[], { version: number; number: number; hash: string }>(text))

function save(organisation: string, question: string, form: URLSearchParams): number {
  const assessment = `${organisation}-assessment`
  const at = new Date().toISOString()
  const [by, name] = [`lead.${organisation}`, 'Cyber lead (demonstration)']
  const version = (findAnswer?.get(assessment, question)?.version ?? 0) + 1
  const given = { kind: 'number', number: form.get('value') }
  const value = JSON.stringify({ value: given, assurance: 'asserted' })
  putAnswer?.run(assessment, question, value, version, at, name)
  addHistory?.run(assessment, question, value, version, at, name, by)
  putLevels?.run(assessment)
  raise?.run(assessment)
  const chain = `organisation/${organisation}`
  const { number, hash: previous } = findHead?.get(chain) ?? { number: 0, hash: '' }
  const details = JSON.stringify({ version })
  const said = [chain, number + 1, at, by, name, organisation, 'answer-saved', question, details, previous]
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex')
  addEntry?.run(...said, hash)
  putHead?.run(number + 1, hash, chain)
  return version
}

interface Asked {
  readonly url: string
  readonly body: string
  readonly answer: ServerResponse
}

const saveAll = sqlite.transaction((all: readonly Asked[]) =>
  all.map(({ url, body }) => {
    const [, , organisation = '', , , question = ''] = url.split('/')
    return save(organisation, question, new URLSearchParams(body))
  }),
)
let waiting: Asked[] = []

const server = createServer((request, answer) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    if (waiting.push({ url: request.url ?? '', body, answer }) > 1) return
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
