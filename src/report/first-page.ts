/** What of a draft waits → the sentence with which a lead, a contributor or a reviewer begins, and in which order a lead takes it. */

import { countWords, joinWords, upperFirst } from './words.ts'

/** How many of each wait for the lead. */
export interface LeadWork {
  readonly open: number
  /** Parts past their day with something still to answer. */
  readonly late: number
  /** Answers carried forward that nobody has confirmed. */
  readonly toConfirm: number
  /** Things that do not fit together or are not known, and are not explained. */
  readonly toExplain: number
  /** Answers whose evidence is out of date at the reference date. */
  readonly lapsed: number
}

const SAYS: Readonly<Record<keyof LeadWork, (n: number) => string>> = {
  late: (n) => `${countWords(n, 'part')} ${n === 1 ? 'is' : 'are'} late`,
  open: (n) => `${countWords(n, 'question')} ${n === 1 ? 'is' : 'are'} open`,
  toConfirm: (n) => `${countWords(n, 'answer')} ${n === 1 ? 'is' : 'are'} to be confirmed`,
  toExplain: (n) => `${countWords(n, 'thing')} ${n === 1 ? 'is' : 'are'} to be explained`,
  lapsed: (n) => `${countWords(n, 'answer')} ${n === 1 ? 'has' : 'have'} evidence out of date`,
}

/** The most urgent first. */
const ORDER = ['late', 'open', 'toConfirm', 'toExplain', 'lapsed'] as const

/** What waits, the most urgent first; never what does not. */
export function listLeadWork(work: LeadWork): (keyof LeadWork)[] {
  return ORDER.filter((kind) => work[kind] > 0)
}

/** The heading of a lead's first page while it is filled in. */
export function leadSentence(work: LeadWork): string {
  const waits = listLeadWork(work)
  if (waits.length === 0) return 'Nothing is open: it can go to the SIRO'
  const says = upperFirst(joinWords(waits.map((kind) => SAYS[kind](work[kind]))))
  return work.open + work.toConfirm + work.toExplain === 0 ? `${says}; it can go to the SIRO` : says
}

/** The heading of who fills in parts or reviews, while it is filled in. */
export function ownSentence({
  late,
  open,
  outcomes,
  review,
}: Pick<LeadWork, 'late' | 'open'> & { outcomes: number; review: number }): string {
  const says = [
    ...(late > 0 ? [SAYS.late(late)] : []),
    ...(open > 0 ? [SAYS.open(open)] : []),
    ...(outcomes > 0
      ? [`${countWords(outcomes, 'outcome')} of an official framework ${outcomes === 1 ? 'is' : 'are'} open`]
      : []),
    ...(review > 0 ? [`evidence of ${countWords(review, 'answer')} waits for your review`] : []),
  ]
  return says.length === 0 ? 'Nothing waits for you' : upperFirst(joinWords(says))
}
