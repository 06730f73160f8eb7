/**
 * What is thrown → its status, and a line of the log if it is ours: its request id and place, and never its message, which might quote an answer.
 */
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { DomainError, type DomainErrorCode } from '../errors.ts'
import { faultOf } from '../store/faults.ts'
import type { PageContext } from './web.ts'
import { isGone } from './who.ts'

/** The one table from a reason to a status. */
const STATUS_OF: Readonly<Record<DomainErrorCode, ContentfulStatusCode>> = {
  'not-found': 404,
  conflict: 409,
  'not-allowed': 403,
  'signed-out': 401,
  invalid: 422,
  'too-many': 429,
  'read-only': 503,
  busy: 503,
}

/** What is thrown → what is shown. Unknown errors are 500. */
export function statusOf(error: unknown): ContentfulStatusCode {
  if (error instanceof HTTPException) return error.status
  if (error instanceof DomainError) return STATUS_OF[error.code]
  return faultOf(error) === undefined ? 500 : 503
}

/** Writes the fault to the log if it is ours: its kind and place, and never what the user sent. */
export function logFault(c: PageContext, error: unknown): void {
  const status = statusOf(error)
  if ((status !== 500 && status !== 503) || isGone(c)) return
  const frames =
    error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : []
  const name = error instanceof Error ? error.name : typeof error
  console.error(
    JSON.stringify({
      at: new Date().toISOString(),
      request: c.get('requestId'),
      method: c.req.method,
      route: c.req.routePath,
      status,
      fault: [name, codeOf(error), error instanceof Error && codeOf(error.cause)].filter(Boolean).join(' '),
      frames: frames.slice(0, 8).map((line) => line.trim()),
    }),
  )
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}
