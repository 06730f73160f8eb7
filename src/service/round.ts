/** The round as an administrator follows it: who has started, submitted and signed, who is late, and reminding their leads. It reads no answer. */

import { londonDate, daysAfter } from '../calendar.ts'
import { DomainError } from '../errors.ts'
import { LATE_DAYS, type Round, type RoundLine, type RoundState, type SetUp } from '../report/round.ts'
import { dateWords } from '../report/words.ts'
import { findOrganisations } from '../store/organisations.ts'
import { findPeriods, type PeriodRow } from '../store/periods.ts'
import type { Person } from '../store/person.ts'
import { findLatest } from '../store/releases.ts'
import type { Remindable } from '../store/reminders.ts'
import { countNational, findLed, findRound, type RoundRow } from '../store/round.ts'
import type { Handle } from '../store/tables.ts'
import { findActTimes } from '../store/trail.ts'
import { byName } from '../text.ts'
import { changeNationally, lookNationally } from './acting.ts'
import type { House } from './house.ts'
import { closesAt, hasClosed, isOpen, isToCome } from './period-times.ts'

/** The act of reminding; its object is the period. */
const REMINDED = 'round-reminded'

export interface RoundView extends Round {
  readonly period: PeriodRow | undefined
  readonly setUp: SetUp
  /** Leads were reminded today. */
  readonly reminded: boolean
}

/** The period that is open, else the next one, else the last one that closed. @throws DomainError 'not-allowed'. */
export async function getRound(house: House, person: Person): Promise<RoundView> {
  return lookNationally(house, person, 'follow-round', async ({ db }) => {
    const now = house.now()
    const periods = await findPeriods(db)
    const period = presentOf(periods, now)
    const led = await findLed(db)
    const lines = period === undefined ? [] : await linesOf(db, period, led, now)
    const national = await countNational(db)
    const organisations = period === undefined ? (await findOrganisations(db)).length : lines.length
    return {
      period,
      stage: stageOf(period, now),
      lines,
      setUp: {
        organisations,
        withoutLead: period === undefined ? organisations : lines.filter(({ isLed }) => !isLed).length,
        periods: periods.length,
        administrators: national.administrator,
        analysts: national.analyst,
        mails: house.mailer !== undefined,
      },
      reminded: period !== undefined && (await wasReminded(db, period, now)),
    }
  })
}

function presentOf(periods: readonly PeriodRow[], now: Date): PeriodRow | undefined {
  const oldestFirst = periods.toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
  return (
    oldestFirst.findLast((one) => isOpen(one, now)) ??
    oldestFirst.find((one) => isToCome(one, now)) ??
    oldestFirst.at(-1)
  )
}

function stageOf(period: PeriodRow | undefined, now: Date): Round['stage'] {
  if (period === undefined) return 'none'
  if (isToCome(period, now)) return 'to-come'
  return hasClosed(period, now) ? 'closed' : 'open'
}

async function linesOf(
  db: Handle,
  period: PeriodRow,
  led: ReadonlySet<string>,
  now: Date,
): Promise<RoundLine[]> {
  const isEnding = daysAfter(now, LATE_DAYS) > closesAt(period).toISOString()
  return (await findRound(db, period)).toSorted(byName).map((row) => {
    const state = stateOf(row)
    const { id, odsCode, name, cohort, region, submittedAt, signedAt } = row
    return {
      ...{ id, odsCode, name, cohort, region, submittedAt, signedAt, state },
      isLed: led.has(id),
      late: isEnding && isWaiting({ state }),
    }
  })
}

function stateOf({ status }: RoundRow): RoundState {
  switch (status) {
    case undefined:
      return 'not-started'
    case 'submitted':
      return 'submitted'
    case 'signed':
      return 'signed'
    default:
      return 'being-filled-in'
  }
}

async function wasReminded(db: Handle, { id }: PeriodRow, now: Date): Promise<boolean> {
  const last = (await findActTimes(db, REMINDED, id)).at(-1)
  return last !== undefined && londonDate(new Date(last)) === londonDate(now)
}

/**
 * Has the cyber leads of whoever has not submitted in the open round mailed, once a day: the job that mails what waits tells them.
 *
 * @throws DomainError 'not-allowed', 'conflict' (no round is open, or no mail server is set up).
 */
export async function remindRound(house: House, person: Person): Promise<void> {
  const { period, stage, lines, reminded } = await getRound(house, person)
  if (period === undefined || stage !== 'open') throw new DomainError('conflict', 'No round is open now.')
  if (reminded) return
  if (house.mailer === undefined)
    throw new DomainError('conflict', 'No mail server is set up, so nobody can be emailed.')
  const organisations = lines.filter(isWaiting).length
  await changeNationally(house, person, 'follow-round', ({ record }) =>
    record({ action: REMINDED, object: period.id, details: { organisations } }),
  )
}

/** What a lead is asked who has had no mail since; undefined: nothing. For the job that mails what waits. */
export type RoundCall = (
  lead: Pick<Remindable, 'organisationId' | 'role' | 'remindedAt'>,
) => string | undefined

/** What the administrators ask of whoever has not submitted in the open round; undefined: they ask nothing. */
export async function findRoundCall(db: Handle, now: Date): Promise<RoundCall | undefined> {
  const period = presentOf(await findPeriods(db), now)
  if (period === undefined || stageOf(period, now) !== 'open') return undefined
  const at = (await findActTimes(db, REMINDED, period.id)).at(-1)
  if (at === undefined) return undefined
  const waiting = new Set(
    (await findRound(db, period)).flatMap((row) => (isWaiting({ state: stateOf(row) }) ? [row.id] : [])),
  )
  const says = `the assessment of your organisation in ${period.name}, which is not submitted: the round closes on ${dateWords(period.closes)}`
  return ({ organisationId, role, remindedAt = '' }) =>
    role === 'lead' && waiting.has(organisationId) && at > remindedAt ? says : undefined
}

/** It has not been submitted. */
export function isWaiting({ state }: Pick<RoundLine, 'state'>): boolean {
  return state === 'not-started' || state === 'being-filled-in'
}

export interface RoundOfAll {
  readonly period: PeriodRow | undefined
  readonly stage: Round['stage']
  /** One for each organisation, which is not named. */
  readonly lines: readonly Pick<RoundLine, 'state' | 'isLed' | 'late'>[]
  /** The last comparison that was published, and its period; undefined: none was. */
  readonly last: { readonly number: number; readonly period: PeriodRow } | undefined
}

/** How far the whole country is, for analysts: numbers only. @throws DomainError 'not-allowed'. */
export async function getRoundOfAll(house: House, person: Person): Promise<RoundOfAll> {
  return lookNationally(house, person, 'read-national', async ({ db }) => {
    const now = house.now()
    const periods = await findPeriods(db)
    const period = presentOf(periods, now)
    const lines = period === undefined ? [] : await linesOf(db, period, await findLed(db), now)
    const latest = await findLatest(db)
    const of = periods.find(({ id }) => id === latest?.periodId)
    return {
      period,
      stage: stageOf(period, now),
      lines: lines.map(({ state, isLed, late }) => ({ state, isLed, late })),
      last: latest === undefined || of === undefined ? undefined : { number: latest.number, period: of },
    }
  })
}
