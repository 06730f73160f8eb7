/** Deletes what is over: half-way sign-ins, kept forms, files that nobody brought in, what exports showed, unused tickets and counts that no longer count. Nobody can see that it happened. */

import type { Handle } from './tables.ts'

/** What expired before `at`, and counts that began before `attempts` (both ISO 8601 UTC). */
export async function deleteExpired(db: Handle, at: string, attempts: string): Promise<void> {
  for (const table of ['signIn', 'keptForm', 'ticket', 'registerUpload', 'toolExport'] as const)
    await db.deleteFrom(table).where('expiresAt', '<=', at).execute()
  await db.deleteFrom('attempt').where('since', '<', attempts).execute()
}
