/** The shape of `cases/*.yaml`: answers and the results a rule author expects. Trusts are answers files, read elsewhere. */
import * as v from 'valibot'
import { chosen, date, id, listOf, oneOf, recordOf, shape, someOf, text, whole } from './words.ts'

const score = {
  /** Null: no single score, because something is unanswered. */
  score: v.exactOptional(v.nullable(whole(0, 100))),
  low: v.exactOptional(whole(0, 100)),
  high: v.exactOptional(whole(0, 100)),
  assured: v.exactOptional(whole(0, 100)),
  band: v.exactOptional(v.nullable(id)),
  caps: v.exactOptional(listOf(id)),
}
const scoreExpectation = shape(score)
const riskExpectation = shape({
  residual: v.exactOptional(whole(1, 25)),
  likelihood: v.exactOptional(whole(1, 5)),
  consequence: v.exactOptional(whole(1, 5)),
  low: v.exactOptional(whole(1, 25)),
  high: v.exactOptional(whole(1, 25)),
  assured: v.exactOptional(whole(1, 25)),
})
const outcome = oneOf([
  'stopped',
  'cut-short',
  'seen',
  'limited',
  'open',
  'not-testable',
  'not-exposed',
  'not-known',
])
const replayExpectation = shape({
  outcome: v.exactOptional(outcome),
  'stopped-at': v.exactOptional(v.nullable(id)),
  reach: v.exactOptional(whole(0, 100)),
  assured: v.exactOptional(outcome),
  /** Status by step id, with everything not known at its worst. */
  steps: v.exactOptional(
    recordOf(oneOf(['stopped', 'seen', 'limited', 'open', 'not-testable', 'passed-over', 'not-reached'])),
  ),
})

const ALL_OR_NONE = oneOf(['all', 'none'])
const LEVELS = recordOf(id)

const ruleCase = shape({
  name: text,
  cohort: v.exactOptional(id),
  'as-of': v.exactOptional(date),
  base: v.exactOptional(id),
  trust: v.exactOptional(id),
  levels: v.exactOptional(recordOf(id)),
  context: v.exactOptional(recordOf(id)),
  assured: v.exactOptional(
    chosen<'all' | 'none' | Record<string, string>>(
      (input) => (typeof input === 'string' ? ALL_OR_NONE : LEVELS),
      () => [ALL_OR_NONE, LEVELS],
    ),
  ),
  expect: shape({
    overall: v.exactOptional(scoreExpectation),
    domains: v.exactOptional(recordOf(scoreExpectation)),
    risks: v.exactOptional(recordOf(riskExpectation)),
    incidents: v.exactOptional(recordOf(replayExpectation)),
    contradictions: v.exactOptional(listOf(id)),
  }),
})

export const casesFile = shape({ cases: someOf(ruleCase) })
export type CasesFile = v.InferOutput<typeof casesFile>
/** One case as written: `levels` are level ids or a state, `incidents` are keyed `<incident>/<vantage>`. */
export type RawCase = v.InferOutput<typeof ruleCase>
