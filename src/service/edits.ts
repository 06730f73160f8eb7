/**
 * One edit of what is answered → saved with the level row derived anew and its entry in the trail, all in one transaction.
 * A stale edit never overwrites: it gets back what stands there now, to show beside what was typed.
 */

import type { OrganisationId } from '../ids.ts'
import type { Person } from '../store/person.ts'
import type { Save } from '../store/saved.ts'
import { type Asked, type AssessmentChange, changeAssessment } from './acting.ts'
import { type Content, renewLevels } from './content.ts'
import type { House } from './house.ts'
import { keepView } from './kept.ts'
import type { Act } from './recording.ts'

/** Somebody saved since the version that was seen: what stands there now. Save with its version to replace it. */
export interface Conflict<T> {
  readonly version: number
  /** Undefined: it was cleared or deleted. */
  readonly value: T | undefined
  /** ISO 8601 UTC. */
  readonly savedAt: string | undefined
  readonly savedBy: string | undefined
}

export interface Done {
  readonly ok: true
  readonly version: number
  /** False: it said so already, and nothing was written. */
  readonly changed: boolean
}

export type Saved<T> = Done | { readonly ok: false; readonly conflict: Conflict<T> }

/** What became of a versioned save, for whoever asked for it. */
export function toSaved<T>(save: Save<T>): Saved<T> {
  return save.outcome === 'stale'
    ? { ok: false, conflict: save.stored }
    : { ok: true, version: save.version, changed: save.outcome === 'saved' }
}

/** What is edited, and how it enters the trail; without details, with those of what was saved, or its version. */
export interface EditAsked extends Pick<Asked, 'about'> {
  readonly action: 'edit-answers' | 'add-evidence' | 'review-evidence'
  readonly act: Act
}

type Outcome = (Done & Partial<Pick<Act, 'details'>>) | { readonly ok: false }

/** Runs an edit of the present assessment; for this room. @throws as `changeAssessment`. */
export async function edit<S extends Outcome>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  asked: EditAsked,
  work: (change: AssessmentChange) => Promise<S>,
): Promise<S> {
  return editKnown(house, person, organisationId, asked, async (change) => ({ saved: await work(change) }))
}

/** As `edit`, for work that also knows the content after it: then it is not read again. */
export async function editKnown<S extends Outcome>(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  { action, about, act }: EditAsked,
  work: (change: AssessmentChange) => Promise<{ readonly saved: S; readonly content?: Content | undefined }>,
): Promise<S> {
  const asked = about === undefined ? action : { action, about }
  const { saved, now } = await changeAssessment(house, person, organisationId, asked, async (change) => {
    const { db, place } = change
    const { ruleSet, organisation, assessment } = place
    const { saved, content: known } = await work(change)
    if (!saved.ok || !saved.changed) return { saved, now: undefined }
    const { content, revision } = await renewLevels(db, ruleSet, organisation, assessment, known)
    await change.record({ details: saved.details ?? { version: saved.version }, ...act })
    return { saved, now: { ...place, assessment: { ...assessment, revision }, ...content } }
  })
  // Not before it is committed; the next page need not read it.
  if (now !== undefined) keepView(house, now)
  return saved
}
