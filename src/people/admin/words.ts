/** What an administrator reads of an organisation: fields and values in words. */

import { countWords, dateWords } from '../../report/words.ts'
import type { RuleSet } from '../../rules/model.ts'
import type { ChangeableField } from '../../service/organisation-fields.ts'
import type { OrganisationChange, OrganisationRow } from '../../service/organisations.ts'
import { COHORTS, cohortName } from './cohorts.ts'

export const FIELD_NAMES: Readonly<Record<OrganisationChange['field'], string>> = {
  added: 'Added',
  'ods-code': 'ODS code',
  name: 'Name',
  cohort: 'Kind',
  region: 'Region',
  icb: 'Integrated care board (ICB)',
  lead: 'Counts by',
  'closed-on': 'Closed on',
  successor: 'Merged into',
}

/** A value as it is stored → in words; `names` are those of all organisations, by id. */
export function valueWords(
  field: OrganisationChange['field'],
  value: string | undefined,
  names: ReadonlyMap<string, string>,
): string {
  if (value === undefined) return NOTHING[field] ?? 'Not recorded'
  if (field === 'cohort') return cohortName(value)
  if (field === 'closed-on') return dateWords(value)
  return field === 'lead' || field === 'successor' ? (names.get(value) ?? value) : value
}

const NOTHING: Partial<Record<OrganisationChange['field'], string>> = {
  added: '–',
  lead: 'Itself',
  'closed-on': 'Open',
  successor: 'None recorded',
}

export function namesOf(all: readonly OrganisationRow[]): ReadonlyMap<string, string> {
  return new Map(all.map(({ id, name }) => [id, name]))
}

/** The kinds that the rule set compares, as choices. */
export function kindItems({ family }: RuleSet): { value: string; text: string }[] {
  const known = new Set(family.cells.flatMap((cell) => cell.cohorts))
  return [...COHORTS, ...known]
    .filter((id, index, ids) => known.has(id) && ids.indexOf(id) === index)
    .map((id) => ({ value: id, text: cohortName(id) }))
}

export function regionItems({ family }: RuleSet): { value: string; text: string }[] {
  return family.regions.map(({ name }) => ({ value: name, text: name }))
}

export function organisationItem({ id, name, odsCode }: OrganisationRow): { value: string; text: string } {
  return { value: id, text: odsCode === undefined ? name : `${name} (${odsCode})` }
}

/** Why one would change it, where that is not plain. */
export const FIELD_HINTS: Partial<Record<ChangeableField, string>> = {
  'ods-code': 'Its code at the Organisation Data Service, like RA1.',
  cohort: 'With whom it is compared. Change it before a period opens, not after.',
  region: 'With whom it is compared. Change it before a period opens, not after.',
  icb: 'Its name, or its code, like QMF. Leave it blank if there is none.',
  lead: 'Trusts that share a board count once in comparisons, by one of them. Change it before a period opens.',
  'closed-on': 'Its people keep what was signed. Leave all three boxes blank if it is open.',
}

/** How many a search found: `1 account`; undefined: so many that none is shown. */
export function foundWords(all: number | undefined, what: string): string {
  return all === undefined ? `More than 1,000 ${what}s` : countWords(all, what)
}
