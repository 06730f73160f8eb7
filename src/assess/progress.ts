/**
 * An assessment → where each question stands, and the order in which a person walks through them.
 * It scores nothing; states come from the same level row that is scored.
 */
import { encode } from '../answers/encode.ts'
import { evidenceOf } from '../answers/live.ts'
import { countShare } from '../answers/share.ts'
import { stateOf, UNANSWERED, type State } from '../answers/levels.ts'
import { once } from '../once.ts'
import { isHidden } from '../rules/condition.ts'
import { countedContext } from '../rules/counted.ts'
import type { ContextQuestion, Domain, Question, Register } from '../rules/model.ts'
import type { AssessmentView } from '../service/views.ts'

/** Where one scored question stands. */
export interface QuestionState {
  readonly question: Question
  readonly state: State
  /** Not asked, because of an answer on the scope page. */
  readonly hidden: boolean
  /** Carried forward, and nobody has said yet that it is still true. */
  readonly toConfirm: boolean
  /** What supports it today; undefined while there is nothing to support. */
  readonly evidence: 'live' | 'lapsed' | 'none' | undefined
  /** The register that feeds it. */
  readonly register: Register | undefined
}

/** All scored questions in the order of the questionnaire, with their states. */
export const questionStates = once((view: AssessmentView): readonly QuestionState[] => {
  const { ruleSet, answers } = view
  const row = encode(ruleSet, answers)
  return ruleSet.questions.map((question) => {
    const state = stateOf(row.declared[question.index] ?? UNANSWERED)
    const { form } = question
    return {
      question,
      state,
      hidden: isHidden(question, row.context),
      toConfirm: view.toConfirm[question.id] !== undefined,
      evidence: state === 'unanswered' || state === 'not-known' ? undefined : supportOf(view, question),
      register: form.type === 'share' ? ruleSet.registers.find((one) => one.id === form.register) : undefined,
    }
  })
})

function supportOf({ ruleSet, answers }: AssessmentView, question: Question): QuestionState['evidence'] {
  if (question.form.type !== 'share') {
    const answer = answers.answers[question.id]
    return answer === undefined ? undefined : evidenceOf(question, answer, answers.asOf)
  }
  const count = countShare(ruleSet, question, answers)
  if (count === undefined || count.lowest.top === 0) return undefined
  return count.backed.top >= count.lowest.top ? 'live' : 'none'
}

/** Answered of asked, over some questions; and how many of the answered are still to be confirmed. */
export interface Progress {
  readonly answered: number
  readonly shown: number
  readonly toConfirm: number
}

export function progressOf(states: readonly QuestionState[]): Progress {
  const shown = states.filter((one) => !one.hidden)
  return {
    answered: shown.filter((one) => one.state !== 'unanswered').length,
    shown: shown.length,
    toConfirm: shown.filter((one) => one.toConfirm).length,
  }
}

/** The scope page: how many of the questions that it asks are answered. */
export function scopeProgress(
  { ruleSet, answers }: AssessmentView,
  wanted: (question: ContextQuestion) => boolean = () => true,
): Progress {
  const asked = ruleSet.context.filter((one) => !one.fromOrganisation && wanted(one))
  return {
    answered: asked.filter((one) => answers.context[one.id] !== undefined).length,
    shown: asked.length,
    toConfirm: 0,
  }
}

/** The whole questionnaire as people count it: the scored questions, and those of the scope page that something reads. */
export function wholeProgress(view: AssessmentView, states: readonly QuestionState[]): Progress {
  const counted = countedContext(view.ruleSet)
  const [scored, scope] = [progressOf(states), scopeProgress(view, (one) => counted.includes(one))]
  return {
    answered: scored.answered + scope.answered,
    shown: scored.shown + scope.shown,
    toConfirm: scored.toConfirm,
  }
}

/** One page of the walk through a domain: a question, or the register that feeds some. */
export type Stop =
  | { readonly kind: 'question'; readonly state: QuestionState }
  | { readonly kind: 'register'; readonly register: Register; readonly feeds: readonly QuestionState[] }

/** The pages of a domain in order; a register stands where its first question would. Hidden questions are left out. */
export function stopsOf(domain: Domain, states: readonly QuestionState[]): Stop[] {
  const own = states.filter((one) => one.question.domain === domain.id && !one.hidden)
  const registers = new Set<string>()
  return own.flatMap((state): Stop[] => {
    if (state.register === undefined) return [{ kind: 'question', state }]
    if (registers.has(state.register.id)) return []
    registers.add(state.register.id)
    const { register } = state
    return [{ kind: 'register', register, feeds: own.filter((one) => one.register?.id === register.id) }]
  })
}
