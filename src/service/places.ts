/** An organisation → its present assessment with the rule set and the period that it belongs to. It asks nobody's permission. */

import { DomainError } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import { type AssessmentInPeriod, findPresent } from '../store/assessments.ts'
import type { OrganisationRow } from '../store/organisations.ts'
import type { Handle } from '../store/tables.ts'
import type { RuleSet } from '../rules/model.ts'
import type { House } from './house.ts'
import { hasClosed } from './period-times.ts'
import { type ClosedPeriod, organisationNotFound } from './permission.ts'
import { getRuleSet } from './rule-sets.ts'
import type { Place } from './views.ts'

/** What is asked of the house; a command on the machine has no rule set of today. */
type Standing = Pick<House, 'now'> & { readonly ruleSet: RuleSet | undefined }

/** An organisation that has no assessment at all: there is nothing to show of it yet. */
export class NotStarted extends DomainError {
  readonly organisation: Pick<OrganisationRow, 'id' | 'name'>

  constructor({ id, name }: OrganisationRow) {
    super('not-found', 'No assessment has been started here yet. The cyber lead starts one.')
    this.organisation = { id, name }
  }
}

/**
 * The organisation, its present assessment and that assessment's rule set; for this room, inside a transaction and after `demand`.
 *
 * @throws DomainError 'not-found', or `NotStarted` where there is none yet.
 */
export async function getPlace(db: Handle, house: Standing, organisationId: OrganisationId): Promise<Place> {
  const known = places.get(db)?.get(organisationId)
  if (known !== undefined) return known
  const place = await findPlace(db, house, organisationId)
  places.get(db)?.set(organisationId, place)
  return place
}

const places = new WeakMap<Handle, Map<OrganisationId, Place>>()

/** From now on a transaction finds each place once; for one that only reads. */
export function rememberPlaces(transaction: Handle): void {
  places.set(transaction, new Map())
}

async function findPlace(db: Handle, house: Standing, organisationId: OrganisationId): Promise<Place> {
  const present = await findPresent(db, organisationId)
  if (present === undefined) throw organisationNotFound()
  const { organisation, assessment } = present
  if (assessment === undefined) throw new NotStarted(organisation)
  return placeOf(db, house, organisation, assessment)
}

/** Any assessment of an organisation, with its own rule set. */
export async function placeOf(
  db: Handle,
  house: Standing,
  organisation: OrganisationRow,
  assessment: AssessmentInPeriod,
): Promise<Place> {
  return {
    organisation,
    assessment,
    closed: closedPeriodOf(house, assessment),
    ruleSet: await getRuleSet(db, house.ruleSet, assessment.ruleSetDigest),
  }
}

/** The period of an assessment, once it has closed. */
export function closedPeriodOf(
  house: Pick<House, 'now'>,
  { period }: AssessmentInPeriod,
): ClosedPeriod | undefined {
  return hasClosed(period, house.now()) ? period : undefined
}
