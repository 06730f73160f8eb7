/**
 * What the lead tells the SIRO about a domain: one text a domain of one assessment, with its version.
 * A save names the version it saw; a stale one writes nothing. A cleared note stays as an empty text.
 */

import type { Save, Stamp, Versioned } from './saved.ts'
import type { DomainNoteTable } from './tables-of-work.ts'
import type { Handle } from './tables.ts'

/** Every note of an assessment by domain id, cleared ones included. */
export async function findDomainNotes(
  db: Handle,
  assessmentId: string,
): Promise<Map<string, Versioned<string>>> {
  const rows = await db
    .selectFrom('domain_note')
    .selectAll()
    .where('assessment_id', '=', assessmentId)
    .execute()
  return new Map(rows.map((row) => [row.domain_id, versioned(row)]))
}

/** Saves a note, or clears it when undefined. Call it inside a transaction. */
export async function saveDomainNote(
  db: Handle,
  assessmentId: string,
  domainId: string,
  seenVersion: number,
  text: string | undefined,
  stamp: Stamp,
): Promise<Save<string>> {
  const stored = (await findDomainNotes(db, assessmentId)).get(domainId)
  const version = stored?.version ?? 0
  if (stored?.value === text) return { outcome: 'same', version }
  if (version !== seenVersion) return { outcome: 'stale', stored: stored ?? NEVER }
  const columns = { text: text ?? '', version: version + 1, saved_at: stamp.at, saved_by: stamp.by }
  if (stored === undefined)
    await db
      .insertInto('domain_note')
      .values({ assessment_id: assessmentId, domain_id: domainId, ...columns })
      .execute()
  else
    await db
      .updateTable('domain_note')
      .set(columns)
      .where('assessment_id', '=', assessmentId)
      .where('domain_id', '=', domainId)
      .execute()
  return { outcome: 'saved', version: version + 1 }
}

const NEVER = { version: 0, value: undefined, savedAt: undefined, savedBy: undefined }

function versioned(row: DomainNoteTable): Versioned<string> {
  return {
    version: row.version,
    value: row.text === '' ? undefined : row.text,
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  }
}
