/** What of the present assessment runs out in the next twelve months, with who could renew it; and asking them to. */

import { createHash } from 'node:crypto'
import { londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AssessmentId, OrganisationId, QuestionId } from '../ids.ts'
import { type EvidenceCalendar, lookAhead, renewWords } from '../report/evidence-calendar.ts'
import { findQuestion } from '../rules/find.ts'
import { findAnswerers, findAssignments } from '../store/assignments.ts'
import { findComments } from '../store/comments.ts'
import { findEvidence } from '../store/evidence.ts'
import type { Person } from '../store/person.ts'
import { findSignOffs, type SignOffStep } from '../store/sign-offs.ts'
import type { Handle } from '../store/tables.ts'
import { lookAtAssessment } from './acting.ts'
import { readResult } from './assessments.ts'
import { addComment } from './commenting.ts'
import type { House } from './house.ts'
import { aboutQuestion, covers } from './permission.ts'
import type { Place, ResultView } from './views.ts'

export interface CalendarView extends ResultView {
  readonly calendar: EvidenceCalendar
  /** The first one first. */
  readonly steps: readonly SignOffStep[]
  /** By question that runs out: who answers for its evidence, who has the part, and whether they were asked. */
  readonly renewing: ReadonlyMap<QuestionId, Renewing>
}

export interface Renewing {
  /** Names of who was given the question, its domain or the first look. */
  readonly holders: readonly string[]
  /** As the evidence names them; undefined: it names nobody. */
  readonly owner: string | undefined
  readonly asked: boolean
}

/** The next twelve months of what is shown now. @throws as `lookAtAssessment`. */
export async function getCalendar(
  house: House,
  person: Person,
  organisationId: OrganisationId,
): Promise<CalendarView> {
  return lookAtAssessment(house, person, organisationId, 'read-whole', async ({ db, place }) => {
    const found = await readResult(db, house, place)
    const { view, row, result } = found
    const { ruleSet, answers } = view
    const calendar = lookAhead({ ruleSet, answers, row, result }, londonDate(house.now()))
    return {
      ...found,
      calendar,
      steps: await findSignOffs(db, place.assessment.id),
      renewing: await findRenewing(db, place, calendar),
    }
  })
}

async function findRenewing(
  db: Handle,
  { assessment, organisation, ruleSet }: Place,
  calendar: EvidenceCalendar,
): Promise<Map<QuestionId, Renewing>> {
  const names = new Map((await findAnswerers(db, organisation.id)).map((one) => [one.accountId, one.name]))
  const parts = await findAssignments(db, assessment.id)
  const comments = new Set((await findComments(db, assessment.id)).map(({ id }) => id))
  const owners = new Map(
    (await findEvidence(db, assessment.id))
      .filter(({ endedAt }) => endedAt === undefined)
      .map((one) => [one.questionId, one.owner]),
  )
  const found = new Map<QuestionId, Renewing>()
  for (const month of calendar.months)
    for (const one of month.runsOut) {
      // It can show less more than once: it is asked for by the first time.
      if (found.has(one.id)) continue
      const question = findQuestion(ruleSet, one.id)
      const holding = parts.filter((part) => question && covers([part], aboutQuestion(ruleSet, question)))
      const holders = holding.flatMap(({ accountId }) => names.get(accountId) ?? [])
      const asked = comments.has(commentId(assessment.id, one.id, renewWords(one, month)))
      found.set(one.id, {
        holders: [...new Set(holders)],
        owner: owners.get(one.id) || undefined,
        asked,
      })
    }
  return found
}

/** The same for the same thing asked of the same answer, so that it is asked once. */
function commentId(assessmentId: AssessmentId, questionId: QuestionId, text: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([assessmentId, questionId, text]))
    .digest('hex')
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Asks whoever has the part for newer evidence, as a comment on each of the questions; they are mailed as of any comment.
 * What was asked before is not asked again. Gives how many were asked now.
 *
 * @throws as `addComment`; 'not-found' where a question does not run out.
 */
export async function askToRenew(
  house: House,
  person: Person,
  organisationId: OrganisationId,
  questionIds: readonly QuestionId[],
): Promise<number> {
  const { view, calendar, renewing } = await getCalendar(house, person, organisationId)
  const asks = questionIds.map((id) => {
    const month = calendar.months.find(({ runsOut }) => runsOut.some((one) => one.id === id))
    const one = month?.runsOut.find((each) => each.id === id)
    if (month === undefined || one === undefined)
      throw new DomainError('not-found', 'Nothing of this answer runs out in the next twelve months.')
    return { id, text: renewWords(one, month) }
  })
  let asked = 0
  for (const { id, text } of asks) {
    if (renewing.get(id)?.asked === true) continue
    const added = await addComment(
      house,
      person,
      organisationId,
      id,
      commentId(view.assessment.id, id, text),
      text,
    )
    if (added.ok) asked += 1
  }
  return asked
}
