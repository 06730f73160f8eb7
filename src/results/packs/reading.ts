/** A request → what a pack of board papers would read now: the same as the board's page, and the sheets of its workbook. */
import { describeDecisions, describeEarlier } from '../../report/board-decisions.ts'
import type { PackReading } from '../../report/pack.ts'
import type { Figure } from '../../report/blocks.ts'
import { type Sheet, makeSheets } from '../../report/workbook.ts'
import { getRiskRegister } from '../../service/risk-register.ts'
import { readPlan } from '../actions/reading.ts'
import { getFindings } from '../examined.ts'
import { placeSentence } from '../../report/peer-standing.ts'
import { askedIn, type PageContext } from '../../web/web.ts'
import { readBoard } from '../board/reading.ts'
import { pointsOf } from '../trend/trend-page.tsx'

/** With the revision of the assessment that it read. @throws DomainError 'not-found' or 'not-allowed'. */
export async function readPack(c: PageContext): Promise<{ reading: PackReading; revision: number }> {
  const { findings, actions, signed, plan, before, group } = await readBoard(c)
  const { view, examined, steps } = findings
  const { organisation, assessment } = view
  const { marking } = c.get('web')
  const decisions = describeDecisions(examined, plan, actions)
  const standing = { status: assessment.status, signedAt: assessment.signedAt, steps }
  return {
    revision: assessment.revision,
    reading: {
      ...{ examined, signed: findings.signed, standing, before, group, decisions, organisation, marking },
      place: placeSentence(group),
      points: pointsOf(findings, signed),
      hasSigned: signed.length > 0,
      earlier: describeEarlier(actions, decisions.actions),
      takingPart: { name: organisation.name, period: assessment.period, asOf: assessment.asOf, standing },
    },
  }
}

/** @throws DomainError 'not-found' or 'not-allowed'. */
export async function readSheets(c: PageContext, figures: readonly Figure[]): Promise<Sheet[]> {
  const { examined, signed } = await getFindings(c)
  const { entries, today } = await getRiskRegister(...askedIn(c))
  const entryOf = (id: string) => entries.get(id)?.value
  return makeSheets({ examined, signed, figures, entryOf, plan: await readPlan(c), today })
}
