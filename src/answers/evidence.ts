/**
 * Evidence belongs to the value it was given for, and a review to the value and the evidence it saw: what of both a changed answer keeps.
 * It reads no file and asks nobody; whether evidence is live in time is decided by `encode`.
 */

import { isDeepStrictEqual } from 'node:util'
import { faultOfName, tidyLine } from '../text.ts'
import { isDate } from '../calendar.ts'
import { type Dates, faultOfEvidenceDate } from './given-date.ts'
import type { Answer, AnswerFault, AnswerValue } from './model.ts'

/** Whether the value changed while its evidence, which still is to count, stayed word for word and date for date. */
export function carriesOldEvidence(before: Answer | undefined, after: Answer): boolean {
  if (before === undefined || before.assurance === 'asserted' || after.assurance === 'asserted') return false
  return isSameEvidence(before, after) && !isSameValue(before.value, after.value)
}

export function isSameValue(one: AnswerValue, other: AnswerValue): boolean {
  return isDeepStrictEqual(one, other)
}

/** How an answer, or a review, names evidence; undefined: none. */
export type NamedEvidence = {
  readonly [K in 'evidence' | 'evidenceDate']?: string | undefined
}

/** Whether two answers name the same evidence, word for word and date for date. */
export function isSameEvidence(one: NamedEvidence, other: NamedEvidence): boolean {
  return one.evidence === other.evidence && one.evidenceDate === other.evidenceDate
}

/** Whether two answers rest on the same thing: the same evidence, or one file under another title or date. */
export function isSameProof(one: NamedEvidence, other: NamedEvidence): boolean {
  const [file, otherFile] = [one, other].map(({ evidence = '' }) => FILE_AT_END.exec(evidence)?.[1])
  return file === undefined ? isSameEvidence(one, other) : file === otherFile
}

/** As `evidenceText` names a file. */
const FILE_AT_END = /\(file ([0-9a-f]{12})\)$/

/**
 * The answer with the review it may have: one that says `verified` by itself is evidenced only.
 * `verified` stays where value and evidence are those that the reviewer saw.
 */
export function withReviewOf(before: Answer | undefined, after: Answer): Answer {
  const stays =
    after.assurance === 'verified' &&
    before?.assurance === 'verified' &&
    isSameEvidence(before, after) &&
    isSameValue(before.value, after.value)
  const { verifiedBy, verifiedHow } = stays ? before : {}
  const { value, evidence, evidenceDate, comment } = after
  return {
    value,
    assurance: after.assurance === 'verified' && !stays ? 'evidenced' : after.assurance,
    ...(evidence === undefined ? {} : { evidence }),
    ...(evidenceDate === undefined ? {} : { evidenceDate }),
    ...(verifiedBy === undefined ? {} : { verifiedBy }),
    ...(verifiedHow === undefined ? {} : { verifiedHow }),
    ...(comment === undefined ? {} : { comment }),
  }
}

/** The answer resting on nobody's evidence: only what was given and the comment stay. */
export function asserted({ value, comment }: Answer): Answer {
  return { value, assurance: 'asserted', ...(comment === undefined ? {} : { comment }) }
}

/** Whether a value can be shown by evidence at all. */
export function canBeShown(value: AnswerValue): boolean {
  return value.kind !== 'dont-know' && value.kind !== 'not-applicable'
}

/** What a piece of evidence is, before it is known who adds it. */
export interface GivenEvidence {
  readonly title: string
  /** Where it lies, of evidence by reference. */
  readonly place: string | undefined
  /** ISO date of what it shows. */
  readonly dated: string
  readonly owner: string
}

/** Characters of where evidence lies (ours). */
export const LONGEST_PLACE = 1000
const LONGEST = { title: 200, place: LONGEST_PLACE, owner: 200 }
const CALLED = { title: 'the title', place: 'the place', owner: 'who answers for it' }

/**
 * Texts as typed on a page → evidence; `dated` is undefined where three boxes make no date, `place` where a file is given.
 * `showsAsOf`: somebody says that it shows how things were on the reference date, though it is newer.
 */
export function parseEvidence(
  given: {
    readonly title: string
    readonly place: string | undefined
    readonly dated: string | undefined
    readonly owner: string
    readonly showsAsOf: boolean
    /** Somebody says that a date which can hardly be meant is meant. */
    readonly isMeant: boolean
  },
  dates: Dates,
): { readonly value: GivenEvidence; readonly faults: readonly AnswerFault[] } {
  const faults: AnswerFault[] = []
  const textOf = (field: 'title' | 'place' | 'owner', missing: string) => {
    const text = tidyLine(given[field] ?? '')
    const stray = faultOfName(text)
    if (text === '') faults.push({ field, message: missing })
    else if (text.length > LONGEST[field])
      faults.push({ field, message: `Keep ${CALLED[field]} to ${LONGEST[field]} characters.` })
    else if (stray !== undefined) faults.push({ field, message: stray })
    return text
  }
  const title = textOf('title', 'Give the evidence a title, such as "MFA report of the sign-in service".')
  const place =
    given.place === undefined
      ? undefined
      : textOf('place', 'Say where the evidence lies: its address, or the place in words.')
  const dated = given.dated ?? ''
  if (!isDate(dated))
    faults.push({ field: 'dated', message: 'Type the date of what it shows as day, month and year.' })
  else {
    const message = faultOfEvidenceDate(
      dated,
      { ...dates, door: 'page', isMeant: given.isMeant },
      given.showsAsOf,
    )
    if (message !== undefined) faults.push({ field: 'dated', message })
  }
  const owner = textOf('owner', 'Say who answers for this evidence: a name or a role.')
  return { value: { title, place, dated, owner }, faults }
}

/** How an answer names a piece of evidence: its title, and where it lies or the beginning of the file's fingerprint. */
export function evidenceText({
  title,
  place,
  sha256,
}: {
  readonly title: string
  readonly place: string | undefined
  readonly sha256: string | undefined
}): string {
  return `${title} (${place ?? `file ${(sha256 ?? '').slice(0, 12)}`})`
}
