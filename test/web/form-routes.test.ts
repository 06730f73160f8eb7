/** A form as a route: what it answers to whoever opens it, sends it rightly, wrongly, too late, or while something refuses it. */
import { Hono } from 'hono'
import { beforeEach, expect, test } from 'vitest'
import { DomainError } from '../../src/errors.ts'
import { PeriodClosed } from '../../src/service/permission.ts'
import { loadAssets } from '../../src/web/assets.ts'
import { onError } from '../../src/web/error-pages.tsx'
import { choice, file, line, secret } from '../../src/web/fields.tsx'
import type { Saved } from '../../src/web/form-route.ts'
import { newRoutes, type Routes } from '../../src/web/routes.ts'
import { FormBox, type ShownForm } from '../../src/web/shown-form.tsx'
import { TitledPage } from '../../src/web/titled-page.tsx'
import type { Env, PageContext } from '../../src/web/web.ts'
import { NOW, RULE_SET } from '../service/house.ts'
import { titleOf, valueOn } from './visitor.ts'

let isFresh: boolean | undefined
/** What was loaded, and what was saved, in order. */
let done: string[]
let saving: (given: Readonly<Record<string, unknown>>) => Promise<Saved> | Saved
let isGone: boolean

const FIELDS = {
  name: line({ label: 'Name' }),
  kind: choice({
    label: 'Kind',
    missing: 'Choose a kind.',
    choices: [
      { value: 'plain', text: 'Plain' },
      { value: 'grave', text: 'Grave' },
    ],
  }),
}
const GOOD = { name: 'Ann', kind: 'plain' }

const pageOf = (c: PageContext, form: ShownForm) =>
  TitledPage({ c, title: 'Things', form, children: FormBox({ of: form, button: 'Save' }) })
const spec = {
  load: (c: PageContext) => {
    done.push('loaded')
    return isGone ? c.redirect('/gone', 303) : { kept: done.length }
  },
  fields: () => FIELDS,
  page: (c: PageContext, _: unknown, form: ShownForm) => pageOf(c, form),
  save: async (_: PageContext, given: Readonly<Record<string, unknown>>) => {
    done.push(`saved ${JSON.stringify(given)}`)
    return saving(given)
  },
}

function routes(): Routes {
  const area = newRoutes()
  area.form('open', '/plain', spec)
  area.form('open', '/proved', { ...spec, proof: true })
  area.form('open', '/partly', { ...spec, proof: ({ kind }) => kind === 'grave' })
  area.form('open', '/at-name', { ...spec, refusedAt: 'name' })
  area.form('open', '/checked', {
    ...spec,
    check: ({ name }) => (name === 'Bob' ? [{ field: 'name', message: 'Not Bob.' }] : []),
  })
  area.form('open', '/secret', {
    ...spec,
    secret: true,
    fields: () => ({ ...FIELDS, password: secret({ label: 'Password', autocomplete: 'new-password' }) }),
  })
  const withPaper = { ...FIELDS, paper: file({ label: 'Paper', accept: ['pdf'] }) }
  area.form<'/file', object, typeof withPaper>('open', '/file', {
    load: () => ({}),
    fields: () => withPaper,
    page: spec.page,
    file: 'paper',
    save: (_, { paper }) => Promise.resolve(`/read-${paper?.name ?? 'none'}`),
  })
  area.sent('open', '/elsewhere', spec)
  return area
}

const area = routes()
const app = new Hono<Env>()
app.onError(onError)
app.use(async (c, next) => {
  const house = { ruleSet: RULE_SET, now: () => NOW }
  c.set('web', {
    house,
    assets: loadAssets(),
    marking: 'M',
    isDemonstration: true,
  } as Env['Variables']['web'])
  const secondsLeft = { idle: 1800, absolute: 40_000 }
  if (isFresh !== undefined)
    c.set('session', { isFresh, id: 's', secondsLeft } as Env['Variables']['session'])
  await next()
})
app.route('/', area.hono)

beforeEach(() => {
  isFresh = undefined
  isGone = false
  done = []
  saving = () => '/saved'
})

const post = (path: string, fields: Readonly<Record<string, string>>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) })
const throwing = (error: Error) => {
  saving = () => {
    throw error
  }
}

test('an opened form is new, and at its own address', async () => {
  const page = await (await app.request('/plain')).text()
  expect(page).toContain('<form action="/plain" method="post"')
  expect(titleOf(page)).toBe('Things – Ward Round')
  expect(page).not.toContain('data-unsaved')
})

test('a form that stands on another page cannot be opened by itself', async () => {
  expect((await app.request('/elsewhere')).status).toBe(404)
  expect((await post('/elsewhere', GOOD)).headers.get('Location')).toBe('/saved')
})

test('what is sent rightly is saved once, and leads on', async () => {
  const response = await post('/plain', GOOD)
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/saved'])
  expect(done).toEqual(['loaded', 'saved {"name":"Ann","kind":"plain"}'])
})

test('a page that saving makes is the answer', async () => {
  saving = () => new Response('a link, shown once')
  expect(await (await post('/plain', GOOD)).text()).toBe('a link, shown once')
})

test('faults of fields, of the form and of whoever saves come back with everything typed', async () => {
  const missing = await post('/plain', { name: 'Ann', kind: '' })
  expect(missing.status).toBe(422)
  expect(done).toEqual(['loaded'])
  const page = await missing.text()
  expect(titleOf(page)).toBe('Error: Things – Ward Round')
  expect(page).toContain('<a href="#kind">Choose a kind.</a>')
  expect(valueOn(page, 'name')).toBe('Ann')

  const checked = await (await post('/checked', { name: 'Bob', kind: '' })).text()
  expect(checked.indexOf('#name">Not Bob.')).toBeLessThan(checked.indexOf('#kind">Choose'))

  saving = () => ({ faults: [{ field: 'name', message: 'Taken.' }] })
  const taken = await post('/plain', GOOD)
  expect(taken.status).toBe(422)
  expect(await taken.text()).toContain('<a href="#name">Taken.</a>')

  saving = () => ({ refused: 'The day is over.' })
  const refused = await post('/plain', GOOD)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toMatch(/Not done[\s\S]*The day is over\.[\s\S]*<h1/)
})

