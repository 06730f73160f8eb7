/** What cannot be done → `application/problem+json` (RFC 9457), of one shape for scripts of our pages and for programs. */
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as v from 'valibot'
import type { PageContext } from './web.ts'

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
      say('Of what was sent, each by its field'),
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
