/** What moves in an assessment under other rules → the same with the changed files that move it by themselves, found in a process of its own and kept while the answers are. */

import { setTimeout as wait } from 'node:timers/promises'
import type { Answers } from '../../answers/model.ts'
import { runApart } from '../../apart.ts'
import { DomainError } from '../../errors.ts'
import type { Digest } from '../../ids.ts'
import type { Caused } from '../../report/impact-causes.ts'
import { mixesWith } from '../../rules/languages.ts'
import type { MoveView } from '../../service/moving.ts'
import type { CausesOrder } from './impact-worker.ts'

export interface Moving extends MoveView {
  /** What moves, with what moves it; undefined: that could not be found in time. */
  readonly caused: readonly Caused[] | undefined
}

/** The page is not held up for longer (ours): it is there with them when it is opened again. */
const PATIENCE_MS = 5000

export async function withCauses(found: MoveView): Promise<Moving> {
  const later = wait(PATIENCE_MS, undefined, { ref: false })
  return { ...found, caused: await Promise.race([findCaused(found), later]) }
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
  const found = startApart(order)
  known.set(answers, { to: after.digest, found })
  found.then(
    (one) => one ?? known.delete(answers),
    () => known.delete(answers),
  )
  return found
}

/** Undefined: it took too long, or too many wait already. */
async function startApart(order: CausesOrder): Found {
  try {
    return await runApart<readonly Caused[]>('assess/carrying/impact-worker.ts', order)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'busy') return undefined
    throw error
  }
}
