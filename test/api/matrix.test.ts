/** Every route for programs, asked by every key: what the written matrix says of its role and of keys is what happens. */
import type { Hono } from 'hono'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DECLARED_API } from '../../src/api/api.ts'
import type { ApiRoute } from '../../src/api/routes.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { type Action, KEY_MATRIX, ORGANISATION_MATRIX, STATES } from '../../src/service/permission.ts'
import { KEY_SCOPES, type KeyScope, type Role, ROLES } from '../../src/store/person.ts'
import { DECLARED } from '../../src/web/app.tsx'
import { PROBLEM } from '../../src/web/problems.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, CHOICE, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'
import { described } from './described.ts'
import { newKey, programOf } from './programs.ts'

let house: OpenHouse
let app: Hono<Env>
const tokens: Record<string, string> = {}
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  await addTrust(house, 'elm')
  for (const organisation of ['oak', 'elm'])
    for (const role of ROLES)
      for (const scope of KEY_SCOPES)
        tokens[`${organisation} ${role} ${scope}`] = await newKey(house, organisation, role, scope)
  app = appOf(house)
})
afterAll(() => house.close())

const FILLED: Readonly<Record<string, string>> = {
  question: CHOICE.id,
  register: RULE_SET.registers[0]?.id ?? '',
}

async function ask(
  route: ApiRoute,
  token: string | undefined,
  organisation = 'oak',
  headers = {},
  given = {},
) {
  const { path, method, body } = route
  const address = path
    .replace(':organisation', organisation)
    .replace(/:([a-z]+)/g, (_, name: string) => FILLED[name] ?? 'none')
  const changes = method === 'GET' ? {} : { 'If-Match': '"0"' }
  const sent = body === undefined ? {} : { body: given }
  const asking = { method, headers: { ...changes, ...headers }, ...sent }
  return described(route, await programOf(app, token)(address, asking))
}

