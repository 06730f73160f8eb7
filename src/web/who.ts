/** A request → who asks, by its cookie: of the demonstration, or of the service with its session. Asked again where a body was long in coming. */
import type { HttpBindings } from '@hono/node-server'
import { findCookie, SESSION } from '../identity/cookies.ts'
import { findDemonstrationPerson } from '../identity/demonstration.ts'
import { findGoingSession } from '../identity/sessions.ts'
import type { PageContext } from './web.ts'

/** Says of the request who asks; `touch` says that they did something. */
export async function findWho(c: PageContext, touch: boolean): Promise<void> {
  const { house, gate } = c.get('web')
  const cookies = c.req.header('Cookie')
  if (gate === undefined) {
    c.set('person', await findDemonstrationPerson(house.db, cookies, house.now().toISOString()))
    return
  }
  const session = await findGoingSession(gate, findCookie(cookies, SESSION), c.get('visit'), touch)
  c.set('session', session)
  c.set('person', session?.person)
}

/** Whether the body of a request is still to come. Without a server, as in tests, it is there. */
export function isStillComing(c: PageContext): boolean {
  const bindings = c.env as Partial<HttpBindings> | undefined
  return bindings?.incoming?.complete === false
}

/** Whether whoever asked went away before they had sent everything: nobody reads an answer, and nothing is wrong with us. */
export function isGone(c: PageContext): boolean {
  const bindings = c.env as Partial<HttpBindings> | undefined
  return isStillComing(c) && bindings?.incoming?.destroyed === true
}
