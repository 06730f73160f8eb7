/** The way of an assessment to its signature: one step after the other, only ever added to. */

import { randomUUID } from 'node:crypto'
import type { AssessmentId } from './column-kinds.ts'
import { insertMany } from './many.ts'
import type { SignOffTable } from './tables-of-sign-off.ts'
import type { Handle, Row } from './tables.ts'

export type { SignOffDetails } from './tables-of-sign-off.ts'

export type SignOffStep = Omit<Row<SignOffTable>, 'id' | 'assessmentId'>

/** The steps of one assessment, the first one first. */
export async function findSignOffs(db: Handle, assessmentId: AssessmentId): Promise<SignOffStep[]> {
  return db
    .selectFrom('signOff')
    .select(['number', 'kind', 'at', 'byId', 'byName', 'text', 'details'])
    .where('assessmentId', '=', assessmentId)
    .orderBy('number')
    .execute()
}

/** Adds the next step. Call it inside a transaction. */
export async function insertSignOff(
  db: Handle,
  assessmentId: AssessmentId,
  step: Omit<SignOffStep, 'number'>,
): Promise<void> {
  const { last } = await db
    .selectFrom('signOff')
    .select((column) => column.fn.max<number | null>('number').as('last'))
    .where('assessmentId', '=', assessmentId)
    .executeTakeFirstOrThrow()
  await insertSignOffs(db, [{ ...step, assessmentId, number: (last ?? 0) + 1 }])
}

/** Adds steps of many assessments, each under its number. */
export async function insertSignOffs(
  db: Handle,
  steps: readonly (SignOffStep & Pick<Row<SignOffTable>, 'assessmentId'>)[],
): Promise<void> {
  await insertMany(
    db,
    'signOff',
    steps.map((step) => ({ id: randomUUID(), ...step })),
  )
}