test('asking to edit again is no save and no fault', async () => {
  const response = await post('/plain', { name: 'Ann', kind: '', action: 'edit' })
  const page = await response.text()
  expect([response.status, done]).toEqual([200, ['loaded']])
  expect(titleOf(page)).toBe('Things – Ward Round')
  expect(valueOn(page, 'name')).toBe('Ann')
  expect(page).toContain('data-unsaved')
})

test.each([
  ['conflict', 409],
  ['too-many', 429],
  ['invalid', 422],
] as const)(
  'a refusal (%s) stands above the form, or at its field, and what the form is about is loaded anew',
  async (code, status) => {
    throwing(new DomainError(code, 'Somebody was faster.'))
    const above = await post('/plain', GOOD)
    expect(above.status).toBe(status)
    expect(done).toEqual(['loaded', expect.stringMatching(/^saved/), 'loaded'])
    const page = await above.text()
    expect(page).toMatch(/Not done[\s\S]*Somebody was faster\./)
    expect(valueOn(page, 'name')).toBe('Ann')

    const atName = await post('/at-name', GOOD)
    expect(atName.status).toBe(status)
    expect(await atName.text()).toContain('<a href="#name">Somebody was faster.</a>')
  },
)

test('what is refused for good has its own page: not allowed, not there, nobody, and what has words of its own', async () => {
  for (const [error, status] of [
    [new DomainError('not-allowed', 'No.'), 403],
    [new DomainError('not-found', 'No.'), 404],
    [new DomainError('signed-out', 'No.'), 401],
    [new PeriodClosed({ name: 'Round', closes: '2026-01-01' }), 409],
  ] as const) {
    throwing(error)
    const response = await post('/plain', GOOD)
    expect(response.status).toBe(status)
    expect(titleOf(await response.text())).not.toContain('Things')
  }
})

test('a fault of ours gives the form back, and says that nothing is lost', async () => {
  throwing(new Error('a bug'))
  const response = await post('/plain', GOOD)
  const page = await response.text()
  expect(response.status).toBe(500)
  expect(page).toContain('Ward Round could not save this at the moment.')
  expect(valueOn(page, 'name')).toBe('Ann')
})

test('a form about what is not there any more answers with where to go, and saves nothing', async () => {
  isGone = true
  expect((await app.request('/plain')).headers.get('Location')).toBe('/gone')
  expect((await post('/plain', GOOD)).headers.get('Location')).toBe('/gone')
  expect(done).toEqual(['loaded', 'loaded'])
})

test('a grave form is shown to whoever proved lately that it is them, and the way to the proof leads back', async () => {
  isFresh = false
  const response = await app.request('/proved')
  expect(response.headers.get('Location')).toBe('/account/prove?next=%2Fproved')
  expect(done).toEqual([])
  isFresh = true
  expect((await app.request('/proved')).status).toBe(200)
})

test('a grave form that waited too long comes back with everything typed, and nothing is saved', async () => {
  isFresh = false
  const response = await post('/proved', GOOD)
  const page = await response.text()
  expect(response.status).toBe(422)
  expect(page).toContain('You showed more than 10 minutes ago that it is you.')
  expect(valueOn(page, 'name')).toBe('Ann')
  expect(done).toEqual(['loaded'])
  isFresh = true
  expect((await post('/proved', GOOD)).status).toBe(303)
})

test('faults are said before a proof is asked for', async () => {
  isFresh = false
  const page = await (await post('/proved', { name: 'Ann', kind: '' })).text()
  expect(page).toContain('Choose a kind.')
  expect(page).not.toContain('10 minutes ago')
})

test('of a form of which only some is grave, the rest is saved without a proof', async () => {
  isFresh = false
  expect((await post('/partly', GOOD)).status).toBe(303)
  expect((await post('/partly', { ...GOOD, kind: 'grave' })).status).toBe(422)
  expect(done.filter((one) => one.startsWith('saved'))).toHaveLength(1)
  isFresh = undefined
  expect((await post('/partly', { ...GOOD, kind: 'grave' })).status).toBe(303)
})

test('nothing of a secret form is given back, not even by the page that says that the session is over', async () => {
  const again = await (await post('/secret', { ...GOOD, kind: '', password: 'hunter2' })).text()
  expect(again).toContain('Choose a kind.')
  expect(again).not.toContain('hunter2')
  throwing(new DomainError('signed-out', 'No.'))
  const out = await (await post('/secret', { ...GOOD, password: 'hunter2' })).text()
  expect(out).not.toContain('hunter2')
  expect(out).not.toContain('Ann')
  expect(await (await post('/plain', GOOD)).text()).toContain('value="Ann"')
})

test('a form with a file takes one, and is the only kind that does', async () => {
  const body = new FormData()
  body.set('name', 'Ann')
  body.set('kind', 'plain')
  body.set('paper', new File(['x'], 'plan.pdf'))
  const sent = await app.request('/file', { method: 'POST', body })
  expect(sent.headers.get('Location')).toBe('/read-plan.pdf')
  expect((await post('/file', GOOD)).headers.get('Location')).toBe('/read-none')
  expect(area.declared.filter(({ takesFile }) => takesFile).map(({ path }) => path)).toEqual(['/file'])
  expect((await app.request('/plain', { method: 'POST', body })).status).toBe(415)
})
