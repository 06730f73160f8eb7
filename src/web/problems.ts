/** What cannot be done → `application/problem+json` (RFC 9457), of one shape for scripts of our pages and for programs, in words for whoever wrote these. */
import type { ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import { DomainError } from '../errors.ts'
import { logFault, statusOf } from './faults.ts'
import type { Env, PageContext } from './web.ts'

const say = v.description

export const PROBLEM = v.object({
  type: v.pipe(v.literal('about:blank'), say('The status says what kind it is')),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  detail: v.pipe(v.string(), say('What is wrong, and what to do')),
  requestId: v.pipe(v.string(), say('By which the people who run the service find it in their log')),
  faults: v.optional(
    v.pipe(
      v.array(v.object({ field: v.string(), message: v.string() })),
      say('Of what was sent, each by its field; the first 50'),
    ),
  ),
  present: v.optional(v.pipe(v.unknown(), say('Of a stale save: what stands there now'))),
  given: v.optional(v.pipe(v.unknown(), say('Of a stale save: what was sent, which was not saved'))),
})

export type Problem = Omit<v.InferOutput<typeof PROBLEM>, 'type' | 'requestId' | 'status'> & {
  readonly status: ContentfulStatusCode
}

export function sendProblem(c: PageContext, { status, ...said }: Problem): Response {
  const problem = { type: 'about:blank', status, ...said, requestId: c.get('requestId') }
  return c.body(JSON.stringify(problem), status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  })
}

type More = Pick<Problem, 'faults' | 'present' | 'given'>

/** A refusal that only programs meet. */
export class ApiProblem extends Error {
  readonly status: ContentfulStatusCode
  readonly more: More

  constructor(status: ContentfulStatusCode, detail: string, more: More = {}) {
    super(detail)
    this.status = status
    this.more = more.faults === undefined ? more : { ...more, faults: more.faults.slice(0, MOST_FAULTS) }
  }
}

/** Every status with which something is refused here, and what it means. */
export const TITLES: Readonly<Partial<Record<ContentfulStatusCode, string>>> = {
  400: 'This could not be read',
  401: 'Send a key that is in use',
  403: 'The key or its role does not include this',
  404: 'There is nothing here, or it is not yours',
  405: 'This cannot be done here',
  409: 'This cannot be done now',
  412: 'Somebody saved meanwhile',
  413: 'That is too much',
  415: 'This kind of content is not taken',
  421: 'Ward Round answers only to its own address',
  422: 'What was sent cannot be used',
  428: 'Say which version you saw',
  429: 'That is too often',
  500: 'Something is wrong with Ward Round',
  503: 'Ward Round cannot do this at the moment',
}

const BUG = 'This is a fault of Ward Round. What was saved before is safe.'

/** Nobody mends more at once, and a small request has no very large answer (ours). */
const MOST_FAULTS = 50

/** The limits of files count by the hour. */
const HOUR_SECONDS = 3600

export const sendFault: ErrorHandler<Env> = (error, c) => {
  if (!(error instanceof ApiProblem)) logFault(c, error)
  const status = error instanceof ApiProblem ? error.status : statusOf(error)
  const isSaid = error instanceof ApiProblem || error instanceof DomainError
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="Ward Round"')
  if (status === 503) c.header('Retry-After', '30')
  if (status === 429 && error instanceof DomainError) c.header('Retry-After', String(HOUR_SECONDS))
  const title = TITLES[status] ?? 'This cannot be done'
  const more = error instanceof ApiProblem ? error.more : {}
  return sendProblem(c, {
    title,
    status,
    detail: isSaid ? error.message : status === 500 ? BUG : title,
    ...more,
  })
}
