/**
 * Why answers that seem to contradict each other both hold, or why something is not known: one text a thing to explain, with its version.
 * A save names the version it saw; a stale one writes nothing. A cleared explanation stays as an empty text.
 */

import type { Save, Stamp, Versioned } from './saved.ts'
import type { ExplanationTable } from './tables-of-work.ts'
import type { Handle } from './tables.ts'

/** Every explanation of an assessment by what it explains, cleared ones included. */
export async function findExplanations(
  db: Handle,
  assessmentId: string,
): Promise<Map<string, Versioned<string>>> {
  const rows = await db
    .selectFrom('explanation')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .execute()
  return new Map(rows.map((row) => [row.contradiction_id, versioned(row)]))
}

/** Saves an explanation, or clears it when undefined. Call it inside a transaction. */
export async function saveExplanation(
  db: Handle,
  assessmentId: string,
  about: string,
  seenVersion: number,
  text: string | undefined,
  stamp: Stamp,
): Promise<Save<string>> {
  const stored = (await findExplanations(db, assessmentId)).get(about) ?? NEVER
  const { version } = stored
  if (stored.value === text) return { outcome: 'same', version }
  if (version !== seenVersion) return { outcome: 'stale', stored }
  const columns = { text: text ?? '', version: version + 1, saved_at: stamp.at, saved_by: stamp.by }
  await db
    .insertInto('explanation')
    .values({ assessment_id: assessmentId, contradiction_id: about, ...columns })
    .onConflict((conflict) => conflict.columns(['assessment_id', 'contradiction_id']).doUpdateSet(columns))
    .execute()
  return { outcome: 'saved', version: version + 1 }
}

const NEVER: Versioned<string> = { version: 0, value: undefined, savedAt: undefined, savedBy: undefined }

function versioned(row: ExplanationTable): Versioned<string> {
  return {
    version: row.version,
    value: row.text === '' ? undefined : row.text,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  }
}
