/**
 * Assessments as they were read, in memory: pages are many, and changes few. One is read again when anything of it changed.
 * Filled by transactions that only read, and by changes once they are committed.
 */

import type { AssessmentId } from '../ids.ts'
import type { AssessmentView, Place, ResultView } from './views.ts'
import type { House } from './house.ts'

export interface Kept {
  /** Everything but the content, which is the same as long as the revision is. */
  readonly key: string
  readonly view: AssessmentView
  /** What it adds up to, once somebody asked. */
  found?: ResultView
}

/** Of a few hundred kilobytes each; the least recently read goes first. */
const MOST_KEPT = 100
const kept = new WeakMap<object, Map<AssessmentId, Kept>>()

/** What is kept of an assessment, if it is as the place says. */
export function findKept(house: House, place: Place): Kept | undefined {
  const found = keptOf(house).get(place.assessment.id)
  return found?.key === keyOf(place) ? putLast(house, found) : undefined
}

export function keepView(house: House, view: AssessmentView): Kept {
  return putLast(house, { key: keyOf(view), view })
}

/** Drops what is kept of every assessment: what is deleted is gone from here too. */
export function forgetKept(house: House): void {
  keptOf(house).clear()
}

function keyOf({ organisation, assessment, closed, ruleSet }: Place): string {
  return JSON.stringify([organisation, assessment, closed, ruleSet.digest])
}

function putLast(house: House, one: Kept): Kept {
  const all = keptOf(house)
  const { id } = one.view.assessment
  all.delete(id)
  all.set(id, one)
  const oldest = all.size > MOST_KEPT ? all.keys().next().value : undefined
  if (oldest !== undefined) all.delete(oldest)
  return one
}

function keptOf({ memory }: House): Map<AssessmentId, Kept> {
  const all = kept.get(memory) ?? new Map<AssessmentId, Kept>()
  kept.set(memory, all)
  return all
}
