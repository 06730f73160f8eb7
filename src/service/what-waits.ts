/** What waits for whom: counted for one organisation, and what is new for everybody in it. It sends nothing. */

import { encode } from '../answers/encode.ts'
import { daysAfter, londonDate } from '../calendar.ts'
import type { AccountId, OrganisationId, QuestionId } from '../ids.ts'
import { statesOf } from '../report/asked.ts'
import { findQuestion } from '../rules/find.ts'
import { findAssessment } from '../store/assessments.ts'
import { findAssignments } from '../store/assignments.ts'
import { findOpenComments } from '../store/comments.ts'
import { findPeriods } from '../store/periods.ts'
import type { AssignedPart, MailKind, Role } from '../store/person.ts'
import { findOverdueOwners } from '../store/planned-actions.ts'
import type { Remindable } from '../store/reminders.ts'
import { findSignOffs } from '../store/sign-offs.ts'
import type { Handle } from '../store/tables.ts'
import { findActTimes } from '../store/trail.ts'
import { readContent } from './content.ts'
import { findCafParts } from './caf-parts.ts'
import type { House } from './house.ts'
import { hasClosed } from './period-times.ts'
import { aboutQuestion, covers, isPossible } from './permission.ts'
import { closedPeriodOf, getPlace } from './places.ts'
import { listUnreviewed } from './reviewing.ts'
import { questionsOfPart } from './sharing-out.ts'

/** A part is due soon from this many days before its day (ours). */
const SOON_DAYS = 7
/** What happened longer ago is no news to somebody who was not mailed since (ours). */
const NEWS_DAYS = 7

/** What can wait for somebody, in the order of the mail: how it is said of one and of several, and the kind of mail that it is. */
export const WAITS = {
  sign: { of: 'sign', says: () => 'an assessment that waits for your signature' },
  returned: { of: 'returned', says: () => 'an assessment that the SIRO returned to you' },
  signed: { of: 'signed', says: () => 'an assessment that the SIRO signed' },
  late: { of: 'parts', says: (n) => (n === 1 ? '1 part past its day' : `${n} parts past their day`) },
  soon: { of: 'parts', says: (n) => `${n} ${n === 1 ? 'part' : 'parts'} due within ${SOON_DAYS} days` },
  review: {
    of: 'review',
    says: (n) =>
      n === 1
        ? '1 answer whose evidence waits for your review'
        : `${n} answers whose evidence waits for your review`,
  },
  comments: { of: 'comments', says: (n) => (n === 1 ? '1 open comment' : `${n} open comments`) },
  /** One's own; to a lead, all. */
  actions: {
    of: 'actions',
    says: (n) => (n === 1 ? '1 action past its day' : `${n} actions past their day`),
  },
  opened: {
    of: 'periods',
    says: (n) => (n === 1 ? 'a period that has opened' : `${n} periods that have opened`),
  },
  moved: {
    of: 'periods',
    says: (n) => (n === 1 ? 'a period that closes later' : `${n} periods that close later`),
  },
} as const satisfies Readonly<Record<string, { of: MailKind; says: (n: number) => string }>>
export type Wait = keyof typeof WAITS
export const ALL_WAITS = Object.keys(WAITS) as Wait[]

export interface Waiting
  extends Partial<Readonly<Record<Wait, number>>>, Pick<Remindable, 'email' | 'remindedAt' | 'notMailed'> {
  /** What the administrators of the round ask of a lead. */
  readonly asked?: string | undefined
}

/** Until when somebody knows what is new, ISO 8601 UTC: their last mail, or a week ago. */
function toldUntil({ remindedAt = '' }: Pick<Waiting, 'remindedAt'>, now: Date): string {
  const earliest = daysAfter(now, -NEWS_DAYS)
  return remindedAt > earliest ? remindedAt : earliest
}

/** The periods that are news to somebody. */
export type News = (told: Pick<Waiting, 'remindedAt'>) => { readonly opened: number; readonly moved: number }

/** The periods that opened or now close later, of those that have not closed. */
export async function findNews(db: Handle, now: Date): Promise<News> {
  const today = londonDate(now)
  const periods = (await findPeriods(db)).filter((period) => period.opens <= today && !hasClosed(period, now))
  const moves: string[] = []
  for (const { id } of periods) {
    const last = (await findActTimes(db, 'period-closing-moved', id)).at(-1)
    if (last !== undefined) moves.push(last)
  }
  return (one) => {
    const until = toldUntil(one, now)
    const day = londonDate(new Date(until))
    return {
      opened: periods.filter(({ opens }) => opens > day).length,
      moved: moves.filter((at) => at > until).length,
    }
  }
}

