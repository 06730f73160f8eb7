/**
 * The bytes of a level row: a level, or a state.
 *
 * | byte | meaning |
 * |---|---|
 * | 0–10 | the level with this index, known |
 * | 16–26 | not known, counted as level (byte − 16): "don't know", or a register whose unknown cells could change it |
 * | 32 | unanswered |
 * | 48 | not applicable, or left out because there is nothing to count |
 *
 * Hidden is no byte: it follows from the context, and what was typed into a hidden question is kept.
 */

export const NOT_KNOWN = 0x10
export const UNANSWERED = 0x20
export const NOT_APPLICABLE = 0x30

export type State = 'answered' | 'not-known' | 'unanswered' | 'not-applicable'

export function stateOf(byte: number): State {
  if (byte < NOT_KNOWN) return 'answered'
  if (byte < UNANSWERED) return 'not-known'
  return byte === UNANSWERED ? 'unanswered' : 'not-applicable'
}

/** The level index a byte counts as with everything unknown at its worst; undefined when it is out of the sums. */
export function worstLevel(byte: number): number | undefined {
  if (byte < UNANSWERED) return byte & 0x0f
  return byte === UNANSWERED ? 0 : undefined
}

/** As `worstLevel`, with unanswered at its best and "don't know" still at its worst: the upper bound of a score. */
export function boundLevel(byte: number, last: number): number | undefined {
  return byte === UNANSWERED ? last : worstLevel(byte)
}

/** As `worstLevel`, with everything unanswered or not known at the best that it can turn out to be. */
export function bestLevel(byte: number, last: number, ceiling = last): number | undefined {
  if (byte < NOT_KNOWN) return byte
  return byte === NOT_APPLICABLE ? undefined : Math.min(ceiling, last)
}
