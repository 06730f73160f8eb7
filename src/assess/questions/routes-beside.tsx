/** The pages beside the answers: the history of one, the comments on one, and the lead's note to the SIRO about a domain. */
import { addComment, findComments, setCommentResolved } from '../../service/commenting.ts'
import { findAnswerHistory } from '../../service/history.ts'
import { findDomainNotes, saveDomainNote } from '../../service/noting.ts'
import { demandState } from '../../service/permission.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { attempt, seenVersion } from '../../web/saving.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getAsked, getDomain, getView } from './asked.ts'
import { CommentsPage } from './comments-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { NoteConflictPage, NotePage } from './note-page.tsx'

export const besideQuestions = newRoutes()

besideQuestions.page('read-answers', paths.answerHistory, async (c) => {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const past = await findAnswerHistory(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return showPage(c, <HistoryPage c={c} {...asked} past={past} />)
})

besideQuestions.page('read-answers', paths.comments, async (c) =>
  showPage(c, <CommentsPage c={c} {...await getCommented(c)} typed="" faults={[]} />),
)

besideQuestions.post('comment', paths.comments, async (c) => {
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

besideQuestions.page('write-note', paths.note, async (c) => {
  const view = await getView(c)
  demandState('write-note', view)
  const domain = getDomain(view, c.req.param('domain'))
  const note = (await findDomainNotes(c.get('web').house, getPerson(c), view.organisation.id))[domain.id]
  const props = { c, view, domain, typed: note?.value ?? '', version: note?.version ?? 0 }
  return showPage(c, <NotePage {...props} faults={[]} />)
})

besideQuestions.post('write-note', paths.note, async (c) => {
  const form = await readForm(c)
  const view = await getView(c)
  const domain = getDomain(view, c.req.param('domain'))
  const { id } = view.organisation
  const props = { c, view, domain, typed: form.get('text'), version: seenVersion(form) }
  if (form.get('action') === 'edit') return showPage(c, <NotePage {...props} faults={[]} />)
  const { house } = c.get('web')
  const tried = await attempt(c, () =>
    saveDomainNote(house, getPerson(c), id, domain.id, props.version, props.typed),
  )
  if (!tried.ok) return showPage(c, <NotePage {...props} faults={[]} notSaved />, tried.status)
  const saved = tried.value
  if (saved.ok) return c.redirect(paths.domain(id, domain.id), 303)
  return 'faults' in saved
    ? showPage(c, <NotePage {...props} faults={saved.faults} />, 422)
    : showPage(c, <NoteConflictPage {...props} conflict={saved.conflict} />, 409)
})

async function getCommented(c: PageContext) {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const comments = await findComments(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return { ...asked, comments }
}
