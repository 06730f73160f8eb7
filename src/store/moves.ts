/** Drafts that were moved to a newer rule set, each move with everything that did not map. Moves are added, and never changed. */

import { randomUUID } from 'node:crypto'
import type { Answer, RegisterRow } from '../answers/model.ts'
import type { Handle } from './tables.ts'

/** What an assessment said and the newer rule set has no place for, as it stood; ids are those of the older rule set. */
export interface LeftBehind {
  readonly answers: readonly { readonly questionId: string; readonly answer: Answer }[]
  readonly context: readonly { readonly questionId: string; readonly value: string }[]
  /** Rows of registers that are not asked for any more. */
  readonly registers: readonly { readonly registerId: string; readonly rows: readonly RegisterRow[] }[]
  /** Parts of rows that stayed: cells, and evidence for questions that the register answers no more. */
  readonly parts: readonly {
    readonly registerId: string
    readonly row: string
    readonly short: string
    readonly text: string
  }[]
}

export interface RuleSetMove {
  /** ISO 8601 UTC. */
  readonly at: string
  readonly byId: string
  readonly byName: string
  readonly fromDigest: string
  readonly toDigest: string
  readonly leftBehind: LeftBehind
}

/** The moves of one assessment, the first one first. */
export async function findMoves(db: Handle, assessmentId: string): Promise<RuleSetMove[]> {
  const rows = await db
    .selectFrom('rule_set_move')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    at: row.at,
    byId: row.by_id,
    byName: row.by_name,
    fromDigest: row.from_digest,
    toDigest: row.to_digest,
    leftBehind: JSON.parse(row.left_behind) as LeftBehind,
  }))
}

export async function insertMove(db: Handle, assessmentId: string, move: RuleSetMove): Promise<void> {
  await db
    .insertInto('rule_set_move')
    .values({
      id: randomUUID(),
      assessment_id: assessmentId,
      at: move.at,
      by_id: move.byId,
      by_name: move.byName,
      from_digest: move.fromDigest,
      to_digest: move.toDigest,
      left_behind: JSON.stringify(move.leftBehind),
    })
    .execute()
}
