/**
 * A request → who asks, by its cookie: of the demonstration, or of the service with its session.
 * A form that somebody sent after their session had ended is kept for them, and they are asked to sign in.
 */
import type { HttpBindings } from '@hono/node-server'
import type { MiddlewareHandler } from 'hono'
import { addressOf } from '../identity/addresses.ts'
import { cookieOf, findCookie, KEPT_FORM, SESSION } from '../identity/cookies.ts'
import { findDemonstrationPerson } from '../identity/demonstration.ts'
import type { Gate, Visit } from '../identity/gate.ts'
import { keepForm } from '../identity/kept-forms.ts'
import { localPath } from '../identity/local-path.ts'
import { findGoingSession, findOwner } from '../identity/sessions.ts'
import { isLoopback } from '../identity/settings.ts'
import { showProblem } from './errors.tsx'
import { readForm } from './forms.ts'
import { paths } from './paths.ts'
import { type Env, type PageContext, wantsJson } from './web.ts'

export const enter: MiddlewareHandler<Env> = async (c, next) => {
  const { house, gate } = c.get('web')
  const cookies = c.req.header('Cookie')
  if (gate === undefined) {
    c.set('visit', { address: undefined, agent: '' })
    c.set('person', await findDemonstrationPerson(house.db, cookies, house.now().toISOString()))
    return next()
  }
  const visit = visitOf(c, gate)
  c.set('visit', visit)
  const token = findCookie(cookies, SESSION)
  // To ask how long a session lasts does not make it longer.
  const isAct = c.req.path !== paths.session || c.req.method === 'POST'
  const session = await findGoingSession(gate, token, visit, isAct)
  c.set('session', session)
  c.set('person', session?.person)
  if (session === undefined && c.req.method === 'POST' && isWorthKeeping(c.req.path)) {
    const owner = await findOwner(gate, token)
    if (owner !== undefined) return keepSent(c, gate, owner)
  }
  await next()
}

function visitOf(c: PageContext, gate: Gate): Visit {
  // Without a server, as in tests, there are no bindings.
  const bindings = c.env as Partial<HttpBindings> | undefined
  const peer = bindings?.incoming?.socket.remoteAddress
  const isPublic = !isLoopback(new URL(gate.origin))
  return {
    address: addressOf(peer, c.req.header('X-Forwarded-For'), gate.proxy, isPublic),
    agent: c.req.header('User-Agent') ?? '',
  }
}

/** Not the steps of signing in, and nothing by which somebody proves who they are. */
function isWorthKeeping(path: string): boolean {
  return localPath(path) !== undefined && !/^\/(account|session)(\/|$)/.test(path)
}

async function keepSent(c: PageContext, gate: Gate, owner: string) {
  if (wantsJson(c)) return showProblem(c, 401)
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('Content-Type') ?? '')
  if (!isForm) return c.redirect(paths.signIn(undefined, 'not-kept'), 303)
  await readForm(c)
  const { pathname, search } = new URL(c.req.url)
  const token = await keepForm(gate, owner, pathname + search, await c.req.text())
  if (token === undefined) return c.redirect(paths.signIn(undefined, 'not-kept'), 303)
  c.header('Set-Cookie', cookieOf(KEPT_FORM, token))
  return c.redirect(paths.signIn(undefined, 'kept'), 303)
}
