/**
 * Registers: whether one is complete, and its rows, each with its own version.
 * A save names the version it saw; a stale one writes nothing. A deleted row stays behind without cells. Call the saves inside a transaction.
 */

import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { RegisterRow } from '../answers/model.ts'
import type { AssessmentId, RegisterId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import { raw } from './rows.ts'
import {
  type Edit,
  firstVersion,
  NEVER,
  type Save,
  saveVersion,
  type Stamp,
  type Versioned,
} from './saved.ts'
import type { Handle, RegisterRowTable, RegisterTable, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

/** Which register of which assessment. */
export type RegisterKey = Pick<Row<RegisterTable>, 'assessmentId' | 'registerId'>
/** Which row of it. */
export type RowKey = Pick<Row<RegisterRowTable>, 'assessmentId' | 'registerId' | 'id'>

export interface StoredRow extends Pick<Row<RegisterRowTable>, 'id' | 'registerId' | 'position' | 'version'> {
  readonly row: RegisterRow
}

/** State of each register that was ever marked, by register id. */
export async function findRegisters(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<RegisterId, Versioned<boolean>>> {
  const rows = await marksOf(db, { assessmentId })
  return new Map(rows.map((row) => [row.registerId, { ...row, value: row.complete }]))
}

const marksOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db.selectFrom('register').selectAll().where('assessmentId', '=', value('assessmentId')),
)

/** The rows of all registers in order, without deleted ones. */
export async function findRows(db: Handle, assessmentId: AssessmentId): Promise<StoredRow[]> {
  return (await rowsOf(db, { assessmentId })).flatMap((stored) => {
    const row = rowOf(stored)
    const { id, registerId, position, version } = stored
    return row === undefined ? [] : [{ id, registerId, position, version, row }]
  })
}

const rowsOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db
    .selectFrom('registerRow')
    .selectAll()
    .where('assessmentId', '=', value('assessmentId'))
    .where('cells', 'is not', null)
    .orderBy('registerId')
    .orderBy('position'),
)

/** Marks a register complete or not. */
export async function saveRegister(
  db: Handle,
  key: RegisterKey,
  edit: Edit<boolean>,
): Promise<Save<boolean>> {
  // One that was never marked is not complete.
  const stored = (await findRegisters(db, key.assessmentId)).get(key.registerId) ?? { ...NEVER, value: false }
  return saveVersion<boolean>(stored, edit, (version) => {
    const columns = { complete: edit.value === true, ...version }
    return db
      .insertInto('register')
      .values({ ...key, ...columns })
      .onConflict((conflict) => conflict.columns(['assessmentId', 'registerId']).doUpdateSet(columns))
      .execute()
  })
}

/**
 * Saves a row, or deletes it when undefined. A row id that nobody used yet, with seen version 0, adds the row at the end.
 * Undefined: there is no such row in this register.
 */
export async function saveRow(
  db: Handle,
  key: RowKey,
  edit: Edit<RegisterRow>,
): Promise<Save<RegisterRow> | undefined> {
  const found = await db
    .selectFrom('registerRow')
    .selectAll()
    .where((column) => column.and(key))
    .executeTakeFirst()
  if (found === undefined && (edit.seenVersion !== 0 || edit.value === undefined)) return undefined
  const stored = found === undefined ? NEVER : { ...found, value: rowOf(found) }
  const position = found?.position ?? (await nextPosition(db, key))
  return saveVersion<RegisterRow>(stored, edit, (version) => {
    const columns = { ...cellsOf(edit.value), ...version }
    return db
      .insertInto('registerRow')
      .values({ ...key, position, ...columns })
      .onConflict((conflict) => conflict.columns(['assessmentId', 'registerId', 'id']).doUpdateSet(columns))
      .execute()
  })
}

/** Adds many registers and rows to assessments that have none yet (version 1). */
export async function insertRegisters(
  db: Handle,
  registers: readonly (RegisterKey & { readonly complete: boolean })[],
  rows: readonly (RowKey & { readonly position: number; readonly row: RegisterRow })[],
  stamp: Stamp,
): Promise<void> {
  await insertMany(
    db,
    'register',
    registers.map((one) => ({ ...one, ...firstVersion(stamp) })),
  )
  await insertMany(
    db,
    'registerRow',
    rows.map(({ row, ...one }) => ({ ...one, ...cellsOf(row), ...firstVersion(stamp) })),
  )
}

/** How often rows of a register were saved or deleted: it grows with each. */
export async function findEdits(db: Handle, { assessmentId, registerId }: RegisterKey): Promise<number> {
  const { edits } = await db
    .selectFrom('registerRow')
    .select((column) => column.fn.sum('version').as('edits'))
    .where('assessmentId', '=', assessmentId)
    .where('registerId', '=', registerId)
    .executeTakeFirstOrThrow()
  return Number(edits ?? 0)
}

/** A row as JSON says its cells and its evidence. */
export interface WrittenRow {
  readonly cells: string
  readonly evidence: string
}

/**
 * Adds rows at the end of a register, and puts others in the place of what stands: each of the version that was read in the same transaction.
 * Others have their turn in between.
 */
export async function saveManyRows(
  db: Handle,
  key: RegisterKey,
  added: readonly WrittenRow[],
  updated: readonly (Pick<StoredRow, 'id' | 'version'> & WrittenRow)[],
  stamp: Stamp,
): Promise<void> {
  const of = { assessment_id: key.assessmentId, register_id: key.registerId }
  const saved = { version: 1, saved_at: stamp.at, saved_by: stamp.by }
  const position = await nextPosition(db, key)
  for (let from = 0; from < added.length; from += MOST_AT_A_TIME) {
    await setImmediate()
    const rows = added
      .slice(from, from + MOST_AT_A_TIME)
      .map((row, index) => ({ ...of, id: randomUUID(), position: position + from + index, ...row, ...saved }))
    await insertMany(raw(db), 'register_row', rows)
  }
  for (const [index, { id, version, cells, evidence }] of updated.entries()) {
    if (index % MOST_AT_A_TIME === 0) await setImmediate()
    await updateRow(db, { ...key, ...stamp, id, cells, evidence, version, next: version + 1 })
  }
  await setImmediate()
}

/** Rows between two turns of others (ours). */
const MOST_AT_A_TIME = 200

const updateRow = worded(
  (db, value: ValueOf<RowKey & WrittenRow & Stamp & { readonly version: number; readonly next: number }>) =>
    raw(db)
      .updateTable('register_row')
      .set({
        cells: value('cells'),
        evidence: value('evidence'),
        version: value('next'),
        saved_at: value('at'),
        saved_by: value('by'),
      })
      .where('assessment_id', '=', value('assessmentId'))
      .where('register_id', '=', value('registerId'))
      .where('id', '=', value('id'))
      .where('version', '=', value('version')),
)

async function nextPosition(db: Handle, { assessmentId, registerId }: RegisterKey): Promise<number> {
  const { last } = await db
    .selectFrom('registerRow')
    .select((column) => column.fn.max<number | null>('position').as('last'))
    .where('assessmentId', '=', assessmentId)
    .where('registerId', '=', registerId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

const cellsOf = (row: RegisterRow | undefined) => ({
  cells: row?.cells ?? null,
  evidence: row?.evidence ?? null,
})

const rowOf = ({ cells, evidence = {} }: Row<RegisterRowTable>): RegisterRow | undefined =>
  cells && { cells, evidence }
