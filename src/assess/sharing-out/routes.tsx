/** The pages on which a lead shares the questionnaire out among colleagues. */
import { getAssessment } from '../../service/assessments.ts'
import { demandState } from '../../service/permission.ts'
import { assignPart, endAssignment, getSharedOut } from '../../service/sharing-out.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { isoOf, readDate, typedDateOf } from '../../web/typed-date.ts'
import { attempt } from '../../web/saving.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { AssignPage, type TypedAssignment } from './assign-page.tsx'
import { SharingOutPage } from './sharing-out-page.tsx'

export const sharingOut = newRoutes()

/** What was done, by the word in the address that leads back to the page. */
const DONE: Readonly<Record<string, string>> = {
  given: 'The part is shared out.',
  ended: 'The part is taken back. The answers stay.',
}

sharingOut.page('assign', paths.sharingOut, async (c) =>
  showPage(c, <SharingOutPage c={c} {...await getAll(c)} done={DONE[c.req.query('done') ?? '']} />),
)

sharingOut.page('assign', paths.newAssignment, async (c) => {
  const { view, shared } = await getAll(c)
  demandState('assign', view)
  const typed = { part: c.req.query('part') ?? '', account: '', due: typedDateOf(undefined), note: '' }
  return showPage(c, <AssignPage c={c} view={view} answerers={shared.answerers} typed={typed} faults={[]} />)
})

sharingOut.post('assign', paths.newAssignment, async (c) => {
  const form = await readForm(c)
  const { view, shared } = await getAll(c)
  const { id } = view.organisation
  const typed: TypedAssignment = {
    part: form.get('part'),
    account: form.get('account'),
    due: readDate(form, 'due-'),
    note: form.get('note'),
  }
  const [kind = '', target = ''] = typed.part.split(':')
  const { account: accountId, note } = typed
  const wanted = { accountId, kind, target, due: isoOf(typed.due), note }
  const tried = await attempt(c, () => assignPart(c.get('web').house, getPerson(c), id, wanted))
  if (tried.ok && tried.value.ok) return c.redirect(`${paths.sharingOut(id)}?done=given`, 303)
  const found = tried.ok && !tried.value.ok ? tried.value.faults : []
  const faults = found.map((one) => (one.field === 'due' ? { ...one, field: 'due-date-day' } : one))
  const page = (
    <AssignPage
      c={c}
      view={view}
      answerers={shared.answerers}
      typed={typed}
      faults={faults}
      notSaved={!tried.ok}
    />
  )
  return showPage(c, page, tried.ok ? 422 : tried.status)
})

sharingOut.post('assign', paths.endAssignment, async (c) => {
  const id = c.req.param('organisation')
  await endAssignment(c.get('web').house, getPerson(c), id, c.req.param('assignment'))
  return c.redirect(`${paths.sharingOut(id)}?done=ended`, 303)
})

async function getAll(c: PageContext) {
  const { house } = c.get('web')
  const organisationId = c.req.param('organisation') ?? ''
  const shared = await getSharedOut(house, getPerson(c), organisationId)
  return { view: await getAssessment(house, getPerson(c), organisationId), shared }
}
