/** Instants as people read them: in Europe/London, whatever the server's clock is set to; and today, as dates are compared with it. */

import { dayWords, londonDate } from '../calendar.ts'
import type { Dates } from '../answers/given-date.ts'
import type { PageContext } from './web.ts'

export { dayWords }

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `10:42`. */
export function timeWords(instant: Date | string): string {
  return TIME.format(new Date(instant))
}

/** `22 November 2026 at 10:42`. */
export function instantWords(instant: Date | string): string {
  return `${dayWords(instant)} at ${timeWords(instant)}`
}

/** Today, as an ISO date. */
export function todayOf(c: PageContext): string {
  return londonDate(c.get('web').house.now())
}

/** What dates that somebody types are compared with. */
export function datesOf(c: PageContext, asOf: string): Dates {
  return { asOf, today: todayOf(c) }
}
