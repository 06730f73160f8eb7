/** A date as somebody gave it → what is wrong with it, in words: nothing was done after today, or in a year before such things were. */

import { dateWords, isDate, yearOf } from '../calendar.ts'
import { type Asking, type Door, doubt, shown } from './given.ts'

/** What dates are compared with, as ISO dates. */
export interface Dates {
  /** The reference date. */
  readonly asOf: string
  /** The day on which it is given, in Europe/London. */
  readonly today: string
}

/** Before this day nothing that we ask about was done, and after that one nothing runs out (ours). */
const FIRST = '1980-01-01'
const LAST_YEARS = 50

/** What is wrong with the date of something done; undefined when nothing is. */
export function faultOfDate(given: unknown, { asOf, today, ...asking }: Dates & Asking): string | undefined {
  const fault = faultOfDay(given, asking)
  if (fault !== undefined) return fault
  const date = given as string
  if (date > asOf)
    return `${dateWords(date)} is after the reference date, ${dateWords(asOf)}. Use a date on or before it.`
  return faultOfFuture(date, today)
}

/**
 * As `faultOfDate`, of evidence. It may be newer than the reference date where somebody says, `showsAsOf`,
 * that it shows how things were on that date.
 */
export function faultOfEvidenceDate(
  given: unknown,
  { asOf, today, ...asking }: Dates & Asking,
  showsAsOf: boolean,
): string | undefined {
  const fault = faultOfDay(given, asking)
  if (fault !== undefined) return fault
  const date = given as string
  const future = faultOfFuture(date, today)
  if (future !== undefined || date <= asOf || showsAsOf) return future
  const after = `${dateWords(date)} is after the reference date, ${dateWords(asOf)}.`
  const ifShown: Readonly<Record<Door, string>> = {
    page: 'Tick that it shows how things were on that date, or use other evidence.',
    table: 'If it shows how things were on that date, say Yes in the column beside it.',
    file: `If it shows how things were on that date, write ${SHOWS_AS_OF}: true.`,
  }
  return `${after} ${ifShown[asking.door]}`
}

/** By which a file says that newer evidence shows how things were on the reference date. */
export const SHOWS_AS_OF = 'shows-reference-date'

/** What is wrong with a date that may lie ahead, such as one on which something runs out. */
export function faultOfDateAhead(
  given: unknown,
  { asOf, ...asking }: Pick<Dates, 'asOf'> & Asking,
): string | undefined {
  const fault = faultOfDay(given, asking)
  if (fault !== undefined) return fault
  return yearOf(given as string) > yearOf(asOf) + LAST_YEARS
    ? doubt(dateWords(given as string), `It is more than ${LAST_YEARS} years ahead. Check the year.`, asking)
    : undefined
}

function faultOfDay(given: unknown, asking: Asking): string | undefined {
  if (typeof given !== 'string' || !isDate(given))
    return `${shown(given)} is not a date. Write it as year-month-day, such as 2026-03-31.`
  return given < FIRST
    ? doubt(
        dateWords(given),
        `Nothing that we ask about is older than ${yearOf(FIRST)}. Check the year.`,
        asking,
      )
    : undefined
}

function faultOfFuture(date: string, today: string): string | undefined {
  return date > today
    ? `${dateWords(date)} is still to come. Use a date up to today, ${dateWords(today)}.`
    : undefined
}
