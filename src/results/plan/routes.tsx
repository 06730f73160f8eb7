/** What a trust can fix first, and its own figures for what that takes. They change no answer and no score. */
import { DomainError } from '../../errors.ts'
import { type PlanFault, readAskedPlan } from '../../planning/asked.ts'
import { findStep } from '../../planning/own-efforts.ts'
import { shownIn } from '../../planning/rungs.ts'
import { isTooEarly } from '../../planning/too-early.ts'
import { findQuestion } from '../../rules/find.ts'
import { findOwnEfforts, saveOwnEffort } from '../../service/own-efforts.ts'
import { getPlan } from '../../service/planned-actions.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { getFindings, getStanding } from '../examined.ts'
import { EffortsPage, type EffortsOf } from './efforts-page.tsx'
import { FixFirstPage } from './fix-first-page.tsx'
import { NoEffortsPage, TooEarlyPage } from './no-list-pages.tsx'
import { effortFields, OwnEffortPage } from './own-effort-page.tsx'
import { AskPlanPage, PlanPage } from './plan-page.tsx'
import { planOf } from './plan.ts'
import { WhatIfPage } from './what-if-page.tsx'
import { NO_WISH, typedOf, wishIn } from './wish.ts'
import { workOut } from './worked-out.ts'

export const plan = newRoutes()

plan.page('read-results', paths.fixFirst, async (c) => {
  const findings = await getStanding(c)
  const { examined } = findings
  // Efforts are no part of a rule set: those of today also serve an assessment under an older one.
  const { improvements } = c.get('web').house.ruleSet
  if (improvements === undefined) return showPage(c, <NoEffortsPage findings={findings} />)
  if (isTooEarly(examined)) return showPage(c, <TooEarlyPage findings={findings} />)
  const made = planOf(examined, improvements, await findOwnEfforts(...askedIn(c)))
  const { actions } = await getPlan(...askedIn(c))
  return showPage(
    c,
    <FixFirstPage findings={findings} plan={made.found} improvements={made.improvements} actions={actions} />,
  )
})

plan.page('read-results', paths.plan, async (c) => {
  const findings = await getStanding(c)
  const { examined } = findings
  const { improvements } = c.get('web').house.ruleSet
  if (improvements === undefined) return showPage(c, <NoEffortsPage findings={findings} />)
  if (isTooEarly(examined)) return showPage(c, <TooEarlyPage findings={findings} />)
  const wish = wishIn(c)
  if (wish === undefined) return showPage(c, <AskPlanPage findings={findings} wish={NO_WISH} faults={[]} />)
  const { ruleSet } = examined
  const read = readAskedPlan(ruleSet, typedOf(wish))
  if (!read.ok) {
    const page = <AskPlanPage findings={findings} wish={wish} faults={faultsOf(read.faults)} />
    return showPage(c, page, 422)
  }
  const made = planOf(examined, improvements, await findOwnEfforts(...askedIn(c)))
  const found = await workOut(examined, made.improvements, read.asked)
  const of = { ruleSet, improvements: made.improvements, asked: read.asked, found }
  const { actions } = await getPlan(...askedIn(c))
  return showPage(c, <PlanPage findings={findings} wish={wish} of={of} actions={actions} />)
})

plan.page('read-results', paths.whatIf, async (c) => {
  const findings = await getStanding(c)
  const { ruleSet, row } = findings.examined
  const shown = shownIn(ruleSet, row)
  const questions = ruleSet.questions.filter(({ index }) => shown(index))
  // What the rules do not have is as if it were not asked for: nothing comes of it.
  const wished = questions.flatMap(({ id, levels }) => {
    const level = c.req.query(id)
    return levels.some((one) => one.id === level) && level !== undefined ? [{ question: id, level }] : []
  })
  const further = questions.find(({ id }) => id === c.req.query('add') && c.req.query(id) === undefined)
  return showPage(
    c,
    <WhatIfPage findings={findings} questions={questions} wished={wished} further={further} />,
  )
})

plan.page('read-results', paths.efforts, async (c) =>
  showPage(c, <EffortsPage c={c} of={await getEfforts(c)} />),
)

plan.form('set-efforts', paths.ownEffort, {
  load: async (c) => {
    const efforts = await getEfforts(c)
    const stepId = partOf(c, 'step')
    const { improvements, question, own } = efforts
    const step = findStep(improvements, { questionId: question.id, stepId })
    if (step === undefined) throw new DomainError('not-found', 'There is no such step here.')
    return { ...efforts, stepId, step, set: own.find((one) => one.stepId === stepId) }
  },
  fields: effortFields,
  page: (c, of, form) => <OwnEffortPage c={c} of={of} form={form} />,
  save: async (c, { version, ...typed }, { organisation, question, stepId }) => {
    const key = { questionId: question.id, stepId }
    const saved = await saveOwnEffort(...askedIn(c), key, version, typed)
    if (saved.ok) return paths.efforts(organisation.id, question.id)
    if ('faults' in saved) return saved
    const { savedBy = '' } = saved.conflict
    return { refused: `${savedBy} changed these figures meanwhile. Look at them, and set yours again.` }
  },
})

/** At the fields of the form, which asks for band and attack in one; what cannot be kept or left out came by a link. */
function faultsOf(faults: readonly PlanFault[]): FormFault[] {
  const FIELDS: Partial<Record<PlanFault['field'], string>> = { budget: 'budget', days: 'days' }
  return faults.map(({ field, message }) => ({ field: FIELDS[field] ?? 'goal', message }))
}

/** The question of an address, with what raising it takes. @throws DomainError 'not-found'. */
async function getEfforts(c: PageContext): Promise<EffortsOf> {
  const { examined, view } = await getFindings(c)
  const { improvements } = c.get('web').house.ruleSet
  const question = findQuestion(examined.ruleSet, partOf(c, 'question'))
  if (question === undefined || improvements?.of[question.id] === undefined)
    throw new DomainError('not-found', 'There is no such question here.')
  const all = await findOwnEfforts(...askedIn(c))
  const own = all.filter(({ questionId }) => questionId === question.id)
  return { organisation: view.organisation, ruleSet: examined.ruleSet, question, improvements, own }
}
