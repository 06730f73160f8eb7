/**
 * A bearer token → the person whose key it is, in the one role that it has; and keys as their owner makes and ends them.
 * Nothing of a token is kept but its hash. A key counts only while its account is active and has the role.
 */

import { DomainError } from '../errors.ts'
import type { OrganisationId } from '../ids.ts'
import type { ActName } from '../report/trail-words.ts'
import { findPerson } from '../store/accounts.ts'
import {
  type ApiKeyRow,
  findApiKey,
  findApiKeys,
  insertApiKey,
  saveApiKeyEnd,
  saveApiKeyUse,
} from '../store/api-keys.ts'
import { saveAttemptSince } from '../store/attempts.ts'
import { findOrganisation } from '../store/organisations.ts'
import type { KeyScope, Person, Role } from '../store/person.ts'
import type { Handle } from '../store/tables.ts'
import { appendTrail } from '../store/trail.ts'
import { read, write } from '../store/transaction.ts'
import { type Gate, type Ground, instant, type Visit } from './gate.ts'
import { demandFresh } from './proving.ts'
import type { Session } from './sessions.ts'

/** Of one account (ours). */
const MOST_KEYS = 20
/** Requests of one key (ours): a program that fills in a whole assessment one answer at a time, several times over. */
export const MOST_REQUESTS = 1000
export const REQUEST_WINDOW_SECONDS = 15 * 60

/** What is to be made; the id is that of the form, so that one sent twice makes one key. */
export interface WantedKey {
  readonly id: string
  readonly label: string
  readonly organisationId: OrganisationId
  readonly role: Role
  readonly scope: KeyScope
}

/**
 * Makes a key. Gives its token, which is shown once.
 *
 * @throws DomainError 'not-allowed' without a fresh proof or the role; 'conflict' where it was made already, or there are too many.
 */
export async function makeKey(
  gate: Gate,
  visit: Visit,
  session: Session,
  wanted: WantedKey,
): Promise<string> {
  demandFresh(session)
  const { person } = session
  return write(gate.db, async (db) => {
    // As it stands now: the role may have ended since the request began.
    const now = await findPerson(db, person.id, instant(gate))
    if (now === undefined || !hasRole(now, wanted))
      throw new DomainError('not-allowed', 'You do not have this role any more.')
    if ((await findApiKeys(db, person.id)).length >= MOST_KEYS)
      throw new DomainError('conflict', `You have ${MOST_KEYS} keys. End one that nothing uses any more.`)
    const made = await insertApiKey(db, { ...wanted, accountId: person.id, createdAt: instant(gate) })
    if (made === undefined)
      throw new DomainError(
        'conflict',
        'This key was made already, and is not shown again. If you did not keep it, end it on the page of your account, and make another.',
      )
    await noteKey(db, gate, visit, person, 'key-made', { ...wanted, prefix: made.prefix })
    return made.token
  })
}

/** False: the account has no such key any more. */
export async function endKey(
  gate: Gate,
  visit: Visit,
  { person }: Pick<Session, 'person'>,
  id: string,
): Promise<boolean> {
  return write(gate.db, async (db) => {
    const ended = await saveApiKeyEnd(db, person.id, id, instant(gate))
    if (ended !== undefined) await noteKey(db, gate, visit, person, 'key-ended', ended)
    return ended !== undefined
  })
}

/** The keys of an account with the names of their organisations. */
export async function findOwnKeys(
  db: Handle,
  { person }: Pick<Session, 'person'>,
): Promise<readonly (ApiKeyRow & { readonly organisation: string })[]> {
  const keys = []
  for (const key of await findApiKeys(db, person.id)) {
    const organisation = await findOrganisation(db, key.organisationId)
    keys.push({ ...key, organisation: organisation?.name ?? key.organisationId })
  }
  return keys
}

const hasRole = (
  { memberships }: Person,
  { organisationId, role }: Pick<ApiKeyRow, 'organisationId' | 'role'>,
) => memberships.some((one) => one.organisationId === organisationId && one.role === role)

/** Adds to the trail of the organisation what somebody did with a key. Call it last in the transaction. */
async function noteKey(
  db: Handle,
  gate: Pick<Gate, 'now'>,
  { address }: Visit,
  { id, name }: Person,
  action: ActName,
  key: WantedKey & { readonly prefix: string },
): Promise<void> {
  const { organisationId, label, role, scope, prefix } = key
  await appendTrail(db, {
    ...{ at: instant(gate), actorId: id, actorName: name, address, organisationId },
    ...{ action, object: key.id, details: { label, role, scope, begins: prefix } },
  })
}

/** Who asks by a key, and how often it may still ask. */
export interface KeyHolder {
  readonly person: Person
  readonly key: ApiKeyRow
  /** Of the window that goes on; `left` is below 0 where there were too many. */
  readonly requests: { readonly left: number; readonly secondsLeft: number }
}

type Asked = Pick<Ground, 'db' | 'now'>

/** The person of a token in the key's one role, once this request is counted; undefined: it opens nothing. */
export async function findKeyHolder(
  ground: Asked,
  token: string,
  address: string | undefined,
): Promise<KeyHolder | undefined> {
  const key = await findApiKey(ground.db, token)
  if (key === undefined || key.endedAt !== undefined) return undefined
  const person = await read(ground.db, (db) => findPerson(db, key.accountId, instant(ground), address))
  if (person === undefined || !hasRole(person, key)) return undefined
  return { key, person: narrowed(person, key), requests: await countRequest(ground, key.id) }
}

/** The person as far as the key goes: one role in one organisation, and nothing else of theirs. */
function narrowed(person: Person, { organisationId, role, scope, prefix }: ApiKeyRow): Person {
  const { assigned, ...who } = person
  const own = assigned[organisationId]
  return {
    ...who,
    memberships: person.memberships.filter(
      (one) => one.organisationId === organisationId && one.role === role,
    ),
    national: [],
    assigned: own === undefined ? {} : { [organisationId]: own },
    shared: [],
    key: { prefix, scope },
  }
}

async function countRequest(ground: Asked, id: string): Promise<KeyHolder['requests']> {
  const at = instant(ground)
  return write(ground.db, async (db) => {
    const window = instant(ground, -REQUEST_WINDOW_SECONDS / 60)
    const { failures, since } = await saveAttemptSince(db, `key:${id}`, at, window)
    if (failures === 1) await saveApiKeyUse(db, id, at)
    const passed = Math.max(0, Math.floor((Date.parse(at) - Date.parse(since)) / 1000))
    return { left: MOST_REQUESTS - failures, secondsLeft: Math.max(1, REQUEST_WINDOW_SECONDS - passed) }
  })
}
