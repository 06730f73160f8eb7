/** The proxy as the README sets it up, in a real nginx before a real service. */

import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serve, type Served } from '../../src/web/serve.ts'
import { RULE_SET } from '../service/house.ts'
import { newFile } from '../store/files.ts'

const NAME = 'wardround.trust.example'
const [, configuration = ''] = /```nginx\n([\s\S]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? []
const isHere = ['nginx -v', 'openssl version'].every(
  (one) => spawnSync('sh', ['-c', one], { stdio: 'ignore' }).status === 0,
)

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headersDistinct']
  readonly text: string
}

describe.skipIf(!isHere)(`behind nginx${isHere ? '' : ' (nginx or openssl is not on this machine)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ward-round-nginx-'))
  let port: number
  let nginx: ChildProcess
  let served: Served
  let certificate: Buffer

  beforeAll(async () => {
    port = await findFreePort()
    const behind = await findFreePort()
    chmodSync(folder, 0o755)
    const [pem, key] = [join(folder, 'own.pem'), join(folder, 'own.key')]
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${NAME}`],
        ...['-addext', `subjectAltName=DNS:${NAME}`, '-keyout', key, '-out', pem],
      ],
      { stdio: 'ignore' },
    )
    certificate = readFileSync(pem)
    served = await serve({
      port: behind,
      database: newFile(),
      ruleSet: RULE_SET,
      service: { origin: `https://${NAME}:${port}`, secret: undefined, proxy: '127.0.0.1', sso: undefined },
    })
    const own = configuration
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace('/etc/ssl/wardround.pem', pem)
      .replace('/etc/ssl/wardround.key', key)
      .replace('http://127.0.0.1:3000', `http://127.0.0.1:${behind}`)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${join(folder, kind)};`,
    )
    writeFileSync(
      join(folder, 'nginx.conf'),
      `daemon off; pid ${join(folder, 'pid')}; events {} http { ${temporary.join(' ')}\n${own} }`,
    )
    nginx = spawn('nginx', ['-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    for (let tries = 0; tries < 200; tries++) {
      if (nginx.exitCode !== null) throw new Error('nginx did not start.')
      if ((await ask('/sign-in').catch(() => undefined)) !== undefined) return
      await wait(50)
    }
    throw new Error('nginx does not answer.')
  })
  afterAll(async () => {
    const gone = once(nginx, 'exit')
    nginx.kill('SIGTERM')
    await gone
    await served.stop()
    rmSync(folder, { recursive: true })
  })

  function ask(
    path: string,
    {
      headers = {},
      body,
      plain = false,
    }: { headers?: Record<string, string>; body?: Buffer; plain?: boolean } = {},
  ): Promise<Answer> {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers: { Host: `${NAME}:${port}`, Connection: 'close', ...headers },
    }
    return new Promise((resolve, reject) => {
      const take = (response: IncomingMessage) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headersDistinct,
            text: Buffer.concat(parts).toString(),
          }),
        )
      }
      const asked = plain
        ? plainRequest(options, take)
        : request({ ...options, servername: NAME, ca: certificate }, take)
      // A server that refuses a large body may close before it has all of it; what it answered counts.
      asked.on('error', reject)
      asked.end(body)
    })
  }

  /** Each once, whoever made the page. */
  const expectHeaders = ({ headers }: Answer) => {
    expect(headers['strict-transport-security']).toEqual(['max-age=31536000; includeSubDomains'])
    expect(headers['x-content-type-options']).toEqual(['nosniff'])
    expect(headers['content-security-policy']).toHaveLength(1)
    expect(headers['content-security-policy']?.[0]).toContain("frame-ancestors 'none'")
    expect(headers['cache-control']).toHaveLength(1)
  }

  test('pages come as Ward Round makes them', async () => {
    const page = await ask('/sign-in')
    expect([page.status, page.headers['content-security-policy']?.[0]]).toEqual([
      200,
      expect.stringContaining("script-src 'self'"),
    ])
    expectHeaders(page)
    expect(page.headers['server']).toEqual(['nginx'])
  })

  test('an address that the visitor makes up is not believed', async () => {
    const form = {
      'X-Forwarded-For': '192.0.2.77',
      'Content-Type': 'application/x-www-form-urlencoded',
      Origin: `https://${NAME}:${port}`,
    }
    const body = Buffer.from('email=nobody@trust.example&password=correct horse battery staple')
    expect((await ask('/sign-in', { headers: form, body })).status).toBe(422)
    const attempts = await served.house.db.selectFrom('attempt').select('name').execute()
    expect(JSON.stringify(attempts)).toContain('127.0.0.1')
    expect(JSON.stringify(attempts)).not.toContain('192.0.2')
  })

  test('a file of 10 MB passes, and one that is far too large is refused with the headers', async () => {
    const upload = { Origin: `https://${NAME}:${port}`, 'Content-Type': 'multipart/form-data; boundary=x' }
    const path = '/o/oak/questions/identity/mfa-remote-ways-in/evidence'
    const passed = await ask(path, { headers: upload, body: Buffer.alloc(10_500_000) })
    expect(passed.text).toContain('Ward Round')
    expectHeaders(passed)
    const refused = await ask(path, { headers: upload, body: Buffer.alloc(14_000_000) })
    expect(refused.status).toBe(413)
    expect(refused.text).not.toContain('Ward Round')
    expectHeaders(refused)
  })

  test('nothing is answered without TLS, and no other port is open', async () => {
    const plain = await ask('/sign-in', { plain: true })
    expect(plain.status).toBe(400)
    expect(plain.text).not.toContain('Ward Round')
    expectHeaders(plain)
    expect(configuration.match(/listen .*/g)).toEqual(['listen 443 ssl;'])
  })

  test('its own refusals have the headers too, also while Ward Round is away', async () => {
    const long = await ask('/sign-in', { headers: { 'X-Long': 'x'.repeat(40_000) } })
    expect(long.status).toBe(400)
    expectHeaders(long)
    await served.stop()
    const away = await ask('/sign-in')
    expect(away.status).toBe(502)
    expectHeaders(away)
  })
})
