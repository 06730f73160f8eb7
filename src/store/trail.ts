/**
 * The trail: who did what, when and from where, each entry chained to the one before in its chain by its hash. It is only ever added to.
 * Every organisation has a chain, so that nobody waits for another's; accounts and national acts have theirs.
 * Call `appendTrail` last in the transaction of the change: the head of the chain is held until that ends.
 */

import { createHash } from 'node:crypto'
import { nextPlace } from './dialect.ts'
import type { AccountId, OrganisationId } from './column-kinds.ts'
import type { TrailTable } from './tables-of-people.ts'
import type { Handle, Row } from './tables.ts'
import { type ValueOf, worded } from './worded.ts'

/** Details are never an answer, a token or a password. */
export interface TrailEntry extends Pick<
  Row<TrailTable>,
  'at' | 'actorId' | 'actorName' | 'organisationId' | 'address' | 'action' | 'object'
> {
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
export const chainOf = (organisationId: OrganisationId) => `organisation/${organisationId}`

/** Adds an entry to the chain of its organisation; of none, to one of the country's, by default that of national acts. Gives its hash. */
export async function appendTrail(
  db: Handle,
  entry: TrailEntry,
  otherwise: 'national' | 'accounts' | typeof ANCHORS = 'national',
): Promise<string> {
  const chain = entry.organisationId === undefined ? otherwise : chainOf(entry.organisationId)
  // This holds the head's row until the transaction ends, so that no two entries follow the same one.
  const [head] = await takeNext(db, { chain })
  if (head === undefined) throw new Error(`The chain ${chain} has no head.`)
  const { number, seq, hash: previousHash } = head
  const row = { ...entry, seq, chain, number, details: JSON.stringify(entry.details), previousHash }
  const hash = hashOf(row)
  await putEntry(db, { ...row, hash })
  await putHead(db, { chain, hash })
  return hash
}

const takeNext = worded((db, value: ValueOf<{ chain: string }>) =>
  db
    .insertInto('trailHead')
    .values({ chain: value('chain'), number: 1, seq: nextPlace(db), hash: BEGINNING })
    .onConflict((conflict) =>
      conflict.column('chain').doUpdateSet((column) => ({
        number: column('trailHead.number', '+', 1),
        seq: column.ref('excluded.seq'),
      })),
    )
    .returning(['number', 'seq', 'hash']),
)

const putEntry = worded((db, value: ValueOf<Row<TrailTable>>) =>
  db.insertInto('trail').values({
    seq: value('seq'),
    chain: value('chain'),
    number: value('number'),
    at: value('at'),
    actorId: value('actorId'),
    actorName: value('actorName'),
    organisationId: value('organisationId'),
    address: value('address'),
    action: value('action'),
    object: value('object'),
    details: value('details'),
    previousHash: value('previousHash'),
    hash: value('hash'),
  }),
)

const putHead = worded((db, value: ValueOf<{ chain: string; hash: string }>) =>
  db
    .updateTable('trailHead')
    .set({ hash: value('hash') })
    .where('chain', '=', value('chain')),
)

/** SHA-256 of an entry with the hash before it, hexadecimal; one of the first chain as it was made then. */
export function hashOf(row: Omit<Row<TrailTable>, 'hash'>): string {
  const said = [
    row.previousHash,
    ...(row.chain === FIRST ? [] : [row.chain, row.number ?? null]),
    row.seq,
    row.at,
    row.actorId ?? null,
    row.actorName,
    row.organisationId ?? null,
    row.address ?? null,
    row.action,
    row.object,
    row.details,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** The newest entries of one organisation, or of none (undefined), the newest first; `before` goes on from an earlier page. */
export async function findTrail(
  db: Handle,
  organisationId: OrganisationId | undefined,
  most: number,
  before?: number,
): Promise<TrailRow[]> {
  let query = db.selectFrom('trail').selectAll()
  query =
    organisationId === undefined
      ? query.where('organisationId', 'is', null).where('chain', '<>', ANCHORS)
      : query.where('organisationId', '=', organisationId)
  if (before !== undefined) query = query.where('seq', '<', before)
  const rows = await query.orderBy('seq', 'desc').limit(most).execute()
  return rows.map(fromTable)
}

/** How often an account did something since an instant (ISO 8601 UTC), of such acts. */
export async function countActs(
  db: Handle,
  actorId: AccountId,
  since: string,
  actions: readonly TrailEntry['action'][],
): Promise<number> {
  const { acts } = await db
    .selectFrom('trail')
    .select((column) => column.fn.countAll<number>().as('acts'))
    .where('actorId', '=', actorId)
    .where('at', '>', since)
    .where('action', 'in', actions)
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

const fromTable = ({ details, ...row }: Row<TrailTable>): TrailRow => ({
  ...row,
  details: JSON.parse(details) as TrailEntry['details'],
})
