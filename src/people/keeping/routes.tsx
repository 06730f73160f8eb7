/** One page an organisation: legal holds on its data, and its deletion; each step by one administrator, and the next by another. */
import { DomainError } from '../../errors.ts'
import { askDeletion, confirmDeletion, getKeptData, withdrawDeletion } from '../../service/deleting.ts'
import { agreeToHold, askHold, askToLift, liftHold, refuseToLift } from '../../service/holds.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { getPerson, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { KeepingPage, type TypedKeeping } from './keeping-page.tsx'

export const keeping = newRoutes()

const NOTHING: TypedKeeping = { hold: '', deletion: '', name: '' }

keeping.get('keep-data', paths.keeping, (c) => show(c, c.req.param('id'), NOTHING, []))

keeping.post('keep-data', paths.keeping, async (c) => {
  const id = c.req.param('id')
  const form = await readForm(c)
  const act = form.get('act')
  const first = FOR_GOOD.includes(act) ? proveFirst(c, paths.keeping(id)) : undefined
  if (first !== undefined) return first
  const typed = { hold: form.get('hold'), deletion: form.get('deletion'), name: form.get('name') }
  try {
    const faults = await perform(c, id, act, form, typed)
    return faults.length === 0 ? c.redirect(paths.keeping(id), 303) : await show(c, id, typed, faults, 422)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return show(c, id, typed, [{ field: 'main', message: error.message }], 409)
  }
})

/** Done only a few minutes after they proved again who they are. */
const FOR_GOOD = ['delete', 'confirm', 'ask-to-lift', 'lift']

/** Does what a button says. Gives what is wrong with what was typed. */
async function perform(
  c: PageContext,
  id: string,
  act: string,
  form: Form,
  typed: TypedKeeping,
): Promise<FormFault[]> {
  const who = [c.get('web').house, getPerson(c)] as const
  const of = form.get('of')
  const faultIn = (field: string, result: { ok: true } | { ok: false; message: string }) =>
    result.ok ? [] : [{ field, message: result.message }]
  if (act === 'hold') return faultIn('hold', await askHold(...who, id, typed.hold))
  if (act === 'delete') return faultIn('deletion', await askDeletion(...who, id, typed.deletion))
  if (act === 'confirm') return faultIn('name', await confirmDeletion(...who, of, typed.name))
  const step = STEPS.get(act)
  if (step === undefined) throw new DomainError('invalid', 'Use the buttons of the page.')
  await step(...who, of)
  return []
}

const STEPS = new Map([
  ['agree', agreeToHold],
  ['ask-to-lift', askToLift],
  ['keep', refuseToLift],
  ['lift', liftHold],
  ['withdraw', withdrawDeletion],
])

async function show(
  c: PageContext,
  id: string,
  typed: TypedKeeping,
  faults: readonly FormFault[],
  status: 200 | 409 | 422 = 200,
) {
  const kept = await getKeptData(c.get('web').house, getPerson(c), id)
  return showPage(c, <KeepingPage c={c} kept={kept} typed={typed} faults={faults} />, status)
}
