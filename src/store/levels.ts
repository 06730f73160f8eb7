/** The level row of each assessment: derived from its answers and its rule set, rebuildable, never edited by hand. */

import type { LevelRow } from '../answers/model.ts'
import { METHOD } from '../scoring/model.ts'
import type { Handle } from './tables.ts'

export interface StoredLevels {
  /** Digest of the one rule set the row belongs to. */
  readonly digest: string
  readonly row: LevelRow
  /** Revision of the assessment that it was derived from. */
  readonly revision: number
  /** Number of the method that derived it. */
  readonly method: number
}

export async function findLevels(db: Handle, assessmentId: string): Promise<StoredLevels | undefined> {
  const found = await db
    .selectFrom('level_row')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .executeTakeFirst()
  if (found === undefined) return undefined
  return {
    digest: found.digest,
    revision: found.revision,
    method: found.method,
    row: {
      declared: Uint8Array.from(found.declared),
      assured: Uint8Array.from(found.assured),
      context: new Int8Array(Uint8Array.from(found.context).buffer),
    },
  }
}

/** Keeps a level row as made by today's method. */
export async function saveLevels(
  db: Handle,
  assessmentId: string,
  levels: Omit<StoredLevels, 'method'>,
): Promise<void> {
  const columns = {
    digest: levels.digest,
    declared: Buffer.from(levels.row.declared),
    assured: Buffer.from(levels.row.assured),
    context: Buffer.from(Uint8Array.from(levels.row.context)),
    revision: levels.revision,
    method: METHOD,
  }
  await db
    .insertInto('level_row')
    .values({ assessment_id: assessmentId, ...columns })
    .onConflict((conflict) => conflict.column('assessment_id').doUpdateSet(columns))
    .execute()
}
