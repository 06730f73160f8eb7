/**
 * What waits for somebody, or is new to them → one mail a day at most, of the kinds that they want.
 * A mail holds numbers and links, never an answer, a result or a name; whoever opens its last link gets no more of them.
 * Without a mail server nobody is reminded.
 */

import { setImmediate as othersTurn } from 'node:timers/promises'
import { daysAfter, londonDate } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import type { AccountId, OrganisationId } from '../ids.ts'
import { type Mailer, PerhapsSent } from '../mail/mailer.ts'
import {
  findOrganisationsAfter,
  findRemindable,
  type Remindable,
  saveNotReminded,
  saveReminded,
  saveRemindersStopped,
} from '../store/reminders.ts'
import { deleteExpiredTickets, findTicket, insertTicket } from '../store/tickets.ts'
import { read, write } from '../store/transaction.ts'
import type { House } from './house.ts'
import { actingAs, record } from './recording.ts'
import { findRoundCall } from './round.ts'
import { ALL_WAITS, countIn, findNews, type Waiting, WAITS } from './what-waits.ts'

/** No mail before this hour in London (ours). */
const FIRST_HOUR = 8
/** A link that stops reminders works at least as long as mails are usually kept (ours). */
const STOP_GOOD_FOR_DAYS = 90
/** Failures running after which the mail server is taken to be down (ours). */
const MOST_FAILURES = 3

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
    if (isEnding() || failedRunning === MOST_FAILURES || hourInLondon(house.now()) < FIRST_HOUR) break
    const became = await mailOne(house, mailer, { ...waiting, accountId }, [
      'This waits for you in Ward Round:',
      '',
      ...linesOf(waiting),
    ])
    if (became === 'taken') continue
    done[became === 'sent' ? 'sent' : 'failed']++
    if (became === 'sent') failedRunning = 0
    if (became === 'busy') failedRunning++
  }
  return done
}

/**
 * Mails somebody who has had nothing today; `taken`: another process does. `busy`: the server takes nothing now, and the mail waits for the
 * next time, unless they may have got it; `refused`: it never takes this one.
 */
async function mailOne(
  house: House,
  mailer: Mailer,
  { accountId, email, remindedAt }: Pick<Remindable, 'accountId' | 'email' | 'remindedAt'>,
  lines: readonly string[],
): Promise<'sent' | 'taken' | 'busy' | 'refused'> {
  const at = house.now()
  // Claimed before it is sent: of several processes one sends it, and a process that is killed sends none twice.
  const token = await claim(house, accountId, remindedAt, at)
  if (token === undefined) return 'taken'
  const stop = `${house.origin}/reminders/stop/${token}`
  try {
    await mailer({ to: email, stop, ...mailOf(lines, house.origin, stop) })
    return 'sent'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code !== 'busy') return 'refused'
    // Whoever may have got it waits until tomorrow.
    if (!(error instanceof PerhapsSent))
      await write(house.db, (db) => saveNotReminded(db, accountId, at.toISOString(), remindedAt))
    return 'busy'
  }
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
  const { newsTo, call } = await read(house.db, async (db) => ({
    newsTo: await findNews(db, now),
    call: await findRoundCall(db, now),
  }))
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
      const askedOf = (all: readonly Remindable[], accountId: AccountId) =>
        all.flatMap((one) => (one.accountId === accountId ? (call?.(one) ?? []) : []))[0]
      const counts = await read(house.db, (db) => countIn(db, house, organisationId, members, now))
      for (const [accountId, found] of counts) {
        const before = all.get(accountId)
        const sums = ALL_WAITS.map((one) => [one, (found[one] ?? 0) + (before?.[one] ?? 0)] as const)
        // Of periods, which are everybody's, once and not for each organisation.
        const asked = askedOf(members, accountId) ?? before?.asked
        all.set(accountId, { ...found, ...Object.fromEntries(sums), ...newsTo(found), asked })
      }
    }
  } while (organisationIds.length === TOGETHER)
  return new Map([...all].filter(([, found]) => linesOf(found).length > 0))
}

/** What of it is mailed. */
function linesOf(waiting: Waiting): string[] {
  const { asked, notMailed } = waiting
  return [
    ...(asked === undefined || notMailed.includes('periods') ? [] : [`- ${asked}`]),
    ...ALL_WAITS.flatMap((one) => {
      const n = waiting[one] ?? 0
      return n === 0 || notMailed.includes(WAITS[one].of) ? [] : [`- ${WAITS[one].says(n)}`]
    }),
  ]
}

function mailOf(
  lines: readonly string[],
  origin: string,
  stop: string,
): { readonly subject: string; readonly text: string } {
  return {
    subject: 'Ward Round: what waits for you',
    text: [
      ...lines,
      '',
      `Open Ward Round: ${origin}/`,
      '',
      'You get this email at most once a day, and only while something waits or is new.',
      `To choose which of these you get, open: ${origin}/account/reminders`,
      `To stop all of them, open: ${stop}`,
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
