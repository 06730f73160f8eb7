/** What a trust decided to do, as pages: the list, one action, the plan as a table, and the SIRO's word. It changes no answer. */
import { DomainError } from '../../errors.ts'
import { writeWord } from '../../documents/word.ts'
import { planPaper } from '../../report/plan-paper.ts'
import { actionOf } from '../../report/action-of.ts'
import { planConflictWords, tablePlan } from '../../report/planned-actions.ts'
import { findOwnEfforts } from '../../service/own-efforts.ts'
import { planAction, savePlan } from '../../service/changing-actions.ts'
import { confirmPlan, getPlan, getPlannedAction } from '../../service/planned-actions.ts'
import { findOpenFindings } from '../../service/reviewing.ts'
import { recordTable } from '../../service/whole-assessments.ts'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { sendFile, sendTable } from '../../web/send-table.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { getStanding } from '../examined.ts'
import { planOf } from '../plan/plan.ts'
import { actionFields, ActionPage, workOf } from './action-page.tsx'
import { ActionsPage } from './actions-page.tsx'
import { readPlan } from './reading.ts'

export const actions = newRoutes()

actions.page('read-actions', paths.actions, async (c) =>
  showPage(c, <ActionsPage c={c} plan={await getPlan(...askedIn(c))} />),
)

actions.form('plan-actions', paths.newAction, {
  load: (c) => load(c, false),
  fields: actionFields,
  page: (c, of, form) => <ActionPage c={c} of={of} form={form} />,
  save: async (c, given) => saveAs(c, given.id, given.version, workOf(given)),
})

actions.form('plan-actions', paths.action, {
  load: (c) => load(c, true),
  fields: actionFields,
  page: (c, of, form) => <ActionPage c={c} of={of} form={form} />,
  save: async (c, given) => saveAs(c, partOf(c, 'action'), given.version, workOf(given)),
})

actions.post('plan-actions', paths.planAction, async (c) => {
  const form = await readForm(c)
  const standing = await getStanding(c)
  const { examined, view, steps } = standing
  const { improvements } = c.get('web').house.ruleSet
  const { assessment } = view
  const reservations = steps.findLast(({ kind }) => kind === 'signed-with-reservations')?.text
  const source = form.get('source')
  const open = source === 'review' ? await findOpenFindings(...askedIn(c)) : []
  const begun = actionOf(source, form.get('about'), {
    examined,
    plan: improvements && planOf(examined, improvements, await findOwnEfforts(...askedIn(c))),
    disagreed: new Set(open.map(({ questionId }) => questionId)),
    signed: reservations === undefined ? undefined : { assessment: assessment.id, reservations },
  })
  if (begun === undefined)
    throw new DomainError('not-found', 'This is not there any more. Open the page again that you came from.')
  const id = await planAction(...askedIn(c), begun)
  return c.redirect(paths.action(partOf(c, 'organisation'), id), 303)
})

actions.post('confirm-plan', paths.confirmPlan, async (c) => {
  const form = await readForm(c)
  try {
    await confirmPlan(...askedIn(c), form.get('seen'))
    return c.redirect(paths.actions(partOf(c, 'organisation')), 303)
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'conflict') throw error
    return showPage(c, <ActionsPage c={c} plan={await getPlan(...askedIn(c))} says={error.message} />, 409)
  }
})

const giveTable = async (c: PageContext) => {
  await recordTable(...askedIn(c), 'improvement-plan.csv', 'read-actions')
  const table = tablePlan(c.get('web').marking, await readPlan(c))
  return sendTable(c, 'ward-round-improvement-plan', table)
}
actions.noted('read-actions', paths.actionsTable, giveTable, { takesKey: true })

actions.noted('read-actions', paths.actionsWord, async (c) => {
  await recordTable(...askedIn(c), 'improvement-plan.docx', 'read-actions')
  const plan = await readPlan(c)
  const { marking, house } = c.get('web')
  const { organisation } = await getPlan(...askedIn(c))
  const paper = planPaper(plan, { organisation, marking, at: house.now().toISOString() })
  return sendFile(c, marking, 'ward-round-improvement-plan.docx', await writeWord(paper))
})

async function load(c: PageContext, isThere: boolean) {
  const id = isThere ? partOf(c, 'action') : undefined
  const { improvements } = c.get('web').house.ruleSet
  return { ...(await getPlannedAction(...askedIn(c), id)), improvements }
}

async function saveAs(c: PageContext, ...[id, seen, work]: SaveRest) {
  const saved = await savePlan(...askedIn(c), id, seen, work)
  if (saved.ok) return paths.actions(partOf(c, 'organisation'))
  return 'faults' in saved ? saved : { refused: planConflictWords(saved.conflict) }
}
type SaveRest = [id: string, seen: number, work: ReturnType<typeof workOf>]
