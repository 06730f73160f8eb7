/** What the columns and words of an organisation's files mean; and the file that somebody looks at and has not brought into a register: the newest of each. */

import type { FileHead } from '../answers/file-rows.ts'
import type { Matching } from '../answers/register-words.ts'
import type { AccountId, OrganisationId, RegisterId } from './column-kinds.ts'
import type { Stamp } from './saved.ts'
import type { Handle } from './tables.ts'

export interface RegisterFileKey {
  readonly organisationId: OrganisationId
  readonly registerId: RegisterId
}

/** Whose file it is, too. */
export interface UploadKey extends RegisterFileKey {
  readonly accountId: AccountId
}

export interface RegisterUpload {
  /** As its owner calls the file. */
  readonly name: string
  readonly head: FileHead
  /** ISO 8601 UTC. */
  readonly expiresAt: string
}

/** Undefined: no file was ever read here. */
export async function findMatching(db: Handle, key: RegisterFileKey): Promise<Matching | undefined> {
  const found = await db
    .selectFrom('registerMatching')
    .select('matching')
    .where((column) => column.and(key))
    .executeTakeFirst()
  return found?.matching
}

export async function saveMatching(
  db: Handle,
  key: RegisterFileKey,
  matching: Matching,
  { at, by }: Stamp,
): Promise<void> {
  const columns = { matching, savedAt: at, savedBy: by }
  await db
    .insertInto('registerMatching')
    .values({ ...key, ...columns })
    .onConflict((conflict) => conflict.columns(['organisationId', 'registerId']).doUpdateSet(columns))
    .execute()
}

/** Keeps a file, in place of an earlier one of the same account for this register. */
export async function saveRegisterUpload(
  db: Handle,
  { accountId, organisationId, registerId }: UploadKey,
  upload: RegisterUpload & { readonly rows: Buffer },
): Promise<void> {
  await db
    .insertInto('registerUpload')
    .values({ accountId, organisationId, registerId, ...upload })
    .onConflict((conflict) =>
      conflict.columns(['accountId', 'organisationId', 'registerId']).doUpdateSet(upload),
    )
    .execute()
}

export async function findRegisterUpload(db: Handle, key: UploadKey): Promise<RegisterUpload | undefined> {
  return db
    .selectFrom('registerUpload')
    .select(['name', 'head', 'expiresAt'])
    .where((column) => column.and(key))
    .executeTakeFirst()
}

/** All rows of the file, as `answers/file-rows.ts` packs them. */
export async function findPackedRows(
  db: Handle,
  { accountId, organisationId, registerId }: UploadKey,
): Promise<Buffer | undefined> {
  const found = await db
    .selectFrom('registerUpload')
    .select('rows')
    .where((column) => column.and({ accountId, organisationId, registerId }))
    .executeTakeFirst()
  return found?.rows
}

export async function deleteRegisterUpload(db: Handle, key: UploadKey): Promise<void> {
  await db
    .deleteFrom('registerUpload')
    .where((column) => column.and(key))
    .execute()
}
