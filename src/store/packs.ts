/** Packs of board papers as they were issued, with the bytes of their files. A pack is never changed; it is deleted with its assessment. */

import { createHash } from 'node:crypto'
import type { OrganisationId, PackId } from './column-kinds.ts'
import type { PackFileTable, PackTable } from './tables-of-sign-off.ts'
import type { Handle, Row } from './tables.ts'

export type PackRow = Row<PackTable>
export type PackFileRow = Row<PackFileTable>

/** Of each file, what is told of it without its bytes. */
const FACTS = ['packId', 'name', 'sha256'] as const
export type PackFileFacts = Pick<PackFileRow, (typeof FACTS)[number]>

/** Every pack of an organisation without what it reads, the newest first. */
export async function findPacks(
  db: Handle,
  organisationId: OrganisationId,
): Promise<Omit<PackRow, 'reading'>[]> {
  return db
    .selectFrom('pack')
    .select(['id', 'organisationId', 'assessmentId', 'issuedAt', 'issuedById', 'issuedBy', 'title'])
    .where('organisationId', '=', organisationId)
    .orderBy('issuedAt', 'desc')
    .orderBy('id')
    .execute()
}

/** Undefined: there is no such pack of the organisation. */
export async function findPack(
  db: Handle,
  organisationId: OrganisationId,
  id: PackId,
): Promise<PackRow | undefined> {
  return db
    .selectFrom('pack')
    .selectAll()
    .where('id', '=', id)
    .where('organisationId', '=', organisationId)
    .executeTakeFirst()
}

/** By name. */
export async function findPackFiles(db: Handle, id: PackId): Promise<PackFileFacts[]> {
  return db.selectFrom('packFile').select(FACTS).where('packId', '=', id).orderBy('name').execute()
}

export async function findPackFile(db: Handle, id: PackId, name: string): Promise<PackFileRow | undefined> {
  return db
    .selectFrom('packFile')
    .selectAll()
    .where('packId', '=', id)
    .where('name', '=', name)
    .executeTakeFirst()
}

/** Adds a pack with its files. Call it inside a transaction. */
export async function insertPack(
  db: Handle,
  pack: PackRow,
  files: readonly Pick<PackFileRow, 'name' | 'sha256' | 'bytes'>[],
): Promise<void> {
  await db.insertInto('pack').values(pack).execute()
  const { id: packId, assessmentId } = pack
  await db
    .insertInto('packFile')
    .values(files.map((file) => ({ packId, assessmentId, ...file })))
    .execute()
}

export interface IssuedFile extends PackFileFacts {
  readonly organisation: string
  readonly organisationId: OrganisationId
  readonly title: string
  readonly issuedAt: string
  readonly issuedBy: string
}

/** The issued files of that digest, in every organisation; for a command on the machine. */
export async function findIssued(db: Handle, sha256: string): Promise<IssuedFile[]> {
  return issued(db).where('packFile.sha256', '=', sha256).execute()
}

/** The files of one pack, in whatever organisation; for a command on the machine. */
export async function findIssuedOf(db: Handle, packId: PackId): Promise<IssuedFile[]> {
  return issued(db).where('packFile.packId', '=', packId).execute()
}

function issued(db: Handle) {
  return db
    .selectFrom('packFile')
    .innerJoin('pack', 'pack.id', 'packFile.packId')
    .innerJoin('organisation', 'organisation.id', 'pack.organisationId')
    .select(['packFile.packId', 'packFile.name', 'packFile.sha256'])
    .select(['pack.title', 'pack.issuedAt', 'pack.issuedBy', 'pack.organisationId'])
    .select('organisation.name as organisation')
    .orderBy('packFile.name')
}

/** The digests of a pack's files by their names, as the trail has them; empty where it does not speak of the pack. */
export async function findDigestsOf(db: Handle, packId: PackId): Promise<Readonly<Record<string, unknown>>> {
  const entry = await db
    .selectFrom('trail')
    .select('details')
    .where('action', '=', ISSUED)
    .where('object', '=', packId)
    .executeTakeFirst()
  return entry === undefined ? {} : (JSON.parse(entry.details) as Record<string, unknown>)
}

/** The act by which a pack enters the trail; its object is the pack, its details are its assessment, the digest of what it says, and that of each file by its name. */
export const ISSUED = 'pack-issued'

/** Over what a pack says, as it is kept; files have their own. */
export function digestOfPack(pack: PackRow): string {
  const { organisationId, assessmentId, title, reading, issuedAt, issuedById, issuedBy } = pack
  const said = [organisationId, assessmentId, title, reading, issuedAt, issuedById, issuedBy]
  return digestOfBytes(JSON.stringify(said))
}

/** SHA-256, hexadecimal. */
export function digestOfBytes(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export interface KeptPack {
  readonly id: PackId
  readonly digest: string
  /** Digests by name, of the bytes as they are. */
  readonly files: Readonly<Record<string, string>>
}

/** Every pack of every organisation, one after the other; for proving. */
export async function* readKeptPacks(db: Handle): AsyncGenerator<KeptPack> {
  const ids = await db.selectFrom('pack').select('id').orderBy('id').execute()
  for (const { id } of ids) {
    const pack = await db.selectFrom('pack').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const files = await db.selectFrom('packFile').selectAll().where('packId', '=', id).execute()
    yield {
      id,
      digest: digestOfPack(pack),
      files: Object.fromEntries(
        files.map(({ name, sha256, bytes }) => [name, sha256 === digestOfBytes(bytes) ? sha256 : '']),
      ),
    }
  }
}

/** Whether everything that an assessment held was deleted. */
export async function isDeleted(db: Handle, assessmentId: string): Promise<boolean> {
  const row = await db
    .selectFrom('assessment')
    .select('deletedAt')
    .where('id', '=', assessmentId)
    .executeTakeFirst()
  return row?.deletedAt !== undefined
}
