/** Addresses of the administrator's pages. */

import type { ChangeableField } from '../../service/organisations.ts'
import { paths } from '../../web/paths.ts'

const part = encodeURIComponent
const root = paths.administration

export const addresses = {
  organisations: paths.organisations,
  organisationsAfter: (search: string, after: string) =>
    `${paths.organisations}?search=${part(search)}&after=${part(after)}`,
  organisation: paths.organisationRecord,
  changeOrganisation: (id: string, field: ChangeableField) => `${root}/organisations/${part(id)}/${field}`,
  addOrganisation: `${root}/add-organisation`,
  import: `${root}/import`,
  importPreview: paths.importPreview,
  periods: paths.periods,
  period: (id: string) => `${root}/periods/${part(id)}`,
  /** Lets a period take the rule set in use. */
  periodRuleSet: (id: string) => `${root}/periods/${part(id)}/rule-set`,
  /** Moves its closing day to a later one. */
  periodClosingDay: (id: string) => `${root}/periods/${part(id)}/closing-day`,
  addPeriod: `${root}/add-period`,
  accounts: paths.accounts,
  inviteAccount: `${root}/invite`,
  account: (id: string) => `${root}/accounts/${part(id)}`,
} as const
