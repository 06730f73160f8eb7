/** The pages beside the answers: the history of one, the comments on one, and the lead's note to the SIRO about a domain. */
import { addComment, findComments, setCommentResolved } from '../../service/commenting.ts'
import { findAnswerHistory } from '../../service/history.ts'
import { findDomainNotes, saveDomainNote } from '../../service/noting.ts'
import { demandState } from '../../service/permission.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newForm } from '../../web/shown-form.tsx'
import { getPerson, type PageContext, partOf } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { getAsked, getDomain, getView } from './asked.ts'
import { TextConflictPage } from '../conflict-page.tsx'
import { commentFields, CommentsPage } from './comments-page.tsx'
import { HistoryPage } from './history-page.tsx'
import { noteFields, NotePage } from './note-page.tsx'

export const besideQuestions = newRoutes()

besideQuestions.page('read-answers', paths.answerHistory, async (c) => {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const past = await findAnswerHistory(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return showPage(c, <HistoryPage c={c} {...asked} past={past} />)
})

besideQuestions.page('read-answers', paths.comments, async (c) => {
  const form = newForm(c.req.path, commentFields())
  return showPage(c, <CommentsPage c={c} {...await getCommented(c)} form={form} />)
})

besideQuestions.sent('comment', paths.comments, {
  load: getCommented,
  fields: commentFields,
  page: (c, asked, form) => <CommentsPage c={c} {...asked} form={form} />,
  save: async (c, { action, id, text }, { view: { organisation }, question }) => {
    const at = [c.get('web').house, getPerson(c), organisation.id, question.id, id] as const
    if (action !== 'add') await setCommentResolved(...at, action === 'resolve')
    else {
      const added = await addComment(...at, text)
      if (!added.ok) return added
    }
    return paths.comments(organisation.id, question)
  },
})

besideQuestions.form('write-note', paths.note, {
  load: async (c) => {
    const view = await getView(c)
    demandState('write-note', view)
    const domain = getDomain(view, partOf(c, 'domain'))
    const notes = await findDomainNotes(c.get('web').house, getPerson(c), view.organisation.id)
    return { view, domain, note: notes[domain.id] }
  },
  fields: noteFields,
  page: (c, of, form) => <NotePage c={c} of={of} form={form} />,
  save: async (c, { version, text }, { view: { organisation }, domain }) => {
    const { house } = c.get('web')
    const saved = await saveDomainNote(house, getPerson(c), organisation.id, domain.id, version, text)
    const of = paths.domain(organisation.id, domain.id)
    if (saved.ok) return of
    if ('faults' in saved) return saved
    return showPage(
      c,
      <TextConflictPage
        c={c}
        title="Two versions of this note"
        within={[domain.title]}
        caption={`Note for the SIRO: ${domain.title}`}
        organisation={organisation}
        current="tasks"
        conflict={saved.conflict}
        typed={text}
        none="No note"
        action={c.req.path}
        keep={of}
      />,
      409,
    )
  },
})

async function getCommented(c: PageContext) {
  const asked = await getAsked(c, undefined)
  const { house } = c.get('web')
  const comments = await findComments(house, getPerson(c), asked.view.organisation.id, asked.question.id)
  return { ...asked, comments }
}
