import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Hono } from 'hono'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Env } from '../../src/web/web.ts'
import { addTrust, openTestHouse } from '../service/house.ts'
import { appOf, titleOf, valueOn, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  await addTrust(house, 'oak')
  app = appOf(house)
})
afterAll(() => house.close())

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }
const post = (headers: Record<string, string>, body = 'role=lead&organisation=oak') =>
  app.request('/enter', { method: 'POST', body, headers })

describe('a request that changes something', () => {
  test('is taken from our own pages', async () => {
    expect((await post({ ...FORM, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303)
    expect((await post({ ...FORM, Origin: 'http://localhost' })).status).toBe(303)
  })

  test.each([
    ['from nowhere', { ...FORM }],
    ['from nowhere, as plain text', { 'Content-Type': 'text/plain' }],
    ['from nowhere, as JSON', { 'Content-Type': 'application/json' }],
    ['from nowhere, of no type', {}],
    ['from another site', { ...FORM, 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sister host', { ...FORM, 'Sec-Fetch-Site': 'same-site' }],
    ['from another origin', { ...FORM, Origin: 'https://evil.example' }],
    ['from the null origin', { ...FORM, Origin: 'null' }],
    ['from another port', { ...FORM, Origin: 'http://localhost:81' }],
    ['with two stories', { ...FORM, 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' }],
  ])('is refused %s', async (_, headers) => {
    const response = await post(headers)
    expect(response.status).toBe(403)
    expect(response.headers.get('Set-Cookie')).toBeNull()
  })

  test('is refused by a method that no page has', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const response = await app.request('/enter', { method, headers: { 'Sec-Fetch-Site': 'same-origin' } })
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')).toBe('GET, HEAD, POST')
    }
  })

  test('is refused as another kind of body, with too many fields, and with a character that cannot be seen', async () => {
    const own = { 'Sec-Fetch-Site': 'same-origin' }
    expect((await post({ ...own, 'Content-Type': 'application/json' }, '{}')).status).toBe(415)
    expect((await post({ ...own, ...FORM }, 'a=1&'.repeat(501))).status).toBe(413)
    expect((await post({ ...own, ...FORM }, 'role=%00')).status).toBe(422)
  })

  test('with a character that cannot be seen is named, and the page gives the text back with a mark in its place', async () => {
    const oak = visitorOf(app, 'oak')
    const typed = { 'scope-parts': 'Two\vhospitals\u0002 and <b>', 'shared-gateway': 'host' }
    const response = await oak.post('/o/oak/scope', typed)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('A character that cannot be seen (U+0002) stands after “Two hospitals”.')
    expect(valueOn(page, 'scope-parts')).toBe('Two\nhospitals\ufffd and <b>')
    expect(page).toContain('Correct this text<')
    expect(page).toContain('name="shared-gateway" value="host"')
  })

  test('whose texts come from slides keeps their lines, and one that nobody can see is none', async () => {
    const oak = visitorOf(app, 'oak')
    await oak.post('/o/oak/scope', {
      'scope-parts': 'first\vsecond\u2028third',
      'scope-dspt-status': '\u200b',
    })
    const page = await (await oak.get('/o/oak/scope')).text()
    expect(valueOn(page, 'scope-parts')).toBe('first\nsecond\nthird')
    expect(valueOn(page, 'scope-dspt-status')).toBe('')
  })

  test('is refused when it is too large, and the page gives the text back to be shortened', async () => {
    const text = 'x'.repeat(70_000)
    const response = await visitorOf(app, 'oak').post('/o/oak/scope', {
      'scope-parts': text,
      'shared-gateway': 'host',
    })
    const page = await response.text()
    expect(response.status).toBe(413)
    expect(valueOn(page, 'scope-parts')).toBe(text)
    expect(page).toContain('name="shared-gateway" value="host"')
    expect(page).toContain('action="/o/oak/scope"')
  })

  test('is not even read when it is larger still', async () => {
    const body = `comment=${'x'.repeat(1_100_000)}`
    const own = { ...FORM, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': String(body.length) }
    const response = await post(own, body)
    expect(response.status).toBe(413)
    expect((await response.text()).length).toBeLessThan(10_000)
  })
})

describe('a file', () => {
  const EVIDENCE = '/o/oak/questions/identity/mfa-remote-ways-in/evidence'
  /** Sends a body bit by bit, without saying how long it is. Gives the status and how much of it was read. */
  async function send(path: string, type: string, cookie?: string) {
    let pulled = 0
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled++
          if (pulled > 200) controller.close()
          else controller.enqueue(Buffer.alloc(64 * 1024, 'x'))
        },
      },
      { highWaterMark: 0 },
    )
    const headers = {
      'Content-Type': type,
      'Sec-Fetch-Site': 'same-origin',
      'Transfer-Encoding': 'chunked',
      ...(cookie === undefined ? {} : { Cookie: cookie }),
    }
    const request = { method: 'POST', body, headers, duplex: 'half' } as const
    return { status: (await app.request(path, request)).status, pulled }
  }

  test('of somebody unknown is refused before any of it is read', async () => {
    for (const path of [EVIDENCE, '/administration/import'])
      expect(await send(path, 'multipart/form-data; boundary=x')).toEqual({ status: 401, pulled: 0 })
    const known = await send(EVIDENCE, 'multipart/form-data; boundary=x', 'wardround-demonstration=lead.oak')
    expect([known.status, known.pulled > 100]).toEqual([413, true])
  })

  test('may be as large as a file only where it is one', async () => {
    const form = await send(EVIDENCE, FORM['Content-Type'], 'wardround-demonstration=lead.oak')
    expect([form.status, form.pulled < 20]).toEqual([413, true])
  })

  test('with more than a hundred parts is refused before any is taken apart', async () => {
    const parts = (count: number) => {
      const body = Array.from(
        { length: count },
        (_, index) => `--line\r\nContent-Disposition: form-data; name="f${index}"\r\n\r\n${index}\r\n`,
      ).join('')
      return app.request(EVIDENCE, {
        method: 'POST',
        body: `${body}--line--\r\n`,
        headers: {
          'Content-Type': 'multipart/form-data; boundary="line"',
          'Sec-Fetch-Site': 'same-origin',
          Cookie: 'wardround-demonstration=lead.oak',
        },
      })
    }
    expect((await parts(101)).status).toBe(413)
    expect((await parts(100)).status).not.toBe(413)
  })

  test('is not said to be in the form still, which browsers need not keep', async () => {
    const own = { 'Sec-Fetch-Site': 'same-origin', Cookie: 'wardround-demonstration=lead.oak' }
    const post = async (body: string, type: string) => {
      const answer = await app.request(EVIDENCE, {
        method: 'POST',
        body,
        headers: { ...own, 'Content-Type': type },
      })
      return [answer.status, (await answer.text()).replace(/\s+/g, ' ')] as const
    }
    const pages = [
      await post('broken', 'multipart/form-data; boundary=x'),
      await post('x'.repeat(13 * 2 ** 20), 'multipart/form-data; boundary=x'),
      await post('x'.repeat(1_200_000), FORM['Content-Type']),
    ]
    expect(pages.map(([status]) => status)).toEqual([400, 413, 413])
    for (const [, page] of pages) {
      expect(page).toMatch(/nothing was saved/i)
      expect(page).toContain('Some browsers then show the form empty.')
      expect(page).not.toContain('still')
    }
  })
})

test('answers only to this machine, by its names', async () => {
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '169.254.1.1'])
    expect((await app.request(`http://${host}/`)).status).toBe(421)
  expect((await app.request('http://127.0.0.1:3000/', { headers: { Host: 'evil.example' } })).status).toBe(
    421,
  )
  for (const host of ['localhost', 'localhost:3000', '127.0.0.1', '127.0.0.1:4000'])
    expect((await app.request(`http://${host}/`, { headers: { Host: host } })).status).toBe(200)
})

describe('every answer, whatever its status', () => {
  const cases: readonly (readonly [number, string, RequestInit?])[] = [
    [200, '/'],
    [404, '/nothing-here'],
    [401, '/o/oak'],
    [405, '/', { method: 'PUT' }],
    [421, 'http://evil.example/'],
    [
      413,
      '/enter',
      {
        method: 'POST',
        body: 'x'.repeat(70_000),
        headers: { ...FORM, 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '70000' },
      },
    ],
  ]
  test.each(cases.map((one) => [one[0], one] as const))(
    '%d carries the headers',
    async (status, [, path, request]) => {
      const response = await app.request(path, request)
      expect(response.status).toBe(status)
      const { headers } = response
      const policy = headers.get('Content-Security-Policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|http|data:/)
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('same-origin')
      expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
      expect(
        Number(/max-age=(\d+)/.exec(headers.get('Strict-Transport-Security') ?? '')?.[1]),
      ).toBeGreaterThanOrEqual(31_536_000)
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('Content-Type')).toMatch(/charset=utf-8/i)
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
    },
  )
})

describe('a bug', () => {
  const secret = () => {
    throw new TypeError('the secret answer')
  }

  async function ask(broken: Partial<OpenHouse>) {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const response = await visitorOf(appOf({ ...house, ...broken }), 'oak').get('/o/oak')
    const said = log.mock.calls.map((call) => String(call[0])).join('\n')
    log.mockRestore()
    return { status: response.status, page: await response.text(), said }
  }

  test('is a plain page with a number, which the log has too, and neither says what was typed', async () => {
    const { status, page, said } = await ask({ db: new Proxy(house.db, { get: secret }) })
    expect(status).toBe(500)
    expect(titleOf(page)).toBe('Sorry, there is a problem with Ward Round – Ward Round')
    expect(said).toContain(/<code>([0-9a-f-]{36})<\/code>/.exec(page)?.[1])
    expect(said).toContain('TypeError')
    expect(page + said).not.toContain('secret answer')
  })

  test('in the page of the bug itself still gives a line with the number', async () => {
    const { status, page, said } = await ask({ now: secret })
    expect(status).toBe(500)
    expect(said).toContain(/number: ([0-9a-f-]{36})$/.exec(page)?.[1])
    expect(page + said).not.toContain('secret answer')
  })
})

describe('assets', () => {
  const addresses = async () => {
    const page = await (await app.request('/')).text()
    return [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  }

  test('are kept for ever under an address that changes with their content', async () => {
    for (const address of await addresses()) {
      const response = await app.request(address)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toContain('immutable')
    }
    const [first = ''] = await addresses()
    const old = await app.request(first.replace(/assets\/[0-9a-f]+/, 'assets/0123'))
    expect(old.headers.get('Cache-Control')).toBe('no-cache')
  })

  test('are a fixed list: no other file can be asked for', async () => {
    const [first = ''] = await addresses()
    const base = first.replace(/[^/]+$/, '')
    for (const name of [
      '../app.tsx',
      '..%2fapp.tsx',
      '%2e%2e/app.tsx',
      '..%5capp.tsx',
      '/etc/passwd',
      'tsconfig.json',
      'autosave.js%00',
      'constructor',
    ])
      expect((await app.request(`${base}${name}`)).status, name).toBe(404)
  })

  test('load nothing from another host', async () => {
    for (const address of await addresses()) {
      const text = await (await app.request(address)).text()
      expect(text).not.toMatch(/url\(["']?https?:|@import|@font-face|from ?["']https?:/)
    }
  })

  test('make a first view of at most 100 KB, and later pages of at most 20 KB', async () => {
    const compressed = async (path: string) => {
      const response = await app.request(path, {
        headers: { 'Accept-Encoding': 'gzip', Cookie: 'wardround-demonstration=lead.oak' },
      })
      expect(response.headers.get('Content-Encoding')).toBe('gzip')
      return (await response.arrayBuffer()).byteLength
    }
    const scripts = ['autosave.js', 'or.js', 'nhsuk.js'].map(async (name) =>
      ((await addresses())[0] ?? '').replace(/[^/]+$/, name),
    )
    const all = [...(await addresses()), ...(await Promise.all(scripts))]
    const sizes = await Promise.all(
      all
        .filter((one) => !/\.svg$/.test(one))
        .map(async (one) =>
          (await app.request(one, { headers: { 'Accept-Encoding': 'gzip' } })).arrayBuffer(),
        ),
    )
    const assets = sizes.reduce((sum, one) => sum + one.byteLength, 0)
    expect(assets + (await compressed('/'))).toBeLessThanOrEqual(100_000)
    for (const path of [
      '/o/oak',
      '/o/oak/first-look',
      '/o/oak/check-answers',
      '/o/oak/questions/identity/mfa-remote-ways-in',
    ])
      expect(await compressed(path), path).toBeLessThanOrEqual(20_000)
    // The words of all questions alone are 20 KB: the whole questionnaire on one page is the one exception.
    expect(await compressed('/questionnaire')).toBeLessThanOrEqual(25_000)
  })
})
