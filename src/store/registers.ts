/**
 * Registers: whether one is complete, and its rows, each with its own version.
 * A save names the version it saw; a stale one writes nothing. A deleted row stays behind without cells. Call the saves inside a transaction.
 */

import { isDeepStrictEqual } from 'node:util'
import type { RegisterRow, RowEvidence } from '../answers/model.ts'
import { insertMany } from './many.ts'
import type { Save, Stamp, Versioned } from './saved.ts'
import type { Handle, RegisterRowTable, RegisterTable } from './tables.ts'

export interface StoredRow {
  readonly id: string
  readonly registerId: string
  /** Order in the register; grows, with gaps where rows were deleted. */
  readonly position: number
  readonly version: number
  readonly row: RegisterRow
}

/** State of each register that was ever marked, by register id. */
export async function findRegisters(
  db: Handle,
  assessmentId: string,
): Promise<Map<string, Versioned<boolean>>> {
  const found = await db
    .selectFrom('register')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .execute()
  return new Map(found.map((row) => [row.register_id, fromRegister(row)]))
}

/** The rows of all registers in order, without deleted ones. */
export async function findRows(db: Handle, assessmentId: string): Promise<StoredRow[]> {
  const found = await db
    .selectFrom('register_row')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('cells', 'is not', null)
    .orderBy('register_id')
    .orderBy('position')
    .execute()
  return found.flatMap((stored) => {
    const { value, version } = fromRow(stored)
    return value === undefined
      ? []
      : [{ id: stored.id, registerId: stored.register_id, position: stored.position, version, row: value }]
  })
}

/** Marks a register complete or not. */
export async function saveRegister(
  db: Handle,
  assessmentId: string,
  registerId: string,
  seenVersion: number,
  complete: boolean,
  stamp: Stamp,
): Promise<Save<boolean>> {
  const found = await db
    .selectFrom('register')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .where('register_id', '=', registerId)
    .executeTakeFirst()
  const stored = found === undefined ? undefined : fromRegister(found)
  const version = stored?.version ?? 0
  if ((stored?.value ?? false) === complete) return { outcome: 'same', version }
  if (stored !== undefined && version !== seenVersion) return { outcome: 'stale', stored }
  const columns = {
    complete: complete ? 1 : 0,
    version: version + 1,
    saved_at: stamp.at,
    saved_by: stamp.by,
  }
  await db
    .insertInto('register')
    .values({ assessment_id: assessmentId, register_id: registerId, ...columns })
    .onConflict((conflict) => conflict.columns(['assessment_id', 'register_id']).doUpdateSet(columns))
    .execute()
  return { outcome: 'saved', version: version + 1 }
}

/** Where a row stands. */
export interface RowPlace {
  readonly assessmentId: string
  readonly registerId: string
  readonly rowId: string
}

/**
 * Saves a row, or deletes it when undefined. A row id that nobody used yet, with seen version 0, adds the row at the end.
 * Undefined: there is no such row in this register.
 */
export async function saveRow(
  db: Handle,
  place: RowPlace,
  seenVersion: number,
  row: RegisterRow | undefined,
  stamp: Stamp,
): Promise<Save<RegisterRow> | undefined> {
  const found = await db
    .selectFrom('register_row')
    .selectAll()
    .where((column) => column.and(keyOf(place)))
    .executeTakeFirst()
  if (found === undefined) {
    if (seenVersion !== 0 || row === undefined) return undefined
    const position = await nextPosition(db, place)
    await db
      .insertInto('register_row')
      .values(newRow({ ...place, position, row }, stamp))
      .execute()
    return { outcome: 'saved', version: 1 }
  }
  const stored = fromRow(found)
  if (isDeepStrictEqual(stored.value, row)) return { outcome: 'same', version: stored.version }
  if (stored.version !== seenVersion) return { outcome: 'stale', stored }
  const version = seenVersion + 1
  await db
    .updateTable('register_row')
    .set({ ...rowColumns(row), version, saved_at: stamp.at, saved_by: stamp.by })
    .where((column) => column.and(keyOf(place)))
    .execute()
  return { outcome: 'saved', version }
}

function keyOf(place: RowPlace): Pick<RegisterRowTable, 'assessment_id' | 'register_id' | 'id'> {
  return { assessment_id: place.assessmentId, register_id: place.registerId, id: place.rowId }
}

export interface NewRow extends RowPlace {
  readonly position: number
  readonly row: RegisterRow
}

/** Adds many registers and rows to assessments that have none yet (version 1). */
export async function insertRegisters(
  db: Handle,
  registers: readonly {
    readonly assessmentId: string
    readonly registerId: string
    readonly complete: boolean
  }[],
  rows: readonly NewRow[],
  stamp: Stamp,
): Promise<void> {
  await insertMany(
    db,
    'register',
    registers.map((one) => ({
      assessment_id: one.assessmentId,
      register_id: one.registerId,
      complete: one.complete ? 1 : 0,
      version: 1,
      saved_at: stamp.at,
      saved_by: stamp.by,
    })),
  )
  await insertMany(
    db,
    'register_row',
    rows.map((one) => newRow(one, stamp)),
  )
}

async function nextPosition(db: Handle, place: RowPlace): Promise<number> {
  const { last } = await db
    .selectFrom('register_row')
    .select((column) => column.fn.max('position').as('last'))
    .where('assessment_id', '=', place.assessmentId)
    .where('register_id', '=', place.registerId)
    .executeTakeFirstOrThrow()
  return ((last as number | null) ?? 0) + 1
}

function newRow(one: NewRow, stamp: Stamp): RegisterRowTable {
  return {
    ...keyOf(one),
    position: one.position,
    ...rowColumns(one.row),
    version: 1,
    saved_at: stamp.at,
    saved_by: stamp.by,
  }
}

function rowColumns(row: RegisterRow | undefined): Pick<RegisterRowTable, 'cells' | 'evidence'> {
  if (row === undefined) return { cells: null, evidence: null }
  return { cells: JSON.stringify(row.cells), evidence: JSON.stringify(row.evidence) }
}

function fromRow(stored: RegisterRowTable): Versioned<RegisterRow> {
  const { cells, evidence } = stored
  return {
    version: stored.version,
    value:
      cells === null
        ? undefined
        : {
            cells: JSON.parse(cells) as Record<string, string>,
            evidence: JSON.parse(evidence ?? '{}') as Record<string, RowEvidence>,
          },
    savedAt: stored.saved_at,
    savedBy: stored.saved_by,
  }
}

function fromRegister(row: RegisterTable): Versioned<boolean> {
  return { version: row.version, value: row.complete === 1, savedAt: row.saved_at, savedBy: row.saved_by }
}
