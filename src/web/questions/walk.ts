/** Where one goes next: along a domain, then into the next domain; or along the first look. */
import type { AssessmentView } from '../../service/assessments.ts'
import { paths } from '../paths.ts'
import { type QuestionState, questionStates, type Stop, stopsOf } from '../progress.ts'

/** Value of `via` on a question's page that was opened from the first look. */
export const FIRST_LOOK = 'first-look'

/** A stop of the walk through the whole questionnaire, with its address. */
export interface Place {
  readonly domain: string
  readonly title: string
  readonly href: string
  readonly stop: Stop
}

/** Every page of the questionnaire that this organisation is asked, in order. */
export function placesOf(view: AssessmentView, states = questionStates(view)): Place[] {
  const { id } = view.organisation
  return view.ruleSet.domains.flatMap((domain) =>
    stopsOf(domain, states).map((stop): Place =>
      stop.kind === 'question'
        ? {
            domain: domain.id,
            title: stop.state.question.short,
            href: paths.question(id, domain.id, stop.state.question.id),
            stop,
          }
        : { domain: domain.id, title: stop.register.title, href: paths.register(id, stop.register.id), stop },
    ),
  )
}

/** The 16 questions of the first look, as far as they are shown. */
export function firstLookOf(view: AssessmentView, states = questionStates(view)): QuestionState[] {
  return view.ruleSet.firstLook.flatMap((index) => {
    const state = states[index]
    return state === undefined || state.hidden ? [] : [state]
  })
}

export function firstLookHref(view: AssessmentView, state: QuestionState): string {
  const { domain, id } = state.question
  return `${paths.question(view.organisation.id, domain, id)}?via=${FIRST_LOOK}`
}

/** The page after a question: by `via` in the first look, else in the questionnaire. */
export function nextAfter(view: AssessmentView, questionId: string, via: string): string {
  const states = questionStates(view)
  if (via === FIRST_LOOK) {
    const look = firstLookOf(view, states)
    const at = look.findIndex((one) => one.question.id === questionId)
    const next = look.slice(at + 1).find((one) => one.state === 'unanswered')
    return next === undefined ? paths.firstLook(view.organisation.id) : firstLookHref(view, next)
  }
  const places = placesOf(view, states)
  const at = places.findIndex(({ stop }) => stop.kind === 'question' && stop.state.question.id === questionId)
  return places[at + 1]?.href ?? paths.checkAnswers(view.organisation.id)
}

/** The page after a register. */
export function nextAfterRegister(view: AssessmentView, registerId: string): string {
  const places = placesOf(view)
  const at = places.findIndex(({ stop }) => stop.kind === 'register' && stop.register.id === registerId)
  return places[at + 1]?.href ?? paths.checkAnswers(view.organisation.id)
}
