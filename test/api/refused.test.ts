/** What a program sends wrongly is refused with one shape of problem that says where and what to do, and nothing of it is kept. */
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DECLARED_API } from '../../src/api/api.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { API, type Env } from '../../src/web/web.ts'
import { addTrust, CHOICE, openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf } from '../web/visitor.ts'
import { described } from './described.ts'
import { newKey } from './programs.ts'

let house: OpenHouse
let app: Hono<Env>
let token: string
beforeAll(async () => {
  house = await openTestHouse()
  app = appOf(house)
  await addTrust(house, 'oak')
  token = await newKey(house, 'oak')
})
afterAll(() => house.close())

const LEVEL = CHOICE.levels[0]?.id
const RIGHT = JSON.stringify({ value: LEVEL })
const FILLED: Readonly<Record<string, string>> = {
  organisation: 'oak',
  question: CHOICE.id,
  register: RULE_SET.registers[0]?.id ?? '',
  row: 'one',
}

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  readonly asked?: Hono<Env>
}

/** Asks a route of the description, by its name there. Gives the status, the sentence, and the faults by field. */
async function ask(id: string, { body, headers = {}, asked = app }: Sent, filled = FILLED) {
  const route = DECLARED_API.find((one) => one.id === id)
  if (route === undefined) throw new Error(`There is no ${id}.`)
  const path = route.path.replace(/:([a-z]+)/g, (_, name: string) => filled[name] ?? '')
  const given = {
    ...{ Authorization: `Bearer ${token}`, 'If-Match': '"0"', 'Content-Type': 'application/json' },
    ...headers,
  }
  const request = { method: route.method, headers: given, ...(body !== undefined && { body }) }
  const response = await described(route, await asked.request(`http://localhost${API}${path}`, request))
  const said = (await response.json()) as { detail?: string; faults?: { field: string; message: string }[] }
  return [response.status, said.detail ?? '', ...(said.faults ?? []).map(({ field }) => field)]
}

const SHAPE = 'What was sent does not have the shape that it should have.'
const deep = (text: string, end: string) => text.repeat(6000) + end.repeat(6000)

test.each<[what: string, id: string, sent: Sent, refused: readonly (number | string)[]]>([
  ['nothing', 'putAnswer', {}, [400, 'The body is empty. Send what the description names.']],
  [
    'JSON that breaks off',
    'putAnswer',
    { body: '{"value":' },
    [400, 'The body is not complete JSON in UTF-8.'],
  ],
  [
    'JSON that is none',
    'putAnswer',
    { body: '{"value": yes}' },
    [400, 'The body is not complete JSON in UTF-8.'],
  ],
  [
    'bytes that are no UTF-8',
    'putAnswer',
    { body: new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d]) },
    [400, 'The body is not complete JSON in UTF-8.'],
  ],
  ['a word in place of an object', 'putAnswer', { body: '"yes"' }, [422, SHAPE, '']],
  ['nothing in place of an object', 'putAnswer', { body: 'null' }, [422, SHAPE, '']],
  ['a list in place of an object', 'putRegister', { body: '[]' }, [422, SHAPE, '']],
  ['lists in lists', 'putAnswer', { body: `{"value":${deep('[', ']')}}` }, [422, SHAPE, 'value']],
  [
    'objects in objects',
    'putRow',
    { body: `${deep('{"name":', '}').replace(':}', ':1}')}` },
    [422, SHAPE, 'name'],
  ],
  [
    'an object without a value',
    'putAnswer',
    { body: '{}' },
    [422, 'This is not an answer to the question.', CHOICE.id],
  ],
  ['what is missing', 'putRegister', { body: '{}' }, [422, SHAPE, 'complete']],
  ['what is not known', 'putRegister', { body: '{"complete":true,"done":1}' }, [422, SHAPE, 'done']],
  [
    'a name that objects have',
    'putRow',
    { body: '{"name":"Blue","__proto__":"x"}' },
    [422, SHAPE, '__proto__'],
  ],
  [
    'such a name inside',
    'putRow',
    { body: '{"name":"Blue","evidence":{"constructor":{}}}' },
    [422, SHAPE, 'evidence.constructor'],
  ],
  [
    'half a character',
    'putAnswer',
    { body: `{"value":"${LEVEL}","comment":"a\\ud800b"}` },
    [422, 'This is not an answer to the question.', `${CHOICE.id}.comment`],
  ],
  [
    'the character NUL',
    'putRow',
    { body: '{"name":"a\\u0000b"}' },
    [422, 'This is not a row of the register.', 'name'],
  ],
  [
    'a value that turns its line round',
    'putAnswer',
    { body: '{"value":"\\u202eon"}' },
    [422, 'This is not an answer to the question.', CHOICE.id],
  ],
])('%s is refused, and why', async (_, id, sent, refused) => {
  expect(await ask(id, sent)).toEqual(refused)
})

