/**
 * The rows of a save of ours, and nothing else: the statements, and one save as the steps between which something is asked of the database.
 * It asks nobody's permission and understands nothing.
 */

import { createHash } from 'node:crypto'

/** With a question mark for each value, as SQLite has them. */
export const STATEMENTS = {
  findAnswer: 'select version from answer where assessment_id = ? and question_id = ?',
  putAnswer: `insert into answer (assessment_id, question_id, value, version, saved_at, saved_by) values (?, ?, ?, ?, ?, ?)
   on conflict (assessment_id, question_id) do update set value = excluded.value, version = excluded.version, saved_at = excluded.saved_at`,
  addHistory: `insert into answer_history (assessment_id, question_id, value, version, saved_at, saved_by, saved_by_id) values (?, ?, ?, ?, ?, ?, ?)`,
  putLevels: 'update level_row set declared = declared, revision = revision + 1 where assessment_id = ?',
  raise: 'update assessment set revision = revision + 1 where id = ?',
  findHead: 'select number, hash from trail_head where chain = ?',
  addEntry: `insert into trail (chain, number, at, actor_id, actor_name, organisation_id, action, object, details, previous_hash, hash)
   values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  putHead: 'update trail_head set number = ?, hash = ? where chain = ?',
} as const

export interface Asked {
  readonly organisation: string
  readonly question: string
  /** As typed. */
  readonly number: string
}

type Step = readonly [statement: keyof typeof STATEMENTS, values: readonly (string | number)[]]
interface Row {
  readonly version?: number
  readonly number?: number
  readonly hash?: string
}

/** Gives each step and is given the row that it found, if any; in the end, the new version. */
export function* save({
  organisation,
  question,
  number: typed,
}: Asked): Generator<Step, number, Row | undefined> {
  const assessment = `${organisation}-assessment`
  const at = new Date().toISOString()
  const [by, name] = [`lead.${organisation}`, 'Cyber lead (demonstration)']
  const chain = `organisation/${organisation}`
  const { number = 0, hash: previous = '' } = (yield ['findHead', [chain]]) ?? {}
  const version = ((yield ['findAnswer', [assessment, question]])?.version ?? 0) + 1
  const given = { kind: 'number', number: typed }
  const value = JSON.stringify({ value: given, assurance: 'asserted' })
  yield ['putAnswer', [assessment, question, value, version, at, name]]
  yield ['addHistory', [assessment, question, value, version, at, name, by]]
  yield ['putLevels', [assessment]]
  yield ['raise', [assessment]]
  const details = JSON.stringify({ version })
  const said = [chain, number + 1, at, by, name, organisation, 'answer-saved', question, details, previous]
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('hex')
  yield ['addEntry', [...said, hash]]
  yield ['putHead', [number + 1, hash, chain]]
  return version
}

/** What a request of the tool asks for: `/o/<organisation>/questions/<domain>/<question>`, with the form as its body. */
export function askedBy(url: string, body: string): Asked {
  const [, , organisation = '', , , question = ''] = url.split('/')
  return { organisation, question, number: new URLSearchParams(body).get('value') ?? '' }
}
