/** Drafts that were moved to a newer rule set, each move with everything that did not map. Moves are added, and never changed. */

import { randomUUID } from 'node:crypto'
import type { AssessmentId } from './column-kinds.ts'
import type { RuleSetMoveTable } from './tables-of-work.ts'
import type { Handle, Row } from './tables.ts'

export type { LeftBehind } from './tables-of-work.ts'

export type RuleSetMove = Omit<Row<RuleSetMoveTable>, 'id' | 'assessmentId'>

/** The moves of one assessment, the first one first. */
export async function findMoves(db: Handle, assessmentId: AssessmentId): Promise<RuleSetMove[]> {
  return db
    .selectFrom('ruleSetMove')
    .selectAll()
    .where('assessmentId', '=', assessmentId)
    .orderBy('at')
    .orderBy('id')
    .execute()
}

export async function insertMove(db: Handle, assessmentId: AssessmentId, move: RuleSetMove): Promise<void> {
  await db
    .insertInto('ruleSetMove')
    .values({ ...move, id: randomUUID(), assessmentId })
    .execute()
}
