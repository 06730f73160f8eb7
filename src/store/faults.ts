/**
 * An error of SQLite, PostgreSQL or the connection to it → what it means for the work that met it.
 * It knows only what is nobody's bug and passes, or that an operator can mend; anything else is undefined.
 */

/**
 * `collision`: undone because of somebody else's work; the same work may succeed at once.
 * `busy`: not begun or undone; it may succeed later. `unwritable`: undone; the disk is full, failing or read-only.
 * `lost`: the connection broke; whether it was written is not known.
 */
export type Fault = 'collision' | 'busy' | 'lost' | 'unwritable'

/** Beginnings of error codes. Sources: sqlite.org/rescode.html; PostgreSQL 18, appendix A; Node's `os.constants.errno`. */
const CODES: readonly (readonly [Fault, RegExp])[] = [
  // Also a named statement that the server or a pool before it does not know as we do: by then it has another name, or none.
  ['collision', /^(SQLITE_(BUSY|LOCKED)|40001$|40P01$|0A000$|26000$|42P05$)/],
  // Also rights that are missing, or were taken away.
  ['unwritable', /^(SQLITE_(FULL|IOERR|READONLY|CANTOPEN|PERM)|53100$|58030$|25006$|42501$)/],
  // A lock or statement that took too long, too many connections, a server that starts or is not there.
  ['busy', /^(55P03|57014|53\d\d\d|57P03|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/],
  // A server that stops, and connections that it or the network cut.
  ['lost', /^(57P0[1245]|25P03|08\d\d\d|ECONNRESET|EPIPE|ETIMEDOUT)$/],
]

/** What `pg` says without a code. Source: pg 8.23 and pg-pool, read. */
const MESSAGES: readonly (readonly [Fault, RegExp])[] = [
  ['busy', /^(timeout exceeded when trying to connect|Connection terminated due to connection timeout)/],
  ['lost', /^(Connection terminated|Client (has encountered|was closed)|Query read timeout)/],
]

/** What an error means; undefined: a bug, or something that no database said. */
export function faultOf(error: unknown): Fault | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const [known, text] = code === undefined ? [MESSAGES, error.message] : [CODES, code]
  return known.find(([, pattern]) => pattern.test(text))?.[0]
}
