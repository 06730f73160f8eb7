/**
 * The controlled list of supplier names, and the suppliers and shared gateways that signed assessments name, for the national count.
 * It reads only the assessments it is given: those of organisations that agreed.
 */

import { compareText } from '../text.ts'
import type { AssessmentId, QuestionId, RegisterId } from './column-kinds.ts'
import type { Handle } from './tables.ts'

const CHUNK = 1000

/** The controlled list, in alphabetical order. */
export async function findSupplierNames(db: Handle): Promise<string[]> {
  const rows = await db.selectFrom('supplierName').select('name').execute()
  return rows.map((row) => row.name).sort(compareText)
}

/** Adds names to the controlled list; one that is there already stays. */
export async function insertSupplierNames(db: Handle, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  await db
    .insertInto('supplierName')
    .values(names.map((name) => ({ name })))
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** What one cell of a register's rows says, by assessment; blank cells and deleted rows are left out. */
export async function findCells(
  db: Handle,
  registerId: RegisterId,
  columnId: string,
  assessmentIds: readonly AssessmentId[],
): Promise<Map<AssessmentId, string[]>> {
  const found = new Map<AssessmentId, string[]>()
  for (let from = 0; from < assessmentIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('registerRow')
      .select(['assessmentId', 'cells'])
      .where('registerId', '=', registerId)
      .where('assessmentId', 'in', assessmentIds.slice(from, from + CHUNK))
      .where('cells', 'is not', null)
      .execute()
    for (const { assessmentId, cells } of rows) {
      const cell = cells?.[columnId]
      if (cell !== undefined) found.set(assessmentId, [...(found.get(assessmentId) ?? []), cell])
    }
  }
  return found
}

/** The answer to one context question, by assessment. */
export async function findContextValues(
  db: Handle,
  questionId: QuestionId,
  assessmentIds: readonly AssessmentId[],
): Promise<Map<AssessmentId, string>> {
  const found = new Map<AssessmentId, string>()
  for (let from = 0; from < assessmentIds.length; from += CHUNK) {
    const rows = await db
      .selectFrom('contextAnswer')
      .select(['assessmentId', 'value'])
      .where('questionId', '=', questionId)
      .where('assessmentId', 'in', assessmentIds.slice(from, from + CHUNK))
      .execute()
    for (const { assessmentId, value } of rows) if (value !== undefined) found.set(assessmentId, value)
  }
  return found
}
