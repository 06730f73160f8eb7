/** What the export of a tool showed, until it is accepted or a day is over: the newest of each kind. No row of the file is kept. */

import type { Handle, Row } from './tables.ts'
import type { ToolExportTable } from './tables-of-work.ts'

export type ToolExportRow = Row<ToolExportTable>

/** Keeps it in place of an earlier one of the same account and kind. */
export async function saveToolExport(db: Handle, row: ToolExportRow): Promise<void> {
  await db
    .insertInto('toolExport')
    .values(row)
    .onConflict((conflict) => conflict.columns(['accountId', 'organisationId', 'kind']).doUpdateSet(row))
    .execute()
}

export async function findToolExport(
  db: Handle,
  key: Pick<ToolExportRow, 'accountId' | 'organisationId' | 'kind'>,
): Promise<ToolExportRow | undefined> {
  return db
    .selectFrom('toolExport')
    .selectAll()
    .where((column) => column.and(key))
    .executeTakeFirst()
}
