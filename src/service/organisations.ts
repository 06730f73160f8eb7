/**
 * Organisations: their names and kinds for everybody, and what an administrator adds or changes of them, one thing at a time.
 * What was before is kept. It never shows, moves or deletes what an organisation answered.
 */

import type { FieldFault } from '../errors.ts'
import type { Fault } from '../exchange/csv.ts'
import { readValues } from '../exchange/values.ts'
import type { OrganisationId } from '../ids.ts'
import {
  findOrganisationChanges,
  findOrganisationPage,
  findOrganisations,
  insertOrganisationChanges,
  type OrganisationChange,
  type OrganisationField,
  type OrganisationRow,
  saveOrganisation,
  insertOrganisations,
} from '../store/organisations.ts'
import { findMembers } from '../store/members.ts'
import type { Person } from '../store/person.ts'
import type { Stamp } from '../store/saved.ts'
import type { Page } from '../store/search.ts'
import { byName } from '../text.ts'
import { changeNationally, lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { isLead } from './members.ts'
import {
  type ChangeableField,
  codeFaults,
  fieldOf,
  nameFaults,
  readField,
  withField,
} from './organisation-fields.ts'
import { organisationNotFound } from './permission.ts'

export type { OrganisationChange, OrganisationRow } from '../store/organisations.ts'

/** All organisations, by name. */
export async function listOrganisations(house: House): Promise<OrganisationRow[]> {
  return (await findOrganisations(house.db)).toSorted(byName)
}

/** Whether it has closed by this ISO date; a day on which it will close may be recorded ahead. */
export function isClosed({ closedOn }: Pick<OrganisationRow, 'closedOn'>, today: string): boolean {
  return closedOn !== undefined && closedOn <= today
}

/** Of one page of the list (ours). */
const MOST_SHOWN = 100

/** A page of the organisations of which words of name or ODS code begin as typed; without a search, of all. @throws DomainError 'not-allowed'. */
export async function searchOrganisations(
  house: House,
  person: Person,
  search: string,
  after?: OrganisationId,
): Promise<Page<OrganisationRow>> {
  return lookNationally(house, person, 'manage-organisations', ({ db }) =>
    findOrganisationPage(db, { search, after, most: MOST_SHOWN }),
  )
}

/** An organisation with everything that an administrator sees of it. */
export interface OrganisationRecord {
  readonly organisation: OrganisationRow
  /** The newest first. */
  readonly changes: readonly OrganisationChange[]
  /** Those that count by it. */
  readonly group: readonly OrganisationRow[]
  /** Those that merged into it. */
  readonly merged: readonly OrganisationRow[]
  /** A cyber lead of it is in use; who is only invited is not. */
  readonly hasLead: boolean
  /** Every organisation, by name: leads and successors are chosen from them. */
  readonly all: readonly OrganisationRow[]
}

/** @throws DomainError 'not-allowed', 'not-found'. */
export async function getOrganisationRecord(
  house: House,
  person: Person,
  id: OrganisationId,
): Promise<OrganisationRecord> {
  return lookNationally(house, person, 'manage-organisations', async ({ db }) => {
    const all = await findOrganisations(db)
    const organisation = all.find((one) => one.id === id)
    if (organisation === undefined) throw organisationNotFound()
    return {
      organisation,
      changes: await findOrganisationChanges(db, id),
      group: all.filter(({ leadId }) => leadId === id),
      merged: all.filter(({ successorId }) => successorId === id),
      hasLead: (await findMembers(db, id)).some(isLead),
      all,
    }
  })
}

const NEW_FIELDS = ['ods-code', 'name', 'cohort', 'region', 'icb'] as const
export type NewField = (typeof NEW_FIELDS)[number]

/**
 * Adds one organisation, from what was typed. `fictional`: it is invented, and its name must say so.
 *
 * @throws DomainError 'not-allowed'.
 */
export async function addOrganisation(
  house: House,
  person: Person,
  typed: Readonly<Record<NewField, string>>,
  fictional: boolean,
): Promise<{ ok: true; id: OrganisationId } | { ok: false; faults: readonly FieldFault<NewField>[] }> {
  return changeNationally(house, person, 'manage-organisations', async ({ db, stamp, record }) => {
    const all = await findOrganisations(db)
    const faults: Fault[] = []
    const values = readValues(house.ruleSet.family, faults)
    const odsCode = values.code(1, 'ods-code', typed['ods-code'])
    const name = values.name(1, 'name', typed.name)
    const cohort = values.cohort(1, 'cohort', typed.cohort)
    const region = values.region(1, 'region', typed.region)
    const icb = values.board(1, 'icb', typed.icb)
    const found: FieldFault[] = faults.map(({ column = '', message }) => ({ field: column, message }))
    if (odsCode !== undefined) found.push(...codeFaults(all, odsCode))
    if (name !== undefined) found.push(...nameFaults(name, fictional))
    if (odsCode === undefined || !name || !cohort || !region || found.length > 0)
      return {
        ok: false,
        faults: NEW_FIELDS.flatMap((field) =>
          found.filter((one) => one.field === field).map(({ message }) => ({ field, message })),
        ),
      }
    const id = newOrganisationId(odsCode, new Set(all.map((one) => one.id)))
    await insertOrganisations(db, [
      { id, odsCode, name, cohort, region, fictional, ...(icb === undefined ? {} : { icb }) },
    ])
    await insertOrganisationChanges(db, [changeOf(person, stamp, id, 'added', undefined, name)])
    await record({ action: 'organisation-added', object: id, details: { name } })
    return { ok: true, id }
  })
}

/** An address for a new organisation: its code in lower case, with a number where that is taken. */
export function newOrganisationId(odsCode: string, taken: ReadonlySet<OrganisationId>): OrganisationId {
  const code = odsCode.toLowerCase()
  for (let number = 1; ; number++) {
    const id = number === 1 ? code : `${code}-${number}`
    if (!taken.has(id)) return id
  }
}

/** One change as it is kept. */
export function changeOf(
  { id: byId, name: byName }: Person,
  { at }: Pick<Stamp, 'at'>,
  organisationId: OrganisationId,
  field: OrganisationField,
  before: string | undefined,
  after: string | undefined,
): OrganisationChange {
  return { organisationId, field, before, after, at, byId, byName }
}

export interface TypedChange {
  readonly field: ChangeableField
  /** The value that the form showed; empty: none. */
  readonly seen: string
  /** A lead or successor by its id, a day as an ISO date; empty: none. */
  readonly typed: string
}

/**
 * Changes one thing of an organisation, and keeps what it was. Reopening forgets what it merged into.
 *
 * @throws DomainError 'not-allowed', 'not-found'.
 */
export async function changeOrganisation(
  house: House,
  person: Person,
  id: OrganisationId,
  { field, seen, typed }: TypedChange,
): Promise<{ ok: true } | { ok: false; message: string }> {
  return changeNationally(house, person, 'manage-organisations', async ({ db, stamp, record }) => {
    const all = await findOrganisations(db)
    const before = all.find((one) => one.id === id)
    if (before === undefined) throw organisationNotFound()
    const wanted = readField(house.ruleSet, all, before, field, typed)
    if (wanted.ok && wanted.value === fieldOf(before, field)) return { ok: true }
    if ((fieldOf(before, field) ?? '') !== seen)
      return {
        ok: false,
        message: 'Somebody changed this meanwhile. Look at what it is now, then change it again.',
      }
    if (!wanted.ok) return wanted
    const after = withField(before, field, wanted.value)
    const fields: readonly ChangeableField[] = [field, 'successor']
    const changes = [...new Set(fields)].flatMap((one) => {
      const [was, is] = [fieldOf(before, one), fieldOf(after, one)]
      return was === is ? [] : [changeOf(person, stamp, id, one, was, is)]
    })
    if (changes.length === 0) return { ok: true }
    await saveOrganisation(db, after)
    await insertOrganisationChanges(db, changes)
    await record({
      action: 'organisation-changed',
      object: id,
      details: { field, before: seen, after: wanted.value ?? '' },
    })
    return { ok: true }
  })
}
