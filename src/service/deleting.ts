/**
 * One organisation's data → deleted by two administrators, with a receipt that is chained into the trail; and assessments whose time
 * is over by the operator's schedule, alike. What is under a legal hold stays; the trail, the register and published figures stay too.
 */

import { createHash, randomUUID } from 'node:crypto'
import { londonDate, yearsBefore } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AssessmentId, OrganisationId, ProposalId } from '../ids.ts'
import { type DeletionRow, findDeletions, insertDeletion, saveProof } from '../store/deletions.ts'
import { emptyLog } from '../store/dialect.ts'
import {
  findAssessmentIds,
  findOutdated,
  deleteAssessments,
  deletePeople,
  type Forgotten,
} from '../store/forgetting.ts'
import { FORM } from '../store/forms.ts'
import { findHeld, findHolds, type HoldRow } from '../store/holds.ts'
import { findOrganisation, type OrganisationRow } from '../store/organisations.ts'
import type { Person } from '../store/person.ts'
import { findNotDone, type ProposalRow } from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { write } from '../store/transaction.ts'
import { changeNationally, lookNationally } from './acting.ts'
import { forgetKept } from './kept.ts'
import { faultOfReason } from './holds.ts'
import type { House } from './house.ts'
import { agree, ask, getProposal, stop } from './proposals.ts'
import { type Acting, actingAs, type By, record } from './recording.ts'
import { send } from './telling.ts'
import { standingOf } from './two-persons.ts'

export type { DeletionRow } from '../store/deletions.ts'

/** The act by which a receipt's digest enters the trail; its object is the organisation. */
export const DELETED = 'data-deleted'

/** What is left of what was deleted; kept as JSON, word for word. */
export interface Receipt {
  readonly deletion: ProposalId
  readonly organisation: { readonly id: OrganisationId; readonly name: string }
  readonly assessments: readonly AssessmentId[]
  readonly reason: string
  readonly asked: DeletionRow['asked']
  readonly confirmed: DeletionRow['asked']
  readonly tables: Readonly<Record<string, Forgotten>>
  /** The form of the columns that were digested; the first receipts have none, and are of form 1. */
  readonly form?: number
}

/** A deletion that somebody asked for. */
export interface AskedDeletion {
  readonly id: ProposalId
  readonly reason: string
  readonly asked: DeletionRow['asked']
  /** Whether the person who looks may confirm it. */
  readonly mayConfirm: boolean
}

export interface KeptData {
  readonly organisation: OrganisationRow
  /** The newest first. */
  readonly holds: readonly HoldRow[]
  /** What waits for a second administrator. */
  readonly asked: AskedDeletion | undefined
  readonly deletions: readonly DeletionRow[]
}

