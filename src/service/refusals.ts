/** What somebody who is known was refused → an entry of the trail, so many an hour of each: whoever tries doors all day fills no disk. */

import { HOUR_MS } from '../calendar.ts'
import type { OrganisationId } from '../ids.ts'
import { saveAttempt } from '../store/attempts.ts'
import type { Person } from '../store/person.ts'
import { write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { actingAs, record } from './recording.ts'

/** Of one person within an hour (ours); what is more is counted, and not entered. */
const MOST_ENTRIES = 60

export interface Refusal {
  /** `limit-met`: too often; `access-refused`: not theirs to see or do. */
  readonly action: 'access-refused' | 'limit-met'
  /** The route, such as `GET /o/:organisation/results`. */
  readonly route: string
  /** As the address named it, whether there is such an organisation or not. */
  readonly organisationId: OrganisationId | undefined
}

/** Enters a refusal: in the trail of the organisation where they belong to it, else in that of accounts. */
export async function recordRefusal(
  house: House,
  person: Person,
  { action, route, organisationId }: Refusal,
): Promise<void> {
  const at = house.now()
  const hourAgo = new Date(at.getTime() - HOUR_MS)
  const isTheirs = person.memberships.some((one) => one.organisationId === organisationId)
  const asked = organisationId === undefined || isTheirs ? {} : { asked: organisationId.slice(0, 64) }
  await write(house.db, async (db) => {
    const count = await saveAttempt(db, `refusals:${person.id}`, at.toISOString(), hourAgo.toISOString())
    if (count > MOST_ENTRIES) return
    await record(actingAs(db, house, person), {
      ...(isTheirs ? { organisationId } : {}),
      action,
      object: route,
      details: asked,
    })
  })
}
