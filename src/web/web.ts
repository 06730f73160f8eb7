/** What the pages share: the house, the assets, the marking, what is known of one request; and routes that each name their action. */
import { type Context, type Handler, Hono } from 'hono'
import { DomainError } from '../errors.ts'
import type { Gate, Visit } from '../identity/gate.ts'
import type { Session } from '../identity/sessions.ts'
import type { House } from '../service/house.ts'
import { atOneMoment } from '../service/moment.ts'
import {
  type Action,
  demandForSome,
  demandNational,
  type NationalAction,
  NATIONAL_MATRIX,
} from '../service/permission.ts'
import type { Person } from '../store/person.ts'
import type { Assets } from './assets.ts'
import type { Body, Form } from './forms.ts'
import { showFromElsewhere } from './from-elsewhere-page.tsx'
import { isAskedFromElsewhere } from './security.ts'
import { demandShownToThem } from './shown-to.ts'
import { findWho, isStillComing } from './who.ts'

export interface Web {
  readonly house: House
  readonly assets: Assets
  /** Handling marking, such as OFFICIAL-SENSITIVE. */
  readonly marking: string
  /** Everybody may enter as anybody, and every trust is fictional. */
  readonly isDemonstration: boolean
  /** Of the service of real people; undefined in the demonstration. */
  readonly gate: Gate | undefined
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

/** What is asked before a route's handler runs: an action of the matrix, or `open` (everybody) or `own-account` (whoever is signed in). */
export type Guard = Action | NationalAction | 'open' | 'own-account'

export interface DeclaredRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly guard: Guard
}

/** Routes of one screen area. None can be added without saying which action it is. */
export interface Routes {
  readonly hono: Hono<Env>
  readonly declared: readonly DeclaredRoute[]
  get<P extends string>(guard: Guard, path: P, handler: Handler<Env, P>): void
  /** As `get`, for what is written down and counted when somebody looks: not when another site makes their browser look. */
  noted<P extends string>(guard: Guard, path: P, handler: Handler<Env, P>): void
  /** As `get`, for a page that only reads, and only through the house of its context: everything on it is of one moment. */
  page<P extends string>(guard: Guard, path: P, handler: Handler<Env, P>): void
  post<P extends string>(guard: Guard, path: P, handler: Handler<Env, P>): void
}

/** An empty set of routes; every screen area fills one and `app.tsx` joins them. */
export function newRoutes(): Routes {
  const hono = new Hono<Env>()
  const declared: DeclaredRoute[] = []
  return {
    hono,
    declared,
    get: (guard, path, handler) => {
      declared.push({ method: 'GET', path, guard })
      hono.get(path, guardOf(guard), handler)
    },
    noted: (guard, path, handler) => {
      declared.push({ method: 'GET', path, guard })
      hono.get(path, guardOf(guard), onlyAskedHere, handler)
    },
    page: (guard, path, handler) => {
      declared.push({ method: 'GET', path, guard })
      hono.get(path, guardOf(guard), inOneMoment(handler))
    },
    post: (guard, path, handler) => {
      declared.push({ method: 'POST', path, guard })
      hono.post(path, guardOf(guard), handler)
    },
  }
}

/** The handler, reading in one transaction. */
function inOneMoment<P extends string>(handler: Handler<Env, P>): Handler<Env, P> {
  return async (c, next) => {
    const web = c.get('web')
    try {
      return await atOneMoment(web.house, async (house) => {
        c.set('web', { ...web, house })
        return (await handler(c, next)) as Response
      })
    } finally {
      c.set('web', web)
    }
  }
}

const onlyAskedHere: Handler<Env> = async (c, next) => {
  if (isAskedFromElsewhere(c)) return showFromElsewhere(c)
  await next()
}

/** Refuses at the door a form of somebody else's page, and what the person may do to nothing there; the service asks again, knowing what it is about. */
function guardOf(guard: Guard): Handler<Env> {
  return async (c, next) => {
    if (guard !== 'open') {
      if (c.req.method === 'POST') await takeBody(c)
      const person = getPerson(c)
      if (isNational(guard)) demandNational(guard, person)
      else if (guard !== 'own-account') demandForSome(guard, person, c.req.param('organisation') ?? '')
    }
    await next()
  }
}

/** The body of a form that was shown to who asks. Whose account or role ended while it came does not go on with it. */
async function takeBody(c: PageContext): Promise<void> {
  getPerson(c)
  const isLate = isStillComing(c)
  await demandShownToThem(c)
  if (isLate) await findWho(c, false)
}

function isNational(guard: Guard): guard is NationalAction {
  return guard in NATIONAL_MATRIX
}

/**
 * Who is asking.
 * @throws DomainError `signed-out` when nobody has entered: the page says how to.
 */
export function getPerson(c: PageContext): Person {
  const person = c.get('person')
  if (person === undefined) throw new DomainError('signed-out', 'Enter Ward Round as somebody first.')
  return person
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

/** The caller is a script that wants data back, not a page. */
export function wantsJson(c: PageContext): boolean {
  return /^application\/json\b/.test(c.req.header('Accept') ?? '')
}
