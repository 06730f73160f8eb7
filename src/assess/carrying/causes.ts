/** What moves in an assessment under other rules → the same with the changed files that move it by themselves, found in a process of its own and kept while the answers are. */

import type { Answers } from '../../answers/model.ts'
import { runApart } from '../../apart.ts'
import type { Digest } from '../../ids.ts'
import type { Caused } from '../../report/impact-causes.ts'
import { mixesWith } from '../../rules/languages.ts'
import type { MoveView } from '../../service/moving.ts'
import type { CausesOrder } from './impact-worker.ts'

export interface Moving extends MoveView {
  /** What moves, with what moves it; undefined: that could not be found in time. */
  readonly caused: readonly Caused[] | undefined
}

/** @throws DomainError 'busy'. */
export async function withCauses(found: MoveView): Promise<Moving> {
  return { ...found, caused: await findCaused(found) }
}

type Found = Promise<readonly Caused[] | undefined>
const known = new WeakMap<Answers, { readonly to: Digest; readonly found: Found }>()

async function findCaused({ view, preview, proposed, movements }: MoveView): Found {
  const after = (preview ?? proposed)?.to
  const before = view.ruleSet
  if (after === undefined || movements.length === 0 || !mixesWith(before, after))
    return movements.map((one) => ({ ...one, files: [] }))
  const { answers } = view
  const kept = known.get(answers)
  if (kept?.to === after.digest) return kept.found
  const order: CausesOrder = { before, answers, after }
  const found = runApart<readonly Caused[]>('assess/carrying/impact-worker.ts', order)
  known.set(answers, { to: after.digest, found })
  found.then(
    (one) => one ?? known.delete(answers),
    () => known.delete(answers),
  )
  return found
}
