/**
 * A step of a replay → its mark and its words. One reading is drawn, that of evidence; what rests on our word is drawn in stripes where it would do more.
 * "Not known" is said only where the outcome of the whole attack hangs on it.
 */

import type { DrawnStep, StepMark } from '../charts/steps.ts'
import type { StepResult, StepStatus } from '../scoring/model.ts'
import { standingName } from './standing-words.ts'
import { upperFirst } from './words.ts'

/** Statuses at which something stands, the least first. */
const DOES: readonly StepStatus[] = ['open', 'limited', 'seen', 'stopped']

/** The mark of a step; undefined where the attack does not come on evidence. `hangs`: the outcome of the attack is not known. */
export function markOf(step: StepResult, hangs: boolean): DrawnStep | undefined {
  const { kind: shape, status, assured, best, notKnown } = step
  if (assured === 'not-reached') return undefined
  const onlyIfWordIsWrong = status === 'not-reached'
  const at = (one: StepStatus) => DOES.indexOf(one)
  if (assured === 'passed-over') return { shape, mark: 'passed', fill: 'nothing', onlyIfWordIsWrong }
  if (assured === 'not-testable') return { shape, mark: 'untestable', fill: 'nothing', onlyIfWordIsWrong }
  if (hangs && notKnown.length > 0 && at(best) > Math.max(at(status), at(assured)))
    return { shape, mark: 'unknown', fill: 'unknown', onlyIfWordIsWrong }
  const saidMore = at(status) > at(assured)
  const mark = (saidMore ? status : assured) as Exclude<StepMark, 'unknown' | 'untestable' | 'passed'>
  const fill = saidMore ? 'said' : mark === 'open' ? 'nothing' : 'shown'
  return { shape, mark, fill, onlyIfWordIsWrong }
}

const SHOWN = {
  stopped: 'On evidence: stopped here',
  seen: 'On evidence: seen here',
  limited: 'On evidence: limited here',
} as const
const SAID = {
  stopped: 'Met here, on our word only',
  seen: 'Seen here, on our word only',
  limited: 'Limited here, on our word only',
} as const

/** The same in words, without a full stop. */
export function markWords(drawn: DrawnStep | undefined): string {
  if (drawn === undefined) return upperFirst(standingName('not-reached'))
  switch (drawn.mark) {
    case 'unknown':
      return 'Not known: it depends on open answers'
    case 'untestable':
      return upperFirst(standingName('cannot-be-tested'))
    case 'passed':
      return upperFirst(standingName('not-here'))
    case 'open':
      return 'On evidence: nothing in the way'
    default:
      return (drawn.fill === 'said' ? SAID : SHOWN)[drawn.mark]
  }
}
