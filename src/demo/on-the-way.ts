/**
 * Three finished drafts of the demonstration → one that waits for its SIRO's signature, one that the SIRO returned, and one that is signed.
 * They go by the same steps as anybody's would, with invented words.
 */

import { demonstrationId } from '../identity/demonstration.ts'
import type { OrganisationId } from '../ids.ts'
import { findExplanations, listToExplain, saveExplanation } from '../service/explaining.ts'
import type { House } from '../service/house.ts'
import { getSignOff } from '../service/reading-sign-off.ts'
import { returnAssessment, signAssessment, submitAssessment } from '../service/signing-off.ts'
import { findPerson } from '../store/accounts.ts'
import type { Person, Role } from '../store/person.ts'

/** Submits the assessments of these organisations, as far as nothing is missing in them; has the second returned and the third signed. */
export async function putOnTheWay(
  house: House,
  [waiting, returned, signed]: readonly string[],
): Promise<void> {
  if (waiting !== undefined) await submit(house, waiting)
  if (signed !== undefined && (await submit(house, signed))) await sign(house, signed)
  if (returned === undefined || !(await submit(house, returned))) return
  const siro = await personOf(house, returned, 'siro')
  const { seen } = await getSignOff(house, siro, returned)
  const reasons = 'Please look again at the date of the last full restore, and say who saw it.'
  await returnAssessment(house, siro, returned, seen, reasons)
}

async function sign(house: House, organisationId: OrganisationId): Promise<void> {
  const siro = await personOf(house, organisationId, 'siro')
  const { seen } = await getSignOff(house, siro, organisationId)
  await signAssessment(house, siro, organisationId, seen, {
    how: 'with',
    reservations:
      'Two suppliers have not shown their last test of recovery. We have asked them to by the spring.',
    sameLine: false,
    seenBy: {},
  })
}

async function submit(house: House, organisationId: OrganisationId): Promise<boolean> {
  const lead = await personOf(house, organisationId, 'lead')
  const { view, result } = await getSignOff(house, lead, organisationId)
  for (const one of listToExplain(view, result, await findExplanations(house, lead, organisationId)))
    if (one.text === undefined)
      await saveExplanation(
        house,
        lead,
        organisationId,
        one.about,
        one.version,
        'We asked the teams concerned. It is so on one site only, and we find out more by January.',
      )
  const { seen } = await getSignOff(house, lead, organisationId)
  const word = 'The answers on recovery are the ones to challenge.'
  return (await submitAssessment(house, lead, organisationId, seen, word)).ok
}

/** The one account that the organisation has in a role. */
export async function personOf(house: House, organisationId: OrganisationId, role: Role): Promise<Person> {
  const person = await findPerson(house.db, demonstrationId(organisationId, role), house.now().toISOString())
  if (person === undefined) throw new Error(`${organisationId} has no ${role}.`)
  return person
}