/** How an organisation's data is kept, held and deleted; nothing of the data. @throws DomainError 'not-allowed' or 'not-found'. */
export async function getKeptData(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<KeptData> {
  return lookNationally(house, person, 'keep-data', async ({ db }) => {
    const row = await findAsked(db, organisationId)
    const standing = row && (await standingOf(db, house, row))
    const mayConfirm = [...(standing?.open.values() ?? [])].some((ids) => ids.includes(person.id))
    return {
      organisation: await getOrganisation(db, organisationId),
      holds: await findHolds(db, organisationId),
      asked: row && { id: row.id, reason: reasonOf(row), asked: row.asked, mayConfirm },
      deletions: await findDeletions(db, organisationId),
    }
  })
}

async function findAsked(db: Handle, organisationId: OrganisationId): Promise<ProposalRow | undefined> {
  return (await findNotDone(db, 'deletion', organisationId)).find((one) => one.stoppedAt === undefined)
}

const reasonOf = ({ details }: ProposalRow) => String(details['reason'] ?? '')

/** Asks to delete everything of an organisation; its leads and SIRO, and the administrators, are told. @throws DomainError 'not-allowed', 'not-found' or 'conflict'. */
export async function askDeletion(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  reason: string,
): Promise<{ ok: true } | { ok: false; message: string }> {
  const done = await changeNationally(house, person, 'keep-data', async (change) => {
    const { db } = change
    const message = faultOfReason(reason)
    if (message !== undefined) return { ok: false, message } as const
    await getOrganisation(db, organisationId)
    await demandNotHeld(db, organisationId)
    const details = { reason: reason.trim() }
    const { letters } = await ask(change, house, { kind: 'deletion', organisationId, details })
    return { ok: true, letters } as const
  })
  if (!done.ok) return done
  await send(house, done.letters)
  return { ok: true }
}

/** Takes back what was only asked for, whoever did. @throws DomainError 'not-allowed', 'not-found' or 'conflict' (it is done). */
export async function withdrawDeletion(house: House, person: Person, id: ProposalId): Promise<void> {
  await changeNationally(house, person, 'keep-data', async (change) =>
    stop(change, house, await getAsked(change.db, id)),
  )
}

/**
 * Deletes everything of the organisation that somebody else asked to delete, for good. `typedName` must be the organisation's name.
 *
 * @throws DomainError 'not-allowed', 'not-found' or 'conflict' (one's own request, not established beside who asked, done already, or held).
 */
export async function confirmDeletion(
  house: House,
  person: Person,
  id: ProposalId,
  typedName: string,
): Promise<{ ok: true } | { ok: false; message: string }> {
  const done = await changeNationally(house, person, 'keep-data', async (change) => {
    const { db, stamp } = change
    const request = await getAsked(db, id)
    const { organisationId = '' } = request
    await demandNotHeld(db, organisationId)
    const organisation = await getOrganisation(db, organisationId)
    if (typedName.trim() !== organisation.name)
      return {
        ok: false,
        message: 'Enter the name of the organisation exactly as it is written above.',
      } as const
    await agree(change, house, request)
    const confirmed = { id: person.id, name: person.name, at: stamp.at }
    const row = {
      id,
      organisationId,
      assessmentId: undefined,
      reason: reasonOf(request),
      asked: request.asked,
      confirmed,
    }
    // From here on, and until its proof is saved, the database lets the data go.
    await insertDeletion(db, row)
    const ids = await findAssessmentIds(db, organisationId)
    const tables = {
      ...(await deleteAssessments(db, ids, confirmed.at)),
      ...(await deletePeople(db, organisationId)),
    }
    await finish(change, organisation, row, ids, tables)
    return { ok: true } as const
  })
  if (done.ok) await leaveNothing(house)
  return done
}

/**
 * Deletes what assessments hold whose reference date is more than so many years ago, unless the organisation is under a hold.
 * Gives how many. For the operator's schedule: it asks nobody.
 */
export async function deleteOutdated(
  house: House,
  years: number,
  isEnding: () => boolean = () => false,
): Promise<number> {
  const before = yearsBefore(londonDate(house.now()), years)
  const held = await findHeld(house.db)
  const outdated = (await findOutdated(house.db, before)).filter((one) => !held.has(one.organisationId))
  let deleted = 0
  for (const { id, organisationId } of outdated) {
    if (isEnding()) break
    await write(house.db, async (db) => {
      // Another process may have come first, or a hold: what was read before is asked again.
      if (!(await findAssessmentIds(db, organisationId)).includes(id)) return
      if ((await findHeld(db)).has(organisationId)) return
      const by = { id: 'schedule', name: 'Schedule of the operator', at: house.now().toISOString() }
      const reason = `More than ${years} ${years === 1 ? 'year' : 'years'} old`
      const row = { id: randomUUID(), organisationId, assessmentId: id, reason, asked: by, confirmed: by }
      await insertDeletion(db, row)
      const tables = await deleteAssessments(db, [id], by.at)
      const organisation = await getOrganisation(db, organisationId)
      await finish(actingAs(db, house, undefined), organisation, row, [id], tables)
      deleted++
    })
  }
  if (deleted > 0) await leaveNothing(house)
  return deleted
}

/** Nothing of what was deleted is left in the memory of this process, nor in the database's log. */
async function leaveNothing(house: House): Promise<void> {
  forgetKept(house)
  await emptyLog(house.db)
}

/** The receipt, and its digest in both trails; from here on the database keeps what is left. */
async function finish(
  acting: Acting<By | undefined>,
  organisation: OrganisationRow,
  row: Omit<DeletionRow, 'proof'>,
  assessments: readonly AssessmentId[],
  tables: Receipt['tables'],
): Promise<void> {
  const receipt: Receipt = {
    deletion: row.id,
    organisation: { id: organisation.id, name: organisation.name },
    assessments,
    reason: row.reason,
    asked: row.asked,
    confirmed: row.confirmed,
    tables,
    form: FORM,
  }
  const proof = JSON.stringify(receipt, null, 2)
  await saveProof(acting.db, row.id, proof)
  const details = {
    deletion: row.id,
    digest: createHash('sha256').update(proof).digest('hex'),
    ...(row.assessmentId === undefined ? {} : { assessment: row.assessmentId }),
  }
  const act = { action: DELETED, object: organisation.id, details } as const
  await record(acting, act)
  // An organisation that goes on finds it in its own trail.
  if (row.assessmentId !== undefined)
    await record(acting, {
      organisationId: organisation.id,
      action: 'assessment-deleted',
      object: row.assessmentId,
      details: { deletion: row.id },
    })
}

async function getOrganisation(db: Handle, id: OrganisationId): Promise<OrganisationRow> {
  const organisation = await findOrganisation(db, id)
  if (organisation === undefined) throw new DomainError('not-found', 'There is no such organisation.')
  return organisation
}

async function getAsked(db: Handle, id: ProposalId): Promise<ProposalRow> {
  const row = await getProposal(db, id)
  if (row.kind !== 'deletion') throw new DomainError('not-found', 'There is no such deletion.')
  return row
}

async function demandNotHeld(db: Handle, organisationId: OrganisationId): Promise<void> {
  if ((await findHeld(db)).has(organisationId))
    throw new DomainError('conflict', 'A legal hold keeps this organisation’s data: nothing is deleted.')
}
