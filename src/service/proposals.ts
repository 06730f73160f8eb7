/**
 * What one person asks for that takes two: asked, agreed to, stopped, or due; each step in the trails that it concerns.
 * It does none of what is asked for: whoever agrees calls the room that does.
 */

import { daysAfter } from '../calendar.ts'
import type { OrganisationId, ProposalId } from '../ids.ts'
import type { ActName } from '../report/trail-words.ts'
import { randomUUID } from 'node:crypto'
import { DomainError } from '../errors.ts'
import { findPerson } from '../store/accounts.ts'
import { type AccountWithRoles, findAccountWithRoles } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import {
  findProposal,
  findWaiting,
  insertProposal,
  type NewProposal,
  type ProposalRow,
  saveAgreed,
  saveDone,
  saveStopped,
  type ProposalKind,
} from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { NOT_ESTABLISHED } from './established.ts'
import type { House } from './house.ts'
import { decide, decideNational } from './permission.ts'
import { type Acting, type By, record } from './recording.ts'
import { type Letters, lettersFor } from './telling.ts'
import { organisationsOf, RULES, standingOf, waitingDays } from './two-persons.ts'

export type { ProposalRow } from '../store/proposals.ts'

/** What is asked for. */
export type Wanted = Pick<NewProposal, 'kind'> &
  Partial<Pick<NewProposal, 'organisationId' | 'accountId' | 'assessmentId' | 'details'>>

/** What was asked for, and the letters that go out once the transaction is done. */
export interface AskedFor {
  readonly proposal: ProposalRow
  readonly letters: Letters
}

/**
 * Asks for something that takes two. Whoever asks for a share agrees to it as what they are. Inside a transaction; then `send` the letters.
 *
 * @throws DomainError 'conflict' when the same waits already.
 */
export async function ask(acting: Acting<Person>, house: House, wanted: Wanted): Promise<AskedFor> {
  const { db, person, stamp } = acting
  const { kind, organisationId, accountId, assessmentId, details = {} } = wanted
  const isSame = (one: ProposalRow) =>
    one.kind === kind &&
    one.organisationId === organisationId &&
    one.accountId === accountId &&
    kind !== 'share'
  if ((await findWaiting(db)).some(isSame))
    throw new DomainError('conflict', 'Somebody has asked for that already: see what waits.')
  const asked = { id: person.id, name: person.name, at: stamp.at }
  const seat = kind === 'share' ? ownSeat(person, organisationId ?? '') : undefined
  const agreed = seat === undefined ? [] : [{ ...asked, seat }]
  const row: ProposalRow = {
    ...{ id: randomUUID(), kind, organisationId, accountId, assessmentId, details, asked, agreed },
    ...{ dueAt: undefined, doneAt: undefined, stoppedAt: undefined, stoppedBy: undefined },
  }
  const { told, open } = await standingOf(db, house, row)
  const isByTime = RULES[kind].orElse !== 'never' && [...open.values()].some((ids) => ids.length === 0)
  const dueAt = isByTime ? daysAfter(house.now(), waitingDays(house)) : undefined
  const proposal = { ...row, dueAt }
  await insertProposal(db, proposal)
  await recordStep(acting, proposal, 'asked')
  return { proposal, letters: await lettersFor(db, house, proposal, told, open) }
}

/** A lead who is SIRO too speaks as the lead. */
function ownSeat(person: Person, organisationId: OrganisationId): string {
  const isLead = person.memberships.some(
    (one) => one.organisationId === organisationId && one.role === 'lead',
  )
  return `${isLead ? 'lead' : 'siro'}:${organisationId}`
}

/** What a proposal keeps of the name that was typed for somebody whom nobody here knows; undefined: they are known. */
export function knownAsOf(name: string | undefined): ProposalRow['details'] {
  return name === undefined ? {} : { knownAs: name }
}

/** Whom a proposal is about, under the name by which who asked knows them: nobody learns of an account elsewhere. */
export async function findSubject(
  db: Handle,
  { accountId, details }: ProposalRow,
): Promise<AccountWithRoles> {
  const account = accountId === undefined ? undefined : await findAccountWithRoles(db, accountId)
  if (account === undefined) throw new Error('A request is about nobody.')
  const { knownAs } = details
  return knownAs === undefined ? account : { ...account, name: String(knownAs), isExpected: true }
}

/** A proposal that waits. @throws DomainError 'not-found', or 'conflict' when it is over. */
export async function getProposal(db: Handle, id: ProposalId): Promise<ProposalRow> {
  const row = await findProposal(db, id)
  if (row === undefined) throw new DomainError('not-found', 'There is no such request.')
  if (row.doneAt !== undefined) throw new DomainError('conflict', 'This was agreed to already, and is done.')
  if (row.stoppedAt !== undefined) throw new DomainError('conflict', 'This request was stopped.')
  return row
}

/**
 * Agrees to what somebody else asked for. Gives whether it may take effect now, and then counts as done. Inside a transaction.
 *
 * @throws DomainError 'conflict' when this person may not agree, or who asked may no longer ask.
 */
