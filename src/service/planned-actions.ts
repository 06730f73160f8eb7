/**
 * What an organisation decided to do: planned by its lead or SIRO (`changing-actions.ts`), read by its board, and confirmed as a whole.
 * It changes no answer: what a finished action proves is answered where it is asked.
 */

import { createHash, randomUUID } from 'node:crypto'
import { londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AccountId, OrganisationId, PlannedActionId } from '../ids.ts'
import { findMembers } from '../store/members.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import {
  findPlanConfirmation,
  findPlannedActions,
  insertPlanConfirmation,
  type PlanConfirmationRow,
  type PlannedActionRow,
  type PlannedWork,
} from '../store/planned-actions.ts'
import type { Handle } from '../store/tables.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import type { House } from './house.ts'

export type { PlannedActionRow, PlannedWork } from '../store/planned-actions.ts'

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
