/**
 * The guards before and around every page: who may talk to us, how much they may send, and the headers of every answer.
 * A request that changes something is refused unless the browser says that it comes from our own pages, whatever its type.
 */
import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { isLoopback } from '../config.ts'
import { type Env, getPerson } from './web.ts'

/** Largest form that is taken, in bytes (ours). */
export const LARGEST_FORM_BYTES = 64 * 1024
/** Largest form that is read at all: what is larger than the one above is given back, so that it can be shortened. */
const LARGEST_BODY_BYTES = 1024 * 1024

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Of a form to which somebody goes back: no page of ours is kept by browsers, and not all of them keep what was typed. */
export const MAY_BE_EMPTY = 'Some browsers then show the form empty.'

/** Largest upload that is read at all: what is larger than an evidence file may be is given back with its form. */
const LARGEST_UPLOAD_BYTES = 12 * 1024 * 1024

/** On every answer, whatever its status. `Referrer-Policy: no-referrer` would make browsers send `Origin: null`. */
export const HEADERS: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', CONTENT_SECURITY_POLICY],
  // One year. Source: OWASP ASVS 5.0, V3.4.1.
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
]

/** Gives the request an id, and every answer its headers; a page is never stored unless its route says otherwise. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  c.set('requestId', randomUUID())
  await next()
  for (const [name, value] of HEADERS)
    // A download has its own, stricter policy.
    if (name !== 'Content-Security-Policy' || !c.res.headers.has(name)) c.res.headers.set(name, value)
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store')
}

/**
 * Answers only to its own name, so that no other name leads here: the service to its address, the demonstration to this machine's.
 * A service of this machine alone sends whoever comes by its other name to the one that passkeys belong to.
 */
export const onlyOurOwnName: MiddlewareHandler<Env> = async (c, next) => {
  const { gate } = c.get('web')
  const url = new URL(c.req.url)
  const hosts = [url.host, c.req.header('Host') ?? url.host]
  if (gate === undefined) {
    if (!hosts.every((host) => THIS_MACHINE.test(host))) throw new HTTPException(421)
    return next()
  }
  const own = new URL(gate.origin)
  const isOwn = (host: string) => hostOf(own.protocol, host) === own.host
  if (hosts.every(isOwn)) return next()
  const isOther = (host: string) => THIS_MACHINE.test(host) && isOwn(host.replace(/^[\w.]+/, own.hostname))
  if (isLoopback(own.hostname) && SAFE_METHODS.includes(c.req.method) && hosts.every(isOther))
    return c.redirect(`${gate.origin}${url.pathname}${url.search}`, 307)
  throw new HTTPException(421)
}

const THIS_MACHINE = /^(127\.0\.0\.1|localhost)(:\d*)?$/i

/** A host as browsers name it: in lower case, and without the port that goes without saying. */
function hostOf(protocol: string, host: string): string | undefined {
  return /^[\w.:[\]-]+$/.test(host) ? URL.parse(`${protocol}//${host}`)?.host : undefined
}

/** No address of ours holds the character NUL, which PostgreSQL takes in no text: such a page is not there. */
export const onlyRealAddresses: MiddlewareHandler<Env> = async (c, next) => {
  if (/%00/.test(c.req.url)) throw new HTTPException(404)
  await next()
}

const SAFE_METHODS = ['GET', 'HEAD']

/**
 * A mail program posts here by itself, from no page of ours, when its reader wants no more reminders (RFC 8058, section 3.2).
 * Nobody but the reader has the token, so another site can make nobody send it.
 */
const ONE_CLICK = /^\/reminders\/stop\/[\w-]{43}$/

/** Refuses methods that no page has, and requests to change something that did not come from our own pages. */
export const onlyOurOwnForms: MiddlewareHandler<Env> = async (c, next) => {
  const { method } = c.req
  if (SAFE_METHODS.includes(method)) return next()
  if (method !== 'POST') throw new HTTPException(405)
  if (!isOurOwn(c) && !ONE_CLICK.test(c.req.path)) throw new HTTPException(403)
  await next()
}

/** At least one of Sec-Fetch-Site and Origin must be there, and none may point elsewhere. */
function isOurOwn(c: Context<Env>): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  const origin = c.req.header('Origin')
  if (site === undefined && origin === undefined) return false
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined || origin === ownOrigin(c)
}

function ownOrigin(c: Context<Env>): string {
  const { gate } = c.get('web')
  if (gate !== undefined) return gate.origin
  const own = new URL(c.req.url)
  return `${own.protocol}//${c.req.header('Host') ?? own.host}`
}

/**
 * Whether another site made the browser ask for a page. Where the browser does not say it, the page that it comes from must be ours:
 * what is written down and counted is not so at the word of a stranger's page.
 */
export function isAskedFromElsewhere(c: Context<Env>): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const from = URL.parse(c.req.header('Referer') ?? '')?.origin
  return from !== ownOrigin(c)
}

/** A larger body is answered with 413 before it is read. A file may be larger than a form, and waits until it is known who sends it. */
export const onlySmallBodies: MiddlewareHandler<Env> = (c, next) => (isFile(c) ? next() : smallForms(c, next))

/** A file is read only when somebody sends it who has entered. @throws DomainError 'signed-out'. */
export const onlyUploadsOfKnown: MiddlewareHandler<Env> = (c, next) => {
  if (!isFile(c)) return next()
  getPerson(c)
  return smallUploads(c, next)
}

function isFile(c: Context<Env>): boolean {
  return c.get('web').takesFile(c.req.path) && MULTIPART.test(c.req.header('Content-Type') ?? '')
}

/** The type of a form that may carry a file. */
export const MULTIPART = /^multipart\/form-data\s*;/i

const smallForms = bodyLimit({
  maxSize: LARGEST_BODY_BYTES,
  onError: () => {
    throw new HTTPException(413)
  },
})
const smallUploads = bodyLimit({
  maxSize: LARGEST_UPLOAD_BYTES,
  onError: () => {
    throw new HTTPException(413, { message: FILE_TOO_LARGE })
  },
})
const FILE_TOO_LARGE = `A file has at most 10 MB, so nothing was saved. Go back, and choose a smaller file. ${MAY_BE_EMPTY}`
