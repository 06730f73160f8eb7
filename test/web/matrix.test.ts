/** Every route of every page, asked by everybody: what the written matrix says is what happens, and what it does not name does not exist. */

import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANALYSTS, demonstrationId, insertDemonstrationAccounts } from '../../src/identity/demonstration.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { type Action, NATIONAL_MATRIX, ORGANISATION_MATRIX } from '../../src/service/permission.ts'
import { insertAccounts, insertMemberships, insertNationalMemberships } from '../../src/store/accounts.ts'
import { NATIONAL_ROLES, type NationalRole, type Role, ROLES } from '../../src/store/person.ts'
import { DECLARED_API } from '../../src/api/api.ts'
import { DECLARED } from '../../src/web/app.tsx'
import { API, type Env } from '../../src/web/web.ts'
import type { DeclaredRoute } from '../../src/web/routes.ts'
import { addTrust, NOW, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

const AT = NOW.toISOString()
let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'elm')
  if (ANALYSTS.length > 0) await insertDemonstrationAccounts(house.db, [], AT, ANALYSTS)
  for (const role of NATIONAL_ROLES) {
    const id = `national.${role}`
    await insertAccounts(house.db, [{ id, name: role, email: undefined, status: 'active', createdAt: AT }])
    await insertNationalMemberships(house.db, [{ accountId: id, role }], { at: AT, by: 'test' })
  }
  // Belongs to oak, and may no longer enter.
  const disabled = { id: 'disabled.lead', name: 'Gone', email: undefined, createdAt: AT }
  await insertAccounts(house.db, [{ ...disabled, status: 'disabled' }])
  await insertMemberships(house.db, [{ organisationId: 'oak', accountId: 'disabled.lead', role: 'lead' }], {
    at: AT,
    by: 'test',
  })
  app = appOf(house)
})
afterAll(() => house.close())

const QUESTION = RULE_SET.questions.find((one) => one.form.type === 'choice')
const FILLED: Readonly<Record<string, string>> = {
  domain: QUESTION?.domain ?? '',
  question: QUESTION?.id ?? '',
  register: RULE_SET.registers[0]?.id ?? '',
  incident: RULE_SET.incidents[0]?.id ?? '',
  risk: RULE_SET.risks[0]?.id ?? '',
}

/** The address with every part filled in; what a test does not have is called `none`. */
function addressOf({ path }: DeclaredRoute, organisation: string): string {
  return path
    .replace(':organisation', organisation)
    .replace(/:([a-z-]+)(\{[^}]*\})?/gi, (_, name: string) => encodeURIComponent(FILLED[name] ?? 'none'))
}

async function ask(route: DeclaredRoute, accountId: string | undefined, organisation = 'oak') {
  const headers: Record<string, string> =
    accountId === undefined ? {} : { Cookie: `wardround-demonstration=${accountId}` }
  const visitor = visitorOf(app)
  const address = addressOf(route, organisation)
  return route.method === 'GET' ? visitor.get(address, headers) : visitor.post(address, {}, headers)
}

const isOrganisational = (route: DeclaredRoute) => route.guard in ORGANISATION_MATRIX
const isNational = (route: DeclaredRoute) => route.guard in NATIONAL_MATRIX
const named = (routes: readonly DeclaredRoute[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const)

test('every route of the application is declared with its action', () => {
  const served = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/assets/'))
    .map(({ method, path }) => `${method} ${path}`)
  const declared = [
    ...DECLARED.map(({ method, path }) => `${method} ${path}`),
    // test/api/matrix.test.ts walks them.
    ...DECLARED_API.map(({ method, path }) => `${method} ${API}${path}`),
  ]
  expect(declared).toHaveLength(new Set(declared).size)
  expect(new Set(served)).toEqual(new Set(declared))
})

test('every address inside an organisation asks for an action of the matrix, and no other does', () => {
  for (const route of DECLARED)
    expect(isOrganisational(route), route.path).toBe(route.path.startsWith('/o/:organisation'))
})

describe('somebody who has not entered, or whose account is disabled,', () => {
  const guarded = DECLARED.filter(({ guard }) => guard !== 'open')
  test.each(named(guarded))('is told to enter at %s', async (_, route) => {
    const [nobody, gone] = [await ask(route, undefined), await ask(route, 'disabled.lead')]
    expect([nobody.status, gone.status]).toEqual([401, 401])
  })
})

describe.each(named(DECLARED.filter(isOrganisational)))('%s', (_, route) => {
  test.each(ROLES)('follows the matrix for a %s', async (role: Role) => {
    const { status } = await ask(route, demonstrationId('oak', role))
    expect(status).toBeLessThan(500)
    const leave = ORGANISATION_MATRIX[route.guard as Action][role]
    if (leave === 'no') expect(status).toBe(403)
    // What is assigned is asked for again by the service, which has assigned nothing here.
    if (leave === 'yes') expect([401, 403]).not.toContain(status)
  })

  test('looks to people of another organisation, and of none, as if it did not exist', async () => {
    const strangers = [
      ...ROLES.map((role) => demonstrationId('elm', role)),
      'national.analyst',
      'national.administrator',
    ]
    for (const stranger of strangers) {
      const [other, unknown] = [await ask(route, stranger), await ask(route, stranger, 'nowhere')]
      expect([other.status, unknown.status], stranger).toEqual([404, 404])
      const bodies = [await other.text(), await unknown.text()]
      expect(bodies[0], stranger).toBe(bodies[1])
    }
  })
})

describe.each(named(DECLARED.filter(isNational)))('%s', (_, route) => {
  test.each(NATIONAL_ROLES)('follows the matrix for an %s', async (role: NationalRole) => {
    const { status } = await ask(route, `national.${role}`)
    expect(status).toBeLessThan(500)
    if (!NATIONAL_MATRIX[route.guard as keyof typeof NATIONAL_MATRIX][role]) expect(status).toBe(403)
    else expect([401, 403]).not.toContain(status)
  })

  test('is not for the people of an organisation', async () => {
    for (const role of ROLES) expect((await ask(route, demonstrationId('oak', role))).status).toBe(403)
  })
})
