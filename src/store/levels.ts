/** The level row of each assessment: derived from its answers and its rule set, rebuildable, never edited by hand. */

import type { LevelRow } from '../answers/model.ts'
import { METHOD } from '../scoring/model.ts'
import type { AssessmentId } from './column-kinds.ts'
import type { Handle, LevelRowTable, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

export interface StoredLevels extends Pick<Row<LevelRowTable>, 'digest' | 'revision' | 'method'> {
  readonly row: LevelRow
}

export async function findLevels(db: Handle, assessmentId: AssessmentId): Promise<StoredLevels | undefined> {
  const [found] = await levelsOf(db, { assessmentId })
  if (found === undefined) return undefined
  const { digest, revision, method } = found
  return {
    digest,
    revision,
    method,
    row: {
      declared: Uint8Array.from(found.declared),
      assured: Uint8Array.from(found.assured),
      context: new Int8Array(Uint8Array.from(found.context).buffer),
    },
  }
}

const levelsOf = worded((db, value: ValueOf<{ assessmentId: AssessmentId }>) =>
  db.selectFrom('levelRow').selectAll().where('assessmentId', '=', value('assessmentId')),
)

/** Keeps a level row as made by today's method. */
export async function saveLevels(
  db: Handle,
  assessmentId: AssessmentId,
  { digest, revision, row }: Omit<StoredLevels, 'method'>,
): Promise<void> {
  await putLevels(db, {
    assessmentId,
    digest,
    declared: Buffer.from(row.declared),
    assured: Buffer.from(row.assured),
    context: Buffer.from(Uint8Array.from(row.context)),
    revision,
    method: METHOD,
  })
}

const putLevels = worded((db, value: ValueOf<Row<LevelRowTable>>) =>
  db
    .insertInto('levelRow')
    .values({
      assessmentId: value('assessmentId'),
      digest: value('digest'),
      declared: value('declared'),
      assured: value('assured'),
      context: value('context'),
      revision: value('revision'),
      method: value('method'),
    })
    .onConflict((conflict) =>
      conflict.column('assessmentId').doUpdateSet((row) => ({
        digest: row.ref('excluded.digest'),
        declared: row.ref('excluded.declared'),
        assured: row.ref('excluded.assured'),
        context: row.ref('excluded.context'),
        revision: row.ref('excluded.revision'),
        method: row.ref('excluded.method'),
      })),
    ),
)
