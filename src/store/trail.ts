/**
 * The trail: who did what, when and from where, each entry chained to the one before by its hash. It is only ever added to.
 * Call `appendTrail` last in the transaction of the change: the head of the chain is held until that ends.
 */

import { createHash } from 'node:crypto'
import type { TrailTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

export interface TrailEntry {
  /** ISO 8601 UTC. */
  readonly at: string
  /** Undefined: the program itself, or somebody unknown. */
  readonly actorId: string | undefined
  readonly actorName: string
  /** Undefined: it concerns accounts or the country. */
  readonly organisationId: string | undefined
  readonly address: string | undefined
  /** In kebab-case, such as `answer-saved`. */
  readonly action: string
  /** What it was done to, such as a question's id. */
  readonly object: string
  /** Never an answer, a token or a password. */
  readonly details: Readonly<Record<string, string | number | boolean>>
}

export interface TrailRow extends TrailEntry {
  /** From 1, without gaps. */
  readonly seq: number
  readonly hash: string
}

/** What the first entry is chained to. */
export const BEGINNING = '0'.repeat(64)

export async function appendTrail(db: Handle, entry: TrailEntry): Promise<void> {
  // The update holds the head's row until the transaction ends, so that no two entries follow the same one.
  const { seq, hash: previous } = await db
    .updateTable('trail_head')
    .set((column) => ({ seq: column('seq', '+', 1) }))
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()
  const columns = {
    seq,
    at: entry.at,
    actor_id: entry.actorId ?? null,
    actor_name: entry.actorName,
    organisation_id: entry.organisationId ?? null,
    address: entry.address ?? null,
    action: entry.action,
    object: entry.object,
    details: JSON.stringify(entry.details),
    previous_hash: previous,
  }
  const hash = hashOf(columns)
  await db
    .insertInto('trail')
    .values({ ...columns, hash })
    .execute()
  await db.updateTable('trail_head').set({ hash }).execute()
}

/** SHA-256 of an entry with the hash before it, hexadecimal. */
export function hashOf(row: Omit<TrailTable, 'hash'>): string {
  const said = [
    row.previous_hash,
    row.seq,
    row.at,
    row.actor_id,
    row.actor_name,
    row.organisation_id,
    row.address,
    row.action,
    row.object,
    row.details,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** The newest entries of one organisation, or of none (undefined), the newest first; `before` goes on from an earlier page. */
export async function findTrail(
  db: Handle,
  organisationId: string | undefined,
  most: number,
  before?: number,
): Promise<TrailRow[]> {
  let query = db.selectFrom('trail').selectAll()
  query =
    organisationId === undefined
      ? query.where('organisation_id', 'is', null)
      : query.where('organisation_id', '=', organisationId)
  if (before !== undefined) query = query.where('seq', '<', before)
  const rows = await query.orderBy('seq', 'desc').limit(most).execute()
  return rows.map(fromTable)
}

/** How often an account did something since an instant (ISO 8601 UTC), by how the names of such acts end. */
export async function countActs(
  db: Handle,
  actorId: string,
  since: string,
  ending: '-exported' | '-downloaded',
): Promise<number> {
  const { acts } = await db
    .selectFrom('trail')
    .select((column) => column.fn.countAll<number>().as('acts'))
    .where('actor_id', '=', actorId)
    .where('at', '>', since)
    .where('action', 'like', `%${ending}`)
    .executeTakeFirstOrThrow()
  return Number(acts)
}

/** When an act was done to an object, ISO 8601 UTC, the earliest first. */
export async function findActTimes(db: Handle, action: string, object: string): Promise<string[]> {
  const rows = await db
    .selectFrom('trail')
    .select('at')
    .where('action', '=', action)
    .where('object', '=', object)
    .orderBy('seq')
    .execute()
  return rows.map(({ at }) => at)
}

function fromTable(row: TrailTable): TrailRow {
  return {
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id ?? undefined,
    actorName: row.actor_name,
    organisationId: row.organisation_id ?? undefined,
    address: row.address ?? undefined,
    action: row.action,
    object: row.object,
    details: JSON.parse(row.details) as TrailEntry['details'],
    hash: row.hash,
  }
}

/** What is proved of the chain. */
export interface TrailProof {
  /** Number of the newest entry. */
  readonly entries: number
  /** Hash of the newest entry. */
  readonly head: string
  /** A sentence for each broken link, in order. */
  readonly breaks: readonly string[]
}

/** Proves the whole chain, a page at a time. Behind a broken link it goes on from what stands there. */
export async function verifyTrail(db: Handle): Promise<TrailProof> {
  const head = await db.selectFrom('trail_head').selectAll().executeTakeFirstOrThrow()
  let [previous, seq] = [BEGINNING, 0]
  const breaks: string[] = []
  for (;;) {
    const rows = await db
      .selectFrom('trail')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) break
    for (const row of rows) {
      const [first, last] = [seq + 1, row.seq - 1]
      if (first === last) breaks.push(`entry ${first} of the trail is missing`)
      else if (first < last) breaks.push(`entries ${first} to ${last} of the trail are missing`)
      else if (row.previous_hash !== previous)
        breaks.push(`entry ${row.seq} of the trail follows another entry`)
      if (row.hash !== hashOf(row)) breaks.push(`entry ${row.seq} of the trail was changed`)
      ;[previous, seq] = [row.hash, row.seq]
    }
  }
  if (head.seq !== seq || head.hash !== previous)
    breaks.push(`the trail ends at entry ${seq}, and its head says ${head.seq}`)
  return { entries: seq, head: previous, breaks }
}

const PAGE = 1000
