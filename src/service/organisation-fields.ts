/** One thing of an organisation, as an administrator types it → as it is stored, or what is wrong with it. It writes nothing. */

import { isDate } from '../calendar.ts'
import type { FieldFault } from '../errors.ts'
import type { Fault } from '../exchange/csv.ts'
import { readValues } from '../exchange/values.ts'
import type { RuleSet } from '../rules/model.ts'
import type { OrganisationField, OrganisationRow } from '../store/organisations.ts'

/** What can be changed by hand. */
export type ChangeableField = Exclude<OrganisationField, 'added'>

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
export function withField(
  one: OrganisationRow,
  field: ChangeableField,
  value: string | undefined,
): OrganisationRow {
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
export function readField(
  { family }: Pick<RuleSet, 'family'>,
  all: readonly OrganisationRow[],
  organisation: OrganisationRow,
  field: ChangeableField,
  typed: string,
): Wanted {
  const faults: Fault[] = []
  const values = readValues(family, faults)
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

/** A code belongs to one organisation. */
export function codeFaults(others: readonly OrganisationRow[], code: string): FieldFault[] {
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
export function nameFaults(name: string, fictional: boolean): FieldFault[] {
  return !fictional || isInvented(name)
    ? []
    : [
        {
          field: 'name',
          message: `In the demonstration every organisation is invented. End its name with “${INVENTED}”.`,
        },
      ]
}
