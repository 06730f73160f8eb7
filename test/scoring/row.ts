/** A level row written by hand: known levels by default fully evidenced, the scope as options. */
import { NOT_APPLICABLE, NOT_KNOWN, UNANSWERED } from '../../src/answers/levels.ts'
import type { LevelRow } from '../../src/answers/model.ts'

export const DONT_KNOW = NOT_KNOWN
export { NOT_APPLICABLE, UNANSWERED }

/** `assured` by question; without it every known level is evidenced, and "not applicable" supported. */
export function rowOf(
  declared: readonly number[],
  { assured, context = [] }: { assured?: readonly number[]; context?: readonly number[] } = {},
): LevelRow {
  return {
    declared: Uint8Array.from(declared),
    assured: Uint8Array.from(
      assured ?? declared.map((byte) => (byte < NOT_KNOWN || byte === NOT_APPLICABLE ? byte : 0)),
    ),
    context: Int8Array.from(context),
  }
}
