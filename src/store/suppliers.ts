/**
 * The controlled list of supplier names, and the suppliers and shared gateways that signed assessments name, for the national count.
 * It reads only the assessments it is given: those of organisations that agreed.
 */

import { compareText } from '../text.ts'
import type { Handle } from './tables.ts'

const CHUNK = 1000

/** The controlled list, in alphabetical order. */
export async function findSupplierNames(db: Handle): Promise<string[]> {
  const rows = await db.selectFrom('supplier_name').select('name').execute()
  return rows.map((row) => row.name).sort(compareText)
}

/** Adds names to the controlled list; one that is there already stays. */
export async function saveSupplierNames(db: Handle, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await db
    .insertInto('supplier_name')
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** What one cell of a register's rows says, by assessment; blank cells and deleted rows are left out. */
export async function findCells(
  db: Handle,
  registerId: string,
  columnId: string,
  assessmentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (let from = 0; from < assessmentIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('register_row')
      .select(['assessment_id', 'cells'])
      .where('register_id', '=', registerId)
      .where('assessment_id', 'in', assessmentIds.slice(from, from + CHUNK))
      .where('cells', 'is not', null)
      .execute()
    for (const { assessment_id, cells } of rows) {
      const cell = (JSON.parse(cells ?? '{}') as Record<string, string>)[columnId]
      if (cell !== undefined) found.set(assessment_id, [...(found.get(assessment_id) ?? []), cell])
    }
  }
  return found
}

/** The answer to one context question, by assessment. */
export async function findContextValues(
  db: Handle,
  questionId: string,
  assessmentIds: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let from = 0; from < assessmentIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('context_answer')
      .select(['assessment_id', 'value'])
      .where('question_id', '=', questionId)
      .where('assessment_id', 'in', assessmentIds.slice(from, from + CHUNK))
      .execute()
    for (const { assessment_id, value } of rows) if (value !== null) found.set(assessment_id, value)
  }
  return found
}
