/** What the pages share: the house, the assets, the marking, and what is known of one request. */
import type { Context } from 'hono'
import { DomainError } from '../errors.ts'
import type { Gate, Visit } from '../identity/gate.ts'
import type { Session } from '../identity/sessions.ts'
import type { OrganisationId } from '../ids.ts'
import type { House } from '../service/house.ts'
import type { Person } from '../store/person.ts'
import type { Part, PartName } from './address.ts'
import type { Assets } from './assets.ts'
import type { Body, Form } from './form.ts'

export interface Web {
  readonly house: House
  readonly assets: Assets
  /** Handling marking, such as OFFICIAL-SENSITIVE. */
  readonly marking: string
  /** Everybody may enter as anybody, and every trust is fictional. */
  readonly isDemonstration: boolean
  /** Of the service of real people; undefined in the demonstration. */
  readonly gate: Gate | undefined
  /** Whether a file may be sent to a path. */
  readonly takesFile: (path: string) => boolean
  /** Whether a path is answered to a key too. */
  readonly takesKey: (path: string) => boolean
  /** Answers a request as if it had come from outside: a kept form is sent again that way. */
  readonly dispatch: (request: Request, env: unknown) => Promise<Response>
}

export interface Env {
  Variables: {
    web: Web
    /** Undefined: nobody has entered or signed in. */
    person: Person | undefined
    /** Of the person who signed in; undefined in the demonstration too. */
    session: Session | undefined
    /** Where the request comes from. */
    visit: Visit
    /** In the log and on the page of an error, so that one finds the other. */
    requestId: string
    /** How many requests of others this person is told of; undefined: not asked. */
    toTell: number | undefined
    /** What was posted, once it was read. */
    body: Body | undefined
    /** The form of it, once it was read: an error page gives it back. */
    form: Form | undefined
  }
}

export type PageContext = Context<Env>

/**
 * Who is asking.
 * @throws DomainError `signed-out` when nobody has entered: the page says how to.
 */
export function getPerson(c: PageContext): Person {
  const person = c.get('person')
  if (person === undefined) throw new DomainError('signed-out', 'Enter Ward Round as somebody first.')
  return person
}

/** What the address of a request says in a part of its pattern; empty where the pattern has no such part. */
export function partOf<P extends string, Name extends PartName<P>>(
  c: Context<Env, P>,
  name: Name,
): Part<Name> {
  return ((c as PageContext).req.param(name) ?? '') as Part<Name>
}

/** Who asks, in which organisation, of which house: what a function of the service is given first. */
export function askedIn(c: PageContext): [house: House, person: Person, organisationId: OrganisationId] {
  return [c.get('web').house, getPerson(c), partOf(c, 'organisation')]
}

/** The gate of the service. @throws DomainError 'not-found' in the demonstration, which has none. */
export function getGate(c: PageContext): Gate {
  const { gate } = c.get('web')
  if (gate === undefined) throw new DomainError('not-found', 'There are no accounts in the demonstration.')
  return gate
}

/** The session of whoever signed in. @throws DomainError 'signed-out', or 'not-found' in the demonstration. */
export function getSession(c: PageContext): Session {
  getGate(c)
  const session = c.get('session')
  if (session === undefined) throw new DomainError('signed-out', 'Sign in first.')
  return session
}

/** Another site sent the browser here; its user may not know it. Browsers that do not say are believed to come from our own pages. */
export function isFromElsewhere(c: PageContext): boolean {
  return ['cross-site', 'same-site'].includes(c.req.header('Sec-Fetch-Site') ?? '')
}

/** Where programs ask, with a key of their own. */
export const API = '/api/v1'

/** Whether a request is a program's, which has a key and no cookie: it asks the API, or for a table that is given to keys too. */
export function isByKey(c: PageContext): boolean {
  const { path } = c.req
  if (path === API || path.startsWith(`${API}/`)) return true
  return /^Bearer /i.test(c.req.header('Authorization') ?? '') && c.get('web').takesKey(path)
}

/** The caller is a script that wants data back, not a page. */
export function wantsJson(c: PageContext): boolean {
  return isByKey(c) || /^application\/json\b/.test(c.req.header('Accept') ?? '')
}
