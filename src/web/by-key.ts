/** A request's bearer key → who asks, and how often they may still ask. What it says of itself is never logged. */
import type { MiddlewareHandler } from 'hono'
import { findKeyHolder, type KeyHolder, MOST_REQUESTS, REQUEST_WINDOW_SECONDS } from '../identity/api-keys.ts'
import { visitOf } from './visit.ts'
import type { Env, PageContext } from './web.ts'
import { ApiProblem } from './problems.ts'

const BEARER = /^Bearer +([\w-]{20,100})$/i
const holders = new WeakMap<PageContext, KeyHolder>()

/** @throws ApiProblem 401 without a key that goes on, 429 where it asked too often. */
export const enterByKey: MiddlewareHandler<Env> = async (c, next) => {
  const { house } = c.get('web')
  const [, token] = BEARER.exec(c.req.header('Authorization') ?? '') ?? []
  if (token === undefined) throw new ApiProblem(401, 'Send a key: "Authorization: Bearer" and the key.')
  const visit = visitOf(c)
  c.set('visit', visit)
  const holder = await findKeyHolder(house, token, visit.address)
  if (holder === undefined)
    throw new ApiProblem(401, 'This key opens nothing: it was ended, its role was, or it is not one of ours.')
  c.set('person', holder.person)
  holders.set(c as PageContext, holder)
  const { left, secondsLeft } = holder.requests
  c.header('RateLimit-Policy', `"requests";q=${MOST_REQUESTS};w=${REQUEST_WINDOW_SECONDS}`)
  c.header('RateLimit', `"requests";r=${Math.max(0, left)};t=${secondsLeft}`)
  if (left < 0) {
    c.header('Retry-After', String(secondsLeft))
    throw new ApiProblem(429, `A key asks ${MOST_REQUESTS} times in 15 minutes. Wait ${secondsLeft} seconds.`)
  }
  await next()
}

/** Of a request that came in by `enterByKey`. */
export function getKey(c: PageContext): KeyHolder['key'] {
  const holder = holders.get(c)
  if (holder === undefined) throw new Error('Nobody asked by a key.')
  return holder.key
}