/** What waits in one organisation, for each of its people who are reminded; somebody for whom nothing does is among them. */
export async function countIn(
  db: Handle,
  house: House,
  organisationId: OrganisationId,
  members: readonly Remindable[],
  now: Date,
): Promise<Map<AccountId, Waiting>> {
  const lateActions = await findOverdueOwners(db, organisationId, londonDate(now))
  const counts = new Map<AccountId, Waiting>()
  const people = Map.groupBy(members, (one) => one.accountId)
  for (const [accountId, [first, ...more]] of people) {
    if (first === undefined) continue
    const isLead = [first, ...more].some(({ role }) => role === 'lead')
    const actions = lateActions.filter((owner) => isLead || owner === accountId).length
    const { email, remindedAt, notMailed } = first
    counts.set(accountId, { email, remindedAt, notMailed, actions })
  }
  const add = (accountId: AccountId, found: Partial<Record<Wait, number>>) => {
    const known = counts.get(accountId)
    if (known !== undefined) counts.set(accountId, { ...known, ...found })
  }
  const present = await findAssessment(db, organisationId)
  if (present === undefined) return counts
  const stage = { assessment: present, closed: closedPeriodOf(house, present) }
  const having = (role: Role) => members.filter((one) => one.role === role)
  const steps = await findSignOffs(db, present.id)
  if (isPossible('sign', stage)) {
    const submitter = steps.findLast(({ kind }) => kind === 'submitted')?.byId
    // Whoever submitted it cannot sign it.
    for (const { accountId } of having('siro')) if (accountId !== submitter) add(accountId, { sign: 1 })
  }
  const signedAt = steps.findLast(({ kind }) => kind === 'signed')?.at
  if (present.status === 'signed' && signedAt !== undefined)
    for (const member of having('board'))
      if (signedAt > toldUntil(member, now)) add(member.accountId, { signed: 1 })
  if (present.status === 'returned' && isPossible('submit', stage))
    for (const { accountId } of having('lead')) add(accountId, { returned: 1 })
  const isFilledIn = isPossible('edit-answers', stage)
  const isDiscussed = isPossible('comment', stage)
  const comments = isDiscussed ? await findOpenComments(db, present.id) : []
  const assigned = isFilledIn || isDiscussed ? await findAssignments(db, present.id) : []
  const reviewers = isPossible('review-evidence', stage) ? having('reviewer') : []
  if (comments.length === 0 && assigned.length === 0 && reviewers.length === 0) return counts
  const place = await getPlace(db, house, organisationId)
  for (const { accountId } of reviewers) {
    const unreviewed = await listUnreviewed(db, place, { id: accountId })
    add(accountId, { review: unreviewed.filter(({ isOwn }) => !isOwn).length })
  }
  const { ruleSet } = place
  const today = londonDate(now)
  const lastDay = londonDate(new Date(daysAfter(now, SOON_DAYS)))
  const dated = isFilledIn ? assigned.filter(({ due }) => due !== undefined && due <= lastDay) : []
  const { answers } = await readContent(db, ruleSet, place.organisation, place.assessment)
  const states = statesOf({ ruleSet, row: encode(ruleSet, answers) })
  const caf = await findCafParts(db, house, organisationId, dated)
  const isOpen = (part: AssignedPart) =>
    caf.get(part.target)?.outcomes.some(({ isToAnswer }) => isToAnswer) ??
    questionsOfPart(ruleSet, part).some(({ index }) => states[index] === 'unanswered')
  for (const [accountId, roles] of people) {
    const own = assigned.filter((one) => one.accountId === accountId)
    const open = dated.filter((one) => one.accountId === accountId && isOpen(one))
    const reads = (questionId: QuestionId) => {
      const question = findQuestion(ruleSet, questionId)
      if (question === undefined) return false
      return roles.some((one) => one.role === 'lead') || covers(own, aboutQuestion(ruleSet, question))
    }
    const late = open.filter(({ due = '' }) => due < today).length
    add(accountId, {
      late,
      soon: open.length - late,
      comments: comments.filter((one) => one.byId !== accountId && reads(one.questionId)).length,
    })
  }
  return counts
}
