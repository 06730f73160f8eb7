/** What an organisation said of one outcome → how it stands: by the file's rule, or by somebody's judgement with a reason. */

import { createHash } from 'node:crypto'
import { type Decided, decideOutcome } from './decide.ts'
import type { Outcome, Sayings, Status } from './model.ts'

/** What was said of one outcome. */
export interface SaidOutcome {
  /** Names the indicators as they were asked (`askedOf`). */
  readonly asked: string
  readonly said: Sayings
  /** Key of an indicator → which other control is in place, or why it does not apply. */
  readonly controls: Readonly<Record<string, string>>
  /** In place of what the rule gives; undefined: the rule's. */
  readonly override?: Status | undefined
  readonly overrideBecause: string
  readonly summary: string
}

export interface Standing extends Decided {
  /** What the file's rule gives, whatever somebody judged. */
  readonly byRule: readonly Status[]
  /** `possible` is somebody's judgement. */
  readonly isJudged: boolean
  /** Its indicators were other ones when it was answered: what was said then does not count. */
  readonly isStale: boolean
}

/** How an outcome stands; undefined: nobody ever answered it. */
export function standingOf(outcome: Outcome, value: SaidOutcome | undefined): Standing {
  const isStale = value !== undefined && value.asked !== askedOf(outcome)
  const counts = isStale ? undefined : value
  const decided = decideOutcome(outcome, counts?.said ?? {})
  const judged = counts?.override
  return {
    ...decided,
    possible: judged === undefined ? decided.possible : [judged],
    byRule: decided.possible,
    isJudged: judged !== undefined,
    isStale,
  }
}

/** Whether somebody must still say something: what is not known was said. */
export function isToAnswer({ isStale, possible, answered, of }: Standing): boolean {
  return isStale || (possible.length > 1 && answered < of)
}

/** SHA-256 of an outcome's indicators with their words, hexadecimal. */
export function askedOf({ indicators }: Outcome): string {
  const words = indicators.map(({ code, group, text }) => [group, code, text])
  return createHash('sha256').update(JSON.stringify(words)).digest('hex')
}

/** Name of the field for the control that stands in the place of an indicator. */
export function controlField(key: string): string {
  return `control-${fieldOf(key)}`
}
/** The key of an indicator as a part of a field's name. */
export function fieldOf(key: string): string {
  return key.replaceAll('.', '-')
}
