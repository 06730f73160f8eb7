/** What supports an answer as given → its assurance, evidence, review and comment, or what is wrong with each. */

import { type Asking, type Door, isRecord, MEANT, readText, shown } from './given.ts'
import { type Dates, faultOfEvidenceDate, SHOWS_AS_OF } from './given-date.ts'
import type { Answer, Assurance } from './model.ts'

/** Keys beside the value. */
export const DETAILS = [
  MEANT,
  'assurance',
  'evidence',
  'evidence-date',
  SHOWS_AS_OF,
  'verified-by',
  'verified-how',
  'comment',
]

/** Reads the support; faults go to their detail. */
export function parseSupport(
  details: Record<string, unknown>,
  asking: Dates & Asking,
  report: (detail: string, message: string) => void,
): Omit<Answer, 'value'> {
  const { door } = asking
  const wrong = new Set<string>()
  // What is wrong itself is not missing too.
  const fault = (detail: string, message: string) => {
    if (!wrong.has(detail)) report(detail, message)
    wrong.add(detail)
  }
  const textOf = (key: string): string | undefined => {
    const given = details[key]
    if (given === undefined || given === null) return undefined
    if (typeof given !== 'string') return void fault(key, `${shown(given)} is not a text.`)
    const read = readText(given)
    if ('message' in read) return void fault(key, read.message)
    return read.text === '' ? undefined : read.text
  }
  const given = textOf('assurance')
  const assurance = (given ?? 'asserted') as Assurance
  if (!['asserted', 'evidenced', 'verified'].includes(assurance))
    fault('assurance', `${shown(assurance)} is not a kind of assurance. Use asserted, evidenced or verified.`)
  const [evidence, evidenceDate, verifiedBy, comment] = [
    textOf('evidence'),
    textOf('evidence-date'),
    textOf('verified-by'),
    textOf('comment'),
  ]
  const verifiedHow = textOf('verified-how') as NonNullable<Answer['verifiedHow']> | undefined
  const dateFault =
    evidenceDate === undefined
      ? undefined
      : faultOfEvidenceDate(evidenceDate, asking, showsAsOf(details[SHOWS_AS_OF], fault))
  if (dateFault !== undefined) fault('evidence-date', dateFault)
  if (assurance === 'asserted') {
    if (evidence !== undefined || evidenceDate !== undefined)
      fault(
        door === 'page' ? 'assurance' : evidence === undefined ? 'evidence-date' : 'evidence',
        uncounted(door, given),
      )
  } else {
    if (evidence === undefined)
      fault('evidence', 'Say where the evidence is: a link, or the document and its place.')
    if (evidenceDate === undefined) fault('evidence-date', 'Give the date of the evidence.')
  }
  if (assurance === 'verified') {
    if (verifiedBy === undefined) fault('verified-by', 'Say who checked it.')
    if (verifiedHow === undefined) fault('verified-how', 'Say how it was checked.')
  }
  if (verifiedHow !== undefined && !['document-seen', 'configuration-seen', 'tested'].includes(verifiedHow))
    fault(
      'verified-how',
      `${shown(verifiedHow)} is not a way of checking. Use document-seen, configuration-seen or tested.`,
    )
  return {
    assurance,
    ...(evidence === undefined ? {} : { evidence }),
    ...(evidenceDate === undefined ? {} : { evidenceDate }),
    ...(verifiedBy === undefined ? {} : { verifiedBy }),
    ...(verifiedHow === undefined ? {} : { verifiedHow }),
    ...(comment === undefined ? {} : { comment }),
  }
}

/** Evidence that stands under somebody's word would count for nothing, and nobody would know. */
function uncounted(door: Door, assurance: string | undefined): string {
  if (door === 'page')
    return 'You gave evidence and chose “Our word”, so it would not count. Choose “Evidence that others can look at”, or clear the evidence and its date.'
  return assurance === undefined
    ? 'Evidence is given without assurance, so it would not count. Write assurance: evidenced, or take the evidence away.'
    : 'Evidence is given under assurance: asserted, so it would not count. Write assurance: evidenced, or take the evidence away.'
}

/** Whether newer evidence is said to show how things were on the reference date. */
export function showsAsOf(given: unknown, fault: (detail: string, message: string) => void): boolean {
  if (given !== undefined && given !== null && typeof given !== 'boolean')
    fault(SHOWS_AS_OF, `${SHOWS_AS_OF} is true or false.`)
  return given === true
}

/** The comment of an entry that holds nothing else, on a question that nobody answered yet; undefined for any other. */
export function commentAlone(given: unknown): unknown {
  if (!isRecord(given) || given['comment'] == null) return undefined
  return Object.entries(given).every(
    ([key, value]) => key === 'comment' || (key === 'value' && value === null),
  )
    ? given['comment']
    : undefined
}
