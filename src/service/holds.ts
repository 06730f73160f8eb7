/**
 * Legal holds: one administrator asks, another agrees, and two lift them again. From the asking on, nothing of the organisation is deleted.
 * The database refuses it too. Who keeps data sees none of it.
 */

import type { HoldId, OrganisationId } from '../ids.ts'
import type { ActName } from '../report/trail-words.ts'
import { randomUUID } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { findHold, findHolds, type HoldRow, type HoldStep, insertHold, saveHoldStep } from '../store/holds.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { changeNationally } from './acting.ts'
import { findEstablished, NOT_ESTABLISHED } from './established.ts'
import type { House } from './house.ts'

export type { HoldRow } from '../store/holds.ts'

export const LONGEST_REASON = 500

/** What is wrong with a reason as typed; undefined: nothing. */
export function faultOfReason(reason: string): string | undefined {
  if (reason.trim() === '') return 'Enter the reason.'
  return reason.trim().length > LONGEST_REASON
    ? `Enter a reason of at most ${LONGEST_REASON} characters.`
    : undefined
}

/** Asks for a hold, which keeps the data from now on. @throws DomainError 'not-allowed', 'not-found' or 'conflict' (there is one). */
export async function askHold(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  reason: string,
): Promise<{ ok: true } | { ok: false; message: string }> {
  return changeNationally(house, person, 'keep-data', async ({ db, record }) => {
    const message = faultOfReason(reason)
    if (message !== undefined) return { ok: false, message }
    if ((await findOrganisation(db, organisationId)) === undefined)
      throw new DomainError('not-found', 'There is no such organisation.')
    if ((await findHolds(db, organisationId)).some((hold) => hold.lifted === undefined))
      throw new DomainError('conflict', 'This organisation’s data is held already.')
    const asked = actOf(house, person)
    const id = randomUUID()
    await insertHold(db, { id, organisationId, reason: reason.trim(), asked })
    await record({ action: 'hold-asked', object: organisationId, details: { hold: id } })
    return { ok: true }
  })
}

/** Agrees to a hold that somebody else asked for. @throws DomainError 'not-allowed', 'not-found' or 'conflict'. */
export async function agreeToHold(house: House, person: Person, holdId: HoldId): Promise<void> {
  await step(house, person, holdId, 'agreed', 'hold-agreed', (hold) => {
    if (hold.agreed !== undefined) return 'Somebody has agreed to this hold already.'
    return hold.asked.id === person.id ? 'You asked for this hold: somebody else must agree.' : undefined
  })
}

/** Asks to lift a hold that was agreed to. @throws DomainError 'not-allowed', 'not-found' or 'conflict'. */
export async function askToLift(house: House, person: Person, holdId: HoldId): Promise<void> {
  await step(house, person, holdId, 'liftAsked', 'hold-lift-asked', (hold) => {
    if (hold.agreed === undefined) return 'Nobody has agreed to this hold yet: withdraw it instead.'
    return hold.liftAsked === undefined ? undefined : 'Somebody has asked to lift this hold already.'
  })
}

/** Keeps the hold that somebody asked to lift. @throws DomainError 'not-allowed', 'not-found' or 'conflict'. */
export async function refuseToLift(house: House, person: Person, holdId: HoldId): Promise<void> {
  await step(
    house,
    person,
    holdId,
    'liftAsked',
    'hold-kept',
    (hold) => (hold.liftAsked === undefined ? 'Nobody has asked to lift this hold.' : undefined),
    true,
  )
}

/**
 * Lifts a hold: one that was agreed to, when somebody else asked for that; one that nobody has agreed to, at once.
 *
 * @throws DomainError 'not-allowed', 'not-found' or 'conflict'.
 */
export async function liftHold(house: House, person: Person, holdId: HoldId): Promise<void> {
  await step(house, person, holdId, 'lifted', 'hold-lifted', (hold) => {
    if (hold.agreed === undefined) return undefined
    if (hold.liftAsked === undefined) return 'Ask to lift this hold first: somebody else then lifts it.'
    return hold.liftAsked.id === person.id
      ? 'You asked to lift this hold: somebody else must lift it.'
      : undefined
  })
}

async function step(
  house: House,
  person: Person,
  holdId: HoldId,
  column: HoldStep,
  action: ActName,
  refusalOf: (hold: HoldRow) => string | undefined,
  isTakenBack = false,
): Promise<void> {
  await changeNationally(house, person, 'keep-data', async ({ db, record }) => {
    const hold = await getStanding(db, holdId)
    const refusal = refusalOf(hold)
    if (refusal !== undefined) throw new DomainError('conflict', refusal)
    const asker = column === 'lifted' ? hold.liftAsked : undefined
    if (asker !== undefined && (await findEstablished(db, house.now(), [person.id], asker.id)).length === 0)
      throw new DomainError('conflict', NOT_ESTABLISHED)
    await saveHoldStep(db, holdId, column, isTakenBack ? undefined : actOf(house, person))
    await record({ action, object: hold.organisationId, details: { hold: holdId } })
  })
}

async function getStanding(db: Handle, holdId: HoldId): Promise<HoldRow> {
  const hold = await findHold(db, holdId)
  if (hold === undefined) throw new DomainError('not-found', 'There is no such hold.')
  if (hold.lifted !== undefined) throw new DomainError('conflict', 'This hold is lifted already.')
  return hold
}

function actOf(house: House, { id, name }: Person) {
  return { id, name, at: house.now().toISOString() }
}
