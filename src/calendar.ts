/**
 * ISO dates as texts, and instants of which only the day matters: comparing, adding, and as people write them.
 * It knows no clock; the reference date is passed in.
 */

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

/** Whether the text is a real calendar date written as YYYY-MM-DD, from 1900 to 2199. */
export function isDate(text: string): boolean {
  return /^(19|2[01])/.test(text) && isDay(text)
}

/** As `isDate`, of any year. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (match === null) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** The date n calendar months later; the end of the month is clipped (31 January plus 1 is 28 or 29 February). */
export function addMonths(date: string, months: number): string {
  const count = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months
  const newYear = Math.floor(count / 12)
  const newMonth = (count % 12) + 1
  const newDay = Math.min(Number(date.slice(8)), daysIn(newYear, newMonth))
  return `${String(newYear).padStart(4, '0')}-${String(newMonth).padStart(2, '0')}-${String(newDay).padStart(2, '0')}`
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** The same day so many years before, to compare dates with: 29 February may be none there. */
export function yearsBefore(date: string, years: number): string {
  return `${String(yearOf(date) - years).padStart(4, '0')}${date.slice(4)}`
}

/** So many days after a moment, or before it, each of 24 hours, ISO 8601 UTC. */
export function daysAfter(instant: Date, days: number): string {
  return new Date(instant.getTime() + days * DAY_MS).toISOString()
}

/** Whether the date plus n calendar months is not before the reference date, and the date not after it. */
export function isWithinMonths(date: string, months: number, asOf: string): boolean {
  return date <= asOf && addMonths(date, months) >= asOf
}

const SINCE_1972 = Date.UTC(1972, 0)

/** Made when it is first asked: its tables of time zones cost as much as scoring a whole file. */
let london: Intl.DateTimeFormat | undefined

/** The ISO date of an instant in Europe/London, whatever the server's clock is set to. */
export function londonDate(instant: Date): string {
  // London is at most an hour ahead, and never behind (since November 1971): its date is another in the last hour of the day only.
  if (instant.getTime() >= SINCE_1972 && instant.getUTCHours() < 23) return instant.toISOString().slice(0, 10)
  london ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
  return london.format(instant).split('/').reverse().join('-')
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `22 November 2026` for an ISO date, `November 2026` for a month; any other text as it is. */
export function dateWords(date: string): string {
  const match = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date)
  if (match === null) return date
  const [, year, month, day] = match
  return `${day === undefined ? '' : `${Number(day)} `}${MONTHS[Number(month) - 1]} ${year}`
}

/** The same of an instant, by its day in Europe/London. */
export function dayWords(instant: Date | string): string {
  return dateWords(londonDate(new Date(instant)))
}
