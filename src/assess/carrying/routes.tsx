/** Starting the assessment of a period, moving it to a newer rule set, and confirming what was carried forward, as pages. */
import { findQuestion } from '../../rules/find.ts'
import type { AssessmentView } from '../../service/views.ts'
import { confirmAnswers, findOrigins, isConfirmedAlone, type SeenAnswer } from '../../service/confirming.ts'
import { getMove, moveAssessment } from '../../service/moving.ts'
import { getStarting, startAssessment } from '../../service/starting.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getDomain, getView } from '../questions/asked.ts'
import { newForm } from '../../web/shown-form.tsx'
import { askedIn, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { ConfirmDomainPage, confirmFields, ConfirmPage } from './confirm-page.tsx'
import { withCauses } from './causes.ts'
import { moveFields, MovePage } from './move-page.tsx'
import { startFields, StartPage } from './start-page.tsx'

export const carrying = newRoutes()

carrying.form('start-assessment', paths.start, {
  load: (c) => getStarting(...askedIn(c)),
  fields: startFields,
  page: (c, starting, form) => <StartPage c={c} starting={starting} form={form} />,
  save: async (c, { seen, how }, { organisation }) => {
    await startAssessment(...askedIn(c), seen, how === 'carried' ? 'carried' : 'empty')
    return paths.tasks(organisation.id)
  },
})

carrying.page('read-whole', paths.ruleSetMove, async (c) => {
  const found = await withCauses(await getMove(...askedIn(c)))
  return showPage(c, <MovePage c={c} found={found} form={newForm(c.req.path, moveFields(found))} />)
})

carrying.sent('start-assessment', paths.ruleSetMove, {
  load: async (c) => withCauses(await getMove(...askedIn(c))),
  fields: moveFields,
  page: (c, found, form) => <MovePage c={c} found={found} form={form} />,
  save: async (c, { seen }) => {
    await moveAssessment(...askedIn(c), seen)
    return c.req.path
  },
})

carrying.page('edit-answers', paths.confirm, async (c) => {
  const view = await getView(c)
  const [confirmed, passedOver] = ['confirmed', 'passed-over'].map((name) => countOf(c.req.query(name)))
  const done = confirmed === undefined ? undefined : { confirmed, passedOver: passedOver ?? 0 }
  return showPage(c, <ConfirmPage c={c} view={view} done={done} />)
})

carrying.form('edit-answers', paths.confirmDomain, {
  load: async (c) => {
    const view = await getView(c)
    return { view, domain: getDomain(view, partOf(c, 'domain')), origins: await findOrigins(...askedIn(c)) }
  },
  fields: confirmFields,
  page: (c, of, form) => <ConfirmDomainPage c={c} of={of} form={form} />,
  check: ({ answer }, { view }) => {
    const seen = seenIn(view, answer)
    if (seen.length === 0) return [{ field: 'answer', message: 'Tick what is true.' }]
    return seen.flatMap(({ questionId }) => {
      const question = findQuestion(view.ruleSet, questionId)
      const given = view.toConfirm[questionId]
      if (!question || !given || !isConfirmedAlone(question, given, view.answers.asOf)) return []
      const message = `The evidence of “${question.short}” is out of date. Confirm this answer on its own page.`
      return [{ field: 'alone', message }]
    })
  },
  save: async (c, { answer }, { view }) => {
    const { confirmed, passedOver } = await confirmAnswers(...askedIn(c), seenIn(view, answer))
    const counts = `confirmed=${String(confirmed)}&passed-over=${String(passedOver)}`
    return `${paths.confirm(view.organisation.id)}?${counts}`
  },
})

/** What the ticked boxes name; anything that no box of ours would send is passed over. */
function seenIn(view: AssessmentView, ticked: readonly string[]): SeenAnswer[] {
  return ticked.flatMap((value) => {
    const [, questionId = '', version = ''] = /^([a-z0-9-]+):(\d{1,9})$/.exec(value) ?? []
    return view.ruleSet.byId.has(questionId) ? [{ questionId, version: Number(version) }] : []
  })
}

/** A count in an address of our own; undefined where there is none. */
function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,4}$/.test(text) ? Number(text) : undefined
}
