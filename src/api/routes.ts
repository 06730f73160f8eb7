/**
 * Routes for programs: each with the action that it is, the shapes of what it takes and gives, and what it is for. From these, and from
 * nothing else, it is guarded, read, answered and described. Who asks is known by a key; cookies are not looked at.
 */
import { type Context, type Handler, Hono } from 'hono'
import * as v from 'valibot'
import { type Action, demandForSome } from '../service/permission.ts'
import { noteRefusals } from '../web/refusals.ts'
import { LARGEST_FORM_BYTES } from '../web/security.ts'
import { API, type Env, getPerson, type PageContext, partOf } from '../web/web.ts'
import { enterByKey } from '../web/by-key.ts'
import { ApiProblem, sendFault } from '../web/problems.ts'

export type Shape = v.GenericSchema
type Given<S> = S extends Shape ? v.InferOutput<S> : undefined

/** What is asked before a route's handler runs: an action of the matrix, `key` (whoever has one), or `open` (everybody). */
export type ApiGuard = Action | 'key' | 'open'

/** What a request says, read by the shapes of its route. */
export interface Asked<Q, B> {
  readonly query: Given<Q>
  readonly body: Given<B>
  /** The version that `If-Match` names. */
  readonly seen: number
}

export interface ApiSpec<Q, B> {
  /** Names it in generated clients. */
  readonly id: string
  /** One sentence. */
  readonly about: string
  readonly query?: Q
  readonly body?: B
  readonly gives: Shape
  /** It answers with the version as an `ETag`. */
  readonly hasTag?: true
}

export interface ApiRoute extends ApiSpec<Shape | undefined, Shape | undefined> {
  /** What it stands under in the description. */
  readonly area: string
  readonly method: 'GET' | 'PUT' | 'DELETE'
  /** Below `API`. */
  readonly path: string
  readonly guard: ApiGuard
}

/** What it gives is held against the shape of its route before it is sent. */
type Handle<P extends string, Q, B> = (c: Context<Env, P>, asked: Asked<Q, B>) => Promise<unknown>

export interface ApiRoutes {
  readonly hono: Hono<Env>
  readonly declared: readonly ApiRoute[]
  add<P extends string, Q extends Shape | undefined = undefined, B extends Shape | undefined = undefined>(
    method: ApiRoute['method'],
    guard: ApiGuard,
    path: P,
    spec: ApiSpec<Q, B>,
    handle: Handle<P, Q, B>,
  ): void
}

export function newApiRoutes(area: string): ApiRoutes {
  const hono = new Hono<Env>()
  const declared: ApiRoute[] = []
  hono.onError(sendFault)
  return {
    hono,
    declared,
    add: (method, guard, path, spec, handle) => {
      declared.push({ ...spec, area, method, guard, path })
      const answer: Handler<Env, typeof path> = async (c) => {
        // Its shapes have just said that it is what the handler takes.
        const asked = (await readAsked(c, method, spec)) as never
        return c.json(v.parse(spec.gives, await handle(c, asked)))
      }
      hono.on(
        method,
        [API + path],
        ...(guard === 'open' ? [] : [noteRefusals, enterByKey, demand(guard)]),
        answer,
      )
    },
  }
}

function demand(guard: Action | 'key'): Handler<Env> {
  return async (c, next) => {
    if (guard !== 'key') demandForSome(guard, getPerson(c), partOf(c, 'organisation'))
    await next()
  }
}

async function readAsked(
  c: PageContext,
  method: ApiRoute['method'],
  { query, body }: Pick<ApiSpec<Shape | undefined, Shape | undefined>, 'query' | 'body'>,
): Promise<Readonly<Record<keyof Asked<unknown, unknown>, unknown>>> {
  return {
    query: read(query ?? NOTHING, c.req.query()),
    seen: method === 'GET' ? 0 : readTag(c),
    body: body === undefined ? undefined : read(body, await readJson(c)),
  }
}

