/** Pointers to CAF outcomes for a trust's own DSPT evidence. They assess no outcome. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import type { RuleSet } from '../rules/model.ts'
import type { CafPointer } from './model.ts'
import { ABSENT, type Readings } from './reading.ts'

/** Every mapped answer at this credit or more gives "no concern seen". Our judgement. */
const NO_CONCERN_FROM = 75

/** A pointer for each outcome of the rule set's framework, in its order. */
export function pointToCaf(ruleSet: RuleSet, row: LevelRow, readings: readonly Readings[]): CafPointer[] {
  const shown = ruleSet.questions.map(({ index }) =>
    readings.some((one) => (one.bound.levels[index] ?? ABSENT) !== ABSENT),
  )
  return mappedOf(ruleSet).map(({ outcome, questions }) => {
    const mapped = questions.filter(({ index }) => shown[index])
    const bytes = mapped.map((question) => row.declared[question.index] ?? UNANSWERED)
    const answered = bytes.map((byte) => stateOf(byte) === 'answered')
    const credits = mapped.map((question, index) =>
      answered[index] === true ? (question.levels[bytes[index] ?? 0]?.credit ?? 0) : undefined,
    )
    return {
      outcome,
      pointer: credits.some((_, index) => answered[index] === true && bytes[index] === 0)
        ? 'concern'
        : !bytes.some((byte) => stateOf(byte) !== 'unanswered')
          ? 'not-looked-at'
          : credits.every((credit) => credit !== undefined && credit >= NO_CONCERN_FROM)
            ? 'no-concern-seen'
            : 'mixed',
      questions: mapped.map((question) => question.id),
    }
  })
}

/** The questions that are mapped to each outcome, which are the same for every organisation. */
const mappedOf = once((ruleSet: RuleSet) =>
  Object.keys(ruleSet.framework.outcomes).map((outcome) => ({
    outcome,
    questions: ruleSet.questions.filter(
      ({ caf, cafInferred }) => caf.includes(outcome) || cafInferred.includes(outcome),
    ),
  })),
)
