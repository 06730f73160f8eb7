/** The scope page: what the assessment is about. It never scores; each answer is saved by itself, with its own version. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { parseContextAnswer } from '../../answers/parse.ts'
import type { ContextQuestion } from '../../rules/model.ts'
import { saveContext } from '../../service/answering.ts'
import { getAssessment } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { demand, demandState } from '../../service/permission.ts'
import { mayEdit } from '../editing.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import type { Became } from '../../web/shown-form.tsx'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { placesOf } from '../questions/walk.ts'
import { attempt, saidFaults, saidSaved, seenVersion } from '../../web/saving.ts'
import { getPerson, type PageContext, partOf, wantsJson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { type ScopeConflict, ScopeConflictPage } from './conflict-page.tsx'
import { ScopePage, type TypedScope, versionField } from './scope-page.tsx'

export const scope = newRoutes()

scope.page('read-answers', paths.scope, async (c) => {
  const view = await getView(c)
  const { versions, answers } = view
  const page = <ScopePage {...{ c, view, versions }} typed={answers.context} editable={mayEdit(c, view)} />
  return showPage(c, page)
})

scope.post('edit-answers', paths.scope, async (c) => {
  const form = await readForm(c)
  const view = await getView(c)
  // Told before what is wrong in what was typed: that may not matter any more.
  demandState('edit-answers', view)
  const asked = view.ruleSet.context.filter((one) => !one.fromOrganisation)
  const typed: TypedScope = Object.fromEntries(asked.map((one) => [one.id, form.get(one.id)]))
  const seen = Object.fromEntries(asked.map((one) => [one.id, seenVersion(form, versionField(one))]))
  const faults = asked.flatMap((one) => faultsOf(one, typed))
  const again = (became: Became, status: ContentfulStatusCode) =>
    showPage(c, <ScopePage {...{ c, view, typed, became }} versions={seen} editable />, status)
  if (faults.length > 0) {
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', faults)
    return again({ faults }, 422)
  }
  if (form.get('action') === 'edit') return again({ faults: [] }, 200)

  const tried = await attempt(c, () => saveAll(c, view, asked, typed, seen))
  if (!tried.ok) return again({ faults: [], notSaved: true }, tried.status)
  const { versions, conflicts } = tried.value
  const [first] = conflicts
  if (first !== undefined) {
    if (wantsJson(c)) return saidFaults(c, 409, 'Somebody changed this meanwhile')
    const page = <ScopeConflictPage {...{ c, view, typed, versions, conflicts }} conflict={first.conflict} />
    return showPage(c, page, 409)
  }
  const next = whereNext(c, view, form)
  const named = Object.fromEntries(asked.map((one) => [versionField(one), versions[one.id] ?? 0]))
  return wantsJson(c) ? saidSaved(c, named, next) : c.redirect(next, 303)
})

/** Saves each answer by itself. `versions` holds what the next form must name, of the stale ones too. */
async function saveAll(
  c: PageContext,
  view: AssessmentView,
  asked: readonly ContextQuestion[],
  typed: TypedScope,
  seen: Readonly<Record<string, number>>,
) {
  const versions: Record<string, number> = {}
  const conflicts: ScopeConflict[] = []
  for (const question of asked) {
    const text = (typed[question.id] ?? '').trim()
    const version = seen[question.id] ?? 0
    if (text === '' && version === 0 && view.answers.context[question.id] === undefined) continue
    const saved = await saveContext(
      c.get('web').house,
      getPerson(c),
      view.organisation.id,
      question.id,
      version,
      text === '' ? undefined : text,
    )
    versions[question.id] = saved.ok ? saved.version : saved.conflict.version
    if (!saved.ok) conflicts.push({ question, conflict: saved.conflict })
  }
  return { versions, conflicts }
}

/** A blank answer is no fault: it stays unanswered. */
function faultsOf(question: ContextQuestion, typed: TypedScope): FormFault[] {
  const text = typed[question.id] ?? ''
  if (text.trim() === '') return []
  const parsed = parseContextAnswer(question, text)
  return parsed.ok ? [] : parsed.faults.map(({ message }) => ({ field: question.id, message }))
}

function whereNext(c: PageContext, view: AssessmentView, form: Form): string {
  const { id } = view.organisation
  if (form.get('action') === 'continue') return placesOf(c, view)[0]?.href ?? paths.tasks(id)
  return form.get('action') === 'autosave' ? '' : paths.tasks(id)
}

/** The scope belongs to the whole assessment: it is not shared out. */
function getView(c: PageContext): Promise<AssessmentView> {
  const organisationId = partOf(c, 'organisation')
  demand('read-answers', getPerson(c), organisationId)
  return getAssessment(c.get('web').house, getPerson(c), organisationId)
}
