/** A request → everything that the improvement plan reads. */
import type { PlanReading } from '../../report/planned-actions.ts'
import { frameworkOf } from '../../scoring/caf.ts'
import { getResult } from '../../service/assessments.ts'
import { getPlan } from '../../service/planned-actions.ts'
import { askedIn, type PageContext } from '../../web/web.ts'
import { examinedOf } from '../examined.ts'

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function readPlan(c: PageContext): Promise<PlanReading> {
  const { actions, confirmation } = await getPlan(...askedIn(c))
  const found = await getResult(...askedIn(c))
  const { ruleSet, assessment } = found.view
  return {
    actions,
    confirmed: confirmation,
    examined: examinedOf(found),
    framework: frameworkOf(ruleSet, assessment.period.framework),
    improvements: c.get('web').house.ruleSet.improvements,
  }
}
