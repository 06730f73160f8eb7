/**
 * What the lead tells the SIRO about a domain: one text a domain of one assessment, with its version.
 * A save names the version it saw; a stale one writes nothing. A cleared note stays as an empty text.
 */

import type { AssessmentId, DomainId } from './column-kinds.ts'
import { type Edit, NEVER, type Save, saveVersion, type Versioned } from './saved.ts'
import type { Handle } from './tables.ts'

/** Every note of an assessment by domain id, cleared ones included. */
export async function findDomainNotes(
  db: Handle,
  assessmentId: AssessmentId,
): Promise<Map<DomainId, Versioned<string>>> {
  const query = db.selectFrom('domainNote').selectAll().where('assessmentId', '=', assessmentId)
  return new Map(
    (await query.execute()).map((row) => [row.domainId, { ...row, value: row.text || undefined }]),
  )
}

/** Saves a note, or clears it. Call it inside a transaction. */
export async function saveDomainNote(
  db: Handle,
  key: { readonly assessmentId: AssessmentId; readonly domainId: DomainId },
  edit: Edit<string>,
): Promise<Save<string>> {
  const stored = (await findDomainNotes(db, key.assessmentId)).get(key.domainId) ?? NEVER
  return saveVersion<string>(stored, edit, (version) => {
    const columns = { text: edit.value ?? '', ...version }
    return db
      .insertInto('domainNote')
      .values({ ...key, ...columns })
      .onConflict((conflict) => conflict.columns(['assessmentId', 'domainId']).doUpdateSet(columns))
      .execute()
  })
}
