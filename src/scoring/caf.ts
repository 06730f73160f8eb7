/** Pointers to CAF outcomes for a trust's own DSPT evidence, in every framework of the rule set. They assess no outcome. */

import { stateOf, UNANSWERED } from '../answers/levels.ts'
import type { LevelRow } from '../answers/model.ts'
import { once } from '../once.ts'
import type { Framework, Question, RuleSet } from '../rules/model.ts'
import type { CafPointer, FrameworkPointers } from './model.ts'
import { ABSENT, type Readings } from './reading.ts'

/** Every mapped answer at this credit or more gives "no concern seen". Our judgement. */
export const NO_CONCERN_FROM = 75

/** A pointer for each outcome of each framework, in their order. */
export function pointToCaf(
  ruleSet: RuleSet,
  row: LevelRow,
  readings: readonly Readings[],
): FrameworkPointers[] {
  const isShown = ({ index }: Question) =>
    readings.some((one) => (one.bound.levels[index] ?? ABSENT) !== ABSENT)
  const shown = new Set(ruleSet.questions.filter(isShown))
  return mappedOf(ruleSet).map(({ framework, outcomes }) => ({
    framework,
    outcomes: outcomes.map(({ outcome, questions, inferred }) =>
      pointTo(
        outcome,
        questions.filter((one) => shown.has(one)),
        inferred.filter((one) => shown.has(one)),
        row,
      ),
    ),
  }))
}

/** What is inferred is named, and decides nothing. */
function pointTo(
  outcome: string,
  questions: readonly Question[],
  inferred: readonly Question[],
  row: LevelRow,
): CafPointer {
  const levelOf = ({ index }: Question) => row.declared[index] ?? UNANSWERED
  const isLow = (question: Question) => (question.levels[levelOf(question)]?.credit ?? 0) < NO_CONCERN_FROM
  const looked = questions.filter((one) => stateOf(levelOf(one)) !== 'unanswered')
  const answered = looked.filter((one) => stateOf(levelOf(one)) === 'answered')
  const holdingBack = looked.filter(isLow)
  const pointer = (): CafPointer['pointer'] => {
    if (answered.some((one) => levelOf(one) === 0)) return 'concern'
    if (looked.length === 0) return 'not-looked-at'
    return answered.length === questions.length && holdingBack.length === 0 ? 'no-concern-seen' : 'mixed'
  }
  const ids = (all: readonly Question[]) => all.map(({ id }) => id)
  return {
    outcome,
    pointer: pointer(),
    questions: ids(questions),
    answered: answered.length,
    holdingBack: ids(holdingBack),
    inferred: ids(inferred),
  }
}

/** The questions that are mapped to each outcome, which are the same for every organisation. */
const mappedOf = once((ruleSet: RuleSet) =>
  ruleSet.frameworks.map((framework) => ({
    framework: framework.id,
    outcomes: Object.keys(framework.outcomes).map((outcome) => ({
      outcome,
      questions: ruleSet.questions.filter(({ caf }) => caf[framework.id]?.includes(outcome)),
      inferred: ruleSet.questions.filter(({ cafInferred }) => cafInferred[framework.id]?.includes(outcome)),
    })),
  })),
)

/** The framework with this id, or else the newest of the rule set. */
export function frameworkOf({ frameworks }: RuleSet, id?: string | null): Framework {
  const found = frameworks.find((one) => one.id === id) ?? frameworks.at(-1)
  if (found === undefined) throw new Error('a rule set has a framework')
  return found
}
