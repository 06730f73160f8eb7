/**
 * Names → repeatable chance. The same names give the same draws on every machine; nothing here reads the clock or the system's randomness.
 */

export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number from `low` to `high`, both included. */
  readonly whole: (low: number, high: number) => number
  /** Whether something with this probability happens. */
  readonly happens: (probability: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T
  /** About normal, mean 0, standard deviation 1, between −3.5 and 3.5. */
  readonly normal: () => number
}

/** Chance of its own for these names, so that a new question or trust leaves the draws of the others as they were. */
export function chanceOf(...names: readonly (string | number)[]): Chance {
  const next = mulberry32(hash(names.join('|')))
  return {
    next,
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    happens: (probability) => next() < probability,
    pick: (from) => {
      const found = from[Math.floor(next() * from.length)]
      if (found === undefined) throw new RangeError('There is nothing to pick from.')
      return found
    },
    // Twelve uniform draws have variance 1; only additions, so every machine gives the same bits.
    normal: () => Math.max(-3.5, Math.min(3.5, Array.from({ length: 12 }, next).reduce((a, b) => a + b) - 6)),
  }
}

/** A squeeze of any number into 0 to 1, exact on every machine (square roots are, exponentials are not). */
export function squeeze(z: number): number {
  return 0.5 + (0.5 * z) / Math.sqrt(1 + z * z)
}

/** Source: Mulberry32, Tommy Ettinger 2017, public domain. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193)
  return value >>> 0
}
