/**
 * Why answers that seem to contradict each other both hold, or why something is not known: one text a thing to explain, with its version.
 * A save names the version it saw; a stale one writes nothing. A cleared explanation stays as an empty text.
 */

import type { AssessmentId } from './column-kinds.ts'
import { type Edit, NEVER, type Save, saveVersion, type Versioned } from './saved.ts'
import type { Handle } from './tables.ts'

/** Every explanation of an assessment by what it explains, cleared ones included. */
export async function findExplanations(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<string, Versioned<string>>> {
  const query = db.selectFrom('explanation').selectAll().where('assessmentId', '=', assessmentId)
  return new Map(
    (await query.execute()).map((row) => [row.contradictionId, { ...row, value: row.text || undefined }]),
  )
}

/** Saves an explanation, or clears it. Call it inside a transaction. */
export async function saveExplanation(
  db: Handle,
  key: { readonly assessmentId: AssessmentId; readonly contradictionId: string },
  edit: Edit<string>,
): Promise<Save<string>> {
  const stored = (await findExplanations(db, key.assessmentId)).get(key.contradictionId) ?? NEVER
  return saveVersion<string>(stored, edit, (version) => {
    const columns = { text: edit.value ?? '', ...version }
    return db
      .insertInto('explanation')
      .values({ ...key, ...columns })
      .onConflict((conflict) => conflict.columns(['assessmentId', 'contradictionId']).doUpdateSet(columns))
      .execute()
  })
}
