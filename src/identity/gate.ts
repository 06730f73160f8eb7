/** What every function of signing in is given first: the house it guards, its key, and single sign-on. */

import type { ActName } from '../report/trail-words.ts'
import type { Mailer } from '../mail/mailer.ts'
import { findKindOfAccounts } from '../store/account-details.ts'
import type { Handle } from '../store/tables.ts'
import { appendTrail } from '../store/trail.ts'
import { DomainError } from '../errors.ts'
import { type Key, openKey } from './key.ts'
import type { ServiceSettings, SsoSettings } from './settings.ts'

/** What a house is to its gate. */
export interface Ground {
  readonly db: Handle
  readonly database: string
  readonly now: () => Date
  readonly origin: string
  readonly mailer: Mailer | undefined
}

export interface Gate extends Omit<Ground, 'database'> {
  readonly key: Key
  readonly proxy: string | undefined
  readonly sso: SsoSettings | undefined
}

/** Where a request comes from. */
export interface Visit {
  /** Undefined: not known, or the same for everybody. */
  readonly address: string | undefined
  /** The browser, as it calls itself. */
  readonly agent: string
}

/**
 * The gate of a house of real people.
 * @throws DomainError 'invalid' when the database is a demonstration's, or there is no key.
 */
export async function openGate(ground: Ground, settings: ServiceSettings): Promise<Gate> {
  if ((await findKindOfAccounts(ground.db)) === 'demonstration')
    throw new DomainError(
      'invalid',
      'This database holds the demonstration, which anybody may enter. Name another in WARDROUND_DB or DATABASE_URL, or start with --demo.',
    )
  const { db, now, origin, mailer } = ground
  const key = openKey(settings.secret, ground.database)
  return { db, now, origin, mailer, key, proxy: settings.proxy, sso: settings.sso }
}

/** @throws DomainError 'invalid' when the database holds accounts of real people: the demonstration lets anybody in. */
export async function refuseRealAccounts(db: Handle): Promise<void> {
  if ((await findKindOfAccounts(db)) === 'real')
    throw new DomainError(
      'invalid',
      'This database holds accounts of real people, and the demonstration would let anybody in. Start without --demo, or name another database in WARDROUND_DB.',
    )
}

/** The present instant, ISO 8601 UTC, moved by minutes. */
export function instant(gate: Pick<Gate, 'now'>, minutes = 0): string {
  return new Date(gate.now().getTime() + minutes * 60_000).toISOString()
}

/** Adds to the trail what somebody did to their account; undefined: somebody unknown. Call it last in the transaction. */
export async function note(
  db: Handle,
  gate: Pick<Gate, 'now'>,
  who: { readonly id: string; readonly name: string } | undefined,
  visit: Pick<Visit, 'address'>,
  action: ActName,
  details: Readonly<Record<string, string | number | boolean>> = {},
): Promise<void> {
  const entry = {
    at: instant(gate),
    actorId: who?.id,
    actorName: who?.name ?? 'Somebody unknown',
    organisationId: undefined,
    address: visit.address,
    action,
    object: who?.id ?? 'nobody',
    details,
  }
  await appendTrail(db, entry, 'accounts')
}
