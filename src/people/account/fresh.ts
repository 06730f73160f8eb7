/** What changes how somebody proves who they are: shown and done only a few minutes after they proved it. */
import type { Session } from '../../identity/sessions.ts'
import { paths } from '../../web/paths.ts'
import { proveFirst } from '../../web/proof.ts'
import { getSession, type PageContext } from '../../web/web.ts'

/** The session of who asks; or the way to the proof, of whoever proved nothing lately, and from a page back to it. */
export function getFresh(c: PageContext): Session | Response {
  const session = getSession(c)
  return proveFirst(c, c.req.method === 'GET' ? c.req.path : paths.account) ?? session
}

/** As a handler: does one thing for whoever proved lately that it is them, and the page of the account says that it is done. */
export function fresh<C extends PageContext>(
  done: string,
  act: (c: C, session: Session) => Promise<unknown>,
): (c: C) => Promise<Response> {
  return async (c) => {
    const session = getFresh(c)
    if (session instanceof Response) return session
    await act(c, session)
    return c.redirect(atAccount(done), 303)
  }
}

/** The page of the account, which says what was done. */
export function atAccount(done: string): string {
  return `${paths.account}?done=${done}`
}
