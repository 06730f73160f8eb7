/**
 * An answer that refuses somebody who is known → an entry of the trail. What strangers are refused is only counted, and another site
 * that sends somebody here makes no entry in their name.
 */
import type { MiddlewareHandler } from 'hono'
import { faultOf } from '../store/faults.ts'
import { DomainError } from '../errors.ts'
import { recordRefusal } from '../service/refusals.ts'
import { type Env, isFromElsewhere, type PageContext } from './web.ts'

export const noteRefusals: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { house, gate } = c.get('web')
  const person = c.get('person')
  const action = refusalOf(c)
  if (gate === undefined || person === undefined || action === undefined || isFromElsewhere(c)) return
  const organisationId = c.req.param('organisation')
  const route = `${c.req.method} ${c.req.routePath}`
  try {
    await recordRefusal(house, person, { action, route, organisationId })
  } catch (error) {
    // Whoever is refused is refused, also while nothing can be written.
    if (!(error instanceof DomainError) && faultOf(error) === undefined) throw error
  }
}

/** Limits of signing in have their own entries. */
const OWN_ENTRIES = /^\/(account|sign-in)(\/|$)/

function refusalOf(c: PageContext) {
  const { status } = c.res
  if (status === 429) return OWN_ENTRIES.test(c.req.path) ? undefined : 'limit-met'
  // Another's organisation is answered as an unknown one.
  const isOthers = status === 404 && isElsewhere(c)
  return status === 403 || isOthers ? 'access-refused' : undefined
}

function isElsewhere(c: PageContext): boolean {
  const organisationId = c.req.param('organisation')
  const { memberships = [] } = c.get('person') ?? {}
  return organisationId !== undefined && !memberships.some((one) => one.organisationId === organisationId)
}
