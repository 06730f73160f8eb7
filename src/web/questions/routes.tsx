/** The pages of a domain and of its questions, and the saving of one answer. */
import type { AnswerFault } from '../../answers/model.ts'
import type { ParseContext } from '../../answers/parse.ts'
import { DomainError } from '../../errors.ts'
import type { Domain, Question } from '../../rules/model.ts'
import { saveAnswer } from '../../service/answering.ts'
import { ENDED_BY_REVIEW } from '../../service/evidence.ts'
import { type AssessmentView, getAssessment } from '../../service/assessments.ts'
import { addComment, findComments, findOpenComments, setCommentResolved } from '../../service/commenting.ts'
import { findAnswerHistory } from '../../service/history.ts'
import { type About, demand } from '../../service/permission.ts'
import { mayEdit, mayRead } from '../editing.ts'
import type { FormFault } from '../components/error-summary.tsx'
import { readForm } from '../forms.ts'
import { showPage } from '../layout.tsx'
import { paths } from '../paths.ts'
import { attempt, saidFaults, saidSaved, seenVersion } from '../saving.ts'
import { getPerson, newRoutes, type PageContext, wantsJson } from '../web.ts'
import { answerFieldId } from './answer-field.tsx'
import { CommentsPage } from './comments-page.tsx'
import { QuestionConflictPage } from './conflict-page.tsx'
import { DomainPage } from './domain-page.tsx'
import { FedQuestionPage } from './fed-page.tsx'
import { EVIDENCE_KEPT, EVIDENCE_OF_EARLIER_ANSWER } from './evidence-field.tsx'
import { HistoryPage } from './history-page.tsx'
import { QuestionFormPage, QuestionReadPage } from './question-page.tsx'
import { answerOf, readTyped, type TypedAnswer, typedOf } from './typed.ts'
import { FIRST_LOOK, nextAfter } from './walk.ts'

export const questions = newRoutes()

questions.get('read-answers', '/o/:organisation/questions/:domain', async (c) => {
  const view = await getView(c)
  const domain = getDomain(view, c.req.param('domain'))
  demand('read-answers', getPerson(c), view.organisation.id, { domain: domain.id })
  const open = await findOpenComments(c.get('web').house, getPerson(c), view.organisation.id)
  return showPage(c, <DomainPage c={c} view={view} domain={domain} openComments={open} />)
})

questions.get('read-answers', '/o/:organisation/questions/:domain/:question', async (c) => {
  const asked = await getAsked(c, c.req.query('via'))
  const { view, question } = asked
  if (question.form.type === 'share') return showPage(c, <FedQuestionPage c={c} {...asked} />)
  if (!mayEdit(c, view, aboutOf(asked.question))) return showPage(c, <QuestionReadPage c={c} {...asked} />)
  const typed = typedOf(view.answers.answers[question.id])
  return showPage(
    c,
    <QuestionFormPage c={c} {...asked} typed={typed} faults={[]} version={view.versions[question.id] ?? 0} />,
  )
})

