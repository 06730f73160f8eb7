/** What the lead tells the SIRO about a domain: read by who reads the sign-off, written by the lead. It never changes a score. */

import type { AnswerFault } from '../answers/model.ts'
import { DomainError } from '../errors.ts'
import type { DomainId, OrganisationId } from '../ids.ts'
import * as notes from '../store/notes.ts'
import type { Person } from '../store/person.ts'
import type { Versioned } from '../store/saved.ts'
import { changeAssessment, lookAtAssessment } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'

/** Characters of a note (ours). */
export const LONGEST_DOMAIN_NOTE = 4000

/** By domain id; a domain without a note that was ever saved is not there. */
export type DomainNotes = Readonly<Record<DomainId, Versioned<string>>>

/** The notes of the present assessment, one a domain at most. @throws as `lookAtAssessment`. */
export async function findDomainNotes(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<DomainNotes> {
  return lookAtAssessment(house, person, organisationId, 'read-sign-off', async ({ db, place }) =>
    Object.fromEntries(await notes.findDomainNotes(db, place.assessment.id)),
  )
}

export type SavedNote = Saved<string> | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/** Saves a note, or clears it when it is blank. A fault is about the field `text`. @throws as `changeAssessment`. */
export async function saveDomainNote(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  domainId: DomainId,
  seenVersion: number,
  typed: string,
): Promise<SavedNote> {
  const text = typed.trim()
  return changeAssessment(
    house,
    person,
    organisationId,
    'write-note',
    async ({ db, place, stamp, record }) => {
      const { assessment, ruleSet } = place
      if (!ruleSet.domains.some((one) => one.id === domainId))
        throw new DomainError('not-found', 'There is no such part of the questionnaire.')
      if (text.length > LONGEST_DOMAIN_NOTE) {
        const message = `The note must be ${LONGEST_DOMAIN_NOTE} characters or fewer. It has ${String(text.length)}.`
        return { ok: false, faults: [{ field: 'text', message }] }
      }
      const key = { assessmentId: assessment.id, domainId }
      const value = text === '' ? undefined : text
      const saved = toSaved(await notes.saveDomainNote(db, key, { seenVersion, value, stamp }))
      if (saved.ok && saved.changed)
        await record({ action: 'note-saved', object: domainId, details: { version: saved.version } })
      return saved
    },
  )
}
