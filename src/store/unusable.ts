/**
 * An error that a database or the file system gave → one sentence for whoever runs the service: what it is, and what to do.
 * It words only what an operator can mend; for anything else, a bug of ours, it gives undefined. It quotes no value and no password.
 */

import { DomainError } from '../errors.ts'
import { nameDatabase } from './opened.ts'
import { type Fault, faultOf } from './faults.ts'

/** Why a database cannot be used, or what was asked of it cannot be done; undefined: nobody can mend that but us. */
export function whyUnusable(database: string, error: unknown): DomainError | undefined {
  if (error instanceof DomainError)
    // What a person was told who saved means more to whoever runs the service.
    return error.code === 'read-only' ? (whyUnusable(database, error.cause) ?? error) : error
  const said = sayOfDatabase(nameDatabase(database), error) ?? sayOfSystem(error)
  if (said === undefined) return undefined
  const isPassing: readonly (Fault | undefined)[] = ['collision', 'busy', 'lost']
  return new DomainError(isPassing.includes(faultOf(error)) ? 'busy' : 'invalid', said, { cause: error })
}

/** Beginnings of codes, and what is wrong. Sources: sqlite.org/rescode.html; PostgreSQL 18, appendix A. */
const SAID: readonly (readonly [RegExp, (name: string, reason: string) => string])[] = [
  [/^(SQLITE_FULL|53100)$/, (name) => `The disk of ${name} is full. Make room on it, then do this again.`],
  [
    /^SQLITE_IOERR/,
    (name) => `The disk of ${name} fails, or no more may be written to it. Look at the disk first.`,
  ],
  [
    /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/,
    (name) =>
      `The file ${name} cannot be opened as a database. Whoever runs Ward Round must be allowed to read and write it and its folder.`,
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (name) =>
      `Another program holds the database ${name}. End that program, or wait for it, then do this again.`,
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    (name) => `${name} is damaged, or is not a Ward Round database. Restore it from a backup.`,
  ],
  [
    /^25006$/,
    (name) =>
      `The database ${name} can only be read: its server is a standby, or its user was made read-only. Name the server and the user that may write.`,
  ],
  [
    /^42501$/,
    (name, reason) =>
      `The user of the database ${name} has too few rights: ${reason}. The README says which it needs, and that the owner of the tables brings them up to date: npx wardround migrate.`,
  ],
  [
    /^3F000$/,
    (name) =>
      `The user of the database ${name} has no schema to work in. Make one, or set the search_path of this user to the one that holds the tables.`,
  ],
  [
    // It starts, stops, has no room for us, or says no; and the reasons of the network, and of certificates.
    /^(0[38]|28|3D|53|57)\w{3}$|^E(?!RR_)[A-Z_]+$|CERT|^UNABLE_/,
    (name, reason) =>
      `The database ${name} cannot be reached: ${reason}. Check its URL, and that its server runs.`,
  ],
]

function sayOfDatabase(name: string, error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code = codeOf(error)
  // A file or a folder, which is named by the words for those.
  if ('path' in error) return undefined
  // Where a name has several addresses, the error has a code and no message.
  const reason = firstLine(error.message) || (code ?? '')
  if (code === undefined)
    return faultOf(error) === undefined && !/\b(SSL|TLS|certificate)\b/i.test(reason)
      ? undefined
      : `The database ${name} cannot be reached: ${reason}. Check its URL, and that its server runs.`
  return SAID.find(([codes]) => codes.test(code))?.[1](name, reason)
}

/** What to do about each reason of the file system. Source: Node's `os.constants.errno`. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'its owner or its permissions do not let Ward Round do that. Change them, or name another.',
  EPERM: 'its owner or its permissions do not let Ward Round do that. Change them, or name another.',
  EROFS: 'it stands on a disk that can only be read. Name another.',
  ENOSPC: 'its disk is full. Make room on it, then do this again.',
  EDQUOT: 'this user may not write more to its disk. Make room on it, then do this again.',
  EFBIG: 'this user may not write files that large. Let it write larger ones, then do this again.',
  EIO: 'its disk fails. Look at the disk first.',
  ENOENT: 'it is not there. Check its name.',
  EEXIST: 'it is there already, and is of another kind. Check its name.',
  ENOTDIR: 'a part of its name is not a folder. Check its name.',
  EISDIR: 'it is a folder. Name a file.',
  ELOOP: 'its links lead in a circle. Check its name.',
  ENAMETOOLONG: 'its name is too long. Choose a shorter one.',
  EMFILE: 'this process may not open more files. Let it open more, then do this again.',
  ENFILE: 'this machine cannot open more files. End other programs, then do this again.',
}

/** A file or folder that cannot be used, and why; undefined: the error is of another kind. */
export function sayOfSystem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error)) return undefined
  const remedy = REMEDIES[codeOf(error) ?? '']
  if (remedy === undefined) return undefined
  return 'path' in error
    ? `${String(error.path)} cannot be used: ${remedy}`
    : `A file cannot be used: ${remedy}`
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const firstLine = (text: string) => (text.split('\n')[0] ?? '').replace(/\.$/, '')
