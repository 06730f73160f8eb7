/** What became of a step → the answer: the next step, or the session with its cookie and the page that somebody wanted. */
import { cookieOf, findCookie, HALF_WAY, SESSION } from '../../identity/cookies.ts'
import { findForms } from '../../identity/kept-forms.ts'
import { endOwnSession } from '../../identity/own-account.ts'
import { findPerson } from '../../store/accounts.ts'
import type { SignedIn } from '../../identity/signing-in.ts'
import { homeOf } from '../../web/navigation.tsx'
import { paths } from '../../web/paths.ts'
import { getGate, type PageContext } from '../../web/web.ts'

/** Keeps the token of a step half way. */
export function keepHalfWay(c: PageContext, token: string | undefined): void {
  c.header('Set-Cookie', cookieOf(HALF_WAY, token), { append: true })
}

/** The token of a step half way, from its cookie. */
export function halfWayOf(c: PageContext): string | undefined {
  return findCookie(c.req.header('Cookie'), HALF_WAY)
}

/** Gives the browser its new session, and ends the one that it had. */
export async function keepSession(c: PageContext, token: string): Promise<void> {
  const old = c.get('session')
  if (old !== undefined) await endOwnSession(getGate(c), c.get('visit'), old, old.id, 'session-ended')
  keepHalfWay(c, undefined)
  c.header('Set-Cookie', cookieOf(SESSION, token), { append: true })
}

/** Somebody has signed in: to what they sent after an earlier session had ended, if anything waits, else to the page that they wanted. */
export async function finishSignIn(c: PageContext, { token, accountId, next }: SignedIn): Promise<Response> {
  const { house } = c.get('web')
  await keepSession(c, token)
  const onward = next ?? homeOf(await findPerson(house.db, accountId, house.now().toISOString()))
  const waiting = await findForms(getGate(c), accountId)
  return c.redirect(waiting.length > 0 ? paths.keptForms(onward) : onward, 303)
}
