/** How far each organisation is in a period, and whether somebody leads it there; never what it answered. */

import type { OrganisationId } from './column-kinds.ts'
import { selectOfPeriod } from './organisations.ts'
import type { PeriodRow } from './periods.ts'
import type { NationalRole } from './person.ts'
import type { AssessmentStatus, Handle } from './tables.ts'

/** One organisation that counts in a period. */
export interface RoundRow {
  readonly id: OrganisationId
  readonly odsCode: string | undefined
  readonly name: string
  readonly cohort: string
  readonly region: string
  /** Of its newest assessment there; undefined: none was begun. */
  readonly status: AssessmentStatus | undefined
  /** ISO 8601 UTC; undefined: it was not, or not again since it was returned. */
  readonly submittedAt: string | undefined
  readonly signedAt: string | undefined
}

/** Every organisation that counts in a period, by id. */
export async function findRound(db: Handle, period: PeriodRow): Promise<RoundRow[]> {
  const organisations = await selectOfPeriod(db, period)
    .select(['id', 'odsCode', 'name', 'cohort', 'region'])
    .orderBy('id')
    .execute()
  const assessments = await db
    .selectFrom('assessment')
    .select(['id', 'organisationId', 'status', 'signedAt'])
    .where('periodId', '=', period.id)
    .where('status', '<>', 'superseded')
    .execute()
  const steps = await db
    .selectFrom('signOff')
    .innerJoin('assessment', 'assessment.id', 'signOff.assessmentId')
    .select((column) => ['signOff.assessmentId', column.fn.max('signOff.at').as('at')])
    .where('assessment.periodId', '=', period.id)
    .where('signOff.kind', '=', 'submitted')
    .groupBy('signOff.assessmentId')
    .execute()
  const submitted = new Map(steps.map(({ assessmentId, at }) => [assessmentId, at]))
  const own = new Map(assessments.map((one) => [one.organisationId, one]))
  return organisations.map((organisation) => {
    const found = own.get(organisation.id)
    const isWith = found?.status === 'submitted' || found?.status === 'signed'
    return {
      ...organisation,
      status: found?.status,
      submittedAt: isWith ? submitted.get(found.id) : undefined,
      signedAt: found?.signedAt,
    }
  })
}

/** The organisations in which an active account is a cyber lead. */
export async function findLed(db: Handle): Promise<Set<OrganisationId>> {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('account', 'account.id', 'membership.accountId')
    .select('membership.organisationId')
    .distinct()
    .where('membership.role', '=', 'lead')
    .where('membership.endedAt', 'is', null)
    .where('account.status', '=', 'active')
    .execute()
  return new Set(rows.map((row) => row.organisationId))
}

/** How many active accounts have each national role. */
export async function countNational(db: Handle): Promise<Readonly<Record<NationalRole, number>>> {
  const rows = await db
    .selectFrom('nationalMembership')
    .innerJoin('account', 'account.id', 'nationalMembership.accountId')
    .select((column) => ['nationalMembership.role', column.fn.countAll().as('all')])
    .where('nationalMembership.endedAt', 'is', null)
    .where('account.status', '=', 'active')
    .groupBy('nationalMembership.role')
    .execute()
  return {
    administrator: 0,
    analyst: 0,
    ...Object.fromEntries(rows.map(({ role, all }) => [role, Number(all)])),
  }
}
