/** What stands beside the present result of an organisation: its way to the signature, and what was signed before it. It only reads. */

import type { OrganisationId } from '../ids.ts'
import type { Summary } from '../peers/model.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, type SignOffStep } from '../store/sign-offs.ts'
import { findOwnSummaries } from '../store/summaries.ts'
import { lookAtAssessment } from './acting.ts'
import type { House } from './house.ts'
import { getRuleSet } from './rule-sets.ts'

/** The steps of the present assessment, the first one first. @throws as `lookAtAssessment`. */
export async function findSteps(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<readonly SignOffStep[]> {
  return lookAtAssessment(house, person, organisationId, 'read-results', ({ db, place }) =>
    findSignOffs(db, place.assessment.id),
  )
}

/** What was signed of an assessment, by its own rule set. */
export interface Signed {
  /** Reference date. */
  readonly asOf: string
  readonly ruleSet: RuleSet
  readonly summary: Summary
}

/**
 * The newest signed assessment of an earlier reference date than the present one; undefined: none.
 *
 * @throws as `lookAtAssessment`.
 */
export async function findSignedBefore(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<Signed | undefined> {
  return lookAtAssessment(house, person, organisationId, 'read-results', async ({ db, place }) => {
    const before = (await findOwnSummaries(db, organisationId)).findLast(
      ({ asOf }) => asOf < place.assessment.asOf,
    )
    if (before === undefined) return undefined
    const { asOf, ruleSetDigest, summary } = before
    return { asOf, summary, ruleSet: await getRuleSet(db, house.ruleSet, ruleSetDigest) }
  })
}
