/** What changes how somebody proves who they are: shown and done only a few minutes after they proved it. */
import type { Session } from '../../identity/sessions.ts'
import { paths } from '../../web/paths.ts'
import { getSession, type PageContext } from '../../web/web.ts'

/** Sends whoever proved nothing lately to do so, and back to the page (or, from a form, to the account). */
export function fresh<C extends PageContext>(
  handle: (c: C, session: Session) => Response | Promise<Response>,
): (c: C) => Promise<Response> {
  return async (c) => {
    const session = getSession(c)
    if (session.isFresh) return handle(c, session)
    return c.redirect(paths.prove(c.req.method === 'GET' ? c.req.path : paths.account), 303)
  }
}

/** Back to the account, which says what was done. */
export function done(c: PageContext, what: string): Response {
  return c.redirect(`${paths.account}?done=${what}`, 303)
}
