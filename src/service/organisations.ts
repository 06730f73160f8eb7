/**
 * Organisations: their names and kinds for everybody, and what an administrator adds or changes of them, one thing at a time.
 * What was before is kept. It never shows, moves or deletes what an organisation answered.
 */

import type { FieldFault } from '../errors.ts'
import { isDate } from '../calendar.ts'
import type { Fault } from '../exchange/csv.ts'
import { readValues } from '../exchange/values.ts'
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
import type { Page } from '../store/search.ts'
import { read, write } from '../store/transaction.ts'
import { byName } from '../text.ts'
import type { House } from './house.ts'
import { isLead } from './members.ts'
import { demandNational, organisationNotFound } from './permission.ts'
import { record } from './recording.ts'

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
  after?: string,
): Promise<Page<OrganisationRow>> {
  demandNational('manage-organisations', person)
  return read(house.db, (db) => findOrganisationPage(db, { search, after, most: MOST_SHOWN }))
}

/** What can be changed by hand. */
export type ChangeableField = Exclude<OrganisationField, 'added'>

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
  id: string,
): Promise<OrganisationRecord> {
  demandNational('manage-organisations', person)
  return read(house.db, async (db) => {
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
): Promise<{ ok: true; id: string } | { ok: false; faults: readonly FieldFault<NewField>[] }> {
  demandNational('manage-organisations', person)
  return write(house.db, async (db) => {
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
    await insertOrganisationChanges(db, [changeOf(house, person, id, 'added', undefined, name)])
    await record(db, house, person, { action: 'organisation-added', object: id, details: { name } })
    return { ok: true, id }
  })
}

/** An address for a new organisation: its code in lower case, with a number where that is taken. */
export function newOrganisationId(odsCode: string, taken: ReadonlySet<string>): string {
  const code = odsCode.toLowerCase()
  for (let number = 1; ; number++) {
    const id = number === 1 ? code : `${code}-${number}`
    if (!taken.has(id)) return id
  }
}

/** One change as it is kept. */
export function changeOf(
  house: Pick<House, 'now'>,
  person: Person,
  organisationId: string,
  field: OrganisationField,
  before: string | undefined,
  after: string | undefined,
): OrganisationChange {
  const at = house.now().toISOString()
  return { organisationId, field, before, after, at, byId: person.id, byName: person.name }
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
  id: string,
  { field, seen, typed }: TypedChange,
): Promise<{ ok: true } | { ok: false; message: string }> {
  demandNational('manage-organisations', person)
  return write(house.db, async (db) => {
    const all = await findOrganisations(db)
    const before = all.find((one) => one.id === id)
    if (before === undefined) throw organisationNotFound()
    const wanted = readField(house, all, before, field, typed)
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
      return was === is ? [] : [changeOf(house, person, id, one, was, is)]
    })
    if (changes.length === 0) return { ok: true }
    await saveOrganisation(db, after)
    await insertOrganisationChanges(db, changes)
    await record(db, house, person, {
      action: 'organisation-changed',
      object: id,
      details: { field, before: seen, after: wanted.value ?? '' },
    })
    return { ok: true }
  })
}

/** What is recorded of a field, as it is stored; undefined: none. */
export function fieldOf(organisation: OrganisationRow, field: ChangeableField): string | undefined {
  switch (field) {
    case 'ods-code':
      return organisation.odsCode
    case 'lead':
      return organisation.leadId
    case 'closed-on':
      return organisation.closedOn
    case 'successor':
      return organisation.successorId
    default:
      return organisation[field]
  }
}

/** The organisation with one field as it is wanted. */
function withField(one: OrganisationRow, field: ChangeableField, value: string | undefined): OrganisationRow {
  const opens = field === 'closed-on' && value === undefined
  return { ...one, [COLUMN_OF[field]]: value, ...(opens ? { successorId: undefined } : {}) }
}

const COLUMN_OF: Readonly<Record<ChangeableField, keyof OrganisationRow>> = {
  name: 'name',
  cohort: 'cohort',
  region: 'region',
  icb: 'icb',
  lead: 'leadId',
  successor: 'successorId',
  'ods-code': 'odsCode',
  'closed-on': 'closedOn',
}

