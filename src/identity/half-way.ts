/**
 * Somebody half way through signing in or enrolling: what was shown so far, sealed, under a token of its own.
 * It opens no page but the next step, and ends by one step for one request only.
 */

import type { AccountId } from '../ids.ts'
import { deleteSignIn, findSignIn, insertSignIn, saveSignIn } from '../store/sign-ins.ts'
import type { SsoIdentity } from '../store/sso-identities.ts'
import type { Handle } from '../store/tables.ts'
import type { TicketKind } from '../store/tickets.ts'
import { type Gate, instant } from './gate.ts'
import { seal, unseal } from './key.ts'

/** Somebody unknown who will show a passkey. */
export interface AskedForPasskey {
  readonly kind: 'passkey'
  readonly challenge: string
}

/** The first factor was shown; the second is not yet. */
export interface AwaitsSecond {
  readonly kind: 'second'
  readonly accountId: AccountId
  readonly how: 'password' | 'single-sign-on' | 'reset'
  readonly challenge?: string
}

/** Somebody who has no factor yet, and holds the ticket of a new account. */
export interface Enrols {
  readonly kind: 'enrol'
  readonly accountId: AccountId
  readonly name: string
  readonly email: string
  /** What lets them in: used up when they are done. */
  readonly ticket: { readonly kind: TicketKind; readonly token: string }
  /** Argon2id, in its own notation. */
  readonly password?: string
  /** Of the authenticator app, base32. */
  readonly secret?: string
  readonly challenge?: string
  /** Linked when they are done. */
  readonly sso?: SsoIdentity
}

/** Somebody was sent to the sign-in service, and comes back with what it says. */
export interface AtSso {
  readonly kind: 'sso'
  readonly purpose: 'sign-in' | 'link' | 'accept' | 'prove'
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Whose account it is to be linked to, or who proves anew. */
  readonly accountId?: AccountId
  /** Token of the invitation that is accepted. */
  readonly invitation?: string
}

/** A signed-in owner who shows a passkey: to prove who they are, or a new one. */
export interface OwnPasskey {
  readonly kind: 'own-passkey'
  readonly accountId: AccountId
  readonly challenge: string
}

/** A signed-in owner who enrols an authenticator app. */
export interface OwnApp {
  readonly kind: 'own-app'
  readonly accountId: AccountId
  readonly secret: string
}

export type HalfWay = (AskedForPasskey | AwaitsSecond | Enrols | AtSso | OwnPasskey | OwnApp) & {
  /** Where to go in the end; a path of ours. */
  readonly next?: string
}

/** What is known of one kind, and its token. */
export type Step<K extends HalfWay['kind']> = Extract<HalfWay, { kind: K }> & { readonly token: string }

const MINUTES: Readonly<Record<HalfWay['kind'], number>> = {
  passkey: 15,
  second: 15,
  enrol: 60,
  sso: 15,
  'own-passkey': 15,
  'own-app': 60,
}

/** Begins it, and gives its token. */
export function beginHalfWay(db: Handle, gate: Gate, half: HalfWay): Promise<string> {
  return insertSignIn(db, {
    kind: half.kind,
    accountId: 'accountId' in half ? half.accountId : undefined,
    state: seal(gate.key, 'half way', JSON.stringify(half)),
    expiresAt: instant(gate, MINUTES[half.kind]),
  })
}

/** What a token stands for, if it is of this kind and not over. */
export async function findHalfWay<K extends HalfWay['kind']>(
  gate: Gate,
  token: string | undefined,
  kind: K,
): Promise<Step<K> | undefined> {
  const row = token === undefined ? undefined : await findSignIn(gate.db, token, instant(gate))
  if (row === undefined || row.kind !== kind) return undefined
  try {
    const half = JSON.parse(unseal(gate.key, 'half way', row.state)) as Extract<HalfWay, { kind: K }>
    return { ...half, token: token ?? '' }
  } catch {
    // The installation has another key than it had then: they begin again.
    return undefined
  }
}

/** Goes on with more shown than before. */
export async function saveHalfWay(
  gate: Gate,
  { token, ...half }: HalfWay & { token: string },
): Promise<void> {
  const state = seal(gate.key, 'half way', JSON.stringify(half))
  await saveSignIn(gate.db, token, { kind: half.kind, state })
}

/** Ends it: true for one request only, which may then do what it was for. */
export function endHalfWay(db: Handle, token: string): Promise<boolean> {
  return deleteSignIn(db, token)
}
