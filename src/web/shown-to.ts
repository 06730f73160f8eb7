/**
 * To whom a page was shown → a field in each of its forms; and a form that is sent as somebody else, or in another session, → refused.
 * An open tab outlives its session: what stands in it is never saved as whoever signed in next on the same screen.
 */
import { DomainError } from '../errors.ts'
import { findPastSession } from '../identity/sessions.ts'
import { readBody, SHOWN_TO } from './forms.ts'
import type { PageContext } from './web.ts'

/** The session that a page is shown to; in the demonstration, which has none, the person. Undefined: nobody has entered. */
export function shownTo(c: PageContext): string | undefined {
  return c.get('session')?.id ?? c.get('person')?.id
}

/** The page with the field in every form that changes something. What people typed is escaped, so no text of theirs is such a form. */
export function bindForms(page: string, to: string | undefined): string {
  if (to === undefined) return page
  const field = `<input type="hidden" name="${SHOWN_TO}" value="${to}"/>`
  return page.replaceAll(/<form\b[^>]*\bmethod="post"[^>]*>/g, (form) => form + field)
}

/** A form of a page that was shown to somebody else, or to the same person in a session before. */
export class ShownElsewhere extends DomainError {
  readonly isOwn: boolean

  constructor(isOwn: boolean) {
    const who = isOwn ? 'by you in an earlier session' : 'by somebody else, or before you signed in'
    super('conflict', `This page was opened ${who}. Nothing was saved.`)
    this.isOwn = isOwn
  }
}

/** @throws ShownElsewhere when the form that was sent is not of a page that was shown to who asks now. */
export async function demandShownToThem(c: PageContext): Promise<void> {
  const named = (await readBody(c)).fields.get(SHOWN_TO)
  if (named === shownTo(c)) return
  const { gate } = c.get('web')
  const past = gate && named !== null ? await findPastSession(gate, named) : undefined
  throw new ShownElsewhere(past !== undefined && past.accountId === c.get('person')?.id)
}
