/**
 * The trail → every link of it that does not hold: in a chain, between a chain and its head, and between a chain and the anchors that bind it.
 * It changes nothing, and reads a page at a time. Behind a broken link it goes on from what stands there.
 */

import type { TrailHeadTable, TrailTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { ANCHORS, BEGINNING, chainOf, FIRST, hashOf } from './trail.ts'
import { type Head, headsOf } from './trail-anchors.ts'

/** What is proved of the trail. */
export interface TrailProof {
  readonly entries: number
  /** All but that of the anchors. */
  readonly chains: number
  /** Of the chains, those whose newest entry is named by an anchor. */
  readonly bound: number
  /** Hash of the newest anchor; undefined: the chains were not bound together yet. */
  readonly head: string | undefined
  /** A sentence for each break: between entries, and between a chain and its head or the anchors. */
  readonly breaks: { readonly entries: readonly string[]; readonly chains: readonly string[] }
}

/** Where a chain ends, and how many entries it has. */
type End = Omit<TrailHeadTable, 'chain'> & { readonly count: number }

/** Proves every chain; or that of one organisation, with the first, which may hold older entries of it, and the anchors. */
export async function verifyTrail(db: Handle, organisationId?: string): Promise<TrailProof> {
  const asked = organisationId === undefined ? undefined : [FIRST, ANCHORS, chainOf(organisationId)]
  const isAsked = ({ chain }: { readonly chain: string }) => asked?.includes(chain) ?? true
  const found = await db.selectFrom('trailHead').selectAll().execute()
  const heads = new Map(found.filter(isAsked).map((one) => [one.chain, one]))
  const there = await db.selectFrom('trail').select('chain').distinct().execute()
  const names = new Set([...heads.keys(), ...there.filter(isAsked).map(({ chain }) => chain)])
  const [inEntries, inChains]: [string[], string[]] = [[], []]
  const ends = new Map<string, End>()
  for (const chain of [...names].sort()) {
    const end = await proveChain(db, chain, inEntries)
    ends.set(chain, end)
    inChains.push(...unlikeHead(chain, end, heads.get(chain)))
  }
  const bound = new Map<string, Head>()
  for await (const anchor of readChain(db, ANCHORS)) {
    const named = headsOf(anchor.details).filter(([chain]) => isAsked({ chain }))
    inChains.push(...(await unlikeAnchor(db, named, numberOf(anchor), ends)))
    for (const one of named) bound.set(one[0], one)
  }
  const kept = await db.selectFrom('trailBound').selectAll().execute()
  inChains.push(...unlikeKept(bound, new Map(kept.filter(isAsked).map((one) => [one.chain, one]))))
  const others = [...ends].filter(([chain]) => chain !== ANCHORS)
  return {
    entries: [...ends.values()].reduce((sum, { count }) => sum + count, 0),
    chains: others.length,
    bound: others.filter(([chain, { hash }]) => bound.get(chain)?.[2] === hash).length,
    head: ends.get(ANCHORS)?.hash,
    breaks: { entries: inEntries, chains: [...new Set(inChains)] },
  }
}

/** Whether an entry has this hash: where the trail is whole, nothing before it was rewritten. */
export async function hasEntry(db: Handle, hash: string): Promise<boolean> {
  return (
    (await db.selectFrom('trail').select('seq').where('hash', '=', hash).executeTakeFirst()) !== undefined
  )
}

const PAGE = 1000

/** The entries of a chain in their order. */
async function* readChain(db: Handle, chain: string): AsyncGenerator<Row<TrailTable>> {
  const order = chain === FIRST ? 'seq' : 'number'
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('trail')
      .selectAll()
      .where('chain', '=', chain)
      .where(order, '>', after)
      .orderBy(order)
      .limit(PAGE)
      .execute()
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = numberOf(last)
  }
}

const numberOf = ({ number, seq }: Pick<Row<TrailTable>, 'number' | 'seq'>) => number ?? seq

