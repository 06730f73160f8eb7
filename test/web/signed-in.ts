/**
 * The service of real people for tests: an app over a test house, and people who are signed in to it.
 *
 *     const service = await openService()
 *     const lead = await service.signIn({ name: 'Lena Oak', organisationId: 'oak', role: 'lead' })
 *     await lead.visitor.get('/o/oak')
 */
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { SESSION } from '../../src/identity/cookies.ts'
import { type Gate, openGate } from '../../src/identity/gate.ts'
import { beginSession } from '../../src/identity/sessions.ts'
import { PLAIN_SETTINGS, type ServiceSettings } from '../../src/identity/settings.ts'
import type { House, OpenHouse, Outside } from '../../src/service/house.ts'
import { insertAccounts, insertMemberships, insertNationalMemberships } from '../../src/store/accounts.ts'
import type { NationalRole, Role } from '../../src/store/person.ts'
import { createApp } from '../../src/web/app.tsx'
import type { Env } from '../../src/web/web.ts'
import { openTestHouse } from '../service/house.ts'
import { type Visitor, visitorAt } from './visitor.ts'

export interface NewPerson {
  readonly name?: string
  readonly email?: string
  readonly organisationId?: string
  readonly role?: Role
  readonly national?: NationalRole
  /** Signed in long ago, so that they count as a person of their own. */
  readonly isEstablished?: boolean
}

export interface SignedInPerson {
  readonly accountId: string
  readonly email: string
  /** The Cookie header of their browser. */
  readonly cookie: string
  readonly visitor: Visitor
}

export interface Service {
  readonly house: House
  readonly gate: Gate
  readonly app: Hono<Env>
  /** Makes an active account without any factor, and a session of it that has just been proved. */
  signIn(person?: NewPerson): Promise<SignedInPerson>
  close(): Promise<void>
}

const VISIT = { address: '192.0.2.7', agent: 'Test browser' }

export interface ServiceOptions {
  /** Default: a house of its own, over an empty SQLite file. */
  readonly house?: OpenHouse
  readonly outside?: Outside
  readonly settings?: Partial<ServiceSettings>
}

/** Serves real people over a house. */
export async function openService({ house, outside, settings = {} }: ServiceOptions = {}): Promise<Service> {
  const own = house ?? (await openTestHouse(undefined, undefined, outside))
  const gate = await openGate(own, {
    ...PLAIN_SETTINGS,
    secret: 'Rx7!ttQm-92kLpVz-eWq4-hUu6-oJn3-Bd8y',
    ...settings,
  })
  const app = createApp(own, { gate })
  return {
    house: own,
    gate,
    app,
    signIn: async (person) => {
      const made = await makeAccount(own, person)
      const token = await beginSession(own.db, gate, made.accountId, VISIT)
      const cookie = `${SESSION}=${token}`
      return { ...made, cookie, visitor: visitorAt(app, gate.origin, cookie) }
    },
    close: () => own.close(),
  }
}

/** An active account with its role, and nothing by which it could sign in. */
export async function makeAccount(
  house: House,
  {
    name = 'Ann Example',
    email,
    organisationId,
    role = 'lead',
    national,
    isEstablished = false,
  }: NewPerson = {},
): Promise<{ readonly accountId: string; readonly email: string }> {
  const id = randomUUID()
  const at = house.now().toISOString()
  const address = email ?? `${id}@trust.example`
  await insertAccounts(house.db, [
    {
      id,
      name,
      email: address,
      status: 'active',
      createdAt: at,
      ...(isEstablished ? { firstSignedInAt: '2020-01-01T00:00:00.000Z' } : {}),
    },
  ])
  const given = { at, by: 'test' }
  if (organisationId !== undefined)
    await insertMemberships(house.db, [{ organisationId, accountId: id, role }], given)
  if (national !== undefined)
    await insertNationalMemberships(house.db, [{ accountId: id, role: national }], given)
  return { accountId: id, email: address }
}
