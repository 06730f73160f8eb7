/** Dates, times and counts as people read them. Europe/London, British spelling. */

const TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const PLAIN_DAY = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

/** `10:42` of an instant. */
export function formatTime(instant: Date | string): string {
  return TIME.format(new Date(instant))
}

/** `22 November 2026 at 10:42` of an instant. */
export function formatInstant(instant: Date | string): string {
  return `${DAY.format(new Date(instant))} at ${formatTime(instant)}`
}

/** `22 November 2026` of an ISO date; text that is not one comes back as it is. */
export function formatDate(date: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(date) ? PLAIN_DAY.format(new Date(`${date}T00:00:00Z`)) : date
}

/** `1 question`, `3 questions`. */
export function countOf(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}

/** The same sentence starting small, to stand behind other words; abbreviations keep their capitals. */
export function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text
}
