/** People half way through signing in or enrolling: a token of its own, which opens nothing but the next step, and a sealed state. */

import type { AccountId } from './column-kinds.ts'
import type { Handle } from './tables.ts'
import { hashToken, newToken } from './tokens.ts'

export interface SignInRow {
  readonly kind: string
  /** Sealed with the key of this installation. */
  readonly state: string
}

/** Begins one. Gives its token, which nothing can tell again; `expiresAt` is ISO 8601 UTC. */
export async function insertSignIn(
  db: Handle,
  signIn: SignInRow & { readonly accountId: AccountId | undefined; readonly expiresAt: string },
): Promise<string> {
  const token = newToken()
  await db
    .insertInto('signIn')
    .values({
      tokenHash: hashToken(token),
      accountId: signIn.accountId ?? null,
      kind: signIn.kind,
      state: signIn.state,
      expiresAt: signIn.expiresAt,
    })
    .execute()
  return token
}

/** The one of a token, if it has not expired at an instant. */
export async function findSignIn(db: Handle, token: string, at: string): Promise<SignInRow | undefined> {
  return db
    .selectFrom('signIn')
    .select(['kind', 'state'])
    .where('tokenHash', '=', hashToken(token))
    .where('expiresAt', '>', at)
    .executeTakeFirst()
}

export async function saveSignIn(db: Handle, token: string, { kind, state }: SignInRow): Promise<void> {
  await db.updateTable('signIn').set({ kind, state }).where('tokenHash', '=', hashToken(token)).execute()
}

/** Ends it: true for one caller only, who may then go on. */
export async function deleteSignIn(db: Handle, token: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('signIn')
    .where('tokenHash', '=', hashToken(token))
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** Ends all of an account, such as when its password is reset. */
export async function deleteSignIns(db: Handle, accountId: AccountId): Promise<void> {
  await db.deleteFrom('signIn').where('accountId', '=', accountId).execute()
}
