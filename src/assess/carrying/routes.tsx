/** Starting the assessment of a period, moving it to a newer rule set, and confirming what was carried forward, as pages. */
import { findQuestion } from '../../rules/find.ts'
import { DomainError } from '../../errors.ts'
import type { AssessmentView } from '../../service/views.ts'
import { confirmAnswers, findOrigins, isConfirmedAlone, type SeenAnswer } from '../../service/confirming.ts'
import { getMove, moveAssessment } from '../../service/moving.ts'
import { getStarting, startAssessment } from '../../service/starting.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getDomain, getView } from '../questions/asked.ts'
import { attempt } from '../../web/saving.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { ConfirmDomainPage, ConfirmPage } from './confirm-page.tsx'
import { MovePage } from './move-page.tsx'
import { StartPage } from './start-page.tsx'

export const carrying = newRoutes()

carrying.page('start-assessment', paths.start, (c) => showStart(c, '', [], 200))

carrying.post('start-assessment', paths.start, async (c) => {
  const form = await readForm(c)
  const id = c.req.param('organisation')
  const how = form.get('how')
  if (how !== 'carried' && how !== 'empty')
    return showStart(c, how, [{ field: 'how', message: 'Choose how you want to start.' }], 422)
  try {
    const tried = await attempt(c, () =>
      startAssessment(c.get('web').house, getPerson(c), id, form.get('seen'), how),
    )
    if (tried.ok) return c.redirect(paths.tasks(id), 303)
    const refusal = 'Ward Round could not save this at the moment. Try again in a minute.'
    return showStart(c, how, [], tried.status, refusal)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showStart(c, how, [], 409, error.message)
  }
})

async function showStart(
  c: PageContext,
  how: string,
  faults: readonly FormFault[],
  status: 200 | 409 | 422 | 500 | 503,
  refusal?: string,
) {
  const starting = await getStarting(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
  const said = refusal === undefined ? {} : { refusal }
  return showPage(c, <StartPage c={c} starting={starting} how={how} faults={faults} {...said} />, status)
}

carrying.page('read-whole', paths.ruleSetMove, (c) => showMove(c, 200))

carrying.post('start-assessment', paths.ruleSetMove, async (c) => {
  const form = await readForm(c)
  const id = c.req.param('organisation')
  try {
    const tried = await attempt(c, () =>
      moveAssessment(c.get('web').house, getPerson(c), id, form.get('seen')),
    )
    if (tried.ok) return c.redirect(paths.ruleSetMove(id), 303)
    return showMove(c, tried.status, 'Ward Round could not save this at the moment. Try again in a minute.')
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showMove(c, 409, error.message)
  }
})

async function showMove(c: PageContext, status: 200 | 409 | 500 | 503, refusal?: string) {
  const found = await getMove(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
  return showPage(c, <MovePage c={c} found={found} refusal={refusal} />, status)
}

carrying.page('edit-answers', paths.confirm, async (c) => {
  const view = await getView(c)
  const [confirmed, passedOver] = ['confirmed', 'passed-over'].map((name) => countOf(c.req.query(name)))
  const done = confirmed === undefined ? undefined : { confirmed, passedOver: passedOver ?? 0 }
  return showPage(c, <ConfirmPage c={c} view={view} done={done} />)
})

carrying.page('edit-answers', paths.confirmDomain, (c) => showDomain(c, [], [], 200))

carrying.post('edit-answers', paths.confirmDomain, async (c) => {
  const form = await readForm(c)
  const ticked = form.all('answer')
  const view = await getView(c)
  getDomain(view, c.req.param('domain'))
  const seen = ticked.flatMap((value) => seenOf(view, value) ?? [])
  if (seen.length === 0)
    return showDomain(c, ticked, [{ field: 'answer', message: 'Tick what is true.' }], 422)
  const alone = seen.flatMap(({ questionId }) => {
    const question = findQuestion(view.ruleSet, questionId)
    const answer = view.toConfirm[questionId]
    return question !== undefined && answer && isConfirmedAlone(question, answer, view.answers.asOf)
      ? [question]
      : []
  })
  if (alone.length > 0) {
    const message = 'is out of date. Confirm this answer on its own page.'
    return showDomain(
      c,
      ticked,
      alone.map(({ short }) => ({ field: 'alone', message: `The evidence of “${short}” ${message}` })),
      422,
    )
  }
  const { house } = c.get('web')
  const tried = await attempt(c, () => confirmAnswers(house, getPerson(c), view.organisation.id, seen))
  if (!tried.ok) return showDomain(c, ticked, [], tried.status)
  const { confirmed, passedOver } = tried.value
  const counts = `confirmed=${String(confirmed)}&passed-over=${String(passedOver)}`
  return c.redirect(`${paths.confirm(view.organisation.id)}?${counts}`, 303)
})

async function showDomain(
  c: PageContext,
  ticked: readonly string[],
  faults: readonly FormFault[],
  status: 200 | 422 | 500 | 503,
) {
  const view = await getView(c)
  const domain = getDomain(view, c.req.param('domain') ?? '')
  const origins = await findOrigins(c.get('web').house, getPerson(c), view.organisation.id)
  const props = { c, view, domain, origins, ticked, faults, notSaved: status >= 500 }
  return showPage(c, <ConfirmDomainPage {...props} />, status)
}

/** What a ticked box names; undefined for anything else, as `boxValue` would not have written it. */
function seenOf(view: AssessmentView, value: string): SeenAnswer | undefined {
  const [, questionId = '', version = ''] = /^([a-z0-9-]+):(\d{1,9})$/.exec(value) ?? []
  return view.ruleSet.byId.has(questionId) ? { questionId, version: Number(version) } : undefined
}

/** A count in an address of our own; undefined where there is none. */
function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
