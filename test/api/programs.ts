/** Programs of tests: a key of somebody of an organisation, and requests with it. */
import { randomUUID } from 'node:crypto'
import type { Hono } from 'hono'
import { demonstrationId } from '../../src/identity/demonstration.ts'
import type { House } from '../../src/service/house.ts'
import { insertApiKey } from '../../src/store/api-keys.ts'
import type { KeyScope, Role } from '../../src/store/person.ts'
import { API, type Env } from '../../src/web/web.ts'

/** The token of a new key of the organisation's account in this role. */
export async function newKey(
  house: House,
  organisationId: string,
  role: Role = 'lead',
  scope: KeyScope = 'edit',
  accountId = demonstrationId(organisationId, role),
): Promise<string> {
  const key = { id: randomUUID(), accountId, organisationId, role, scope, label: 'Test' }
  const made = await insertApiKey(house.db, { ...key, createdAt: house.now().toISOString() })
  if (made === undefined) throw new Error('There is such a key already.')
  return made.token
}

export interface Asking {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Program = (path: string, asking?: Asking) => Promise<Response>

/** Asks below the API's address, by this key; undefined: without one. */
export function programOf(app: Hono<Env>, token?: string, origin = 'http://localhost'): Program {
  return async (path, { method = 'GET', body, headers = {} } = {}) =>
    app.request(`${origin}${API}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
}
