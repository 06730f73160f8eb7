/** Where an assessment stands on its way to the signature → the line at the top of every page of findings: what it is, what is open, as at when, and with which reservations. */

import { dayWords } from '../calendar.ts'
import { countAsked } from './asked.ts'
import type { Examined } from './explain-score.ts'
import { dateWords } from './words.ts'

export interface Standing {
  readonly status: 'draft' | 'returned' | 'submitted' | 'signed' | 'superseded'
  /** Undefined: it is not signed. */
  readonly signedAt: string | undefined
  /** The steps so far, the first one first. */
  readonly steps: readonly {
    readonly kind: string
    readonly at: string
    readonly byName: string
    readonly text: string
  }[]
}

export interface StateLine {
  readonly tag: string
  /** It waits for somebody, or was signed with reservations. */
  readonly waits: boolean
  readonly says: string
  /** Word for word; undefined: none. */
  readonly reservations: string | undefined
}

/** The line of an assessment. */
export function describeState(examined: Examined, standing: Standing): StateLine {
  const asAt = `Answers as at ${dateWords(examined.result.asOf)}: ${openOf(examined)}.`
  const last = (...kinds: string[]) => standing.steps.findLast(({ kind }) => kinds.includes(kind))
  switch (standing.status) {
    case 'draft':
      return { tag: 'Draft', waits: false, says: asAt, reservations: undefined }
    case 'returned': {
      const step = last('returned')
      return {
        tag: 'Returned',
        waits: true,
        says: `${step === undefined ? '' : `By the SIRO on ${dayWords(step.at)}. `}${asAt}`,
        reservations: undefined,
      }
    }
    case 'submitted': {
      const step = last('submitted')
      return {
        tag: 'Submitted',
        waits: true,
        says: `Waits for the SIRO${step === undefined ? '' : ` since ${dayWords(step.at)}`}. ${asAt}`,
        reservations: undefined,
      }
    }
    default: {
      const step = last('signed', 'signed-with-reservations')
      const reservations = step === undefined || step.text === '' ? undefined : step.text
      const at = step?.at ?? standing.signedAt
      const by = step === undefined ? 'On' : `By ${step.byName} on`
      const how = reservations === undefined ? '' : ', with these reservations'
      return {
        tag: standing.status === 'signed' ? 'Signed' : 'Replaced',
        waits: reservations !== undefined,
        says: `${at === undefined ? '' : `${by} ${dayWords(at)}${how}. `}${asAt}`,
        reservations,
      }
    }
  }
}

/** What of the questions is open, and what nobody knows. */
function openOf(examined: Examined): string {
  const { unanswered, notKnown } = examined.result
  const asked = countAsked(examined)
  const open = unanswered.length === 0 ? `all ${asked} answered` : `${unanswered.length} of ${asked} open`
  return notKnown.length === 0 ? open : `${open}, ${notKnown.length} “don’t know”`
}
