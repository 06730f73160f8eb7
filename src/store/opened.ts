/** An open database, and its name as people may read it: of either kind. */

import type { Handle } from './tables.ts'

export interface OpenDatabase {
  readonly db: Handle
  /** Its real path, or its URL, which may hold a password: show it by `nameDatabase` only. */
  readonly database: string
  /** Finishes what is running, then lets go of the database. */
  readonly close: () => Promise<void>
}

/** How it is named to people: a path, or a URL without its password. */
export function nameDatabase(database: string): string {
  if (!isServer(database)) return database
  const url = new URL(database)
  url.password = ''
  url.search = ''
  return url.href
}

/** Whether a name is that of a PostgreSQL database. */
export const isServer = (database: string) => /^postgres(ql)?:\/\//.test(database)
