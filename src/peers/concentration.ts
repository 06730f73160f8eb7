/**
 * What contributors that agreed to it say of their suppliers and shared gateways → how many rely on the same one, for national analysts only.
 * Only names of the controlled list are counted; a count is given from 10 organisations on, rounded to 5.
 */

import { FEWEST, roundCount } from './rounding.ts'

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
    ),
    gateways: countNames(contributors.map((one) => (one.gateway === undefined ? [] : [one.gateway]))),
  }
}

function countNames(named: readonly (readonly string[])[]): Reliance[] {
  const counts = new Map<string, number>()
  for (const names of named) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= FEWEST)
    .map(([name, count]) => ({ name, organisations: roundCount(count, named.length) }))
    .toSorted((a, b) => b.organisations - a.organisations || (a.name < b.name ? -1 : 1))
}

/** Letters and digits only, so that spelling of case, spaces and dots makes no other name. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
