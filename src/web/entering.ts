/**
 * A request → who asks, before any route.
 * Typed work that was sent after its session had ended by itself is kept for its owner; the cookie of a session that is over is cleared.
 */
import type { MiddlewareHandler } from 'hono'
import { cookieOf, findCookie, SESSION } from '../identity/cookies.ts'
import type { Gate } from '../identity/gate.ts'
import { keepForm } from '../identity/kept-forms.ts'
import { findPastSession } from '../identity/sessions.ts'
import { countToTell } from '../service/waiting.ts'
import { enterByKey } from './by-key.ts'
import { readBody, readForm, SHOWN_TO } from './forms.ts'
import { isPathOfWork, isTypedWork } from './kept-forms/typed-work.ts'
import { paths } from './paths.ts'
import { type Env, isByKey, type PageContext, wantsJson } from './web.ts'
import { visitOf } from './visit.ts'
import { findWho } from './who.ts'

export const enter: MiddlewareHandler<Env> = async (c, next) => {
  if (isByKey(c)) return enterByKey(c, next)
  const { gate } = c.get('web')
  c.set('visit', visitOf(c))
  if (gate === undefined) {
    await findWho(c, false)
    await tell(c)
    return next()
  }
  // To ask how long a session lasts does not make it longer.
  const isAct = c.req.path !== paths.session || c.req.method === 'POST'
  await findWho(c, isAct)
  if (c.get('session') !== undefined) {
    await tell(c)
    return next()
  }
  const kept = await keepTypedWork(c, gate)
  if (kept === undefined) await next()
  else c.res = kept
  if (findCookie(c.req.header('Cookie'), SESSION) !== undefined) clearSession(c)
}

/** Unless the answer is a new session. */
function clearSession(c: PageContext): void {
  const isNew = c.res.headers.getSetCookie().some((cookie) => cookie.startsWith(`${SESSION}=`))
  if (!isNew) c.header('Set-Cookie', cookieOf(SESSION, undefined), { append: true })
}

/** Pages say what waits for whoever reads them. */
async function tell(c: PageContext): Promise<void> {
  const person = c.get('person')
  if (person === undefined || c.req.method !== 'GET' || wantsJson(c) || c.req.path === paths.session) return
  c.set('toTell', await countToTell(c.get('web').house, person))
}

/** Where somebody is sent whose typed work came too late; undefined: it is none, or its session was ended on purpose or goes on. */
async function keepTypedWork(c: PageContext, gate: Gate): Promise<Response | undefined> {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(c.req.header('Content-Type') ?? '')
  if (c.req.method !== 'POST' || !isForm || wantsJson(c) || !isPathOfWork(c.req.path)) return undefined
  const { fields } = await readBody(c)
  const session = await findPastSession(gate, fields.get(SHOWN_TO) ?? '')
  if (session?.endedByItself !== true || !isTypedWork(c.req.path, fields)) return undefined
  await readForm(c)
  const { pathname, search } = new URL(c.req.url)
  const isKept = await keepForm(gate, session.accountId, pathname + search, fields.toString())
  return c.redirect(paths.signIn(undefined, isKept ? 'kept' : 'not-kept'), 303)
}
