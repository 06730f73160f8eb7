/** The pages of a register: its list and the mark that it is complete, one row at a time, and deleting with a question first. */
import { randomUUID } from 'node:crypto'
import { DomainError } from '../../errors.ts'
import type { RowId } from '../../ids.ts'
import type { Register } from '../../rules/model.ts'
import { deleteRow, saveRow, setRegisterComplete } from '../../service/register-rows.ts'
import { getAssessment } from '../../service/assessments.ts'
import { type About, demand, demandState } from '../../service/permission.ts'
import { mayEdit } from '../editing.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { version } from '../../web/fields.tsx'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { asksMeant } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { nextAfterRegister } from '../questions/walk.ts'
import { attempt, saidFaults, saidSaved, seenVersion } from '../../web/saving.ts'
import { newForm } from '../../web/shown-form.tsx'
import { datesOf } from '../../web/times.ts'
import { askedIn, getPerson, type PageContext, partOf, wantsJson } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { completeFields, contentOf, type Place, RegisterPage } from './register-page.tsx'
import { listAt } from './found-rows.tsx'
import { DeleteRowPage, RowConflictPage, RowFormPage, type RowPageProps, RowReadPage } from './row-page.tsx'
import { isOnPart, partAt, partsOfRow, withPart, withRestNotConfirmed } from './row-parts.ts'
import { nameOf } from './row-words.tsx'
import { readTypedRow, rowFaults, rowOf, typedRowOf } from './typed-row.ts'

export const registers = newRoutes()

registers.page('read-answers', paths.register, async (c) => {
  const place = await getPlace(c)
  const mayMark = mayEdit(c, place.view, aboutOf(place.register))
  const form = mayMark ? newForm(c.req.path, completeFields(place)) : undefined
  return showPage(c, <RegisterPage c={c} {...place} form={form} />)
})

registers.sent('edit-answers', paths.register, {
  load: async (c) => {
    const place = await getPlace(c)
    demandState('edit-answers', place.view)
    return place
  },
  fields: completeFields,
  page: (c, place, form) => <RegisterPage c={c} {...place} form={form} />,
  save: async (c, { version, complete }, { view, register }) => {
    const at = [c.get('web').house, getPerson(c), view.organisation.id, register.id] as const
    const saved = await setRegisterComplete(...at, version, complete.includes('yes'))
    if (saved.ok) return nextAfterRegister(c, view, register.id)
    throw new DomainError(
      'conflict',
      'Somebody changed this meanwhile. Look at what stands here now, and save again.',
    )
  },
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
  return showPage(c, <RowFormPage {...props} part={0} typed={typed} version={0} became={{ faults: [] }} />)
})

registers.page('read-answers', paths.row, async (c) => {
  const { stored, ...props } = await getRow(c)
  const { view, register } = props
  if (!mayEdit(c, view, aboutOf(register))) return showPage(c, <RowReadPage {...props} row={stored.row} />)
  const typed = typedRowOf(view.ruleSet, register, stored.row, view.answers.asOf)
  const { version } = stored
  const part = partAt(register, c.req.query('part') ?? '1') ?? 0
  return showPage(
    c,
    <RowFormPage {...props} part={part} typed={typed} version={version} became={{ faults: [] }} />,
  )
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
  const rowId = partOf(c, 'row')
  const stored = contentOf(view, register).rows.find((one) => one.id === rowId)
  return saveTyped(form, { c, view, register, rowId, isNew: false, heading: nameOf(register, stored?.row) })
})

registers.page('edit-answers', paths.deleteRow, async (c) => {
  const { stored, ...props } = await getRow(c)
  demand('edit-answers', getPerson(c), props.view.organisation.id, aboutOf(props.register))
  demandState('edit-answers', props.view)
  const form = newForm(c.req.path, { version: version(stored.version) })
  return showPage(c, <DeleteRowPage {...props} row={stored.row} form={form} />)
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
    partOf(c, 'row'),
    seenVersion(form),
  )
  if (saved.ok) return c.redirect(paths.register(id, register.id), 303)
  const { stored, ...props } = await getRow(c)
  const now = newForm(c.req.path, { version: version(stored.version) })
  const refusal = `Somebody changed this ${props.register.row.one} meanwhile. It stands below as it is now. Delete it only if you still want to.`
  return showPage(c, <DeleteRowPage {...props} row={stored.row} form={{ ...now, refusal }} />, 409)
})

