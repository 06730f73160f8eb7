/** What a trust can fix first, and its own figures for what that takes. They change no answer and no score. */
import { DomainError } from '../../errors.ts'
import { findStep } from '../../planning/own-efforts.ts'
import { isTooEarly } from '../../planning/too-early.ts'
import { findQuestion } from '../../rules/find.ts'
import { findOwnEfforts, saveOwnEffort } from '../../service/own-efforts.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { getFindings, getStanding } from '../examined.ts'
import { EffortsPage, type EffortsOf } from './efforts-page.tsx'
import { FixFirstPage } from './fix-first-page.tsx'
import { NoEffortsPage, TooEarlyPage } from './no-list-pages.tsx'
import { effortFields, OwnEffortPage } from './own-effort-page.tsx'
import { planOf } from './plan.ts'

export const plan = newRoutes()

plan.page('read-results', paths.fixFirst, async (c) => {
  const findings = await getStanding(c)
  const { examined } = findings
  // Efforts are no part of a rule set: those of today also serve an assessment under an older one.
  const { improvements } = c.get('web').house.ruleSet
  if (improvements === undefined) return showPage(c, <NoEffortsPage findings={findings} />)
  if (isTooEarly(examined)) return showPage(c, <TooEarlyPage findings={findings} />)
  const made = planOf(examined, improvements, await findOwnEfforts(...askedIn(c)))
  return showPage(c, <FixFirstPage findings={findings} plan={made.found} improvements={made.improvements} />)
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
