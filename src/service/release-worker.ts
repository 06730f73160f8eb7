/**
 * A process of its own: gathers, computes and stores one prepared release over a connection of its own, so that no request waits for it
 * and its memory goes with it. It tells its parent either that it is done, or which refusal it met; a parent that is gone gets nothing stored.
 */

import { once } from 'node:events'
import { DomainError, type DomainErrorCode } from '../errors.ts'
import type { PeriodId, ReleaseId } from '../ids.ts'
import type { RuleSet } from '../rules/model.ts'
import { openBeside } from '../store/database.ts'
import type { Act } from '../store/acts.ts'
import { read, write } from '../store/transaction.ts'
import { gather } from './gathering.ts'
import { compute, storePrepared } from './preparing.ts'

export interface ReleaseOrder {
  readonly database: string
  readonly ruleSet: RuleSet
  readonly periodId: PeriodId
  readonly releaseId: ReleaseId
  /** Random, and secret until the release is published. */
  readonly nonce: string
  readonly by: Act
}

export type ReleaseOutcome =
  | { readonly done: true }
  | { readonly done: false; readonly code: DomainErrorCode; readonly message: string }

async function run({
  database,
  ruleSet,
  periodId,
  releaseId,
  nonce,
  by,
}: ReleaseOrder): Promise<ReleaseOutcome> {
  const { db, close } = await openBeside(database)
  try {
    const gathered = await read(db, (on) => gather(on, ruleSet, periodId))
    const computed = compute(ruleSet, gathered, nonce)
    await demandParent()
    await write(db, (on) => storePrepared(on, ruleSet, gathered, computed, releaseId, by))
    return { done: true }
  } catch (error) {
    if (error instanceof DomainError) return { done: false, code: error.code, message: error.message }
    throw error
  } finally {
    await close()
  }
}

/** Looks once more for word from the parent, which does not come while something is computed. */
async function demandParent(): Promise<void> {
  await new Promise((done) => setImmediate(done))
  if (!process.connected) process.exit(1)
}

const [order] = (await once(process, 'message')) as [ReleaseOrder]
process.send?.(await run(order))
process.disconnect()
