/** Parts that were shared out → the questions or outcomes they hold, how far they are, and whether they are late. */
import { londonDate } from '../calendar.ts'
import { findQuestion } from '../rules/find.ts'
import type { RuleSet } from '../rules/model.ts'
import { countWords, joinWords } from '../report/words.ts'
import { questionsOfPart, type SharedPart } from '../service/sharing-out.ts'
import type { AssignedPart } from '../store/person.ts'
import { type Progress, progressOf, type QuestionState } from './progress.ts'

/** The states of the questions that a part holds, in the order of the questionnaire. */
export function statesOfPart(
  ruleSet: RuleSet,
  part: AssignedPart,
  states: readonly QuestionState[],
): QuestionState[] {
  const held = new Set(questionsOfPart(ruleSet, part))
  return states.filter(({ question }) => held.has(question))
}

export interface PartState {
  readonly assignment: SharedPart
  readonly title: string
  readonly progress: Progress
  /** Its day has passed in Europe/London, and something is still to be answered. */
  readonly late: boolean
}

export function partState(
  ruleSet: RuleSet,
  states: readonly QuestionState[],
  assignment: SharedPart,
  now: Date,
): PartState {
  const progress = progressOfPart(ruleSet, states, assignment)
  const late =
    assignment.due !== undefined &&
    assignment.due < londonDate(now) &&
    (progress.answered < progress.shown || progress.toConfirm > 0)
  return { assignment, title: titleOfPart(ruleSet, assignment), progress, late }
}

function progressOfPart(
  ruleSet: RuleSet,
  states: readonly QuestionState[],
  { caf, ...part }: SharedPart,
): Progress {
  if (caf === undefined) return progressOf(statesOfPart(ruleSet, part, states))
  const { length } = caf.outcomes
  return {
    answered: length - caf.outcomes.filter(({ isToAnswer }) => isToAnswer).length,
    ...{ shown: length, toConfirm: 0 },
  }
}

/** The domain's title, the question's short words, or the first look, or the part of a framework; one that is no longer there by its id. */
export function titleOfPart(ruleSet: RuleSet, { kind, target, caf }: SharedPart): string {
  if (caf !== undefined) return caf.title
  if (kind === 'first-look') return 'The first look'
  const found =
    kind === 'domain'
      ? ruleSet.domains.find((one) => one.id === target)?.title
      : findQuestion(ruleSet, target)?.short
  return found ?? target
}

/** Who else may fill in some of a part, with how many of its questions or outcomes; undefined: nobody. */
export function alsoWithWords({ alsoWith, kind }: SharedPart): string | undefined {
  if (alsoWith.length === 0) return undefined
  return joinWords(
    alsoWith.map(
      ({ name, count }) => `${name} (${countWords(count, kind === 'caf' ? 'outcome' : 'question')})`,
    ),
  )
}
