import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnsOf, FORM, NOT_SEALED, SEALED_COLUMNS } from '../../src/store/forms.ts'
import { findChangedTables, sealPublished, sealSigned } from '../../src/store/seals.ts'
import type { Handle } from '../../src/store/tables.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { OpenDatabase } from '../../src/store/opened.ts'
import { sql } from 'kysely'
import { ENGINES, SQLITE } from './engines.ts'
import { dropTriggers } from './triggers.ts'

/** Of every form. A new form adds one; none of these is ever changed. */
const PINNED: readonly string[] = [
  'eb71379b6c97bb6e',
  '5da3cdd6bd081452',
  '46584f7c386ec7c7',
  'b461e63c5a515d00',
  '1bee1dc5135a7335',
  '1bfccdfedd0a3a9b',
]

/** Of the migrator, and the lock of writers on PostgreSQL: they hold nothing of anybody. */
const MACHINERY = ['kysely_migration', 'kysely_migration_lock', 'sqlite_sequence', 'write_turn']

test.each(ENGINES)(
  'on $name every column is in the newest form, or is named with why not',
  async (engine) => {
    const { db, close } = await openDatabase(await engine.newDatabase())
    const tables = await db.introspection.getTables()
    await close()
    const real = tables
      .filter(({ name }) => !MACHINERY.includes(name))
      .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    const sealed = Object.entries(SEALED_COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    )
    const isNamed = (column: string) => column in NOT_SEALED || (column.split('.')[0] ?? '') in NOT_SEALED
    const neither = real.filter((column) => !sealed.includes(column) && !isNamed(column))
    expect(neither, 'a new column: the top of src/store/forms.ts says what to do').toEqual([])
    const both = sealed.filter(isNamed)
    const gone = [
      ...sealed.filter((column) => !real.includes(column)),
      ...Object.keys(NOT_SEALED).filter(
        (name) => !real.some((column) => column === name || column.startsWith(`${name}.`)),
      ),
    ]
    expect([both, gone]).toEqual([[], []])
  },
)

test('a form that was ever used is never changed: what was sealed by it would read as broken', () => {
  const digestOf = (form: number) => {
    const columns = Object.keys(SEALED_COLUMNS).flatMap((table) => {
      try {
        return [[table, columnsOf(table, form)]]
      } catch {
        return []
      }
    })
    return createHash('sha256').update(JSON.stringify(columns)).digest('hex').slice(0, 16)
  }
  const digests = Array.from({ length: FORM }, (_, index) => digestOf(index + 1))
  expect(digests).toEqual(PINNED)
})

test('a form that is not there is refused, and never guessed', () => {
  expect(() => columnsOf('answer', FORM + 1)).toThrow('does not say')
  expect(() => columnsOf('session', 1)).toThrow('does not say')
})

const ID = 'assessment-1'
/** One row of each table, every column filled: texts by their names, numbers 1. */
async function fillByHand(db: Handle): Promise<void> {
  await sql.raw('pragma foreign_keys = off').execute(db)
  await sql.raw('pragma ignore_check_constraints = on').execute(db)
  await dropTriggers(db)
  for (const [table, columns] of Object.entries(SEALED_COLUMNS)) {
    const info = await sql<{
      name: string
      type: string
    }>`select name, type from pragma_table_info(${table})`.execute(db)
    const typeOf = new Map(info.rows.map(({ name, type }) => [name, type]))
    const values = columns.map((column) => {
      if (column === 'assessment_id' || (table === 'assessment' && column === 'id')) return `'${ID}'`
      if (column === 'release_id' || (table === 'release' && column === 'id')) return `'release-1'`
      if (table === 'assessment' && column === 'status') return `'signed'`
      if (table === 'sign_off' && column === 'kind') return `'signed'`
      return typeOf.get(column) === 'text' ? `'${column}'` : typeOf.get(column) === 'blob' ? `x'01ff'` : '1'
    })
    const names = columns.map((column) => `"${column}"`)
    await sql.raw(`insert into "${table}" (${names.join()}) values (${values.join()})`).execute(db)
  }
}

describe('what is sealed', () => {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await openDatabase(await SQLITE.newDatabase())
    await fillByHand(opened.db)
  })
  afterAll(() => opened.close())

  test('in the first form is what programs without a number sealed, to the byte', async () => {
    const { db } = opened
    expect((await sealSigned(db, ID, 1)).digest).toBe(
      '7cdfd6eb2eb8411c134fa37a981161f66f96ebe6e46d991ae75d1c527af474ab',
    )
    expect((await sealPublished(db, 'release-1', 1)).digest).toBe(
      'de250dd633e08fb64beded67d42c84ec189cd5c1efc54b6a551577c338cf4e13',
    )
  })

  test('is another with a change in any listed column, which is named by its table, and the same without', async () => {
    const { db } = opened
    const seals = { assessment: await sealSigned(db, ID), release: await sealPublished(db, 'release-1') }
    const sealedTables = (parts: string) => parts.split(' ').map((part) => part.split(':')[0] ?? '')
    const missed: string[] = []
    let tried = 0
    for (const [kind, before] of Object.entries(seals))
      for (const table of sealedTables(before.parts))
        for (const column of SEALED_COLUMNS[table] ?? []) {
          // By these it is found; and whether it was superseded since is no part of it.
          if (['assessment_id', 'release_id'].includes(column) && table !== 'release_member') continue
          if (['assessment.id', 'assessment.status', 'release.id'].includes(`${table}.${column}`)) continue
          if (table === 'release_member' && column === 'release_id') continue
          const keep = await sql<{
            value: unknown
          }>`select ${sql.ref(column)} as value from ${sql.table(table)}`.execute(db)
          const put = (value: unknown) =>
            sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value}`.execute(db)
          const value = keep.rows[0]?.value
          await put(
            typeof value === 'number' ? value + 1 : Buffer.isBuffer(value) ? Buffer.from([9]) : 'other',
          )
          const now = kind === 'assessment' ? await sealSigned(db, ID) : await sealPublished(db, 'release-1')
          const named = findChangedTables({ ...before }, now)
          if (now.digest === before.digest || named.join() !== table) missed.push(`${table}.${column}`)
          await put(value)
          tried++
        }
    expect([missed, tried > 90]).toEqual([[], true])
    expect([await sealSigned(db, ID), await sealPublished(db, 'release-1')]).toEqual(Object.values(seals))
  })

  test('is the same with a column more in every table', async () => {
    const { db } = opened
    const seals = [await sealSigned(db, ID), await sealPublished(db, 'release-1')]
    for (const table of Object.keys(SEALED_COLUMNS))
      await sql.raw(`alter table "${table}" add column later text`).execute(db)
    expect([await sealSigned(db, ID), await sealPublished(db, 'release-1')]).toEqual(seals)
  })
})
