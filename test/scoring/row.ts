/** A level row written by hand: known levels by default fully evidenced, the scope as options. */
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import type { WholeRow } from '../../src/answers/model.ts'

export const DONT_KNOW = NOT_KNOWN
export { NOT_APPLICABLE, UNANSWERED }

/**
 * `assured` by question; without it every known level is evidenced, and "not applicable" supported.
 * `ceiling` by question; without it what is not known reaches the best level.
 */
export function rowOf(
  declared: readonly number[],
  {
    assured,
    ceiling,
    context = [],
  }: { assured?: readonly number[]; ceiling?: readonly number[]; context?: readonly number[] } = {},
): WholeRow {
  return {
    declared: Uint8Array.from(declared),
    ceiling: Uint8Array.from(
      ceiling ?? declared.map((byte) => (byte < NOT_KNOWN || byte === NOT_APPLICABLE ? byte : 15)),
    ),
    assured: Uint8Array.from(
      assured ?? declared.map((byte) => (byte < NOT_KNOWN || byte === NOT_APPLICABLE ? byte : 0)),
    ),
    context: Int8Array.from(context),
  }
}
