/** A request → everything that the board's page and its papers read. */
import { isTooEarly } from '../../planning/too-early.ts'
import type { TargetOf } from '../../report/risk-list.ts'
import { findSignedBefore } from '../../service/beside.ts'
import { getTrend } from '../../service/earlier.ts'
import { findOwnEfforts } from '../../service/own-efforts.ts'
import { getPlan } from '../../service/planned-actions.ts'
import { getRiskRegister } from '../../service/risk-register.ts'
import { askedIn, type PageContext } from '../../web/web.ts'
import { findNarrowest } from '../beside.ts'
import { getStanding, withAppetites } from '../examined.ts'
import { planOf } from '../plan/plan.ts'

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function readBoard(c: PageContext) {
  const register = await getRiskRegister(...askedIn(c))
  const findings = withAppetites(await getStanding(c), register)
  const targetOf: TargetOf = (id) => register.entries.get(id)?.value?.target
  const { actions } = await getPlan(...askedIn(c))
  const { signed } = await getTrend(...askedIn(c))
  const known = { findings, targetOf, actions, signed }
  // What is too early to plan or compare is not looked for.
  if (isTooEarly(findings.examined))
    return { ...known, early: true, plan: undefined, before: undefined, group: undefined }
  const { improvements } = c.get('web').house.ruleSet
  const plan = improvements && planOf(findings.examined, improvements, await findOwnEfforts(...askedIn(c)))
  const before = await findSignedBefore(...askedIn(c))
  const group = await findNarrowest(c, findings.view.organisation.id)
  return { ...known, early: false, plan, before, group }
}
