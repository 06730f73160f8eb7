/** Addresses of the administrator's pages. */

import { address, asking } from '../../web/address.ts'
import { paths } from '../../web/paths.ts'

const part = encodeURIComponent
const root = paths.administration

export const addresses = {
  /** The round, with who has not submitted. */
  round: paths.administration,
  roundTable: `${root}/round.csv`,
  remindRound: `${root}/remind`,
  organisations: paths.organisations,
  organisationsAfter: (search: string, after: string) =>
    `${paths.organisations}?search=${part(search)}&after=${part(after)}`,
  organisation: paths.organisationRecord,
  changeOrganisation: address(`${root}/organisations/:record/:field`),
  addOrganisation: `${root}/add-organisation`,
  import: `${root}/import`,
  importPreview: paths.importPreview,
  periods: paths.periods,
  period: address(`${root}/periods/:period`),
  /** Lets a period take the rule set in use. */
  periodRuleSet: address(`${root}/periods/:period/rule-set`),
  /** Moves its closing day to a later one. */
  periodClosingDay: address(`${root}/periods/:period/closing-day`),
  addPeriod: `${root}/add-period`,
  accounts: paths.accounts,
  inviteAccount: `${root}/invite`,
  inviteLeadOf: asking(`${root}/invite`, 'organisation'),
  account: address(`${root}/accounts/:account`),
} as const
