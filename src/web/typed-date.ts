/** Three boxes of a date as typed ↔ an ISO date. Whether it is allowed is judged by `answers`. */
import { isDate } from '../calendar.ts'
import type { TypedDate } from './components/inputs.tsx'
import type { Form } from './form.ts'

export function readDate(form: Form, prefix: string): TypedDate {
  return { day: form.get(`${prefix}day`), month: form.get(`${prefix}month`), year: form.get(`${prefix}year`) }
}

const NO_DATE: TypedDate = { day: '', month: '', year: '' }

export function typedDateOf(date: string | undefined): TypedDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date ?? '')
  return match
    ? { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1] ?? '' }
    : NO_DATE
}

/** The typed date as ISO; empty when all boxes are; undefined when they make no date. */
export function isoOf({ day, month, year }: TypedDate): string | undefined {
  const parts = [year, month, day].map((part) => part.trim())
  if (parts.every((part) => part === '')) return ''
  if (!/^\d{4}$/.test(parts[0] ?? '') || !parts.slice(1).every((part) => /^\d{1,2}$/.test(part)))
    return undefined
  const date = parts.map((part) => part.padStart(2, '0')).join('-')
  return isDate(date) ? date : undefined
}

export const NO_SUCH_DATE = 'Type a real date as day, month and year, such as 31 3 2026.'
