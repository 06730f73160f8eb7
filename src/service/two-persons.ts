/**
 * The table of what takes two persons → of one request at this moment: who is told, who may agree in whose place, and whether it may
 * take effect. It is worked out anew at each look, with the clock passed in; it changes nothing.
 */

import { daysAfter } from '../calendar.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { findAccountWithRoles } from '../store/members.ts'
import { findAdministrators, findLeadership, type Holder, type OfficeHolder } from '../store/offices.ts'
import type { ProposalKind, ProposalRow } from '../store/proposals.ts'
import type { Handle } from '../store/tables.ts'
import { findEstablished, LET_IN_DAYS } from './established.ts'
import type { House } from './house.ts'
import { rolesThat } from './permission.ts'

/** Who is told, who must agree, and what happens where nobody can. */
interface Rule {
  readonly told: readonly ('leadership' | 'administrators')[]
  /** `both`: lead and SIRO, each as themselves. */
  readonly agree: 'leadership' | 'administrator' | 'both'
  /** `administrator`: an established one agrees instead, and where there is none either, time. */
  readonly orElse: 'administrator' | 'time' | 'never'
}

const ROLE: Rule = { told: ['leadership'], agree: 'leadership', orElse: 'administrator' }

/** Source: src/README.md, Two persons. */
export const RULES: Readonly<Record<ProposalKind, Rule>> = {
  administrator: { told: ['administrators'], agree: 'administrator', orElse: 'time' },
  lead: ROLE,
  siro: ROLE,
  deputy: ROLE,
  'way-back': ROLE,
  share: { told: ['leadership'], agree: 'both', orElse: 'never' },
  deletion: { told: ['leadership', 'administrators'], agree: 'administrator', orElse: 'never' },
}

/** Days after which what nobody can agree to takes effect. Source: src/README.md, Two persons. */
export function waitingDays(house: Pick<House, 'mailer'>): number {
  return house.mailer === undefined ? 14 : 7
}

/** A proposal at this moment. */
export interface Standing {
  readonly row: ProposalRow
  readonly told: readonly Holder[]
  /** Ids of who may agree now, by the seat that nobody has filled yet. */
  readonly open: ReadonlyMap<string, readonly AccountId[]>
  /** Everybody has agreed who must, or its day has come. */
  readonly isDue: boolean
}

/** How a proposal stands now. Inside a transaction. */
export async function standingOf(db: Handle, house: House, row: ProposalRow): Promise<Standing> {
  const now = house.now()
  const since = daysAfter(now, -LET_IN_DAYS)
  const organisations = await organisationsOf(db, row)
  const leadership = new Map<OrganisationId, OfficeHolder[]>()
  for (const id of organisations)
    leadership.set(id, await findLeadership(db, id, rolesThat('answer-requests'), since))
  const administrators = await findAdministrators(db, since)

  const established = async (holders: readonly OfficeHolder[]) => {
    const ids = [...new Set(holders.filter(isInOffice).map(({ id }) => id))].filter(
      (id) => id !== row.accountId,
    )
    const found = await findEstablished(db, now, ids, row.asked.id)
    if (RULES[row.kind].agree !== 'both') return found
    const mutual: AccountId[] = []
    for (const id of found)
      if ((await findEstablished(db, now, [row.asked.id], id)).length > 0) mutual.push(id)
    return mutual
  }
  const open = new Map<string, readonly AccountId[]>()
  for (const [seat, holders] of seatsOf(row, leadership, administrators)) {
    const own = await established(holders)
    const instead =
      own.length === 0 && RULES[row.kind].orElse === 'administrator' && seat !== 'administrator'
        ? await established(administrators)
        : []
    const may = [...own, ...instead]
    const filled = row.agreed.find((one) => one.seat === seat)
    const isFilled =
      filled !== undefined &&
      (filled.id === row.asked.id
        ? holders.some((one) => one.id === filled.id && isInOffice(one))
        : may.includes(filled.id))
    if (!isFilled) open.set(seat, may)
  }
  const isTime = row.dueAt !== undefined && row.dueAt <= now.toISOString()
  return {
    row,
    told: toldOf(row, [...leadership.values()].flat(), administrators),
    open,
    isDue: open.size === 0 || (isTime && [...open.values()].every((ids) => ids.length === 0)),
  }
}

const isInOffice = ({ isPresent, status }: OfficeHolder) => isPresent && status === 'active'

/** The organisations that a proposal concerns: its own, or those that somebody leads or signs for who comes back. */
export async function organisationsOf(
  db: Handle,
  { kind, organisationId, accountId }: ProposalRow,
): Promise<OrganisationId[]> {
  if (kind !== 'way-back') return organisationId === undefined ? [] : [organisationId]
  const account = accountId === undefined ? undefined : await findAccountWithRoles(db, accountId)
  const leading = (account?.roles ?? []).filter(({ role }) => role === 'lead' || role === 'siro')
  return [...new Set(leading.map((one) => one.organisationId))]
}

/** The places that must each be filled by somebody, with who holds the office. */
function seatsOf(
  { kind, organisationId = '', accountId }: ProposalRow,
  leadership: ReadonlyMap<OrganisationId, readonly OfficeHolder[]>,
  administrators: readonly OfficeHolder[],
): Map<string, readonly OfficeHolder[]> {
  const { agree } = RULES[kind]
  const own = leadership.get(organisationId) ?? []
  if (agree === 'both')
    return new Map(
      (['lead', 'siro'] as const).map((role) => [
        `${role}:${organisationId}`,
        own.filter((one) => one.role === role),
      ]),
    )
  const seats = new Map<string, readonly OfficeHolder[]>()
  if (agree === 'leadership') for (const [id, holders] of leadership) seats.set(`leadership:${id}`, holders)
  const isOfAdministrator = administrators.some((one) => one.id === accountId && one.isPresent)
  if (agree === 'administrator' || (kind === 'way-back' && isOfAdministrator))
    seats.set('administrator', administrators)
  return seats
}

/** Who is told, once each and never who asked: those in office, who was replaced, and who would come back. */
function toldOf(
  { kind, asked, accountId }: ProposalRow,
  leadership: readonly OfficeHolder[],
  administrators: readonly OfficeHolder[],
): Holder[] {
  const { told } = RULES[kind]
  const isBack = (one: OfficeHolder) => kind === 'way-back' && one.id === accountId && one.isPresent
  const all = [
    ...(told.includes('leadership') ? leadership : []),
    ...(told.includes('administrators') || administrators.some(isBack) ? administrators : []),
  ]
    .filter((one) => isInOffice(one) || isBack(one) || one.role === REPLACED[kind])
    .filter((one) => one.id !== asked.id)
  return [...new Map(all.map(({ id, name, email, status }) => [id, { id, name, email, status }])).values()]
}

/** Whose earlier or disabled holders may have been replaced. */
const REPLACED: Readonly<Partial<Record<ProposalKind, OfficeHolder['role']>>> = {
  lead: 'lead',
  siro: 'siro',
  deputy: 'siro',
  administrator: 'administrator',
}
