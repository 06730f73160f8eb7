/** Routes of a screen area, each with the action that it is: what is asked before its handler runs. */

import { type Handler, Hono } from 'hono'
import { atOneMoment } from '../service/moment.ts'
import {
  type Action,
  demandForSome,
  demandNational,
  type NationalAction,
  NATIONAL_MATRIX,
  ORGANISATION_MATRIX,
} from '../service/permission.ts'
import type { Answered } from './address.ts'
import type { Fields } from './fields.tsx'
import { type FormSpec, showForm, takeForm } from './form-route.ts'
import { showFromElsewhere } from './from-elsewhere-page.tsx'
import { keptForVisitors } from './kept-pages.ts'
import { isAskedFromElsewhere } from './security.ts'
import { demandShownToThem } from './shown-to.ts'
import { type Env, getPerson, type PageContext, partOf } from './web.ts'
import { findWho, isStillComing } from './who.ts'

/** What is asked before a route's handler runs: an action of the matrix, or `open` (everybody) or `own-account` (whoever is signed in). */
export type Guard = Action | NationalAction | 'open' | 'own-account'

export interface DeclaredRoute {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly guard: Guard
  /** A file may be sent there, which is larger than a form. */
  readonly takesFile?: true
  /** Answered to a key of the API too: a table, for a reporting tool. */
  readonly takesKey?: true
}

type Takes = Pick<DeclaredRoute, 'takesFile' | 'takesKey'>

type At<P extends string> = P | Answered<P>

/** Routes of one screen area. None can be added without saying which action it is. */
export interface Routes {
  readonly hono: Hono<Env>
  readonly declared: readonly DeclaredRoute[]
  get<P extends string>(guard: Guard, at: At<P>, handler: Handler<Env, P>): void
  /** As `get`, for what is written down and counted when somebody looks: not when another site makes their browser look. */
  noted<P extends string>(guard: Guard, at: At<P>, handler: Handler<Env, P>, takes?: Takes): void
  /** As `get`, for a page that only reads, and only through the house of its context: everything on it is of one moment. */
  page<P extends string>(guard: Guard, at: At<P>, handler: Handler<Env, P>, takes?: Takes): void
  /** A page that is open to everybody, and says the same to all who have not signed in whatever the query: kept. */
  same<P extends string>(at: At<P>, handler: Handler<Env, P>): void
  post<P extends string>(guard: Guard, at: At<P>, handler: Handler<Env, P>): void
  /** As `post`, for what may carry a file. */
  upload<P extends string>(guard: Guard, at: At<P>, handler: Handler<Env, P>): void
  /** A form on a page of its own, which is shown and sent at one address. */
  form<P extends string, Found, F extends Fields>(
    guard: Guard,
    at: At<P>,
    spec: FormSpec<NoInfer<P>, Found, F>,
  ): void
  /** A form that stands on a page of another route: only what is sent comes here. */
  sent<P extends string, Found, F extends Fields>(
    guard: Guard,
    at: At<P>,
    spec: FormSpec<NoInfer<P>, Found, F>,
  ): void
}

/** An empty set of routes; every screen area fills one and `app.tsx` joins them. */
export function newRoutes(): Routes {
  const hono = new Hono<Env>()
  const declared: DeclaredRoute[] = []
  const add = <P extends string>(
    method: DeclaredRoute['method'],
    guard: Guard,
    at: At<P>,
    handlers: readonly Handler<Env, P>[],
    takes: Takes = {},
  ) => {
    const path = typeof at === 'string' ? at : at.pattern
    declared.push({ method, path, guard, ...takes })
    hono.on(method, path, guardOf(guard), ...handlers)
  }
  const routes: Routes = {
    hono,
    declared,
    get: (guard, at, handler) => add('GET', guard, at, [handler]),
    noted: (guard, at, handler, takes) => add('GET', guard, at, [onlyAskedHere, handler], takes),
    page: (guard, at, handler, takes) => add('GET', guard, at, [inOneMoment(handler)], takes),
    same: (at, handler) => add('GET', 'open', at, [keptForVisitors(handler)]),
    post: (guard, at, handler) => add('POST', guard, at, [handler]),
    upload: (guard, at, handler) => add('POST', guard, at, [handler], { takesFile: true }),
    form: (guard, at, spec) => {
      const isOfTrust = guard in ORGANISATION_MATRIX
      routes[isOfTrust ? 'page' : 'get'](guard, at, (c) => showForm(c, spec))
      routes.sent(guard, at, spec)
    },
    sent: (guard, at, spec) =>
      add('POST', guard, at, [(c) => takeForm(c, spec)], spec.file === undefined ? {} : { takesFile: true }),
  }
  return routes
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
  if (c.get('person')?.key === undefined && isAskedFromElsewhere(c)) return showFromElsewhere(c)
  await next()
}

/** Refuses at the door a form of somebody else's page, and what the person may do to nothing there; the service asks again, knowing what it is about. */
function guardOf(guard: Guard): Handler<Env> {
  return async (c, next) => {
    if (guard !== 'open') {
      if (c.req.method === 'POST') await takeBody(c)
      const person = getPerson(c)
      if (isNational(guard)) demandNational(guard, person)
      else if (guard !== 'own-account') demandForSome(guard, person, partOf(c, 'organisation'))
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
