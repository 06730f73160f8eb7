/**
 * What became of a step → the answer: the next step, or the session with its cookie and the page that somebody wanted.
 * A form that was kept for them is sent again first; one that was kept for somebody else is dropped, and said so.
 */
import { cookieOf, findCookie, HALF_WAY, KEPT_FORM, SESSION } from '../../identity/cookies.ts'
import { takeForm } from '../../identity/kept-forms.ts'
import { endOwnSession } from '../../identity/own-account.ts'
import { findPerson } from '../../store/accounts.ts'
import type { SignedIn } from '../../identity/signing-in.ts'
import { LinkButton } from '../components/button.tsx'
import { homeOf, Page, showPage } from '../layout.tsx'
import { getGate, type PageContext } from '../web.ts'

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

/** Somebody has signed in. */
export async function finishSignIn(c: PageContext, signedIn: SignedIn): Promise<Response> {
  const gate = getGate(c)
  const { house } = c.get('web')
  await keepSession(c, signedIn.token)
  const person = await findPerson(house.db, signedIn.accountId, house.now().toISOString())
  const onward = signedIn.next ?? homeOf(person)
  const kept = findCookie(c.req.header('Cookie'), KEPT_FORM)
  if (kept === undefined) return c.redirect(onward, 303)
  c.header('Set-Cookie', cookieOf(KEPT_FORM, undefined), { append: true })
  const form = await takeForm(gate, kept, signedIn.accountId)
  if (form === undefined) return c.redirect(onward, 303)
  if (form === 'others') return showDropped(c, onward)
  return sendAgain(c, signedIn.token, form)
}

/** The form as it would have come from the page, in the new session; its answer is the answer. */
async function sendAgain(
  c: PageContext,
  token: string,
  { path, body }: { readonly path: string; readonly body: string },
): Promise<Response> {
  const { origin } = getGate(c)
  const request = new Request(`${origin}${path}`, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Host: new URL(origin).host,
      Origin: origin,
      Cookie: `${SESSION}=${token}`,
    },
  })
  const answer = await c.get('web').dispatch(request, c.env)
  const location = answer.headers.get('Location')
  if (location !== null) return c.redirect(location, 303)
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') c.header(name, value)
  return c.body(await answer.text(), answer.status as 200)
}

function showDropped(c: PageContext, onward: string) {
  return showPage(
    c,
    <Page c={c} title="You are signed in">
      <h1 class="nhsuk-heading-l">You are signed in</h1>
      <p>
        In this browser somebody else sent a form after their session had ended. It was not yours, so it was
        dropped, and nothing was changed.
      </p>
      <LinkButton href={onward}>Go on</LinkButton>
    </Page>,
  )
}
