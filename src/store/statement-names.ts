/**
 * A pool of PostgreSQL connections → one whose statements have names: the server then reads and plans each once a connection, not at every use.
 * A name is the digest of its text. Behind a pool that keeps no names for us, it goes on without them.
 */

import { createHash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import pg from 'pg'

/** More than the program has. A server keeps each until its connection ends, so that there is an end to them. */
const MOST = 1_000
/** Characters; longer ones insert many rows at once, each time another number. */
const LONGEST = 4_000

/** The name is not known, or is known already: a pool of connections between us and the server passes names on to the wrong one. */
const NOT_KEPT = ['26000', '42P05']
/** A table has changed since the plan was made; the same text under another name is planned anew. */
const OUT_OF_DATE = '0A000'

/** The same pool, for kysely. */
export function nameStatements(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const names = new Map<string, string>()
  /** Used once so far, and perhaps never again. */
  const seen = new Set<string>()
  let areKept = true
  let edition = 0

  function nameOf(text: string, values: readonly unknown[]): string | undefined {
    // What has no values (begin, commit, a lock) is not planned.
    if (!areKept || values.length === 0 || text.length > LONGEST) return undefined
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST) return known
    if (!seen.delete(text)) {
      if (seen.size >= MOST) seen.clear()
      seen.add(text)
      return undefined
    }
    const name = `${edition}_${createHash('sha256').update(text).digest('base64url')}`
    names.set(text, name)
    return name
  }

  function withNames(client: pg.PoolClient): PostgresPoolClient {
    const query = async (text: string, values: readonly unknown[] = []) => {
      const name = nameOf(text, values)
      try {
        return await client.query<never>({
          text,
          values: [...values],
          ...(name === undefined ? {} : { name }),
        })
      } catch (error) {
        if (name !== undefined && error instanceof pg.DatabaseError) {
          if (NOT_KEPT.includes(error.code ?? '')) areKept = false
          if (error.code === OUT_OF_DATE) {
            names.clear()
            edition++
          }
        }
        throw error
      }
    }
    return {
      // Kysely asks for cursors only where it was given them.
      query: query as unknown as PostgresPoolClient['query'],
      release: (isBroken) => client.release(isBroken),
    }
  }

  return {
    connect: async () => {
      const client = await pool.connect()
      const known = clients.get(client) ?? withNames(client)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
    options: pool.options,
  }
}
