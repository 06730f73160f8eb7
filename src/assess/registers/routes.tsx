/** The pages of a register: its list and the mark that it is complete, one row at a time, and deleting with a question first. */
import { randomUUID } from 'node:crypto'
import { DomainError } from '../../errors.ts'
import type { Register } from '../../rules/model.ts'
import { deleteRow, saveRow, setRegisterComplete } from '../../service/answering.ts'
import { getAssessment } from '../../service/assessments.ts'
import type { AssessmentView } from '../../service/views.ts'
import { type About, demand, demandState } from '../../service/permission.ts'
import { mayEdit } from '../editing.ts'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { asksMeant } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { nextAfterRegister } from '../questions/walk.ts'
import { attempt, saidFaults, saidSaved, seenVersion } from '../../web/saving.ts'
import { datesOf } from '../../web/times.ts'
import { getPerson, type PageContext, wantsJson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { contentOf, RegisterPage } from './register-page.tsx'
import { DeleteRowPage, RowConflictPage, RowFormPage, type RowPageProps, RowReadPage } from './row-page.tsx'
import { nameOf } from './row-words.tsx'
import { readTypedRow, rowFaults, rowOf, typedRowOf } from './typed-row.ts'

export const registers = newRoutes()

registers.page('read-answers', paths.register, async (c) => {
  const { view, register } = await getPlace(c)
  return showPage(
    c,
    <RegisterPage c={c} view={view} register={register} editable={mayEdit(c, view, aboutOf(register))} />,
  )
})

registers.post('edit-answers', paths.register, async (c) => {
  const form = await readForm(c)
  const { view, register } = await getPlace(c)
  const { id } = view.organisation
  const complete = form.get('complete') === 'yes'
  const tried = await attempt(c, () =>
    setRegisterComplete(c.get('web').house, getPerson(c), id, register.id, seenVersion(form), complete),
  )
  if (tried.ok && tried.value.ok) return c.redirect(nextAfterRegister(c, view, register.id), 303)
  const notice = tried.ok
    ? 'Somebody changed this meanwhile. Look at what stands here now, and save again.'
    : 'Ward Round could not save this at the moment. Try again in a minute.'
  const current = await getPlace(c)
  return showPage(
    c,
    <RegisterPage c={c} view={current.view} register={register} editable notice={notice} />,
    tried.ok ? 409 : tried.status,
  )
})

registers.page('edit-answers', paths.newRow, async (c) => {
  const { view, register } = await getPlace(c)
  demand('edit-answers', getPerson(c), view.organisation.id, aboutOf(register))
  demandState('edit-answers', view)
  const typed = typedRowOf(view.ruleSet, register, undefined, view.answers.asOf)
  const props: RowPageProps = {
    c,
    view,
    register,
    rowId: randomUUID(),
    isNew: true,
    heading: register.row.one,
  }
  return showPage(c, <RowFormPage {...props} typed={typed} version={0} faults={[]} />)
})

registers.page('read-answers', paths.row, async (c) => {
  const { stored, ...props } = await getRow(c)
  const { view, register } = props
  if (!mayEdit(c, view, aboutOf(register))) return showPage(c, <RowReadPage {...props} row={stored.row} />)
  const typed = typedRowOf(view.ruleSet, register, stored.row, view.answers.asOf)
  return showPage(c, <RowFormPage {...props} typed={typed} version={stored.version} faults={[]} />)
})

registers.post('edit-answers', paths.newRow, async (c) => {
  const form = await readForm(c)
  const { view, register } = await getPlace(c)
  const rowId = form.get('row') || randomUUID()
  return saveTyped(form, { c, view, register, rowId, isNew: true, heading: register.row.one })
})

registers.post('edit-answers', paths.row, async (c) => {
  const form = await readForm(c)
  const { view, register } = await getPlace(c)
  const rowId = c.req.param('row')
  const stored = contentOf(view, register).rows.find((one) => one.id === rowId)
  return saveTyped(form, { c, view, register, rowId, isNew: false, heading: nameOf(register, stored?.row) })
})

registers.page('edit-answers', paths.deleteRow, async (c) => {
  const { stored, ...props } = await getRow(c)
  demand('edit-answers', getPerson(c), props.view.organisation.id, aboutOf(props.register))
  demandState('edit-answers', props.view)
  return showPage(c, <DeleteRowPage {...props} row={stored.row} version={stored.version} />)
})

registers.post('edit-answers', paths.deleteRow, async (c) => {
  const form = await readForm(c)
  const { view, register } = await getPlace(c)
  const { id } = view.organisation
  const saved = await deleteRow(
    c.get('web').house,
    getPerson(c),
    id,
    register.id,
    c.req.param('row'),
    seenVersion(form),
  )
  if (saved.ok) return c.redirect(paths.register(id, register.id), 303)
  const { stored, ...props } = await getRow(c)
  return showPage(c, <DeleteRowPage {...props} row={stored.row} version={stored.version} changed />, 409)
})

/** Saves what was typed for a row, and answers with the page or the data that fits. */
async function saveTyped(form: Form, props: RowPageProps) {
  const { c, view, register, rowId } = props
  const { id } = view.organisation
  // Told before what is wrong in what was typed: that may not matter any more.
  demandState('edit-answers', view)
  const typed = readTypedRow(view.ruleSet, register, form)
  const version = seenVersion(form)
  const again = (faults: Parameters<typeof RowFormPage>[0]['faults'], notSaved = false) => (
    <RowFormPage
      {...props}
      typed={typed}
      version={version}
      faults={faults}
      asksMeant={asksMeant(typed, faults, faultsWith)}
      notSaved={notSaved}
    />
  )
  const faultsWith = (other: typeof typed) => {
    const tried = rowOf(view.ruleSet, register, other, datesOf(c, view.answers.asOf))
    return tried.ok ? [] : tried.faults
  }
  if (form.get('action') === 'edit') return showPage(c, again([]))
  const read = rowOf(view.ruleSet, register, typed, datesOf(c, view.answers.asOf))
  if (!read.ok) {
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', read.faults)
    return showPage(c, again(read.faults), 422)
  }
  const tried = await attempt(c, () =>
    saveRow(c.get('web').house, getPerson(c), id, register.id, rowId, version, read.row),
  )
  if (!tried.ok) return showPage(c, again([], true), tried.status)
  const saved = tried.value
  if (saved.ok) {
    const next = whereNext(form, id, register)
    if (!wantsJson(c)) return c.redirect(next, 303)
    return saidSaved(c, { version: saved.version }, next, paths.row(id, register.id, saved.rowId))
  }
  if ('faults' in saved) {
    const faults = rowFaults(view.ruleSet, register, saved.faults)
    return wantsJson(c) ? saidFaults(c, 422, 'Not saved yet', faults) : showPage(c, again(faults), 422)
  }
  if (wantsJson(c)) return saidFaults(c, 409, 'Somebody changed this meanwhile')
  const page = (
    <RowConflictPage {...props} isNew={false} conflict={saved.conflict} mine={read.row} typed={typed} />
  )
  return showPage(c, page, 409)
}

function whereNext(form: Form, organisationId: string, register: Register): string {
  if (form.get('action') === 'autosave') return ''
  return form.get('action') === 'another'
    ? paths.newRow(organisationId, register.id)
    : paths.register(organisationId, register.id)
}

interface Place {
  readonly view: AssessmentView
  readonly register: Register
}

async function getPlace(c: PageContext): Promise<Place> {
  const view = await getAssessment(c.get('web').house, getPerson(c), c.req.param('organisation') ?? '')
  const register = view.ruleSet.registers.find((one) => one.id === c.req.param('register'))
  if (register === undefined) throw new DomainError('not-found', 'There is no such register here.')
  demand('read-answers', getPerson(c), view.organisation.id, aboutOf(register))
  return { view, register }
}

async function getRow(c: PageContext) {
  const { view, register } = await getPlace(c)
  const rowId = c.req.param('row') ?? ''
  const stored = contentOf(view, register).rows.find((one) => one.id === rowId)
  if (stored === undefined) throw new DomainError('not-found', `There is no such ${register.row.one} here.`)
  return { c, view, register, rowId, isNew: false, heading: nameOf(register, stored.row), stored }
}

function aboutOf({ domain }: Register): About {
  return { domain }
}
