/**
 * What contributors that agreed to it say of their suppliers and shared gateways → how many rely on the same one, for national analysts only.
 * Only names of the controlled list are counted; a count is given from 10 organisations on, rounded to 5, and never the count of those who do not.
 */

import { MOVED } from './counting.ts'
import { END, FEWEST, roundCount, STANDS_FOR, standsFor } from './rounding.ts'

/** One contributor that agreed. */
export interface SharedReliance {
  readonly organisation: string
  /** Suppliers as typed. */
  readonly suppliers: readonly string[]
  /** Whether it relies on a gateway that another organisation hosts. */
  readonly onGateway: boolean
}

/** A count of at least 10 organisations, to the nearest 5. */
export interface Reliance {
  readonly name: string
  readonly organisations: number
}

/** Who many rely on; most relied on first, then by the code units of the name, which are the same on every machine. Empty lists when fewer than 10 agreed. */
export interface Concentration {
  /** Rounded number of contributors that agreed; null when fewer than 10. */
  readonly sharing: number | null
  readonly suppliers: readonly Reliance[]
  /** How many rely on a gateway that another organisation hosts; null when too few to say. */
  readonly onGateways: number | null
}

/**
 * Whether so many joined, left or named others since they were counted that nobody's change can be told from the others':
 * like every figure of a cell, all counts of suppliers are then counted anew, and else carried.
 */
export function hasMoved(
  then: readonly SharedReliance[],
  now: readonly SharedReliance[],
  controlled: readonly string[],
): boolean {
  const listed = listOf(controlled)
  const said = ({ suppliers, onGateway }: SharedReliance) =>
    JSON.stringify([namesOf(suppliers, listed).toSorted(), onGateway])
  const [was, is] = [then, now].map((all) => new Map(all.map((one) => [one.organisation, said(one)])))
  const organisations = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])
  return [...organisations].filter((id) => was?.get(id) !== is?.get(id)).length >= MOVED
}

/** Counts each organisation once a name. */
export function findConcentration(
  contributors: readonly SharedReliance[],
  controlled: readonly string[],
): Concentration {
  const n = contributors.length
  if (n < FEWEST) return { sharing: null, suppliers: [], onGateways: null }
  const listed = listOf(controlled)
  return {
    sharing: roundCount(n, n),
    suppliers: countNames(contributors.map(({ suppliers }) => namesOf(suppliers, listed))),
    onGateways:
      countNames(contributors.map(({ onGateway }) => (onGateway ? [''] : [])))[0]?.organisations ?? null,
  }
}

/**
 * Names of at least 10, where the value given still stands for three counts, and for five if it could be everybody:
 * otherwise that a name is listed at all would say too much.
 */
function countNames(named: readonly (readonly string[])[]): Reliance[] {
  const n = named.length
  const counts = new Map<string, number>()
  for (const names of named) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .flatMap(([name, count]) => {
      const { from, to } = standsFor(count, n)
      const least = Math.max(from, FEWEST)
      const isListed = count >= FEWEST && to - least + 1 >= (to === n ? END : STANDS_FOR)
      return isListed ? [{ name, organisations: roundCount(count, n) }] : []
    })
    .toSorted((a, b) => b.organisations - a.organisations || (a.name < b.name ? -1 : 1))
}

const listOf = (controlled: readonly string[]) => new Map(controlled.map((name) => [plain(name), name]))

/** The names of the controlled list that somebody typed, each once. */
function namesOf(typed: readonly string[], listed: ReadonlyMap<string, string>): string[] {
  return [...new Set(typed.flatMap((one) => listed.get(plain(one)) ?? []))]
}

/** Letters and digits only, so that spelling of case, spaces and dots makes no other name. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
