/** Whoever watches the service asks it by its address; people reach it by its name, however that is written. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenHouse } from '../../src/service/house.ts'
import { openGate } from '../../src/identity/gate.ts'
import { PLAIN_SETTINGS } from '../../src/identity/settings.ts'
import { serve, type Served } from '../../src/web/serve.ts'
import { createApp } from '../../src/web/app.tsx'
import { ENGINES } from '../store/engines.ts'
import { newFile } from '../store/files.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'

const SECRET = 'Rx7!ttQm-92kLpVz-eWq4-hUu6-oJn3-Bd8y'
let house: OpenHouse
let now = new Date('2026-11-25T10:00:00Z')
const appAt = async (origin: string) => {
  const own = { ...house, origin }
  return createApp(own, { gate: await openGate(own, { ...PLAIN_SETTINGS, secret: SECRET }) })
}
const ask = (app: Awaited<ReturnType<typeof appAt>>, url: string, host = new URL(url).host) =>
  app.request(url, { headers: { Host: host } })

describe.each(ENGINES)('on $name', ({ newDatabase }) => {
  beforeEach(async () => {
    house = await openTestHouse(await newDatabase(), undefined, { now: () => now })
  })
  afterEach(() => house.close())

  test('the service says that it lives and can read and write, by whatever address it is asked', async () => {
    const app = await appAt('https://ward.example')
    for (const at of ['http://10.1.2.3:3000', 'http://127.0.0.1:3000', 'http://ward.example']) {
      const [lives, ready] = [await ask(app, `${at}/livez`), await ask(app, `${at}/readyz`)]
      expect([lives.status, await lives.json()]).toEqual([200, { lives: true }])
      expect([ready.status, await ready.json()]).toEqual([200, { reads: true, writes: true }])
      expect(ready.headers.get('Cache-Control')).toBe('no-store')
    }
    expect((await ask(app, 'http://10.1.2.3:3000/')).status).toBe(421)
  })

  test('a page is packed on its way, and a line of JSON is not', async () => {
    const app = await appAt('https://ward.example')
    const packedOf = async (path: string) => {
      const headers = { Host: 'ward.example', 'Accept-Encoding': 'gzip' }
      return (await app.request(`https://ward.example${path}`, { headers })).headers.get('Content-Encoding')
    }
    expect([await packedOf('/sign-in'), await packedOf('/livez')]).toEqual(['gzip', null])
  })

  test('it says when it can only read, and when it cannot, and looks at most once in five seconds', async () => {
    const app = await appAt('https://ward.example')
    const ready = async () => {
      const response = await ask(app, 'http://10.1.2.3/readyz')
      return [response.status, await response.json()]
    }
    await house.db.schema.alterTable('attempt').renameTo('attempt_gone').execute()
    expect(await ready()).toEqual([200, { reads: true, writes: false }])
    await house.db.schema.alterTable('attempt_gone').renameTo('attempt').execute()
    expect(await ready()).toEqual([200, { reads: true, writes: false }])
    now = new Date(now.getTime() + 5_000)
    expect(await ready()).toEqual([200, { reads: true, writes: true }])
    now = new Date(now.getTime() + 5_000)
    await house.db.schema.alterTable('organisation').renameTo('organisation_gone').execute()
    expect(await ready()).toEqual([503, { reads: false, writes: false }])
  })
})

describe('the name of the service', () => {
  beforeEach(async () => {
    house = await openTestHouse()
  })
  afterEach(() => house.close())

  test('may carry the port that goes without saying, in any case, and nothing else', async () => {
    const app = await appAt('https://ward.example')
    for (const host of ['ward.example', 'ward.example:443', 'WARD.example', 'ward.example:'])
      expect((await ask(app, 'http://ward.example/sign-in', host)).status, host).toBe(200)
    for (const host of [
      'ward.example:80',
      'ward.example:8443',
      'ward.example.evil',
      'x@ward.example',
      'ward.example/x',
      '',
    ])
      expect((await ask(app, 'http://ward.example/sign-in', host)).status, host).toBe(421)
  })

  test('is not that of this machine when it has one of its own, so that a proxy that hides it is noticed', async () => {
    const app = await appAt('https://ward.example')
    const response = await ask(app, 'http://127.0.0.1:3000/')
    expect(response.status).toBe(421)
    // The page that says so has its style sheet.
    const [, sheet = ''] = /href="(\/assets\/[^"]+ward-round\.css)"/.exec(await response.text()) ?? []
    expect((await ask(app, `http://127.0.0.1:3000${sheet}`)).status).toBe(200)
  })
})

test('127.0.0.1 and localhost both lead to the service of this machine, with its style sheet', async () => {
  let served: Served | undefined
  try {
    served = await serve({ port: 0, database: newFile(), ruleSet: RULE_SET, service: PLAIN_SETTINGS })
    const { port } = new URL(served.address)
    for (const name of ['127.0.0.1', 'localhost']) {
      const response = await fetch(`http://${name}:${port}/sign-in?next=%2Faccount`)
      expect(response.status, name).toBe(200)
      expect(response.url).toBe(`http://localhost:${port}/sign-in?next=%2Faccount`)
      const [, sheet = ''] = /href="(\/assets\/[^"]+ward-round\.css)"/.exec(await response.text()) ?? []
      const style = await fetch(new URL(sheet, response.url))
      expect([style.status, style.headers.get('Content-Type')]).toEqual([200, 'text/css; charset=utf-8'])
    }
    const posted = await fetch(`http://127.0.0.1:${port}/sign-in`, { method: 'POST', redirect: 'manual' })
    expect(posted.status).toBe(421)
  } finally {
    await served?.stop()
  }
})