export async function agree(acting: Acting, house: House, row: ProposalRow): Promise<boolean> {
  const { db, person, stamp } = acting
  const { at } = stamp
  await demandAskerStands(acting, row)
  const { open } = await standingOf(db, house, row)
  const seats = [...open].filter(([, ids]) => ids.includes(person.id)).map(([seat]) => seat)
  if (seats.length === 0) throw new DomainError('conflict', whyNot(person, row))
  const kept = row.agreed.filter(({ seat }) => !open.has(seat))
  const agreed = [...kept, ...seats.map((seat) => ({ seat, id: person.id, name: person.name, at }))]
  await saveAgreed(db, row.id, agreed)
  await recordStep(acting, row, 'agreed')
  const isDone = seats.length === open.size
  if (isDone) await saveDone(db, row.id, at)
  return isDone
}

function whyNot(person: By, row: ProposalRow): string {
  if (row.asked.id === person.id) return 'You asked for this: somebody else must agree.'
  if (row.accountId === person.id) return 'This is about yourself: somebody else must agree.'
  return row.agreed.some(({ id }) => id === person.id) ? 'You have agreed already.' : NOT_ESTABLISHED
}

/** Marks as done what its day has come for. Inside a transaction. @throws DomainError 'conflict' when it has not. */
export async function finish(acting: Acting<By | undefined>, house: House, row: ProposalRow): Promise<void> {
  const { db, stamp } = acting
  await demandAskerStands(acting, row)
  if (!(await standingOf(db, house, row)).isDue)
    throw new DomainError('conflict', 'Somebody must agree to this, or its day has not come yet.')
  await saveDone(db, row.id, stamp.at)
  await recordStep(acting, row, 'due')
}

/** Stops what waits, for somebody who was told of it or asked for it. Inside a transaction. @throws DomainError 'not-found'. */
export async function stop(acting: Acting, house: House, row: ProposalRow): Promise<void> {
  const { db, person, stamp } = acting
  const { told } = await standingOf(db, house, row)
  const isTheirs = row.asked.id === person.id || told.some(({ id }) => id === person.id)
  if (!isTheirs) throw new DomainError('not-found', 'There is no such request.')
  await saveStopped(db, row.id, stamp.at, stamp.by)
  await recordStep(acting, row, 'stopped')
}

async function demandAskerStands({ db, stamp }: Acting<By | undefined>, row: ProposalRow): Promise<void> {
  const asker = await findPerson(db, row.asked.id, stamp.at)
  if (asker === undefined || !mayAsk(asker, row))
    throw new DomainError(
      'conflict',
      `${row.asked.name} may no longer ask for this: it has to be asked again.`,
    )
}

/** Whether the roles that somebody has now let them ask for this. */
export function mayAsk(person: Person, { kind, organisationId = '', agreed }: ProposalRow): boolean {
  const isAdministrator = decideNational('manage-accounts', person) === 'allowed'
  if (kind === 'administrator' || kind === 'way-back') return isAdministrator
  if (kind === 'deletion') return decideNational('keep-data', person) === 'allowed'
  const own = person.memberships.filter((one) => one.organisationId === organisationId)
  if (kind === 'deputy') return own.some((one) => one.role === 'siro' && one.deputy !== true)
  if (kind === 'share')
    return own.some((one) =>
      agreed.some(({ id, seat }) => id === person.id && seat === `${one.role}:${organisationId}`),
    )
  return isAdministrator || decide('manage-members', person, organisationId) === 'allowed'
}

/** Enters a step in the trail of each organisation that it concerns, and in that of accounts where an administrator has to do with it. */
export async function recordStep(
  acting: Acting<By | undefined>,
  row: ProposalRow,
  step: 'asked' | 'agreed' | 'due' | 'stopped',
): Promise<void> {
  const { db, person } = acting
  const { kind, accountId, assessmentId, details } = row
  const account = accountId === undefined ? undefined : await findSubject(db, row)
  const act = {
    // A share and a deletion are never due by themselves.
    action: `${kind}-${step}` as Extract<ActName, `${ProposalKind}-${typeof step}`>,
    object: kind === 'share' ? row.id : (accountId ?? row.organisationId ?? row.id),
    details: {
      ...(account === undefined ? {} : { name: account.name }),
      ...(assessmentId === undefined ? {} : { assessment: assessmentId }),
      // By these, whoever verifies the database knows what was agreed to.
      ...(kind === 'share'
        ? { account: accountId ?? '', body: details['body'] ?? '', days: details['days'] ?? 0 }
        : {}),
      proposal: row.id,
      ...(row.dueAt === undefined || step !== 'asked' ? {} : { due: row.dueAt }),
    },
  }
  for (const organisationId of await organisationsOf(db, row))
    await record(acting, { ...act, organisationId })
  const isNational = ['administrator', 'way-back', 'deletion'].includes(kind)
  if (isNational || person?.national?.includes('administrator') === true) await record(acting, act)
}
