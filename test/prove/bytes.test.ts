/**
 * One byte changed in any column of any table that is proved, whatever the triggers say: `verify` finds it, and repeats no answer.
 * Rows and places are drawn; PROVE_CHANGES sets how many a column has (default 1).
 */

import Sqlite from 'better-sqlite3'
import { randomBytes, randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askDeletion, confirmDeletion, getKeptData } from '../../src/service/deleting.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { proveAll } from '../../src/service/proving.ts'
import { bindTrail } from '../../src/service/recording.ts'
import { addAdministrator } from '../service/administrator.ts'
import { addSigned, publishRelease, TWO_CELLS } from '../service/country.ts'
import { addFullTrust, CANARY } from '../service/full-trust.ts'
import { addTrust, nationalPerson, openTestHouse } from '../service/house.ts'
import { newFile } from '../store/files.ts'

const CHANGES = Number(process.env['PROVE_CHANGES'] ?? 1)
const OF_OAK = `assessment_id = 'oak-assessment'`

/** Each table with the rows that are proved, and the columns of it that are not, which say nothing of anybody. */
const PROVED: Readonly<Record<string, { readonly rows: string; readonly not?: readonly string[] }>> = {
  trail: { rows: 'true' },
  trail_bound: { rows: 'true' },
  trail_head: { rows: 'true' },
  rule_set: { rows: 'true', not: ['id', 'version', 'kept_at'] },
  // Whether it was superseded since is no part of what was signed.
  assessment: { rows: `id = 'oak-assessment'`, not: ['status'] },
  answer: { rows: OF_OAK },
  context_answer: { rows: OF_OAK },
  register: { rows: OF_OAK },
  register_row: { rows: OF_OAK },
  level_row: { rows: OF_OAK },
  signed_summary: { rows: OF_OAK },
  answer_history: { rows: OF_OAK },
  comment: { rows: OF_OAK },
  domain_note: { rows: OF_OAK },
  explanation: { rows: OF_OAK },
  evidence: { rows: OF_OAK },
  evidence_file: { rows: OF_OAK, not: ['assessment_id'] },
  review: { rows: OF_OAK },
  carried: { rows: OF_OAK },
  sign_off: { rows: OF_OAK },
  sign_off_mark: { rows: OF_OAK },
  deletion: { rows: 'confirmed_at is not null' },
}
const RELEASED = { release: { rows: 'true' }, release_member: { rows: 'true' } }

let house: OpenHouse
let raw: Sqlite.Database

async function open(fill: (house: OpenHouse) => Promise<void>): Promise<void> {
  const file = newFile()
  house = await openTestHouse(file)
  await fill(house)
  raw = new Sqlite(file)
  raw.pragma('foreign_keys = OFF')
  raw.pragma('ignore_check_constraints = ON')
  const triggers = raw
    .prepare<[], { name: string }>(`select name from sqlite_master where type = 'trigger'`)
    .all()
  for (const { name } of triggers) raw.exec(`drop trigger ${name}`)
}

async function close(): Promise<void> {
  raw.close()
  await house.close()
}

const brokenOf = async (kinds: (kind: string) => boolean = () => true) =>
  (await proveAll(house.db)).checks.filter(({ kind }) => kinds(kind)).flatMap(({ breaks }) => breaks)

type Value = string | number | Buffer | null

/** The same with one place of it changed. */
function changed(value: Value): Value {
  if (value === null) return 'x'
  if (typeof value === 'number') return value === 0 || value === 1 ? 1 - value : value + 1_000_000
  if (value.length === 0) return typeof value === 'string' ? 'x' : Buffer.from([1])
  const at = randomInt(value.length)
  if (typeof value === 'string') {
    const other = value[at] === 'x' ? 'y' : 'x'
    return value.slice(0, at) + other + value.slice(at + 1)
  }
  const bytes = Buffer.from(value)
  bytes[at] = (bytes[at] ?? 0) ^ (1 + ((randomBytes(1)[0] ?? 0) % 255))
  return bytes
}

/** Changes one drawn row of a column, looks, and changes it back. */
async function tryColumn(table: string, column: string, rows: string, look: () => Promise<string[]>) {
  const drawn = raw
    .prepare<[], { rowid: number; value: Value }>(
      `select rowid as rowid, "${column}" as value from "${table}" where ${rows} order by random() limit 1`,
    )
    .get()
  if (drawn === undefined) throw new Error(`There is no row to change in ${table}.`)
  const put = raw.prepare(`update "${table}" set "${column}" = ? where rowid = ?`)
  const value = changed(drawn.value)
  expect(put.run(value, drawn.rowid).changes).toBe(1)
  // A key that is a number is the row's own.
  const isMoved = raw.prepare(`select 1 from "${table}" where rowid = ?`).get(drawn.rowid) === undefined
  const broken = await look()
  put.run(drawn.value, isMoved ? value : drawn.rowid)
  const shown = `${table}.${column}: ${JSON.stringify(drawn.value)?.slice(0, 80)} became ${JSON.stringify(value)?.slice(0, 80)}`
  expect(broken, shown).not.toEqual([])
  expect(broken.join(), shown).not.toContain(CANARY)
}

const columnsOf = (table: string) =>
  raw.prepare<[string], { name: string }>('select name from pragma_table_info(?)').all(table)

describe('what was signed, deleted, and the trail:', () => {
  beforeAll(() =>
    open(async (filled) => {
      await addFullTrust(filled)
      await addTrust(filled, 'gone')
      const [ada, ben] = ['one', 'two'].map((id) =>
        nationalPerson(`administrator.${id}`, id, 'administrator'),
      )
      if (ada === undefined || ben === undefined) throw new Error('Two are needed.')
      for (const one of [ada, ben]) await addAdministrator(filled, one)
      await askDeletion(filled, ada, 'gone', 'Asked for')
      const { asked, organisation } = await getKeptData(filled, ada, 'gone')
      await confirmDeletion(filled, ben, asked?.id ?? '', organisation.name)
      await bindTrail(filled)
    }),
  )
  afterAll(close)

  test('all of it holds as it is', async () => expect(await brokenOf()).toEqual([]))

  test.each(Object.entries(PROVED))('a change in %s is found', async (table, { rows, not = [] }) => {
    for (const { name } of columnsOf(table))
      for (let again = 0; again < CHANGES && !not.includes(name); again++)
        await tryColumn(table, name, rows, brokenOf)
    expect(await brokenOf()).toEqual([])
  })
})

describe('what was published:', () => {
  beforeAll(() =>
    open(async (filled) => {
      await addSigned(filled, TWO_CELLS)
      await publishRelease(filled)
    }),
  )
  afterAll(close)
  const inReleases = () => brokenOf((kind) => kind === 'releases')

  test.each(Object.entries(RELEASED))('a change in %s is found', async (table, { rows }) => {
    expect(await inReleases()).toEqual([])
    for (const { name } of columnsOf(table))
      for (let again = 0; again < CHANGES; again++) await tryColumn(table, name, rows, inReleases)
    expect(await inReleases()).toEqual([])
  })
})