test('a body is JSON in UTF-8, not compressed, and says so', async () => {
  const send = async (headers: Readonly<Record<string, string>>) =>
    (await ask('putAnswer', { body: RIGHT, headers: { 'If-Match': '"7"', ...headers } }))[0]
  for (const type of [
    '',
    'text/plain',
    'application/jsonp',
    'application/merge-patch+json',
    'multipart/form-data',
  ])
    expect(await send({ 'Content-Type': type }), type).toBe(415)
  expect(await send({ 'Content-Type': 'application/json; charset=utf-16' })).toBe(415)
  expect(await send({ 'Content-Encoding': 'gzip' })).toBe(415)
  expect(await send({ 'Content-Type': 'Application/JSON;charset="UTF-8"' }), 'taken, and stale').toBe(412)
})

test('If-Match is one version as an ETag gives it, and never passed over', async () => {
  for (const tag of ['*', 'W/"0"', '"0", "1"', '0', '""', '"-1"', '"1.5"', '"9999999999"'])
    for (const id of ['putAnswer', 'deleteAnswer', 'putRegister', 'putRow', 'deleteRow'])
      expect((await ask(id, { body: RIGHT, headers: { 'If-Match': tag } }))[0], `${id} ${tag}`).toBe(400)
})

test('an address that leads nowhere is answered as one, whatever it is made of', async () => {
  for (const odd of ['__proto__', 'constructor', '%ZZ', '%E0%A4', '%00', 'a%2Fb', 'é', 'x'.repeat(3000)])
    for (const id of ['getAnswer', 'putAnswer', 'getRegister', 'getRow', 'getResults']) {
      const filled = { ...FILLED, organisation: 'oak' }
      const part =
        id === 'getResults'
          ? 'organisation'
          : id === 'getRow'
            ? 'row'
            : /Answer/.test(id)
              ? 'question'
              : 'register'
      expect(
        (await ask(id, id === 'putAnswer' ? { body: RIGHT } : {}, { ...filled, [part]: odd }))[0],
        odd,
      ).toBe(404)
    }
})

test('a query that is not known is a fault, and not passed over', async () => {
  const headers = { Authorization: `Bearer ${token}` }
  for (const [path, field] of [
    ['/organisations/oak/risks?page=2', 'page'],
    ['/organisations/oak/trail?cursor=-1', 'cursor'],
    ['/organisations/oak/actions?cursor=next', 'cursor'],
  ]) {
    const response = await app.request(`http://localhost${API}${path}`, { headers })
    const { faults } = (await response.json()) as { faults: { field: string }[] }
    expect([response.status, faults.map((one) => one.field)]).toEqual([422, [field]])
  }
})

test('thousands of faults are answered with the first of them', async () => {
  const cells = Object.fromEntries(Array.from({ length: 4000 }, (_, index) => [`k${index}`, 'x']))
  const refused = await ask('putRow', { body: JSON.stringify(cells) })
  expect([refused[0], refused.length]).toEqual([422, 52])
})

test('a number may be sent as a number', async () => {
  const number = RULE_SET.questions.find(({ form }) => form.type === 'number')
  const filled = { ...FILLED, question: number?.id ?? '' }
  expect((await ask('putAnswer', { body: '{"value":2.5}' }, filled))[0]).toBe(200)
  expect(
    (await ask('putAnswer', { body: '{"value":1e999}', headers: { 'If-Match': '"1"' } }, filled))[0],
  ).toBe(422)
})

test('a fault of ours says that it is one, and nothing of what was sent', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const broken = appOf({ ...house, db: undefined as never })
  const [status, detail] = await ask('putAnswer', { body: RIGHT, asked: broken })
  expect([status, detail]).toEqual([500, 'This is a fault of Ward Round. What was saved before is safe.'])
  expect(JSON.stringify(log.mock.calls)).not.toContain(token)
  log.mockRestore()
})
