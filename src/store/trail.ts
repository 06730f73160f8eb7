/**
 * The trail: who did what, when and from where, each entry chained to the one before in its chain by its hash. It is only ever added to.
 * Every organisation has a chain, so that nobody waits for another's; accounts and national acts have theirs.
 * Call `appendTrail` last in the transaction of the change: the head of the chain is held until that ends.
 */

import { createHash } from 'node:crypto'
import { nextPlace } from './dialect.ts'
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
  /** Its place among all entries: the newer the higher, with gaps. */
  readonly seq: number
  readonly hash: string
}

/** What the first entry of a chain is chained to. */
export const BEGINNING = '0'.repeat(64)

/** The one chain of before there were several: nothing is added to it. */
export const FIRST = 'first'
/** The chain of the entries that bind the others together. */
export const ANCHORS = 'anchors'

/** The chain of an organisation. */
export const chainOf = (organisationId: string) => `organisation/${organisationId}`

/** Adds an entry to the chain of its organisation; of none, to one of the country's, by default that of national acts. Gives its hash. */
export async function appendTrail(
  db: Handle,
  entry: TrailEntry,
  otherwise: 'national' | 'accounts' | typeof ANCHORS = 'national',
): Promise<string> {
  const chain = entry.organisationId === undefined ? otherwise : chainOf(entry.organisationId)
  // This holds the head's row until the transaction ends, so that no two entries follow the same one.
  const {
    number,
    seq,
    hash: previous,
  } = await db
    .insertInto('trail_head')
    .values({ chain, number: 1, seq: nextPlace(db), hash: BEGINNING })
    .onConflict((conflict) =>
      conflict.column('chain').doUpdateSet((column) => ({
        number: column('trail_head.number', '+', 1),
        seq: column.ref('excluded.seq'),
      })),
    )
    .returning(['number', 'seq', 'hash'])
    .executeTakeFirstOrThrow()
  const columns = {
    seq,
    chain,
    number,
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
  await db.updateTable('trail_head').set({ hash }).where('chain', '=', chain).execute()
  return hash
}

/** SHA-256 of an entry with the hash before it, hexadecimal; one of the first chain as it was made then. */
export function hashOf(row: Omit<TrailTable, 'hash'>): string {
  const said = [
    row.previous_hash,
    ...(row.chain === FIRST ? [] : [row.chain, row.number]),
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
      ? query.where('organisation_id', 'is', null).where('chain', '<>', ANCHORS)
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
