/**
 * The days of a period → when it is open. Days begin and end in Europe/London, whatever the server's clock is set to.
 * Pure: the instant is passed in.
 */

import { HOUR_MS } from '../calendar.ts'
import type { PeriodRow } from '../store/periods.ts'

const LONDON = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** `2027-03-28 23:59:59`. */
function wallClock(instant: Date): string {
  return LONDON.format(instant).replace(', ', ' ')
}

/** The instant of a time of day in Europe/London, which is at UTC or one hour before it. Not for the hours in which clocks change. */
function instantOf(day: string, time: string): Date {
  const winter = new Date(`${day}T${time}Z`)
  return wallClock(winter) === `${day} ${time}` ? winter : new Date(winter.getTime() - HOUR_MS)
}

/** 00:00:00 in Europe/London on the day on which a period opens. */
export function opensAt({ opens }: Pick<PeriodRow, 'opens'>): Date {
  return instantOf(opens, '00:00:00')
}

/** 23:59:59 in Europe/London on the day on which a period closes: its last second. */
export function closesAt({ closes }: Pick<PeriodRow, 'closes'>): Date {
  return instantOf(closes, '23:59:59')
}

/** Whether assessments of a period may be started and filled in at an instant. */
export function isOpen(period: Pick<PeriodRow, 'opens' | 'closes'>, now: Date): boolean {
  return opensAt(period) <= now && !hasClosed(period, now)
}

/** Whether the last second of a period is over. */
export function hasClosed(period: Pick<PeriodRow, 'closes'>, now: Date): boolean {
  return !(now.getTime() < closesAt(period).getTime() + 1000)
}

/** Whether a period is still to come. */
export function isToCome(period: Pick<PeriodRow, 'opens'>, now: Date): boolean {
  return now < opensAt(period)
}
