/**
 * What suppliers state of themselves, each beside its row of a register: the newest of each.
 * No seal covers them: they belong to an organisation and not to one assessment, nothing counts them, and no page of sign-off shows them.
 */

import type { Statement } from '../answers/statement.ts'
import type { OrganisationId, RegisterId, RowId } from './column-kinds.ts'
import type { Stamp } from './saved.ts'
import type { Handle } from './tables.ts'

export interface StatementKey {
  readonly organisationId: OrganisationId
  readonly registerId: RegisterId
  readonly rowId: RowId
}

export interface StoredStatement extends Statement {
  /** ISO 8601 UTC. */
  readonly savedAt: string
  readonly savedBy: string
}

/** Undefined: nothing was ever stated. */
export async function findStatement(db: Handle, key: StatementKey): Promise<StoredStatement | undefined> {
  return db
    .selectFrom('rowStatement')
    .select(['statedOn', 'statedBy', 'cells', 'savedAt', 'savedBy'])
    .where((column) => column.and(key))
    .executeTakeFirst()
}

/** Of all rows of an organisation. */
export async function findStatements(
  db: Handle,
  organisationId: OrganisationId,
): Promise<(StoredStatement & Pick<StatementKey, 'registerId' | 'rowId'>)[]> {
  return db
    .selectFrom('rowStatement')
    .select(['registerId', 'rowId', 'statedOn', 'statedBy', 'cells', 'savedAt', 'savedBy'])
    .where('organisationId', '=', organisationId)
    .execute()
}

/** Keeps it in place of an earlier one. */
export async function saveStatement(
  db: Handle,
  key: StatementKey,
  { statedOn, statedBy, cells }: Statement,
  { at, by }: Stamp,
): Promise<void> {
  const columns = { statedOn, statedBy, cells, savedAt: at, savedBy: by }
  await db
    .insertInto('rowStatement')
    .values({ ...key, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['organisationId', 'registerId', 'rowId']).doUpdateSet(columns),
    )
    .execute()
}

/** With its row. */
export async function deleteStatement(db: Handle, key: StatementKey): Promise<void> {
  await db
    .deleteFrom('rowStatement')
    .where((column) => column.and(key))
    .execute()
}
