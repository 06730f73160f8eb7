/** Requests that are still coming: what became of who sends them counts, and what never comes whole leaves no trace. */

import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SESSION } from '../../src/identity/cookies.ts'
import { openGate } from '../../src/identity/gate.ts'
import { beginSession, findGoingSession } from '../../src/identity/sessions.ts'
import { PLAIN_SETTINGS } from '../../src/identity/settings.ts'
import { saveSessionsEnd } from '../../src/store/sessions.ts'
import { saveAccountStatus } from '../../src/store/members.ts'
import { type Served, serve } from '../../src/web/serve.ts'
import { addTrust, CHOICE, NOW, RULE_SET } from '../service/house.ts'
import { newFile } from '../store/files.ts'
import { makeAccount } from './signed-in.ts'

const VISIT = { address: undefined, agent: 'Test browser' }
const SERVICE = { ...PLAIN_SETTINGS, secret: 'Rx7!ttQm-92kLpVz-eWq4-hUu6-oJn3-Bd8y' }
let served: Served
/** On which it listens; people reach it by another address. */
let port: number
beforeEach(async () => {
  port = await findFreePort()
  served = await serve({
    port,
    database: newFile(),
    ruleSet: RULE_SET,
    now: () => NOW,
    service: { ...SERVICE, origin: 'http://localhost:3000' },
  })
  await addTrust(served.house, 'oak', false)
  await served.house.db.deleteFrom('membership').execute()
  await served.house.db.deleteFrom('account').execute()
})
afterEach(() => served.stop())

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function open(): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let text = ''
  socket.on('data', (bytes) => (text += String(bytes))).on('error', () => undefined)
  return { socket, answer: once(socket, 'close').then(() => text) }
}

describe('a form whose body is still coming', () => {
  async function begin(body: string, path: string) {
    const { house } = served
    const { accountId } = await makeAccount(house, { organisationId: 'oak' })
    const gate = await openGate({ ...house, database: 'none' }, SERVICE)
    const token = await beginSession(house.db, gate, accountId, VISIT)
    const session = await findGoingSession(gate, token, VISIT, false)
    const { socket, answer } = await open()
    const whole = `${body}&shown-to=${session?.id ?? ''}`
    const half = whole.slice(0, 20)
    socket.write(
      [
        `POST ${path} HTTP/1.1`,
        'Host: localhost:3000',
        'Origin: http://localhost:3000',
        'Sec-Fetch-Site: same-origin',
        `Cookie: ${SESSION}=${token}`,
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${whole.length}`,
        'Connection: close',
        '',
        half,
      ].join('\r\n'),
    )
    // Whoever asks is known, and the rest is waited for.
    await wait(300)
    return {
      accountId,
      finish: async () => {
        socket.write(whole.slice(20))
        return Number(/^HTTP\/1\.1 (\d+)/.exec(await answer)?.[1])
      },
    }
  }
  const path = `/o/oak/questions/${CHOICE.domain}/${CHOICE.id}`
  const body = `version=0&action=stay&value=${CHOICE.levels[1]?.id ?? ''}&comment=${'x'.repeat(100)}`
  const answers = () => served.house.db.selectFrom('answer').selectAll().execute()

  test('is saved for who sends it', async () => {
    const { finish } = await begin(body, path)
    expect(await finish()).toBe(303)
    expect(await answers()).toHaveLength(1)
  })

  test('ends with the account', async () => {
    const { accountId, finish } = await begin(body, path)
    await saveAccountStatus(served.house.db, accountId, 'disabled')
    await saveSessionsEnd(served.house.db, accountId, NOW.toISOString())
    expect(await finish()).toBe(401)
    expect(await answers()).toEqual([])
  })

  test('ends with the role', async () => {
    const { accountId, finish } = await begin(body, path)
    await served.house.db
      .updateTable('membership')
      .set({ endedAt: NOW.toISOString() })
      .where('accountId', '=', accountId)
      .execute()
    expect(await finish()).toBe(404)
    expect(await answers()).toEqual([])
  })
})

describe('what is no request that can be answered', () => {
  const cases: readonly (readonly [what: string, status: number, request: string])[] = [
    ['no HTTP', 400, 'HELLO\r\n\r\n'],
    ['a header that is none', 400, 'GET / HTTP/1.1\r\nHost: localhost:3000\r\nbad header\r\n\r\n'],
    [
      'two lengths',
      400,
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['no host', 400, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['a host that is none', 400, 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n'],
    ['headers without end', 431, `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['an expectation', 417, 'GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\nConnection: close\r\n\r\n'],
    ['another name', 421, 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
  ]
  test.each(cases)('%s gets %d with the headers of every answer', async (_, status, request) => {
    const { socket, answer } = await open()
    socket.write(request)
    const said = (await answer).toLowerCase()
    expect(said).toMatch(new RegExp(`^http/1\\.1 ${status} `))
    for (const header of [
      "content-security-policy: default-src 'none'",
      'strict-transport-security: ',
      'x-content-type-options: nosniff',
      'x-frame-options: deny',
      'cache-control: no-store',
    ])
      expect(said.split(header), header).toHaveLength(2)
  })

  test('leaves the log empty when it ends half way', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { socket, answer } = await open()
      socket.write(
        [
          'POST /sign-in HTTP/1.1',
          'Host: localhost:3000',
          'Origin: http://localhost:3000',
          `Content-Type: ${type}`,
          'Content-Length: 5000',
          '',
          'email=half',
        ].join('\r\n'),
      )
      await wait(100)
      socket.destroy()
      await answer
    }
    await wait(200)
    expect(log.mock.calls).toEqual([])
    log.mockRestore()
  })
})
