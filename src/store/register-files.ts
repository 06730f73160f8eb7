/** What the columns and words of an organisation's files mean; and the file that somebody looks at and has not brought into a register: the newest of each. */

import type { FileRow } from '../answers/register-columns.ts'
import type { Matching } from '../answers/register-words.ts'
import type { AccountId, OrganisationId, RegisterId } from './column-kinds.ts'
import type { Stamp } from './saved.ts'
import type { Handle } from './tables.ts'

export interface RegisterFileKey {
  readonly organisationId: OrganisationId
  readonly registerId: RegisterId
}

export interface RegisterUpload {
  /** As its owner calls the file. */
  readonly name: string
  readonly rows: readonly FileRow[]
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
  key: RegisterFileKey & { readonly accountId: AccountId },
  upload: RegisterUpload,
): Promise<void> {
  await db
    .insertInto('registerUpload')
    .values({ ...key, ...upload })
    .onConflict((conflict) =>
      conflict.columns(['accountId', 'organisationId', 'registerId']).doUpdateSet(upload),
    )
    .execute()
}

export async function findRegisterUpload(
  db: Handle,
  key: RegisterFileKey & { readonly accountId: AccountId },
): Promise<RegisterUpload | undefined> {
  return db
    .selectFrom('registerUpload')
    .select(['name', 'rows', 'expiresAt'])
    .where((column) => column.and(key))
    .executeTakeFirst()
}

export async function deleteRegisterUpload(
  db: Handle,
  key: RegisterFileKey & { readonly accountId: AccountId },
): Promise<void> {
  await db
    .deleteFrom('registerUpload')
    .where((column) => column.and(key))
    .execute()
}
