/**
 * What contributors that agreed to it say of their suppliers and shared gateways → how many rely on the same one, for national analysts only.
 * Only names of the controlled list are counted; a count is given from 10 organisations on, rounded to 5.
 */

import { END, FEWEST, roundCount, STANDS_FOR, standsFor } from './rounding.ts'

/** One contributor that agreed. */
export interface SharedReliance {
  /** Suppliers as typed. */
  readonly suppliers: readonly string[]
  /** Option of the question on shared gateways; undefined when unanswered. */
  readonly gateway: string | undefined
}

/** A count of at least 10 organisations, to the nearest 5. */
export interface Reliance {
  readonly name: string
  readonly organisations: number
}

/** Who many rely on; most relied on first, then by name. Empty lists when fewer than 10 agreed. */
export interface Concentration {
  /** Rounded number of contributors that agreed; null when fewer than 10. */
  readonly sharing: number | null
  readonly suppliers: readonly Reliance[]
  /** By option of the question on shared gateways. */
  readonly gateways: readonly Reliance[]
}

/** Counts each organisation once a name, however often it typed it. */
export function findConcentration(
  contributors: readonly SharedReliance[],
  controlled: readonly string[],
): Concentration {
  const n = contributors.length
  if (n < FEWEST) return { sharing: null, suppliers: [], gateways: [] }
  const listed = new Map(controlled.map((name) => [plain(name), name]))
  return {
    sharing: roundCount(n, n),
    suppliers: countNames(
      contributors.map((one) => one.suppliers.flatMap((typed) => listed.get(plain(typed)) ?? [])),
    ).map(toReliance),
    gateways: leaveRoom(
      countNames(contributors.map((one) => (one.gateway === undefined ? [] : [one.gateway]))),
      n,
    ).map(toReliance),
  }
}

interface Counted extends Reliance {
  /** The smallest count that it can be. */
  readonly least: number
}

const toReliance = ({ name, organisations }: Counted): Reliance => ({ name, organisations })

/**
 * Names of at least 10, where the value given still stands for three counts, and for five if it could be everybody:
 * otherwise that a name is listed at all would say too much.
 */
function countNames(named: readonly (readonly string[])[]): Counted[] {
  const n = named.length
  const counts = new Map<string, number>()
  for (const names of named) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .flatMap(([name, count]) => {
      const { from, to } = standsFor(count, n)
      const least = Math.max(from, FEWEST)
      const isListed = count >= FEWEST && to - least + 1 >= (to === n ? END : STANDS_FOR)
      return isListed ? [{ name, organisations: roundCount(count, n), least }] : []
    })
    .toSorted((a, b) => b.organisations - a.organisations || (a.name < b.name ? -1 : 1))
}

/** Of options that exclude each other, so few that what is left of n does not tell that nobody chose another one. */
function leaveRoom(options: readonly Counted[], n: number): Counted[] {
  const least = options.reduce((sum, one) => sum + one.least, 0)
  return least > n - END ? leaveRoom(options.slice(0, -1), n) : [...options]
}

/** Letters and digits only, so that spelling of case, spaces and dots makes no other name. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
