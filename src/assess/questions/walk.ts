/** Where one goes next: along a domain, then into the next domain; or along the first look. */
import type { OrganisationId, QuestionId, RegisterId } from '../../ids.ts'
import type { Domain, RuleSet } from '../../rules/model.ts'
import type { AssessmentView } from '../../service/views.ts'
import { type About, aboutQuestion, decide } from '../../service/permission.ts'
import type { Crumb } from '../../web/components/links.tsx'
import { mayRead } from '../editing.ts'
import { paths } from '../../web/paths.ts'
import { type QuestionState, questionStates, type Stop, stopsOf } from '../progress.ts'
import type { PageContext } from '../../web/web.ts'

/** Value of `via` on a question's page that was opened from the first look. */
export const FIRST_LOOK = 'first-look'

/** Value of `via` on a question's page that was opened from where all answers are checked. */
export const CHECK = 'check'

/** A stop of the walk through the whole questionnaire, with its address. */
export interface Place {
  readonly domain: string
  readonly title: string
  readonly href: string
  readonly stop: Stop
}

/** Every page of the questionnaire that this organisation is asked and this person may open, in order. */
export function placesOf(
  c: PageContext,
  view: AssessmentView,
  states: readonly QuestionState[] = questionStates(view),
): Place[] {
  const { id } = view.organisation
  const mayOpen = (stop: Stop) => mayRead(c, id, aboutOf(view.ruleSet, stop))
  return view.ruleSet.domains.flatMap((domain) =>
    stopsOf(domain, states)
      .filter(mayOpen)
      .map((stop): Place =>
        stop.kind === 'question'
          ? {
              domain: domain.id,
              title: stop.state.question.short,
              href: paths.question(id, domain.id, stop.state.question.id),
              stop,
            }
          : {
              domain: domain.id,
              title: stop.register.title,
              href: paths.register(id, stop.register.id),
              stop,
            },
      ),
  )
}

/** The questions of the first look, as far as they are shown. */
export function firstLookOf(view: AssessmentView, states = questionStates(view)): QuestionState[] {
  return view.ruleSet.firstLook.flatMap((index) => {
    const state = states[index]
    return state === undefined || state.hidden ? [] : [state]
  })
}

/** Whether somebody may open every question of the first look. */
export function mayWalkLook(c: PageContext, view: AssessmentView): boolean {
  const { id } = view.organisation
  return firstLookOf(view).every(({ question }) => mayRead(c, id, aboutQuestion(view.ruleSet, question)))
}

/** Its questions as places, each with the address that leads on along the first look. */
export function lookPlacesOf(view: AssessmentView, states: readonly QuestionState[]): Place[] {
  return firstLookOf(view, states).map((state) => ({
    domain: state.question.domain,
    title: state.question.short,
    href: firstLookHref(view, state),
    stop: { kind: 'question', state },
  }))
}

export function firstLookHref(view: AssessmentView, state: QuestionState): string {
  const { domain, id } = state.question
  return `${paths.question(view.organisation.id, domain, id)}?via=${FIRST_LOOK}`
}

/** The page after a question: by `via` in the first look, or back where answers are checked; else in the questionnaire. */
export function nextAfter(c: PageContext, view: AssessmentView, questionId: QuestionId, via: string): string {
  const states = questionStates(view)
  if (via === FIRST_LOOK) {
    const look = firstLookOf(view, states)
    const at = look.findIndex((one) => one.question.id === questionId)
    const next = look.slice(at + 1).find((one) => one.state === 'unanswered')
    return next === undefined ? endOfLook(c, view) : firstLookHref(view, next)
  }
  if (via === CHECK) return `${paths.checkAnswers(view.organisation.id)}#${questionId}`
  const places = placesOf(c, view, states)
  const at = places.findIndex(({ stop }) => stop.kind === 'question' && stop.state.question.id === questionId)
  return places[at + 1]?.href ?? endOf(c, view)
}

/** The page after a register. */
export function nextAfterRegister(c: PageContext, view: AssessmentView, registerId: RegisterId): string {
  const places = placesOf(c, view)
  const at = places.findIndex(({ stop }) => stop.kind === 'register' && stop.register.id === registerId)
  return places[at + 1]?.href ?? endOf(c, view)
}

/** What a page of the walk shows, for permission: a register belongs to its own domain, also where it answers questions of another. */
export function aboutOf(ruleSet: RuleSet, stop: Stop): About {
  return stop.kind === 'question'
    ? aboutQuestion(ruleSet, stop.state.question)
    : { domain: stop.register.domain }
}

/** Whether something is still to be answered or confirmed there. */
export function isOpen(stop: Stop): boolean {
  return stop.kind === 'question'
    ? stop.state.state === 'unanswered' || stop.state.toConfirm
    : stop.feeds.some((one) => one.state === 'unanswered')
}

/** After the first look: its result, or the first page again for who may not see what the answers add up to. */
function endOfLook(c: PageContext, { organisation: { id } }: AssessmentView): string {
  return decide('read-whole', c.get('person'), id) === 'allowed' ? paths.firstLook(id) : paths.tasks(id)
}

/** After the last page: all answers once more, or the first page again for who may not see what they add up to. */
function endOf(c: PageContext, { organisation: { id } }: AssessmentView): string {
  const mayCheck = mayRead(c, id) && decide('read-results', c.get('person'), id) === 'allowed'
  return mayCheck ? paths.checkAnswers(id) : paths.tasks(id)
}

/** The pages above one of a domain; its own page only for who may open it. */
export function crumbsOf(c: PageContext, organisationId: OrganisationId, domain: Domain): Crumb[] {
  const above = { href: paths.tasks(organisationId), text: 'Questions' }
  return mayRead(c, organisationId, { domain: domain.id })
    ? [above, { href: paths.domain(organisationId, domain.id), text: domain.title }]
    : [above]
}
