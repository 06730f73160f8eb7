/** The pages of a domain and of its questions, and the saving of one answer. */
import type { AnswerFault } from '../../answers/model.ts'
import type { ParseContext } from '../../answers/parse.ts'
import type { Question } from '../../rules/model.ts'
import { saveAnswer } from '../../service/answering.ts'
import { ENDED_BY_REVIEW } from '../../service/bringing-evidence.ts'
import type { AssessmentView } from '../../service/views.ts'
import { answerShown } from '../../service/content.ts'
import { findOpenComments } from '../../service/commenting.ts'
import { findDomainNotes } from '../../service/noting.ts'
import { aboutQuestion, decide, demand, demandState } from '../../service/permission.ts'
import { mayEdit } from '../editing.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { asksMeant } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { attempt, saidFaults, saidSaved, seenVersion } from '../../web/saving.ts'
import { datesOf } from '../../web/times.ts'
import { getPerson, type PageContext, partOf, wantsJson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getAsked, getDomain, getNamed, getView, lookAround } from './asked.ts'
import { answerFieldId } from './answer-field.tsx'
import { QuestionConflictPage } from './conflict-page.tsx'
import { DomainPage } from './domain-page.tsx'
import { FedQuestionPage } from './fed-page.tsx'
import { EVIDENCE_KEPT, EVIDENCE_OF_EARLIER_ANSWER } from './evidence-field.tsx'
import { QuestionFormPage, QuestionReadPage } from './question-page.tsx'
import { answerOf, readTyped, type TypedAnswer, typedOf, withProposed } from './typed.ts'
import { nextAfter } from './walk.ts'

export const questions = newRoutes()

questions.page('read-answers', paths.domain, async (c) => {
  const view = await getView(c)
  const domain = getDomain(view, partOf(c, 'domain'))
  demand('read-answers', getPerson(c), view.organisation.id, { domain: domain.id })
  const { house } = c.get('web')
  const who = [house, getPerson(c), view.organisation.id] as const
  const open = await findOpenComments(...who)
  const notes = decide('read-sign-off', who[1], who[2]) === 'allowed' ? await findDomainNotes(...who) : {}
  return showPage(
    c,
    <DomainPage c={c} view={view} domain={domain} openComments={open} note={notes[domain.id]} />,
  )
})

questions.page('read-answers', paths.question, async (c) => {
  const asked = await getAsked(c, c.req.query('via'))
  const { view, question } = asked
  if (question.form.type === 'share') return showPage(c, <FedQuestionPage c={c} {...asked} />)
  if (!mayEdit(c, view, aboutQuestion(view.ruleSet, asked.question)))
    return showPage(c, <QuestionReadPage c={c} {...asked} />)
  const typed = typedOf(answerShown(view, question.id), view.answers.asOf)
  const version = view.versions[question.id] ?? 0
  const proposed = question.levels.find(({ id }) => id === c.req.query('level'))
  return showPage(
    c,
    <QuestionFormPage
      c={c}
      {...asked}
      typed={proposed === undefined ? typed : withProposed(question, typed, proposed)}
      proposed={proposed}
      became={{ faults: [] }}
      version={version}
    />,
  )
})

questions.post('edit-answers', paths.question, async (c) => {
  const form = await readForm(c)
  const named = await getNamed(c, form.get('via'))
  const { view, question, via } = named
  // Told before what is wrong in what was typed: that may not matter any more.
  demandState('edit-answers', view)
  const typed = readTyped(form)
  const version = seenVersion(form)
  const action = form.get('action')
  const read =
    action === 'clear' || action === 'edit'
      ? undefined
      : answerOf(question, typed, contextOf(c, view), answerShown(view, question.id))
  if (action === 'edit') return showForm([])
  if (read?.ok === false) {
    const faults = formFaults(question, typed, read.faults)
    return wantsJson(c) ? saidFaults(c, 422, 'Not saved yet', faults) : showForm(faults, 422)
  }

  const answer = read?.answer
  const { house } = c.get('web')
  const tried = await attempt(c, () =>
    saveAnswer(
      house,
      getPerson(c),
      view.organisation.id,
      question.id,
      version,
      answer,
      form.get(EVIDENCE_KEPT) === 'yes',
    ),
  )
  if (!tried.ok) return showForm([], tried.status)
  const saved = tried.value
  if (!saved.ok && !('conflict' in saved)) {
    const faults = [
      'evidenceEnded' in saved
        ? { field: 'evidence', message: ENDED_BY_REVIEW }
        : { field: EVIDENCE_KEPT, message: EVIDENCE_OF_EARLIER_ANSWER },
    ]
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', faults)
    return showForm(faults, 422)
  }
  if (!saved.ok) {
    if (wantsJson(c)) return saidFaults(c, 409, 'Somebody changed this meanwhile')
    const { conflict } = saved
    return showPage(
      c,
      <QuestionConflictPage
        c={c}
        {...await lookAround(c, named)}
        conflict={conflict}
        mine={answer}
        typed={typed}
      />,
      409,
    )
  }
  const next = await whereNext()
  return wantsJson(c) ? saidSaved(c, { version: saved.version }, next) : c.redirect(next, 303)

  async function showForm(faults: readonly FormFault[], status: 200 | 422 | 500 | 503 = 200) {
    const asked = await lookAround(c, named)
    return showPage(
      c,
      <QuestionFormPage
        c={c}
        {...asked}
        typed={typed}
        became={{ faults, notSaved: status >= 500 }}
        asksMeant={read?.ok === false && asksMeant(typed, read.faults, faultsWith)}
        version={version}
      />,
      status,
    )
  }

  function faultsWith(other: TypedAnswer): readonly AnswerFault[] {
    const tried = answerOf(question, other, contextOf(c, view), answerShown(view, question.id))
    return tried.ok ? [] : tried.faults
  }

  async function whereNext(): Promise<string> {
    if (action === 'autosave') return ''
    if (action === 'back') return paths.tasks(view.organisation.id)
    if (action === 'clear') return paths.question(view.organisation.id, question.domain, question.id)
    return nextAfter(c, await getView(c), question.id, via)
  }
})

function contextOf(c: PageContext, { answers }: AssessmentView): ParseContext {
  return { ...datesOf(c, answers.asOf), cohort: answers.organisation.cohort, door: 'page' }
}

/** Faults by the question's id → faults by the id of the field they lead to. */
function formFaults(question: Question, typed: TypedAnswer, faults: readonly AnswerFault[]): FormFault[] {
  return faults.map(({ field, message }) => {
    const detail = field.slice(question.id.length + 1)
    if (detail === 'evidence-date')
      return { field: 'evidence-date-day', message, name: 'Date of the evidence' }
    const name = NAMES[detail]
    if (detail !== '') return { field: detail, message, ...(name === undefined ? {} : { name }) }
    const aboutReason =
      typed.special.length === 1 && typed.special[0] === 'not-applicable' && isBlankReason(typed)
    return { field: aboutReason ? 'reason' : answerFieldId(question), message }
  })
}

/** What a detail's field is called; the two counts say it in their message. */
const NAMES: Readonly<Record<string, string>> = { evidence: 'Evidence', comment: 'Comment' }

const isBlankReason = (typed: TypedAnswer) => typed.reason.trim() === '' || typed.reason.length > 2000
