/** What a program asked for and cannot have → a problem with its status, in words for whoever wrote the program. */
import type { ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError } from '../errors.ts'
import { logFault, statusOf } from '../web/error-pages.tsx'
import { type Problem, sendProblem } from '../web/problems.ts'
import type { Env } from '../web/web.ts'

type More = Pick<Problem, 'faults' | 'present' | 'given'>

/** A refusal that only this door has. */
export class ApiProblem extends Error {
  readonly status: ContentfulStatusCode
  readonly more: More

  constructor(status: ContentfulStatusCode, detail: string, more: More = {}) {
    super(detail)
    this.status = status
    this.more = more
  }
}

/** Every status with which something is refused here, and what it means. */
export const TITLES: Readonly<Partial<Record<ContentfulStatusCode, string>>> = {
  400: 'This could not be read',
  401: 'Send a key that goes on',
  403: 'The key or its role does not include this',
  404: 'There is nothing here, or it is not yours',
  405: 'This cannot be done here',
  409: 'This cannot be done now',
  412: 'Somebody saved meanwhile',
  413: 'That is too much',
  415: 'This kind of content is not taken',
  422: 'What was sent cannot be used',
  428: 'Say which version you saw',
  429: 'That is too often',
  503: 'Ward Round cannot do this at the moment',
}

const BUG = 'This is a fault of Ward Round. What was saved before is safe.'

/** The limits of files count by the hour. */
const HOUR_SECONDS = 3600

export const sendFault: ErrorHandler<Env> = (error, c) => {
  if (!(error instanceof ApiProblem)) logFault(c, error)
  const status = error instanceof ApiProblem ? error.status : statusOf(error)
  const isSaid = error instanceof ApiProblem || error instanceof DomainError
  if (status === 401) c.header('WWW-Authenticate', 'Bearer realm="Ward Round"')
  if (status === 503) c.header('Retry-After', '30')
  if (status === 429 && error instanceof DomainError) c.header('Retry-After', String(HOUR_SECONDS))
  const title = TITLES[status] ?? 'Something is wrong with Ward Round'
  const more = error instanceof ApiProblem ? error.more : {}
  return sendProblem(c, { title, status, detail: isSaid ? error.message : (TITLES[status] ?? BUG), ...more })
}