async function expectProblem(response: Response, status: number): Promise<v.InferOutput<typeof PROBLEM>> {
  expect(response.status).toBe(status)
  expect(response.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8')
  const problem = v.parse(v.strictObject(PROBLEM.entries), await response.json())
  expect(problem.status).toBe(status)
  return problem
}

const named = (routes: readonly ApiRoute[]) =>
  routes.map((route) => [`${route.method} ${route.path}`, route] as const)
const guarded = DECLARED_API.filter(({ guard }) => guard !== 'open')
const isOrganisational = ({ guard }: ApiRoute) => guard in ORGANISATION_MATRIX

test('every address inside an organisation asks for an action that a key may do, and no other does', () => {
  for (const route of DECLARED_API) {
    expect(isOrganisational(route), route.path).toBe(route.path.startsWith('/organisations/:organisation'))
    if (isOrganisational(route)) expect(KEY_MATRIX.edit).toContain(route.guard)
    if (route.method !== 'GET') expect(KEY_MATRIX.read).not.toContain(route.guard)
  }
})

test('a key never signs, invites, shares, agrees or takes out what leaves the organisation', () => {
  const never: readonly Action[] = ['sign', 'submit', 'return', 'reopen', 'manage-members', 'name-deputy']
  const either: readonly Action[] = [
    'share',
    'answer-requests',
    'export-outside',
    'issue-pack',
    'confirm-plan',
  ]
  for (const action of [...never, ...either]) expect(KEY_MATRIX.edit).not.toContain(action)
  expect(KEY_MATRIX.edit.filter((action) => !KEY_MATRIX.read.includes(action))).toEqual(['edit-answers'])
})

describe.each(named(guarded))('%s', (_, route) => {
  test('is answered to a key only, and to no cookie', async () => {
    const nobody = await ask(route, undefined)
    expect(nobody.headers.get('WWW-Authenticate')).toBe('Bearer realm="Ward Round"')
    await expectProblem(nobody, 401)
    await expectProblem(await ask(route, 'wardround_0123456789012345678901234567890123456789012'), 401)
    await expectProblem(
      await ask(route, undefined, 'oak', { Cookie: 'wardround-demonstration=lead.oak' }),
      401,
    )
  })
})

describe.each(named(guarded.filter(isOrganisational)))('%s', (_, route) => {
  test.each(ROLES)('follows the matrix for the keys of a %s', async (role: Role) => {
    for (const scope of KEY_SCOPES) {
      const response = await ask(route, tokens[`oak ${role} ${scope}`])
      expect(response.status).toBeLessThan(500)
      const leave = leaveOf(route.guard as Action, role, scope)
      if (leave === 'no') await expectProblem(response, 403)
      if (leave === 'yes') expect([401, 403]).not.toContain(response.status)
    }
  })

  test('looks to keys of another organisation as if it did not exist', async () => {
    for (const role of ROLES) {
      const token = tokens[`elm ${role} edit`]
      const [other, unknown] = [await ask(route, token), await ask(route, token, 'nowhere')]
      const [one, two] = [await expectProblem(other, 404), await expectProblem(unknown, 404)]
      expect({ ...one, requestId: '' }).toEqual({ ...two, requestId: '' })
    }
  })
})

const BODIES: Readonly<Record<string, object>> = {
  putAnswer: { value: CHOICE.levels[0]?.id },
  putRegister: { complete: true },
  putRow: { name: 'Blue Lantern' },
}

test.each(['draft', 'returned', 'submitted', 'signed'] as const)(
  'while an assessment is %s, a key changes it where the matrix says so',
  async (status) => {
    const trust = `is-${status}`
    await addTrust(house, trust)
    await house.db.updateTable('assessment').set({ status }).where('organisationId', '=', trust).execute()
    const token = await newKey(house, trust)
    const changing = DECLARED_API.filter(({ method }) => method !== 'GET')
    const isOpen = STATES['edit-answers'].some((state) => state === status)
    for (const route of changing) {
      // What is put is taken away again.
      const headers = { 'If-Match': route.method === 'DELETE' ? '"1"' : '"0"' }
      const { status: answered } = await ask(route, token, trust, headers, BODIES[route.id])
      expect(answered, route.id).toBe(isOpen ? 200 : 409)
    }
  },
)

function leaveOf(action: Action, role: Role, scope: KeyScope) {
  return KEY_MATRIX[scope].includes(action) ? ORGANISATION_MATRIX[action][role] : 'no'
}

const TABLES = DECLARED.filter(({ takesKey }) => takesKey)

test('tables for reporting tools are given to keys as the matrix says, under the name of the page', async () => {
  expect(TABLES.map(({ path }) => path)).toEqual([
    '/o/:organisation/improvement-plan.csv',
    '/o/:organisation/data/:file',
  ])
  for (const { path, guard } of TABLES)
    for (const role of ROLES) {
      const address = path.replace(':organisation', 'oak').replace(':file', 'answers.csv')
      const headers = { Authorization: `Bearer ${tokens[`oak ${role} read`]}` }
      const given = await app.request(`http://localhost${address}`, { headers })
      if (leaveOf(guard as Action, role, 'read') !== 'yes') await expectProblem(given, 403)
      else expect([given.status, given.headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8'])
      const gone = await app.request(`http://localhost${address}`, {
        headers: { Authorization: 'Bearer none' },
      })
      await expectProblem(gone, 401)
    }
})

test('no other page is opened by a key', async () => {
  const headers = { Authorization: `Bearer ${tokens['oak lead edit']}` }
  for (const { path } of DECLARED.filter(
    (one) => one.guard !== 'open' && one.method === 'GET' && !one.takesKey,
  )) {
    const address = path.replace(':organisation', 'oak').replace(/:[a-z]+(\{[^}]*\})?/gi, 'none')
    expect((await app.request(`http://localhost${address}`, { headers })).status, path).toBe(401)
  }
})

test('what is no address, or no method of one, is a problem too', async () => {
  await expectProblem(await programOf(app)('/nowhere'), 404)
  const wrong = await programOf(app)('/key', { method: 'POST', body: {} })
  expect(wrong.headers.get('Allow')).toBe('GET, HEAD')
  await expectProblem(wrong, 405)
  const elsewhere = await app.request('http://wardround.example/api/v1/key')
  await expectProblem(elsewhere, 421)
})
