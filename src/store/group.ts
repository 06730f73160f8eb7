/**
 * Saves that come in at the same moment → one transaction, one after the other, each in a savepoint of its own: the disk is waited for once.
 * Nobody learns what became of theirs before all of it is committed. One that fails leaves the others as they are.
 */

import { CompiledQuery } from 'kysely'
import { DomainError } from '../errors.ts'
import { faultOf } from './faults.ts'
import type { Handle } from './tables.ts'

/** Work in a transaction that was begun for it, tried again where it collided. */
export type Run = <T>(work: (transaction: Handle) => Promise<T>) => Promise<T>

/** A save that waits for its group. */
interface Member {
  /** Does the work, and keeps what became of it. Throws where the whole transaction is at stake. */
  readonly attempt: (transaction: Handle) => Promise<void>
  /** Tells what became of it. */
  readonly answer: () => void
  /** In a transaction of its own. */
  readonly alone: () => Promise<void>
  readonly refuse: (error: unknown) => void
}

/** Saves of a transaction; pages wait meanwhile (ours). */
const MOST = 64

const [SAVE, UNDO, KEEP] = ['savepoint save', 'rollback to save', 'release save'].map((text) =>
  CompiledQuery.raw(text),
) as [CompiledQuery, CompiledQuery, CompiledQuery]

const waiting = new WeakMap<Handle, Member[]>()

/** Runs the work with whatever else came in by the end of this turn of the event loop, and gives its result once that is committed. */
export function inGroup<T>(db: Handle, work: (transaction: Handle) => Promise<T>, run: Run): Promise<T> {
  return new Promise((resolve, reject) => {
    let answer = () => reject(new Error('The save was not tried.'))
    const member: Member = {
      attempt: async (transaction) => {
        await transaction.executeQuery(SAVE)
        try {
          const result = await work(transaction)
          answer = () => resolve(result)
        } catch (error) {
          if (faultOf(error) !== undefined) throw error
          answer = () => member.refuse(error)
          await transaction.executeQuery(UNDO)
        }
        await transaction.executeQuery(KEEP)
      },
      answer: () => answer(),
      alone: () => run(work).then(resolve, reject),
      refuse: reject,
    }
    const others = waiting.get(db)
    if (others !== undefined) {
      others.push(member)
      return
    }
    const all = [member]
    waiting.set(db, all)
    setImmediate(() => {
      waiting.delete(db)
      for (let from = 0; from < all.length; from += MOST) void runGroup(all.slice(from, from + MOST), run)
    })
  })
}

async function runGroup(members: readonly Member[], run: Run): Promise<void> {
  const [first, second] = members
  if (second === undefined) return first?.alone()
  try {
    await run(async (transaction) => {
      for (const { attempt } of members) await attempt(transaction)
    })
    for (const { answer } of members) answer()
  } catch (error) {
    // Nothing of it is stored. A lock that did not pass would be met by each of them again; a disk that is full only by some.
    const isLocked = error instanceof DomainError && error.code === 'busy'
    for (const { alone, refuse } of members)
      if (isLocked) refuse(error)
      else await alone()
  }
}