questions.post('edit-answers', '/o/:organisation/questions/:domain/:question', async (c) => {
  const form = await readForm(c)
  const asked = await getAsked(c, form.get('via'))
  const { view, question, via } = asked
  const typed = readTyped(form)
  const version = seenVersion(form)
  const action = form.get('action')
  if (action === 'edit')
    return showPage(c, <QuestionFormPage c={c} {...asked} typed={typed} faults={[]} version={version} />)

  const read =
    action === 'clear'
      ? undefined
      : answerOf(question, typed, contextOf(view), view.answers.answers[question.id])
  if (read?.ok === false) {
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', read.faults)
    const faults = formFaults(question, typed, read.faults)
    return showPage(
      c,
      <QuestionFormPage c={c} {...asked} typed={typed} faults={faults} version={version} />,
      422,
    )
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
  if (!tried.ok)
    return showPage(
      c,
      <QuestionFormPage c={c} {...asked} typed={typed} faults={[]} version={version} notSaved />,
      tried.status,
    )
  const saved = tried.value
  if (!saved.ok && !('conflict' in saved)) {
    const faults = [
      'evidenceEnded' in saved
        ? { field: 'evidence', message: ENDED_BY_REVIEW }
        : { field: EVIDENCE_KEPT, message: EVIDENCE_OF_EARLIER_ANSWER },
    ]
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', faults)
    return showPage(
      c,
      <QuestionFormPage c={c} {...asked} typed={typed} faults={faults} version={version} />,
      422,
    )
  }
  if (!saved.ok) {
    if (wantsJson(c)) return saidFaults(c, 409, 'Somebody changed this meanwhile')
    const page = (
      <QuestionConflictPage c={c} {...asked} conflict={saved.conflict} mine={answer} typed={typed} />
    )
    return showPage(c, page, 409)
  }
  const next = await whereNext(c, asked, action)
  return wantsJson(c) ? saidSaved(c, { version: saved.version }, next) : c.redirect(next, 303)

  async function whereNext(c: PageContext, { question, view }: Asked, action: string): Promise<string> {
    if (action === 'autosave') return ''
    if (action === 'back') return paths.tasks(view.organisation.id)
    if (action === 'clear') return paths.question(view.organisation.id, question.domain, question.id)
    return nextAfter(c, await getView(c), question.id, via)
  }
})

questions.get('read-answers', '/o/:organisation/questions/:domain/:question/history', async (c) => {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const past = await findAnswerHistory(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return showPage(c, <HistoryPage c={c} {...asked} past={past} />)
})

questions.get('read-answers', '/o/:organisation/questions/:domain/:question/comments', async (c) =>
  showPage(c, <CommentsPage c={c} {...await getCommented(c)} typed="" faults={[]} />),
)

questions.post('comment', '/o/:organisation/questions/:domain/:question/comments', async (c) => {
  const form = await readForm(c)
  const asked = await getCommented(c)
  const { house } = c.get('web')
  const who = [house, getPerson(c), asked.view.organisation.id, asked.question.id] as const
  const id = form.get('id')
  const action = form.get('action')
  if (action === 'resolve' || action === 'reopen') await setCommentResolved(...who, id, action === 'resolve')
  else {
    const typed = form.get('text')
    const added = await attempt(c, () => addComment(...who, id, typed))
    if (!added.ok || !added.value.ok) {
      const faults = added.ok && !added.value.ok ? added.value.faults : []
      const page = (
        <CommentsPage c={c} {...asked} typed={typed} faults={faults} formId={id} notSaved={!added.ok} />
      )
      return showPage(c, page, added.ok ? 422 : added.status)
    }
  }
  return c.redirect(paths.comments(asked.view.organisation.id, asked.question), 303)
})

interface Asked {
  readonly view: AssessmentView
  readonly domain: Domain
  readonly question: Question
  readonly via: string
  readonly openComments: number
}

async function getAsked(c: PageContext, via: string | undefined): Promise<Asked> {
  const view = await getView(c)
  const domain = getDomain(view, c.req.param('domain') ?? '')
  const question = view.ruleSet.questions[view.ruleSet.byId.get(c.req.param('question') ?? '') ?? -1]
  if (question === undefined || question.domain !== domain.id)
    throw new DomainError('not-found', 'There is no such question here.')
  demand('read-answers', getPerson(c), view.organisation.id, aboutOf(question))
  const open = await findOpenComments(c.get('web').house, getPerson(c), view.organisation.id)
  return {
    view,
    domain,
    question,
    via: via === FIRST_LOOK && mayRead(c, view.organisation.id) ? FIRST_LOOK : '',
    openComments: open[question.id] ?? 0,
  }
}

async function getCommented(c: PageContext) {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const comments = await findComments(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return { ...asked, comments }
}

function getView(c: PageContext): Promise<AssessmentView> {
  return getAssessment(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
}

function contextOf({ answers }: AssessmentView): ParseContext {
  return { asOf: answers.asOf, cohort: answers.organisation.cohort }
}

function getDomain(view: AssessmentView, id: string): Domain {
  const domain = view.ruleSet.domains.find((one) => one.id === id)
  if (domain === undefined) throw new DomainError('not-found', 'There is no such part of the questionnaire.')
  return domain
}

function aboutOf({ domain, id }: Question): About {
  return { domain, question: id }
}

/** Faults by the question's id → faults by the id of the field they lead to. */
function formFaults(question: Question, typed: TypedAnswer, faults: readonly AnswerFault[]): FormFault[] {
  return faults.map(({ field, message }) => {
    const detail = field.slice(question.id.length + 1)
    if (detail === 'evidence-date') return { field: 'evidence-date-day', message }
    if (detail !== '') return { field: detail, message }
    const aboutReason =
      typed.special.length === 1 && typed.special[0] === 'not-applicable' && isBlankReason(typed)
    return { field: aboutReason ? 'reason' : answerFieldId(question), message }
  })
}

const isBlankReason = (typed: TypedAnswer) => typed.reason.trim() === '' || typed.reason.length > 2000
