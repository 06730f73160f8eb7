/**
 * Names → repeatable chance. The same names give the same draws on every machine; nothing here reads the clock or the system's randomness.
 */

/**
 * Repeatable draws for these names, of their own, so that a new question or trust leaves the draws of the others as they were.
 * A class, because a demonstration makes some 60,000 of them, and functions made anew for each cost a third of a second.
 */
export class Chance {
  #state: number

  constructor(names: readonly (string | number)[]) {
    this.#state = hash(names.join('|'))
  }

  /** From 0 up to, not including, 1. Source: Mulberry32, Tommy Ettinger 2017, public domain. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    const state = this.#state
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  /** Whether something with this probability happens. */
  happens(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    const found = from[Math.floor(this.next() * from.length)]
    if (found === undefined) throw new RangeError('There is nothing to pick from.')
    return found
  }

  /**
   * About normal, mean 0, standard deviation 1, between −3.5 and 3.5: twelve uniform draws have variance 1, and only additions give
   * every machine the same bits.
   */
  normal(): number {
    let sum = 0
    for (let draw = 0; draw < 12; draw += 1) sum += this.next()
    return Math.max(-3.5, Math.min(3.5, sum - 6))
  }
}

export const chanceOf = (...names: readonly (string | number)[]) => new Chance(names)

/** A squeeze of any number into 0 to 1, exact on every machine (square roots are, exponentials are not). */
export function squeeze(z: number): number {
  return 0.5 + (0.5 * z) / Math.sqrt(1 + z * z)
}

/** FNV-1a, 32 bits; names are of plain letters, each a byte. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  return value >>> 0
}
