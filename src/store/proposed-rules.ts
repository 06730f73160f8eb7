/** The rule set that is proposed now, with what it would move in rounded counts: a newer proposal takes its place. */

import type { Digest } from './column-kinds.ts'
import type { Handle, ProposedRuleSetTable, Row } from './tables.ts'

export async function saveProposedRules(db: Handle, row: Row<ProposedRuleSetTable>): Promise<void> {
  await db.deleteFrom('proposedRuleSet').execute()
  await db.insertInto('proposedRuleSet').values(row).execute()
}

/** Without its files. */
export async function findProposedRules(
  db: Handle,
): Promise<Omit<Row<ProposedRuleSetTable>, 'files'> | undefined> {
  return db
    .selectFrom('proposedRuleSet')
    .select(['digest', 'version', 'impact', 'shownAt'])
    .executeTakeFirst()
}

export async function findProposedFiles(
  db: Handle,
  digest: Digest,
): Promise<Readonly<Record<string, string>> | undefined> {
  const row = await db
    .selectFrom('proposedRuleSet')
    .select('files')
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row?.files
}
