/** What the lead tells the SIRO about a domain: read by who reads the sign-off, written by the lead. It never changes a score. */

import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import * as notes from '../store/notes.ts'
import type { Person } from '../store/person.ts'
import type { Versioned } from '../store/saved.ts'
import { read, write } from '../store/transaction.ts'
import type { Saved } from './answering.ts'
import { getPlace } from './assessments.ts'
import type { House } from './house.ts'
import { demand, demandState } from './permission.ts'
import { record } from './recording.ts'

/** Characters of a note (ours). */
export const LONGEST_DOMAIN_NOTE = 4000

/** By domain id; a domain without a note that was ever saved is not there. */
export type DomainNotes = Readonly<Record<string, Versioned<string>>>

/**
 * The notes of the present assessment, one a domain at most.
 *
 * @throws DomainError 'not-found' or 'not-allowed'.
 */
export async function findDomainNotes(
  house: House,
  person: Person,
  organisationId: string,
): Promise<DomainNotes> {
  demand('read-sign-off', person, organisationId)
  return read(house.db, async (db) => {
    const { assessment } = await getPlace(db, house, organisationId)
    return Object.fromEntries(await notes.findDomainNotes(db, assessment.id))
  })
}

export type SavedNote = Saved<string> | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * Saves a note, or clears it when it is blank. A fault is about the field `text`.
 *
 * @throws DomainError 'not-found', 'not-allowed', 'conflict' (the state of the assessment), 'busy' or 'read-only'.
 */
export async function saveDomainNote(
  house: House,
  person: Person,
  organisationId: string,
  domainId: string,
  seenVersion: number,
  typed: string,
): Promise<SavedNote> {
  demand('write-note', person, organisationId)
  const text = typed.trim()
  return write(
    house.db,
    async (db): Promise<SavedNote> => {
      const place = await getPlace(db, house, organisationId)
      demandState('write-note', place)
      const { assessment, ruleSet } = place
      if (!ruleSet.domains.some((one) => one.id === domainId))
        throw new DomainError('not-found', 'There is no such part of the questionnaire.')
      if (text.length > LONGEST_DOMAIN_NOTE) {
        const message = `The note must be ${LONGEST_DOMAIN_NOTE} characters or fewer. It has ${String(text.length)}.`
        return { ok: false, faults: [{ field: 'text', message }] }
      }
      const stamp = { at: house.now().toISOString(), by: person.name }
      const saved = await notes.saveDomainNote(
        db,
        { assessmentId: assessment.id, domainId },
        { seenVersion, value: text === '' ? undefined : text, stamp },
      )
      if (saved.outcome === 'stale') return { ok: false, conflict: saved.stored }
      if (saved.outcome === 'saved')
        await record(db, house, person, {
          organisationId,
          action: 'note-saved',
          object: domainId,
          details: { version: saved.version },
        })
      return { ok: true, version: saved.version, changed: saved.outcome === 'saved' }
    },
    organisationId,
  )
}
