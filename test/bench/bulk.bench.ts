/**
 * 600,000 stored rows of levels read, scored in three readings and written: through the store's query builder and the compiled scorer,
 * and as a loop by hand over the bare driver with the scorer written by hand. What they write is compared byte by byte.
 */

import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import type { WholeRow } from '../../src/answers/model.ts'
import type { RuleSet } from '../../src/rules/model.ts'
import { loadRuleSet } from '../../src/rules/rule-set.ts'
import { scoresBeforeLimits } from '../../src/scoring/before-limits.ts'
import { compileRows } from '../../src/scoring/compiled-rows.ts'
import { openDatabase } from '../../src/store/database.ts'
import { insertMany } from '../../src/store/many.ts'
import { speak } from '../../src/store/sqlite.ts'
import type { Database } from '../../src/store/tables.ts'
import { rowsOf } from '../scoring/generate.ts'
import { writeByHand } from './hand-written.ts'
import { printTable } from './table.ts'

const ROWS = 600_000
const DISTINCT = 2_000
/** Rows a statement reads or a transaction writes. */
const CHUNK = 1_000
/** Times a loop by hand (ours). */
const MOST = 3

export async function benchBulk(): Promise<void> {
  const { ruleSet } = loadRuleSet(resolve(import.meta.dirname, '../../rules'), scoresBeforeLimits)
  const folder = mkdtempSync(join(tmpdir(), 'wardround-bulk-'))
  try {
    const file = join(folder, 'bulk.sqlite')
    await fill(file, ruleSet)
    const byHand = await timeOf(() => scoreByHand(file, ruleSet))
    const ours = await timeOf(() => scoreOurs(file, ruleSet))
    if (digestOf(file, 'by_hand') !== digestOf(file, 'ours')) throw new Error('Not the same scores.')
    printTable(`${ROWS.toLocaleString('en-GB')} stored rows read, scored and written (processor time)`, [
      {
        what: 'low, high and assured, of the whole and of each domain',
        measured: `${ours.toFixed(1)} s, ${(ours / byHand).toFixed(1)} ×`,
        bar: `≤ ${MOST} × the ${byHand.toFixed(1)} s of a loop by hand`,
        met: ours / byHand <= MOST,
      },
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The table that each way writes to. */
interface Scored {
  readonly assessmentId: string
  readonly low: number
  readonly high: number
  readonly assured: number
  /** Low, high and assured of each domain. */
  readonly domains: Buffer
}

interface Tables extends Database {
  readonly ours: Scored
}

/** The tables of the product, and in its own shape nothing but rows of levels. */
async function fill(file: string, ruleSet: RuleSet): Promise<void> {
  const { close } = await openDatabase(file)
  await close()
  const rows: WholeRow[] = fc.sample(rowsOf(ruleSet, false), { numRuns: DISTINCT, seed: 20261130 })
  const sqlite = new Sqlite(file)
  sqlite.pragma('foreign_keys = OFF')
  for (const table of ['by_hand', 'ours'])
    sqlite.exec(
      `create table ${table} (assessment_id text primary key, low integer, high integer, assured integer, domains blob)`,
    )
  const insert = sqlite.prepare(
    'insert into level_row (assessment_id, digest, declared, assured, context, revision, method) values (?, ?, ?, ?, ?, 0, 2)',
  )
  sqlite.transaction(() => {
    for (let index = 0; index < ROWS; index++) {
      const { declared, assured, context } = rows[index % DISTINCT]!
      const bytes = [declared, assured, Uint8Array.from(context)].map((part) => Buffer.from(part))
      insert.run(`a${String(index).padStart(6, '0')}`, ruleSet.digest, ...bytes)
    }
  })()
  sqlite.close()
}

async function scoreOurs(file: string, ruleSet: RuleSet): Promise<void> {
  const db = speak(open(file)) as unknown as Kysely<Tables>
  const scorer = compileRows(ruleSet)
  const ends = scorer.makeRoom()
  let after = ''
  for (;;) {
    const found = await db
      .selectFrom('levelRow')
      .select(['assessmentId', 'declared', 'assured', 'context'])
      .where('assessmentId', '>', after)
      .orderBy('assessmentId')
      .limit(CHUNK)
      .execute()
    if (found.length === 0) break
    const scored = found.map(({ assessmentId, declared, assured, context }): Scored => {
      scorer.score({ declared, assured, context: new Int8Array(context) }, ends)
      const { low, high, assured: proven, domains } = ends
      return {
        assessmentId,
        low,
        high,
        assured: proven,
        domains: Buffer.concat([domains.low, domains.high, domains.assured]),
      }
    })
    await db.transaction().execute((within) => insertMany<Tables, 'ours', Scored>(within, 'ours', scored))
    after = found.at(-1)?.assessmentId ?? after
  }
  await db.destroy()
}

function scoreByHand(file: string, ruleSet: RuleSet): void {
  const sqlite = open(file)
  const hand = writeByHand(ruleSet, [])
  const width = ruleSet.domains.length + 1
  const scores = new Uint8Array(3 * width)
  const read = sqlite
    .prepare<[string, number], [string, Buffer, Buffer, Buffer]>(
      'select assessment_id, declared, assured, context from level_row where assessment_id > ? order by assessment_id limit ?',
    )
    .raw()
  const insert = sqlite.prepare('insert into by_hand values (?, ?, ?, ?, ?)')
  const write = sqlite.transaction((found: readonly [string, Buffer, Buffer, Buffer][]) => {
    for (const [id, declared, assured, context] of found) {
      hand.score({ declared, assured, context: new Int8Array(context) }, scores)
      const domains = [0, 1, 2].map((turn) => scores.subarray(turn * width + 1, (turn + 1) * width))
      insert.run(id, scores[0], scores[width], scores[2 * width], Buffer.concat(domains))
    }
  })
  let after = ''
  for (;;) {
    const found = read.all(after, CHUNK)
    if (found.length === 0) break
    write(found)
    after = found.at(-1)?.[0] ?? after
  }
  sqlite.close()
}

function open(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file)
  sqlite.pragma('journal_mode = WAL')
  return sqlite
}

function digestOf(file: string, table: string): string {
  const sqlite = new Sqlite(file, { readonly: true })
  const hash = createHash('sha256')
  for (const row of sqlite.prepare(`select * from ${table} order by assessment_id`).raw().iterate())
    for (const cell of row as (string | number | Buffer)[])
      hash.update(typeof cell === 'number' ? `${cell};` : cell)
  sqlite.close()
  return hash.digest('hex')
}

/** Seconds of processor time. */
async function timeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}
