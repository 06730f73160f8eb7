/** Parts that were shared out → the questions they hold, how far they are, and whether they are late. */
import { londonDate } from '../answers/calendar.ts'
import type { RuleSet } from '../rules/model.ts'
import { type Assignment, questionsOfPart } from '../service/sharing-out.ts'
import type { AssignedPart } from '../store/person.ts'
import { type Progress, progressOf, type QuestionState } from './progress.ts'

/** The states of the questions that a part holds. */
export function statesOfPart(
  ruleSet: RuleSet,
  part: AssignedPart,
  states: readonly QuestionState[],
): QuestionState[] {
  const held = new Set(questionsOfPart(ruleSet, part))
  return states.filter(({ question }) => held.has(question))
}

export interface PartState {
  readonly assignment: Assignment
  readonly title: string
  readonly progress: Progress
  /** Its day has passed in Europe/London, and something is still to be answered. */
  readonly late: boolean
}

export function partState(
  ruleSet: RuleSet,
  states: readonly QuestionState[],
  assignment: Assignment,
  now: Date,
): PartState {
  const progress = progressOf(statesOfPart(ruleSet, assignment, states))
  const late =
    assignment.due !== undefined &&
    assignment.due < londonDate(now) &&
    (progress.answered < progress.shown || progress.toConfirm > 0)
  return { assignment, title: titleOfPart(ruleSet, assignment), progress, late }
}

/** The domain's title or the question's short words; a part that the rule set no longer has by its id. */
export function titleOfPart(ruleSet: RuleSet, { kind, target }: AssignedPart): string {
  const found =
    kind === 'domain'
      ? ruleSet.domains.find((one) => one.id === target)?.title
      : ruleSet.questions[ruleSet.byId.get(target) ?? -1]?.short
  return found ?? target
}
