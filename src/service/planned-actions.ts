/**
 * What an organisation decided to do: planned by its lead or SIRO, read by its board, done or dropped with a word, and confirmed as a whole.
 * It changes no answer: what a finished action proves is answered where it is asked.
 */

import { createHash, randomUUID } from 'node:crypto'
import { londonDate } from '../calendar.ts'
import { DomainError, type FieldFault } from '../errors.ts'
import type { AccountId, OrganisationId, PlannedActionId } from '../ids.ts'
import { findMembers } from '../store/members.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import {
  findPlanConfirmation,
  findPlannedActions,
  insertPlanConfirmation,
  insertPlannedAction,
  type PlanConfirmationRow,
  type PlannedActionRow,
  type PlannedWork,
  savePlannedAction,
} from '../store/planned-actions.ts'
import type { Versioned } from '../store/saved.ts'
import type { Handle } from '../store/tables.ts'
import { saysSomething, tidyLine, tidyText } from '../text.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type Saved, toSaved } from './edits.ts'
import type { House } from './house.ts'

export type { PlannedActionRow, PlannedWork } from '../store/planned-actions.ts'

/** Characters (ours). */
export const LONGEST_TITLE = 300
export const LONGEST_OWNER = 120
export const LONGEST_WORD = 2000
/** Pounds of one action (ours). */
const MOST_POUNDS = 1_000_000_000
/** Actions of an organisation, so that the list stays one that can be read (ours). */
const MOST_ACTIONS = 500

export interface PlannedAction extends PlannedActionRow {
  /** It is open and its day is over. */
  readonly isOverdue: boolean
}

export interface Confirmation extends Pick<PlanConfirmationRow, 'at' | 'byName'> {
  /** The list says something else now. */
  readonly isOutdated: boolean
}

export interface Plan {
  readonly organisation: OrganisationRow
  /** Those with a day by that day, then the others. */
  readonly actions: readonly PlannedAction[]
  readonly confirmation: Confirmation | undefined
  /** Names what is shown here: a confirmation is taken only while it still is. */
  readonly seen: string
}

/** Everything that is planned, done and dropped. @throws as `lookInOrganisation`. */
export async function getPlan(house: House, person: Person, organisationId: OrganisationId): Promise<Plan> {
  return lookInOrganisation(house, person, organisationId, 'read-actions', async ({ db, organisation }) => {
    const rows = await findPlannedActions(db, organisationId)
    const confirmed = await findPlanConfirmation(db, organisationId)
    const seen = digestOf(rows)
    return {
      seen,
      organisation,
      actions: rows.map((row) => withDay(house, row)),
      confirmation: confirmed && {
        at: confirmed.at,
        byName: confirmed.byName,
        isOutdated: confirmed.digest !== seen,
      },
    }
  })
}

function withDay(house: House, row: PlannedActionRow): PlannedAction {
  const isOverdue = row.state === 'open' && row.due !== undefined && row.due < londonDate(house.now())
  return { ...row, isOverdue }
}

/** Of what a confirmation is about: who does what by when, and what it costs. */
function digestOf(rows: readonly PlannedActionRow[]): string {
  const said = rows.map((row) => [row.id, ...WORK.map((name) => row[name] ?? null)])
  return createHash('sha256').update(JSON.stringify(said.toSorted())).digest('hex')
}

/** All of what is edited: a part that is not named here does not compile. */
const WORK = Object.keys({
  title: true,
  ownerId: true,
  ownerName: true,
  due: true,
  size: true,
  pounds: true,
  funded: true,
  reason: true,
  state: true,
  outcome: true,
} satisfies Readonly<Record<keyof PlannedWork, true>>) as readonly (keyof PlannedWork)[]

export interface EditedAction {
  readonly organisation: OrganisationRow
  /** Undefined: a new one. */
  readonly action: PlannedAction | undefined
  /** Who can be named as its owner and be told when it is late; by name. */
  readonly people: readonly { readonly id: AccountId; readonly name: string }[]
}

/** One action with who could do it; a new one where no id is given. @throws as `lookInOrganisation`. */
export async function getPlannedAction(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  id: PlannedActionId | undefined,
): Promise<EditedAction> {
  return lookInOrganisation(house, person, organisationId, 'plan-actions', async ({ db, organisation }) => {
    const row = id === undefined ? undefined : await getRow(db, organisationId, id)
    const members = await findMembers(db, organisationId)
    return {
      organisation,
      action: row && withDay(house, row),
      people: members.map((one) => ({ id: one.id, name: one.name })),
    }
  })
}

async function getRow(
  db: Handle,
  organisationId: OrganisationId,
  id: PlannedActionId,
): Promise<PlannedActionRow> {
  const row = (await findPlannedActions(db, organisationId)).find((one) => one.id === id)
  if (row === undefined) throw new DomainError('not-found', 'There is no such action here.')
  return row
}

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
  if (!saysSomething(work.title)) say('title', 'Say what is to be done.')
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

/**
 * The SIRO confirms the list as they saw it; doing so twice changes nothing more.
 *
 * @throws as `changeInOrganisation`; DomainError 'conflict' where it changed since.
 */
export async function confirmPlan(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  seen: string,
): Promise<void> {
  await changeInOrganisation(
    house,
    person,
    organisationId,
    { action: 'confirm-plan', within: true },
    async ({ db, stamp, record }) => {
      const digest = digestOf(await findPlannedActions(db, organisationId))
      if (digest !== seen)
        throw new DomainError(
          'conflict',
          'The plan changed since you opened the page. Nothing was confirmed: read it again.',
        )
      if ((await findPlanConfirmation(db, organisationId))?.digest === digest) return
      const id = randomUUID()
      await insertPlanConfirmation(db, {
        id,
        organisationId,
        digest,
        at: stamp.at,
        byId: person.id,
        byName: person.name,
      })
      await record({ action: 'plan-confirmed', object: id, details: { digest } })
    },
  )
}
