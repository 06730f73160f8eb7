/** Parts of official frameworks that were shared out → what each holds, and which of it is still to be answered. It asks nobody: its room does. */

import { isToAnswer, standingOf } from '../caf/answered.ts'
import { partsOf } from '../caf/model.ts'
import type { OrganisationId } from '../ids.ts'
import { type CafPlace, findCafOutcomes } from '../store/caf.ts'
import type { AssignedPart } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { findLoaded, findSystems, nameOfSystem, WHOLE } from './caf.ts'
import type { House } from './house.ts'
import { aboutOutcome, cafTarget, covers } from './permission.ts'

export interface CafPart {
  /** Such as `CAF 4.0, A1 Governance: the name of a system`. */
  readonly title: string
  readonly place: CafPlace
  /** In the order of the framework, never empty. */
  readonly outcomes: readonly { readonly code: string; readonly isToAnswer: boolean }[]
}

/** By target; one that its framework or the register of systems no longer has is left out. */
export async function findCafParts(
  db: Handle,
  house: House,
  organisationId: OrganisationId,
  parts: readonly AssignedPart[],
): Promise<ReadonlyMap<string, CafPart>> {
  const wanted = parts.filter(({ kind }) => kind === 'caf')
  const found = new Map<string, CafPart>()
  if (wanted.length === 0) return found
  const systems = await findSystems(db, organisationId)
  const said = await findCafOutcomes(db, organisationId)
  for (const { framework, official } of await findLoaded(db, house))
    for (const systemId of [WHOLE, ...systems.map(({ id }) => id)]) {
      const place = { frameworkId: framework.id, systemId }
      const own = said.filter((one) => one.frameworkId === framework.id && one.systemId === systemId)
      for (const part of wanted) {
        const outcomes = official.outcomes.filter((one) => covers([part], aboutOutcome(place, one)))
        const named = outcomes.flatMap(partsOf).find(({ code }) => cafTarget(place, code) === part.target)
        if (named === undefined) continue
        found.set(part.target, {
          title: `${framework.short}, ${named.title}: ${nameOfSystem({ systems }, systemId)}`,
          place,
          outcomes: outcomes.map((outcome) => ({
            code: outcome.code,
            isToAnswer: isToAnswer(
              standingOf(outcome, own.find((one) => one.outcome === outcome.code)?.value),
            ),
          })),
        })
      }
    }
  return found
}