type Wanted = { ok: true; value: string | undefined } | { ok: false; message: string }

/** What was typed into one field, as it is stored. */
function readField(
  house: House,
  all: readonly OrganisationRow[],
  organisation: OrganisationRow,
  field: ChangeableField,
  typed: string,
): Wanted {
  const faults: Fault[] = []
  const values = readValues(house.ruleSet.family, faults)
  const checked = (value: string | undefined, more: readonly FieldFault[] = []): Wanted => {
    const [fault] = [...faults, ...more]
    return fault === undefined ? { ok: true, value } : { ok: false, message: fault.message }
  }
  switch (field) {
    case 'ods-code': {
      const code = values.code(1, field, typed)
      const others = all.filter(({ id }) => id !== organisation.id)
      return checked(code, code === undefined ? [] : codeFaults(others, code))
    }
    case 'name': {
      const name = values.name(1, field, typed)
      return checked(name, name === undefined ? [] : nameFaults(name, organisation.fictional))
    }
    case 'cohort':
      return checked(values.cohort(1, field, typed))
    case 'region':
      return checked(values.region(1, field, typed))
    case 'icb':
      return checked(values.board(1, field, typed))
    case 'lead':
      return readLead(all, organisation, typed)
    case 'closed-on':
      if (typed === '' || isDate(typed)) return { ok: true, value: typed === '' ? undefined : typed }
      return { ok: false, message: 'Enter a day that is in the calendar, like 31 3 2027.' }
    case 'successor':
      return readSuccessor(all, organisation, typed)
  }
}

/** A group has one lead, which counts itself. */
function readLead(all: readonly OrganisationRow[], { id, name }: OrganisationRow, typed: string): Wanted {
  if (typed === '' || typed === id) return { ok: true, value: undefined }
  const lead = all.find((one) => one.id === typed)
  if (lead === undefined) return { ok: false, message: 'Choose the lead from the list.' }
  if (lead.leadId !== undefined) {
    const above = all.find((one) => one.id === lead.leadId)?.name ?? ''
    return { ok: false, message: `${lead.name} counts by ${above} itself. Choose ${above} as the lead.` }
  }
  if (all.some((one) => one.leadId === id))
    return { ok: false, message: `${name} leads a group. Give that group another lead first.` }
  return { ok: true, value: typed }
}

/** Only what is closed merged into another, and no way leads round in a circle. */
function readSuccessor(
  all: readonly OrganisationRow[],
  { id, name, closedOn }: OrganisationRow,
  typed: string,
): Wanted {
  if (typed === '') return { ok: true, value: undefined }
  if (closedOn === undefined) return { ok: false, message: `${name} is open. Record when it closed first.` }
  const byId = new Map(all.map((one) => [one.id, one]))
  if (!byId.has(typed)) return { ok: false, message: 'Choose the organisation from the list.' }
  for (let next: string | undefined = typed; next !== undefined; next = byId.get(next)?.successorId)
    if (next === id)
      return { ok: false, message: `${name} cannot merge into itself. Choose another organisation.` }
  return { ok: true, value: typed }
}

function codeFaults(others: readonly OrganisationRow[], code: string): FieldFault[] {
  const other = others.find(({ odsCode }) => odsCode === code)
  return other === undefined
    ? []
    : [{ field: 'ods-code', message: `${other.name} has the code ${code} already. Enter another.` }]
}

/** End of the name of every invented organisation. */
const INVENTED = '(fictional)'

export const ONLY_INVENTED = `This is the demonstration. It takes no real organisation: every name in the file must end with “${INVENTED}”.`

/** Whether a name says that its organisation is invented. */
export function isInvented(name: string): boolean {
  return name.endsWith(INVENTED)
}

/** An invented organisation must be known as one wherever its name stands. */
function nameFaults(name: string, fictional: boolean): FieldFault[] {
  return !fictional || isInvented(name)
    ? []
    : [
        {
          field: 'name',
          message: `In the demonstration every organisation is invented. End its name with “${INVENTED}”.`,
        },
      ]
}
