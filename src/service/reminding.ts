/**
 * What waits for somebody → one mail a day at most: a signature, what was returned, parts late or due soon, evidence to review, open comments, late actions.
 * A mail holds numbers and links, never an answer, a result or a name; whoever opens its last link gets no more of them.
 * Without a mail server nobody is reminded.
 */

import type { AccountId, OrganisationId, QuestionId } from '../ids.ts'
import { findQuestion } from '../rules/find.ts'
import { setImmediate as othersTurn } from 'node:timers/promises'
import { encode } from '../answers/encode.ts'
import { daysAfter, londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { PerhapsSent } from '../mail/mailer.ts'
import { statesOf } from '../report/asked.ts'
import { findAssessment } from '../store/assessments.ts'
import { findAssignments } from '../store/assignments.ts'
import { findOpenComments } from '../store/comments.ts'
import type { AssignedPart, Role } from '../store/person.ts'
import { findSignOffs } from '../store/sign-offs.ts'
import { listUnreviewed } from './reviewing.ts'
import { findOverdueOwners } from '../store/planned-actions.ts'
import {
  saveReminded,
  findOrganisationsAfter,
  findRemindable,
  saveNotReminded,
  type Remindable,
  saveRemindersStopped,
} from '../store/reminders.ts'
import type { Handle } from '../store/tables.ts'
import { deleteExpiredTickets, findTicket, insertTicket } from '../store/tickets.ts'
import { read, write } from '../store/transaction.ts'
import { readContent } from './content.ts'
import type { House } from './house.ts'
import { aboutQuestion, covers, isPossible } from './permission.ts'
import { closedPeriodOf, getPlace } from './places.ts'
import { actingAs, record } from './recording.ts'
import { questionsOfPart } from './sharing-out.ts'

/** A part is due soon from this many days before its day (ours). */
const SOON_DAYS = 7
/** No mail before this hour in London (ours). */
const FIRST_HOUR = 8
/** A link that stops reminders works at least as long as mails are usually kept (ours). */
const STOP_GOOD_FOR_DAYS = 90
/** Failures running after which the mail server is taken to be down (ours). */
const MOST_FAILURES = 3

/** What can wait for somebody, in the order of the mail; how it is said of one and of several. */
const KINDS = {
  sign: () => 'an assessment that waits for your signature',
  returned: () => 'an assessment that the SIRO returned to you',
  late: (n: number) => (n === 1 ? '1 part past its day' : `${n} parts past their day`),
  soon: (n: number) => `${n} ${n === 1 ? 'part' : 'parts'} due within ${SOON_DAYS} days`,
  review: (n: number) =>
    n === 1
      ? '1 answer whose evidence waits for your review'
      : `${n} answers whose evidence waits for your review`,
  comments: (n: number) => (n === 1 ? '1 open comment' : `${n} open comments`),
  /** One's own; to a lead, all. */
  actions: (n: number) => (n === 1 ? '1 action past its day' : `${n} actions past their day`),
} as const
type Kind = keyof typeof KINDS
const ALL_KINDS = Object.keys(KINDS) as Kind[]

interface Waiting extends Partial<Readonly<Record<Kind, number>>> {
  readonly email: string
  readonly remindedAt: string | undefined
}

/**
 * Mails everybody for whom something waits, and who had no reminder today in London. It breaks off once `isEnding`, or when the mail server
 * failed several times running; whom it could not reach is left for the next time, but an address that is refused for good waits a day, and so
 * does whoever may have got one.
 * Gives how many mails the server took, and did not.
 */
export async function sendReminders(
  house: House,
  isEnding = () => false,
): Promise<{ sent: number; failed: number }> {
  const { mailer } = house
  const now = house.now()
  const done = { sent: 0, failed: 0 }
  if (mailer === undefined || hourInLondon(now) < FIRST_HOUR) return done
  await write(house.db, (db) => deleteExpiredTickets(db, 'stop-reminders', now.toISOString()))
  let failedRunning = 0
  for (const [accountId, waiting] of await findWaiting(house, now, isEnding)) {
    // A slow server may take until after midnight: then it is another day, and too early.
    const at = house.now()
    if (isEnding() || failedRunning === MOST_FAILURES || hourInLondon(at) < FIRST_HOUR) break
    // Claimed before it is sent: of several processes one sends it, and a process that is killed sends none twice.
    const token = await claim(house, accountId, waiting.remindedAt, at)
    if (token === undefined) continue
    const stop = `${house.origin}/reminders/stop/${token}`
    try {
      await mailer({ to: waiting.email, stop, ...wordsOf(waiting, house.origin, stop) })
      done.sent++
      failedRunning = 0
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      done.failed++
      if (error.code !== 'busy') continue
      failedRunning++
      // Whoever may have got it waits until tomorrow.
      if (!(error instanceof PerhapsSent))
        await write(house.db, (db) => saveNotReminded(db, accountId, at.toISOString(), waiting.remindedAt))
    }
  }
  return done
}

/** Whether a token of a mail's last link is known and good. */
export async function isStopLink(house: House, token: string): Promise<boolean> {
  return (await findTicket(house.db, 'stop-reminders', token, house.now().toISOString())) !== undefined
}

/** Stops the reminders of whoever the mail went to; doing so twice changes nothing more. False: there is no such link. */
export async function stopByLink(house: House, token: string): Promise<boolean> {
  return write(house.db, async (db) => {
    const ticket = await findTicket(db, 'stop-reminders', token, house.now().toISOString())
    if (ticket?.accountId === undefined) return false
    const id = ticket.accountId
    const name = await saveRemindersStopped(db, id)
    if (name !== undefined)
      await record(actingAs(db, house, { id, name }), {
        action: 'reminders-stopped',
        object: id,
        details: {},
      })
    return true
  })
}

async function claim(
  house: House,
  accountId: AccountId,
  seen: string | undefined,
  now: Date,
): Promise<string | undefined> {
  const at = now.toISOString()
  return write(house.db, async (db) => {
    if (!(await saveReminded(db, accountId, seen, at))) return undefined
    const expiresAt = daysAfter(now, STOP_GOOD_FOR_DAYS)
    return insertTicket(db, { kind: 'stop-reminders', accountId, at, expiresAt })
  })
}

/** Organisations that are looked at together (ours): reading whose they are takes about a millisecond. */
const TOGETHER = 50

/** By account, for those who were not reminded today and for whom something waits. Between two organisations other work has its turn. */
async function findWaiting(
  house: House,
  now: Date,
  isEnding: () => boolean,
): Promise<Map<AccountId, Waiting>> {
  const today = londonDate(now)
  const all = new Map<AccountId, Waiting>()
  let organisationIds: OrganisationId[] = []
  do {
    organisationIds = await findOrganisationsAfter(house.db, organisationIds.at(-1) ?? '', TOGETHER)
    if (organisationIds.length === 0) break
    const remindable = (await findRemindable(house.db, organisationIds)).filter(
      ({ remindedAt }) => remindedAt === undefined || londonDate(new Date(remindedAt)) < today,
    )
    for (const [organisationId, members] of Map.groupBy(remindable, (one) => one.organisationId)) {
      await othersTurn()
      if (isEnding()) return new Map()
      const counts = await read(house.db, (db) => countIn(db, house, organisationId, members, now))
      for (const [accountId, found] of counts) {
        const before = all.get(accountId)
        const sums = ALL_KINDS.map((kind) => [kind, (found[kind] ?? 0) + (before?.[kind] ?? 0)] as const)
        all.set(accountId, { ...found, ...Object.fromEntries(sums) })
      }
    }
  } while (organisationIds.length === TOGETHER)
  return new Map([...all].filter(([, found]) => ALL_KINDS.some((kind) => (found[kind] ?? 0) > 0)))
}

async function countIn(
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
    counts.set(accountId, { email: first.email, remindedAt: first.remindedAt, actions })
  }
  const add = (accountId: AccountId, found: Partial<Record<Kind, number>>) => {
    const known = counts.get(accountId)
    if (known !== undefined) counts.set(accountId, { ...known, ...found })
  }
  const present = await findAssessment(db, organisationId)
  if (present === undefined) return counts
  const stage = { assessment: present, closed: closedPeriodOf(house, present) }
  const having = (role: Role) => members.filter((one) => one.role === role)
  if (isPossible('sign', stage)) {
    const submitter = (await findSignOffs(db, present.id)).findLast(({ kind }) => kind === 'submitted')?.byId
    // Whoever submitted it cannot sign it.
    for (const { accountId } of having('siro')) if (accountId !== submitter) add(accountId, { sign: 1 })
  }
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
  const isOpen = (part: AssignedPart) =>
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

function wordsOf(
  waiting: Waiting,
  origin: string,
  stop: string,
): { readonly subject: string; readonly text: string } {
  const lines = ALL_KINDS.flatMap((kind) => {
    const n = waiting[kind] ?? 0
    return n === 0 ? [] : [`- ${KINDS[kind](n)}`]
  })
  return {
    subject: 'Ward Round: what waits for you',
    text: [
      'This waits for you in Ward Round:',
      '',
      ...lines,
      '',
      `Open Ward Round: ${origin}/`,
      '',
      'You get this email at most once a day, and only while something waits.',
      `To stop these emails, open: ${stop}`,
      '',
    ].join('\n'),
  }
}

const HOUR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  hourCycle: 'h23',
})

function hourInLondon(instant: Date): number {
  return Number(HOUR.format(instant))
}