const NOTHING = v.strictObject({})

function read(shape: Shape, given: unknown): unknown {
  const found = v.safeParse(shape, given)
  if (found.success) return found.output
  throw misshapen(
    found.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: wordsOf(issue) })),
  )
}

function misshapen(faults: readonly { readonly field: string; readonly message: string }[]): ApiProblem {
  return new ApiProblem(422, 'What was sent does not have the shape that it should have.', {
    faults: [...faults],
  })
}

const [UNKNOWN, NO_OBJECT] = [
  'No field of this name is taken here.',
  'It is an object with the fields that the description names.',
]

function wordsOf({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return UNKNOWN
  if (received === 'undefined') return 'It is missing.'
  return /^(strict_|loose_)?object/.test(type) ? NO_OBJECT : message
}

/** JSON says UTF-8 by itself, and nothing else is read. */
const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i

async function readJson(c: PageContext): Promise<unknown> {
  const encoding = c.req.header('Content-Encoding') ?? 'identity'
  if (!JSON_TYPE.test(c.req.header('Content-Type') ?? '') || encoding !== 'identity')
    throw new ApiProblem(415, 'Send application/json in UTF-8, and not compressed.')
  const bytes = await readSmall(c)
  if (bytes.length === 0) throw new ApiProblem(400, 'The body is empty. Send what the description names.')
  const given = parse(bytes)
  if (Array.isArray(given)) throw misshapen([{ field: '', message: NO_OBJECT }])
  const fault = findUnnamed(given)
  if (fault !== undefined) throw misshapen([{ field: fault, message: UNKNOWN }])
  return given
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new ApiProblem(400, 'The body is not complete JSON in UTF-8.')
  }
}

/** Names that shapes pass over, as no object of ours has them: they are faults like all that are not known. */
const UNNAMED = ['__proto__', 'prototype', 'constructor']

function findUnnamed(given: unknown, before = '', depth = 0): string | undefined {
  if (typeof given !== 'object' || given === null || depth > DEEPEST) return undefined
  for (const [key, value] of Object.entries(given)) {
    const found = UNNAMED.includes(key) ? before + key : findUnnamed(value, `${before}${key}.`, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** Of what our shapes take; what is deeper is none of them. */
const DEEPEST = 3

async function readSmall(c: PageContext): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > LARGEST_FORM_BYTES)
      throw new ApiProblem(413, 'That is more than any request needs. Send less.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The version that a change saw. @throws ApiProblem 428 where it names none: nothing is ever overwritten unseen. */
function readTag(c: PageContext): number {
  const tag = c.req.header('If-Match')
  if (tag === undefined)
    throw new ApiProblem(428, 'Say in If-Match which version you saw: it is the ETag of what you read.')
  const [, digits] = /^"(\d{1,9})"$/.exec(tag.trim()) ?? []
  if (digits === undefined)
    throw new ApiProblem(400, 'If-Match is one version in quotation marks, as an ETag of ours gives it.')
  return Number(digits)
}

/** Says of the answer which version it is. */
export function setTag(c: PageContext, version: number): void {
  c.header('ETag', `"${version}"`)
}

/** Said of a change whose version is not the present one. */
export const STALE =
  'Somebody saved since that version. Nothing was written: read what stands there, then send it again with its ETag.'

/** One part of a list, and from where it goes on. */
export const partShape = <S extends Shape>(item: S) =>
  v.object({
    items: v.array(item),
    next: v.optional(
      v.pipe(v.string(), v.description('Send it as cursor for what follows; absent: that was all')),
    ),
  })

export const PAGED = v.strictObject({
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,15}$/, 'This is not one of our cursors.'),
      v.description('The word next of the part before'),
    ),
  ),
})

export function cursorOf({ cursor }: v.InferOutput<typeof PAGED>): number | undefined {
  return cursor === undefined ? undefined : Number(cursor)
}