/** Saves what was typed for a row, and answers with the page or the data that fits. */
async function saveTyped(form: Form, props: RowPageProps) {
  const { c, view, register, rowId } = props
  const { id } = view.organisation
  // Told before what is wrong in what was typed: that may not matter any more.
  demandState('edit-answers', view)
  const part = partAt(register, form.get('part'))
  const stored = contentOf(view, register).rows.find((one) => one.id === rowId)
  const stands = typedRowOf(view.ruleSet, register, stored?.row, view.answers.asOf)
  const read = withPart(register, part, stands, readTypedRow(view.ruleSet, register, form))
  const typed = form.get('action') === 'rest' ? withRestNotConfirmed(register, read) : read
  const seen = seenVersion(form)
  const again = (faults: readonly FormFault[], notSaved = false) => (
    <RowFormPage
      {...props}
      typed={typed}
      // What is wrong on another page is shown with its field.
      part={faults.every(({ field }) => isOnPart(register, part, field)) ? part : undefined}
      version={seen}
      became={{ faults, notSaved }}
      asksMeant={asksMeant(typed, faults, faultsWith)}
    />
  )
  const faultsWith = (other: typeof typed) => {
    const tried = rowOf(view.ruleSet, register, other, datesOf(c, view.answers.asOf))
    return tried.ok ? [] : tried.faults
  }
  if (form.get('action') === 'edit') return showPage(c, again([]))
  const given = rowOf(view.ruleSet, register, typed, datesOf(c, view.answers.asOf))
  if (!given.ok) {
    if (wantsJson(c)) return saidFaults(c, 422, 'Not saved yet', given.faults)
    return showPage(c, again(given.faults), 422)
  }
  const tried = await attempt(c, () =>
    saveRow(c.get('web').house, getPerson(c), id, register.id, rowId, seen, given.row),
  )
  if (!tried.ok) return showPage(c, again([], true), tried.status)
  const saved = tried.value
  if (saved.ok) {
    const next = whereNext(form, props, saved.rowId, part)
    if (!wantsJson(c)) return c.redirect(next, 303)
    const here = part === undefined ? undefined : part + 1
    return saidSaved(c, { version: saved.version }, next, paths.row(id, register.id, saved.rowId, here))
  }
  if ('faults' in saved) {
    const faults = rowFaults(view.ruleSet, register, saved.faults)
    return wantsJson(c) ? saidFaults(c, 422, 'Not saved yet', faults) : showPage(c, again(faults), 422)
  }
  if (wantsJson(c)) return saidFaults(c, 409, 'Somebody changed this meanwhile')
  const page = (
    <RowConflictPage {...props} isNew={false} conflict={saved.conflict} mine={given.row} typed={typed} />
  )
  return showPage(c, page, 409)
}

function whereNext(form: Form, { view, register }: Place, rowId: RowId, part: number | undefined): string {
  const { id } = view.organisation
  if (form.get('action') === 'autosave') return ''
  if (form.get('action') === 'continue' && part !== undefined && part + 1 < partsOfRow(register).length)
    return paths.row(id, register.id, rowId, part + 2)
  return form.get('action') === 'another'
    ? paths.newRow(id, register.id)
    : listAt(id, register, contentOf(view, register).rows, rowId)
}

async function getPlace(c: PageContext): Promise<Place> {
  const view = await getAssessment(...askedIn(c))
  const register = view.ruleSet.registers.find((one) => one.id === partOf(c, 'register'))
  if (register === undefined) throw new DomainError('not-found', 'There is no such register here.')
  demand('read-answers', getPerson(c), view.organisation.id, aboutOf(register))
  return { view, register }
}

async function getRow(c: PageContext) {
  const { view, register } = await getPlace(c)
  const rowId = partOf(c, 'row')
  const stored = contentOf(view, register).rows.find((one) => one.id === rowId)
  if (stored === undefined) throw new DomainError('not-found', `There is no such ${register.row.one} here.`)
  return { c, view, register, rowId, isNew: false, heading: nameOf(register, stored.row), stored }
}

function aboutOf({ domain }: Register): About {
  return { domain }
}
