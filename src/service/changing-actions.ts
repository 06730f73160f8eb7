/** Actions of an organisation → planned in one step, saved under the version that was seen, finished or dropped with a word. */

import { randomUUID } from 'node:crypto'
import { DomainError, type FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId, PlannedActionId } from '../ids.ts'
import { findMembers } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import {
  findPlannedActions,
  insertPlannedAction,
  type PlannedActionRow,
  type PlannedWork,
  savePlannedAction,
} from '../store/planned-actions.ts'
import type { Versioned } from '../store/saved.ts'
import { saysSomething, tidyLine, tidyText } from '../text.ts'
import { changeInOrganisation } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'

/** Characters (ours). */
export const LONGEST_TITLE = 300
export const NO_TITLE = 'Say what is to be done.'
export const LONGEST_OWNER = 120
export const LONGEST_WORD = 2000
/** Pounds of one action (ours). */
const MOST_POUNDS = 1_000_000_000
/** Actions of an organisation, so that the list stays one that can be read (ours). */
const MOST_ACTIONS = 500

const WITHIN = { action: 'plan-actions', within: true } as const

/** What an action begins with: what is to be done, and what it came of. */
export type NewAction = Pick<PlannedActionRow, 'source' | 'sourceId' | 'questionId' | 'title' | 'size'>

/**
 * Plans what comes of something of ours, in one step; who does it by when is added afterwards. What came of it already stays as it is,
 * unless it was dropped. Gives its id.
 *
 * @throws as `changeInOrganisation`; DomainError 'invalid' where the list is full.
 */
export async function planAction(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  given: NewAction,
): Promise<PlannedActionId> {
  return changeInOrganisation(house, person, organisationId, WITHIN, async ({ db, stamp, record }) => {
    const rows = await findPlannedActions(db, organisationId)
    const known = rows.find(
      (one) => one.source === given.source && one.sourceId === given.sourceId && one.state !== 'dropped',
    )
    if (known !== undefined) return known.id
    demandRoom(rows)
    const id = randomUUID()
    const unsaid = { ownerName: '', funded: false, reason: '' }
    await insertPlannedAction(
      db,
      { id, organisationId, ...given, title: given.title.slice(0, LONGEST_TITLE), ...unsaid },
      stamp,
    )
    await record({ action: 'action-planned', object: id, details: { source: given.source } })
    return id
  })
}

export type SavedPlannedAction =
  | Saved<PlannedWork>
  | { readonly ok: false; readonly faults: readonly FieldFault[] }

/**
 * Saves an action, or adds one of the trust's own under an id of the form's own, so that a form sent twice adds one.
 * Faults are about its fields.
 *
 * @throws as `changeInOrganisation`; DomainError 'not-found' or 'invalid'.
 */
export async function savePlan(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: PlannedActionId,
  seenVersion: number,
  typed: PlannedWork,
): Promise<SavedPlannedAction> {
  return changeInOrganisation(
    house,
    person,
    organisationId,
    WITHIN,
    async ({ db, stamp, record }): Promise<SavedPlannedAction> => {
      const members = await findMembers(db, organisationId)
      const value = tidyWork(typed, members)
      const faults = faultsOf(value)
      if (faults.length > 0) return { ok: false, faults }
      const rows = await findPlannedActions(db, organisationId)
      const row = rows.find((one) => one.id === id)
      if (row === undefined) {
        if (seenVersion !== 0) throw new DomainError('not-found', 'There is no such action here.')
        if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
          throw new DomainError('invalid', 'This form is not complete. Open the page again.')
        demandRoom(rows)
        const { state: _, outcome: __, ...work } = value
        await insertPlannedAction(
          db,
          { id, organisationId, source: 'own', sourceId: '', questionId: undefined, ...work },
          stamp,
        )
        await record({ action: 'action-planned', object: id, details: { source: 'own' } })
        return { ok: true, version: 1, changed: true }
      }
      const saved = toSaved(await savePlannedAction(db, id, storedOf(row), { seenVersion, value, stamp }))
      if (saved.ok && saved.changed)
        await record({
          action: ACTS[value.state],
          object: id,
          details: { version: saved.version },
        })
      return saved
    },
  )
}

const ACTS = { open: 'action-changed', done: 'action-done', dropped: 'action-dropped' } as const

function storedOf(row: PlannedActionRow): Versioned<PlannedWork> {
  const { title, ownerId, ownerName, due, size, pounds, funded, reason, state, outcome } = row
  return {
    version: row.version,
    savedAt: row.savedAt,
    savedBy: row.savedBy,
    value: { title, ownerId, ownerName, due, size, pounds, funded, reason, state, outcome },
  }
}

/** Texts without space at their ends; the name of an owner who belongs here is the one under which they do. */
function tidyWork(
  typed: PlannedWork,
  members: readonly { readonly id: AccountId; readonly name: string }[],
): PlannedWork {
  const owner = members.find(({ id }) => id === typed.ownerId)
  return {
    ...typed,
    title: tidyLine(typed.title),
    ownerId: owner?.id,
    ownerName: owner?.name ?? tidyLine(typed.ownerName),
    reason: tidyText(typed.reason),
    outcome: typed.state === 'open' ? '' : tidyText(typed.outcome),
  }
}

function faultsOf(work: PlannedWork): FieldFault[] {
  const faults: FieldFault[] = []
  const say = (field: string, message: string) => void faults.push({ field, message })
  const mostOf = (field: string, text: string, most: number) => {
    if (text.length > most) say(field, `Keep it to ${most} characters. It has ${text.length}.`)
  }
  if (!saysSomething(work.title)) say('title', NO_TITLE)
  mostOf('title', work.title, LONGEST_TITLE)
  mostOf('owner-name', work.ownerName, LONGEST_OWNER)
  if (
    work.pounds !== undefined &&
    !(Number.isSafeInteger(work.pounds) && work.pounds >= 0 && work.pounds <= MOST_POUNDS)
  )
    say('pounds', `Enter whole pounds, from 0 to ${MOST_POUNDS.toLocaleString('en-GB')}, such as 12000.`)
  mostOf('reason', work.reason, LONGEST_WORD)
  if (work.state === 'open') return faults
  const [field, missing] =
    work.state === 'done'
      ? ['shown-by', 'Say what shows that it is done.']
      : ['why-dropped', 'Say why it will not be done.']
  if (!saysSomething(work.outcome)) say(field, missing)
  mostOf(field, work.outcome, LONGEST_WORD)
  return faults
}

function demandRoom(rows: readonly unknown[]): void {
  if (rows.length >= MOST_ACTIONS)
    throw new DomainError(
      'invalid',
      `An organisation keeps at most ${MOST_ACTIONS} actions. This list is full.`,
    )
}
