/**
 * The organisations there are, and the rows of a file → what an import would change, for an administrator to look at.
 * It changes nothing itself, never deletes, and never lets a suggested cohort replace a recorded one.
 */

import type { Fault } from './csv.ts'
import type { OrganisationRow } from './organisations.ts'

/** What an import needs to know of an organisation that is there already. */
export interface Recorded {
  readonly id: string
  readonly odsCode: string | undefined
  readonly name: string
  readonly cohort: string
  readonly region: string
  readonly icb: string | undefined
  /** ISO date, which may be still to come; undefined: open. */
  readonly closedOn: string | undefined
  /** Id of the organisation by which its group counts; undefined: it counts itself. */
  readonly leadId: string | undefined
}

interface Met<T extends Recorded> {
  readonly organisation: T
  readonly row: OrganisationRow
}

/** A value that would be another; `from` undefined: none was recorded. */
interface Changed<T extends Recorded> extends Met<T> {
  readonly from: string | undefined
  readonly to: string
}

/** An organisation that would change in several ways stands in several lists. */
export interface ImportPlan<T extends Recorded> {
  readonly added: readonly OrganisationRow[]
  readonly renamed: readonly Changed<T>[]
  readonly moved: readonly (Changed<T> & { readonly what: 'cohort' | 'region' | 'icb' })[]
  /** From and to are ODS codes of the lead; its own: it counts itself. */
  readonly regrouped: readonly Changed<T>[]
  /** Closed, closing on a day to come, or on another day than recorded. */
  readonly closed: readonly Changed<T>[]
  readonly reopened: readonly Met<T>[]
  readonly unchanged: readonly Met<T>[]
  /** Open organisations that the file does not name; they stay as they are. */
  readonly absent: readonly T[]
  /** Rows of organisations that are not here and have closed. */
  readonly notAdded: readonly OrganisationRow[]
  /** Rows of organisations that are not here and have no region of ours. */
  readonly leftOut: readonly OrganisationRow[]
  /** Leads that cannot be; such a plan must not be applied. */
  readonly faults: readonly Fault[]
}

/**
 * Compares by ODS code; `today`, an ISO date, decides what has closed. What a row does not say changes nothing, and nor do capitals alone in a name:
 * the official names are all in capitals.
 */
export function planImport<T extends Recorded>(
  existing: readonly T[],
  rows: readonly OrganisationRow[],
  today: string,
): ImportPlan<T> {
  const byCode = new Map(
    existing.flatMap((one) => (one.odsCode === undefined ? [] : [[one.odsCode, one] as const])),
  )
  const named = new Set(rows.map(({ odsCode }) => odsCode))
  const hasClosed = ({ closedOn }: OrganisationRow) => typeof closedOn === 'string' && closedOn <= today
  const strangers = rows.filter(({ odsCode }) => !byCode.has(odsCode))
  const ours = strangers.filter(({ region }) => region !== undefined)
  const added = ours.filter((row) => !hasClosed(row))
  const met = rows.flatMap((row): Met<T>[] => {
    const organisation = byCode.get(row.odsCode)
    return organisation === undefined ? [] : [{ organisation, row }]
  })
  const codeOf = new Map(existing.map(({ id, odsCode }) => [id, odsCode]))
  const leadOf = ({ leadId, odsCode }: T) => (leadId === undefined ? odsCode : codeOf.get(leadId))
  const changes = (
    of: (one: T) => string | undefined,
    to: (row: OrganisationRow) => string | null | undefined,
  ) =>
    met.flatMap(({ organisation, row }): Changed<T>[] => {
      const [before, after] = [of(organisation), to(row)]
      return typeof after !== 'string' || before === after
        ? []
        : [{ organisation, row, from: before, to: after }]
    })
  const moves = (what: 'cohort' | 'region' | 'icb', to: (row: OrganisationRow) => string | undefined) =>
    changes((one) => one[what], to).map((change) => ({ ...change, what }))

  const renamed = changes(
    ({ name }) => name,
    ({ name }) => name,
  ).filter(({ from, to }) => from?.toUpperCase() !== to.toUpperCase())
  const moved = [
    ...moves('cohort', ({ cohort, cohortSuggested }) => (cohortSuggested === undefined ? cohort : undefined)),
    ...moves('region', ({ region }) => region),
    ...moves('icb', ({ icb }) => icb),
  ]
  const regrouped = changes(leadOf, ({ leadOdsCode }) => leadOdsCode)
  const closed = changes(
    ({ closedOn }) => closedOn,
    ({ closedOn }) => closedOn,
  )
  const reopened = met.filter(
    ({ organisation, row }) => row.closedOn === null && organisation.closedOn !== undefined,
  )
  const touched = new Set([renamed, moved, regrouped, closed, reopened].flat().map(({ row }) => row))
  return {
    added,
    renamed,
    moved,
    regrouped,
    closed,
    reopened,
    unchanged: met.filter(({ row }) => !touched.has(row)),
    absent: existing.filter(
      ({ odsCode, closedOn }) =>
        (closedOn === undefined || closedOn > today) && (odsCode === undefined || !named.has(odsCode)),
    ),
    notAdded: ours.filter(hasClosed),
    leftOut: strangers.filter(({ region }) => region === undefined),
    faults: findLeadFaults(existing, [...added, ...met.map(({ row }) => row)], leadOf),
  }
}

/** A lead must be there, and count itself, once the file is applied. */
function findLeadFaults<T extends Recorded>(
  existing: readonly T[],
  rows: readonly OrganisationRow[],
  leadOf: (one: T) => string | undefined,
): Fault[] {
  const leads = new Map<string, string>()
  for (const one of existing)
    if (one.odsCode !== undefined) leads.set(one.odsCode, leadOf(one) ?? one.odsCode)
  for (const { odsCode, leadOdsCode } of rows)
    leads.set(odsCode, leadOdsCode ?? leads.get(odsCode) ?? odsCode)
  const lines = new Map(rows.map(({ odsCode, line }) => [odsCode, line]))
  return [...leads].flatMap(([code, lead]): Fault[] => {
    const leadsLead = leads.get(lead)
    // Where only the lead's own row made the chain, that row is the place to change.
    const line = lines.get(code) ?? lines.get(lead)
    if (line === undefined || lead === code || leadsLead === lead) return []
    const message =
      leadsLead === undefined
        ? `No organisation has the code ${lead}. Add it, or name another lead for ${code}.`
        : `${lead} cannot lead ${code}: ${leadsLead} leads it. Name ${leadsLead} as the lead of ${code} too, or let ${lead} count itself by naming its own code.`
    return [{ line, column: 'lead-ods-code', message }]
  })
}