/** Walks along a chain, and adds what does not hold to `breaks`. */
async function proveChain(db: Handle, chain: string, breaks: string[]): Promise<End> {
  const name = chainWords(chain)
  let end: End = { number: 0, seq: 0, hash: BEGINNING, count: 0 }
  for await (const row of readChain(db, chain)) {
    const number = numberOf(row)
    const [first, last] = [end.number + 1, number - 1]
    if (first === last) breaks.push(`entry ${first} of ${name} is missing`)
    else if (first < last) breaks.push(`entries ${first} to ${last} of ${name} are missing`)
    else if (row.previousHash !== end.hash) breaks.push(`entry ${number} of ${name} follows another entry`)
    if (row.hash !== hashOf(row) || (chain === FIRST && row.number !== undefined))
      breaks.push(`entry ${number} of ${name} was changed`)
    end = { number, seq: row.seq, hash: row.hash, count: end.count + 1 }
  }
  return end
}

function unlikeHead(chain: string, end: End, head: TrailHeadTable | undefined): string[] {
  const name = chainWords(chain)
  if (head === undefined) return [`${name} has no head`]
  if (end.count === 0) return [`${name} is gone, and its head says ${head.number}`]
  if (head.number !== end.number)
    return [`${name} ends at entry ${end.number}, and its head says ${head.number}`]
  return head.hash === end.hash && head.seq === end.seq
    ? []
    : [`${name} ends at entry ${end.number}, and its head says another`]
}

/** Entries that a statement looks up. */
const AT_ONCE = 50

/** What an anchor names, and is not so. A chain that ends too early is named once, however many anchors know it longer. */
async function unlikeAnchor(
  db: Handle,
  named: readonly Head[],
  anchor: number,
  ends: ReadonlyMap<string, End>,
): Promise<string[]> {
  const breaks: string[] = []
  for (let from = 0; from < named.length; from += AT_ONCE) {
    const some = named.slice(from, from + AT_ONCE)
    const rows = await db
      .selectFrom('trail')
      .select(['chain', 'number', 'seq', 'hash'])
      .where((row) =>
        row.or(
          some.map(([chain, number]) =>
            row.and([row('chain', '=', chain), row(chain === FIRST ? 'seq' : 'number', '=', number)]),
          ),
        ),
      )
      .execute()
    const hashes = new Map(rows.map((row) => [`${row.chain} ${numberOf(row)}`, row.hash]))
    for (const [chain, number, hash] of some) {
      const stored = hashes.get(`${chain} ${number}`)
      if (stored === hash) continue
      const name = chainWords(chain)
      const end = ends.get(chain)?.number ?? 0
      if (stored !== undefined)
        breaks.push(`entry ${number} of ${name} is not the one that anchor ${anchor} names`)
      else if (end === 0) breaks.push(`${name} is gone, and the anchors know it`)
      else if (end < number) breaks.push(`${name} ends at entry ${end}, and the anchors know more of it`)
    }
  }
  return breaks
}

/** What is kept of up to where each chain is bound decides what the next anchor names. */
function unlikeKept(
  bound: ReadonlyMap<string, Head>,
  kept: ReadonlyMap<string, { readonly number: number; readonly hash: string }>,
): string[] {
  return [...new Set([...bound.keys(), ...kept.keys()])].sort().flatMap((chain) => {
    const [, number, hash] = bound.get(chain) ?? []
    const one = kept.get(chain)
    return one?.number === number && one?.hash === hash
      ? []
      : [`${chainWords(chain)} is kept as bound up to another entry than the anchors name`]
  })
}

function chainWords(chain: string): string {
  const [kind, ...id] = chain.split('/')
  if (kind === 'organisation') return `the trail of organisation ${id.join('/')}`
  return chain === FIRST
    ? 'the earlier trail'
    : `the trail of ${chain === 'national' ? 'national acts' : chain}`
}
