/**
 * A completed assessment in the public shape → what it would say of the outcomes here; and then, as it was shown, brought in.
 * What stands here is replaced only where somebody says so. The rule of the file decides each outcome, whatever the assessment records.
 */

import { createHash } from 'node:crypto'
import { type ComingOutcome, comingFrom } from '../caf/coming.ts'
import { readCompleted } from '../caf/completed.ts'
import type { CafFault } from '../caf/model.ts'
import { DomainError } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import { type CafVersion, findCafOutcomes, saveCafOutcome } from '../store/caf.ts'
import type { Person } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { changeInOrganisation, lookInOrganisation } from './acting.ts'
import { type CafPlace, demandSystem, getLoaded } from './caf.ts'
import type { House } from './house.ts'

export interface IncomingCaf {
  readonly coming: readonly ComingOutcome[]
  /** What the framework does not have. */
  readonly unknown: readonly CafFault[]
  /** Names exactly this assessment and what stands here; bringing it in must name it. */
  readonly seen: string
}
export type ReadCaf =
  | { readonly ok: true; readonly incoming: IncomingCaf }
  | { readonly ok: false; readonly faults: readonly CafFault[] }

/** What an assessment would say here. @throws as `lookInOrganisation`; DomainError 'not-found' (no such framework or system). */
export async function getCafIncoming(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  place: CafPlace,
  text: string,
): Promise<ReadCaf> {
  return lookInOrganisation(house, person, organisationId, 'bring-in-caf', ({ db }) =>
    readIncoming(db, house, organisationId, place, text),
  )
}

/**
 * Brings in what is new, and what differs where the assessment shall stand; gives how many outcomes that are.
 *
 * @throws as `changeInOrganisation`; DomainError 'conflict' where something changed since it was shown.
 */
export async function bringInCaf(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  place: CafPlace,
  text: string,
  seen: string,
  replaces: boolean,
): Promise<number> {
  const asked = { action: 'bring-in-caf', within: true } as const
  return changeInOrganisation(house, person, organisationId, asked, async ({ db, stamp, record }) => {
    const found = await readIncoming(db, house, organisationId, place, text)
    if (!found.ok) throw new DomainError('invalid', 'This assessment holds faults. Send the file again.')
    const { coming } = found.incoming
    const taken = coming.filter(({ is }) => is === 'new' || (is === 'differs' && replaces))
    // Sent twice, it stands here already.
    if (taken.length === 0) return 0
    if (found.incoming.seen !== seen)
      throw new DomainError(
        'conflict',
        'Something changed since this was shown. Nothing was brought in. Look at it again.',
      )
    const now = await findHere(db, organisationId, place)
    for (const { computed, value } of taken) {
      const { code } = computed.outcome
      const seenVersion = now.find((one) => one.outcome === code)?.version ?? 0
      await saveCafOutcome(db, organisationId, { ...place, outcome: code }, { seenVersion, value, stamp })
    }
    const details = { system: place.systemId, outcomes: taken.length }
    await record({ action: 'caf-brought-in', object: place.frameworkId, details })
    return taken.length
  })
}

async function readIncoming(
  db: Handle,
  house: House,
  organisationId: OrganisationId,
  place: CafPlace,
  text: string,
): Promise<ReadCaf> {
  const { official } = await getLoaded(db, house, place.frameworkId)
  await demandSystem(db, organisationId, place.systemId)
  const found = readCompleted(official, text)
  if (!found.ok) return found
  const here = await findHere(db, organisationId, place)
  const coming = comingFrom(
    official,
    found.completed,
    (code) => here.find((one) => one.outcome === code)?.value,
  )
  const seen = createHash('sha256')
    .update(JSON.stringify([text, here, official.outcomes.length]))
    .digest('hex')
  return { ok: true, incoming: { coming, unknown: found.completed.unknown, seen } }
}

async function findHere(
  db: Handle,
  organisationId: OrganisationId,
  { frameworkId, systemId }: CafPlace,
): Promise<CafVersion[]> {
  return (await findCafOutcomes(db, organisationId)).filter(
    (one) => one.frameworkId === frameworkId && one.systemId === systemId,
  )
}
