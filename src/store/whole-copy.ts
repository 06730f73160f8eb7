/**
 * Everything in one database → an empty one, of either engine, in one transaction: all of it or nothing, row for row, proved by a digest of each table.
 * It changes nothing where it copies from, and nothing in the rows.
 */

import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { continueNumbering, withoutTriggers } from './dialect.ts'
import { insertMany } from './many.ts'
import { migrate } from './migrate.ts'
import { raw } from './rows.ts'
import { connect } from './sqlite.ts'
import type { Handle } from './tables.ts'

/** Rows that are read together (ours); of a table with bytes, of which one may be 10 MB, few. */
const TOGETHER = { rows: 500, withBytes: 4 }

export interface CopiedTable {
  readonly table: string
  readonly rows: number
  /** SHA-256 of its rows in the order of their keys, the same on both engines. */
  readonly digest: string
}

type RawRow = Readonly<Record<string, unknown>>

/** What is the same of a table on both engines. */
interface Shape {
  readonly table: string
  readonly key: readonly string[]
  readonly hasBytes: boolean
  /** Columns that name another row of the same table. */
  readonly ownParents: readonly string[]
}

/**
 * Copies every table of `from` into `to`, which has today's tables and no rows. Give `from` as one moment of it, and nobody else `to`.
 * `prove` looks at the copy before it is kept; where it throws, nothing is.
 *
 * @throws DomainError 'conflict' when `to` is not empty, 'invalid' when what stands there afterwards is not the same.
 */
export async function copyEverything(
  from: Handle,
  to: Handle,
  prove: (copy: Handle) => Promise<void>,
): Promise<CopiedTable[]> {
  const shapes = await findShapes()
  return to.transaction().execute(async (on) => {
    await demandEmpty(on, shapes)
    await withoutTriggers(
      on,
      shapes.map(({ table }) => table),
      async () => {
        for (const shape of shapes) await copyTable(from, on, shape)
      },
    )
    await continueNumbering(on)
    const copied: CopiedTable[] = []
    for (const shape of shapes) {
      const [there, here] = [await digestTable(from, shape), await digestTable(on, shape)]
      if (there.digest !== here.digest)
        throw new DomainError(
          'invalid',
          `Nothing was copied: the table ${shape.table} would not be the same (${there.rows} rows there, ${here.rows} here).`,
        )
      copied.push({ table: shape.table, ...here })
    }
    await prove(on)
    return copied
  })
}

async function demandEmpty(db: Handle, shapes: readonly Shape[]): Promise<void> {
  for (const { table } of shapes)
    if ((await raw(db).selectFrom(table).selectAll().limit(1).execute()).length > 0)
      throw new DomainError(
        'conflict',
        `That database is not empty: its table ${table} has rows. Copy into an empty one.`,
      )
}

async function copyTable(from: Handle, to: Handle, shape: Shape): Promise<void> {
  if (shape.ownParents.length > 0) {
    const rows: RawRow[] = []
    for await (const some of readRows(from, shape)) rows.push(...some)
    await insertMany(raw(to), shape.table, parentsFirst(rows, shape))
    return
  }
  for await (const some of readRows(from, shape)) await insertMany(raw(to), shape.table, some)
}

async function digestTable(db: Handle, shape: Shape): Promise<{ rows: number; digest: string }> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const some of readRows(db, shape))
    for (const row of some) {
      hash.update(
        JSON.stringify(
          Object.keys(row)
            .toSorted()
            .map((column) => [column, plain(row[column])]),
        ),
      )
      rows++
    }
  return { rows, digest: hash.digest('hex') }
}

const plain = (value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value

/** Every row in the order of its key, some at a time. */
async function* readRows(db: Handle, { table, key, hasBytes }: Shape): AsyncGenerator<RawRow[]> {
  const most = hasBytes ? TOGETHER.withBytes : TOGETHER.rows
  const columns = sql.join(key.map((column) => sql.ref(column)))
  let last: RawRow | undefined
  for (;;) {
    let query = raw(db).selectFrom(table).selectAll().limit(most)
    for (const column of key) query = query.orderBy(column)
    if (last !== undefined) {
      const values = sql.join(key.map((column) => last?.[column]))
      query = query.where(sql<boolean>`(${columns}) > (${values})`)
    }
    const rows = await query.execute()
    if (rows.length > 0) yield rows
    if (rows.length < most) return
    last = rows.at(-1)
  }
}

/** The same rows, each after those of the same table that it names. */
function parentsFirst(rows: readonly RawRow[], { key, ownParents }: Shape): RawRow[] {
  const [id = ''] = key
  const byId = new Map(rows.map((row) => [row[id], row]))
  const sorted = new Set<RawRow>()
  const add = (row: RawRow, waiting: ReadonlySet<RawRow>) => {
    if (sorted.has(row) || waiting.has(row)) return
    for (const column of ownParents) {
      const parent = byId.get(row[column])
      if (parent !== undefined) add(parent, new Set([...waiting, row]))
    }
    sorted.add(row)
  }
  for (const row of rows) add(row, new Set())
  return [...sorted]
}

interface ForeignKey {
  readonly table: string
  readonly from: string
}
interface ColumnFacts {
  readonly name: string
  readonly type: string
  /** Its place in the key from 1; 0: it has none. */
  readonly pk: number
}

/** Every table, each after those whose rows it names, as today's migrations make them. */
async function findShapes(): Promise<Shape[]> {
  const sqlite = new Sqlite(':memory:')
  try {
    await migrate(connect(sqlite))
    const tables = sqlite
      .prepare(
        `select name from sqlite_schema where type = 'table' and name not like 'kysely%' and name not like 'sqlite%'`,
      )
      .pluck()
      .all() as string[]
    const parents = new Map(
      tables.map((table) => [table, sqlite.pragma(`foreign_key_list("${table}")`) as ForeignKey[]]),
    )
    const sorted = new Set<string>()
    const add = (table: string) => {
      for (const parent of parents.get(table) ?? [])
        if (parent.table !== table && !sorted.has(parent.table)) add(parent.table)
      sorted.add(table)
    }
    tables.forEach(add)
    return [...sorted].map((table) => {
      const columns = sqlite.pragma(`table_info("${table}")`) as ColumnFacts[]
      const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      return {
        table,
        key: key.map(({ name }) => name),
        hasBytes: columns.some(({ type }) => type.toLowerCase() === 'blob'),
        ownParents: (parents.get(table) ?? []).flatMap((one) => (one.table === table ? [one.from] : [])),
      }
    })
  } finally {
    sqlite.close()
  }
}
