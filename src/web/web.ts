/** What the pages share: the house, the assets, the marking, and what is known of one request. */
import { Hono, type Context } from 'hono'
import { DomainError } from '../errors.ts'
import type { House } from '../service/house.ts'
import type { Person } from '../store/person.ts'
import type { Assets } from './assets.ts'
import type { Form } from './forms.ts'

export interface Web {
  readonly house: House
  readonly assets: Assets
  /** Handling marking, such as OFFICIAL-SENSITIVE. */
  readonly marking: string
}

export interface Env {
  Variables: {
    web: Web
    /** Undefined: nobody has entered yet. */
    person: Person | undefined
    /** In the log and on the page of an error, so that one finds the other. */
    requestId: string
    /** What was posted, once it was read: an error page gives it back. */
    form: Form | undefined
  }
}

export type PageContext = Context<Env>

/** An empty set of routes; every screen area fills one and `app.tsx` joins them. */
export function newRoutes(): Hono<Env> {
  return new Hono<Env>()
}

/**
 * Who is asking.
 * @throws DomainError `not-allowed` when nobody has entered: the page says how to.
 */
export function getPerson(c: PageContext): Person {
  const person = c.get('person')
  if (person === undefined) throw new DomainError('not-allowed', 'Enter Ward Round as somebody first.')
  return person
}

/** The caller is a script that wants data back, not a page. */
export function wantsJson(c: PageContext): boolean {
  return /^application\/json\b/.test(c.req.header('Accept') ?? '')
}
