/**
 * Some trusts of the demonstration → what each decided to do, and what it says of its gravest risks, by the same steps as anybody's.
 * What is to be done, its size and its money are the engine's, for their answers; who, by when and why are invented.
 */

import { UNANSWERED } from '../answers/levels.ts'
import { addMonths, daysAfter, londonDate } from '../calendar.ts'
import { demonstrationId } from '../identity/demonstration.ts'
import type { OrganisationId } from '../ids.ts'
import { middle } from '../planning/candidates.ts'
import { findFixFirst } from '../planning/fix-first.ts'
import type { Raised } from '../planning/model.ts'
import { actionOf } from '../report/action-of.ts'
import type { Examined } from '../report/explain-score.ts'
import { whoKnows } from '../report/words.ts'
import { findQuestion } from '../rules/find.ts'
import type { Improvements } from '../rules/model.ts'
import type { Result } from '../scoring/model.ts'
import { getResult } from '../service/assessments.ts'
import { type NewAction, planAction, savePlan } from '../service/changing-actions.ts'
import type { House } from '../service/house.ts'
import { confirmPlan, getPlan, type PlannedWork } from '../service/planned-actions.ts'
import { saveRisk } from '../service/risk-register.ts'
import type { Person } from '../store/person.ts'
import { personOf } from './on-the-way.ts'

/** Days from now: when it was planned, when some of it was over, and when the SIRO confirmed it. */
const [PLANNED, OVER, CONFIRMED] = [-42, -20, -14]

/** Who does it, by how many days from now. */
type Who = readonly [by: 'lead' | 'contributor' | 'who-knows', days: number, funded?: 'funded']
/** The first is late. */
const MOVES: readonly Who[] = [
  ['lead', -9],
  ['contributor', 40],
  ['who-knows', 90, 'funded'],
]
const PROOF: Who = ['contributor', 100]
const DONE: Who = ['lead', OVER]
const DROPPED: Who = ['lead', 60]

/** For each of these organisations, by the rules of its assessment. */
export async function planWork(house: House, organisations: readonly OrganisationId[]): Promise<void> {
  for (const one of organisations) await planFor(house, one)
}

async function planFor(house: House, organisationId: OrganisationId): Promise<void> {
  const lead = await personOf(house, organisationId, 'lead')
  const siro = await personOf(house, organisationId, 'siro')
  const on = (days: number): House => ({ ...house, now: () => new Date(daysAfter(house.now(), days)) })
  const { view, result, row } = await getResult(house, lead, organisationId)
  const { improvements } = house.ruleSet
  if (improvements === undefined) return
  const { ruleSet, answers } = view
  const examined = { ruleSet, answers, row, result }
  const found = findFixFirst(examined, improvements)
  const origin = { examined, plan: { found, improvements }, signed: undefined, disagreed: new Set<string>() }

  const plan = async (begun: NewAction | undefined, [by, days, funded]: Who) => {
    if (begun === undefined) return undefined
    const { title, size, questionId } = begun
    const id = await planAction(on(PLANNED), lead, organisationId, begun)
    const question = findQuestion(ruleSet, questionId ?? '')
    const move = found.moves.find(({ question: id, to }) => `${id} ${to}` === begun.sourceId)
    const work: PlannedWork = {
      ...{ title, size, reason: '', funded: funded !== undefined, state: 'open', outcome: '' },
      ownerId: by === 'who-knows' ? undefined : demonstrationId(organisationId, by),
      ownerName: question === undefined ? '' : whoKnows(question),
      due: londonDate(on(days).now()),
      pounds: move && middle(move.effort.pounds),
    }
    await savePlan(on(PLANNED), lead, organisationId, id, 1, work)
    return async (over: Pick<PlannedWork, 'state' | 'outcome'>) => {
      await savePlan(on(OVER), lead, organisationId, id, 2, { ...work, ...over })
    }
  }
  const moveTo = (move: Raised | undefined) => move && actionOf('move', `${move.question} ${move.to}`, origin)
  for (const [at, who] of MOVES.entries()) await plan(moveTo(found.moves[at]), who)
  await plan(actionOf('proof', found.proofs[0]?.questions.join(' ') ?? '', origin), PROOF)
  const end = await plan(findDone(examined, improvements), DONE)
  const drop = await plan(moveTo(found.others.at(-1)), DROPPED)
  await sayOfRisks(on(PLANNED), lead, organisationId, result.risks)
  await end?.({ state: 'done', outcome: 'Its record is in the audit folder.' })
  await drop?.({ state: 'dropped', outcome: 'It lowers no risk by itself.' })
  const { seen } = await getPlan(house, siro, organisationId)
  await confirmPlan(on(CONFIRMED), siro, organisationId, seen)
}

/** Raising an answer to where it stands and is shown today: that much was done. */
function findDone({ ruleSet, row }: Examined, improvements: Improvements): NewAction | undefined {
  for (const { id, index, levels } of ruleSet.questions) {
    const level = levels[row.declared[index] ?? UNANSWERED]
    const step = level && improvements.of[id]?.steps[level.id]
    if (step !== undefined && row.assured[index] === row.declared[index])
      return {
        source: 'move',
        sourceId: `${id} ${level?.id}`,
        questionId: id,
        title: step.action,
        size: undefined,
      }
  }
  return undefined
}

/** The gravest is to fall two steps, and the next is accepted for some months. */
async function sayOfRisks(
  house: House,
  lead: Person,
  organisationId: OrganisationId,
  risks: Result['risks'],
): Promise<void> {
  const [first, second] = risks.toSorted((a, b) => b.residual - a.residual)
  if (first === undefined || second === undefined) return
  const inMonths = (months: number) => addMonths(londonDate(house.now()), months)
  const unsaid = { ownerName: '', acceptedBecause: '', overrideBecause: '' }
  await saveRisk(house, lead, organisationId, first.id, 0, {
    ...{ ...unsaid, ownerId: demonstrationId(organisationId, 'siro'), treatment: 'treat' },
    target: { likelihood: Math.max(1, first.likelihood - 2), consequence: first.consequence },
    targetBy: inMonths(9),
    reviewOn: inMonths(3),
  })
  await saveRisk(house, lead, organisationId, second.id, 0, {
    ...{ ...unsaid, ownerId: demonstrationId(organisationId, 'lead'), treatment: 'tolerate' },
    acceptedBecause: 'What would lower it waits for the contract of next year.',
    acceptedUntil: inMonths(7),
    reviewOn: inMonths(4),
  })
}
