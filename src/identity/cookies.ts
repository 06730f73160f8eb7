/** The cookies of the service: each opens one thing, is kept by the browser until it is closed, and is never seen by a script. */

/** Names begin so that a browser takes them only over TLS (or on its own machine), for this host alone. */
export const SESSION = '__Host-wardround'
/** Half way through signing in or enrolling. */
export const HALF_WAY = '__Host-wardround-sign-in'

type Name = typeof SESSION | typeof HALF_WAY

/** The value of a cookie in a Cookie header; undefined when it is not there exactly once, or no token of ours. */
export function findCookie(header: string | undefined, name: Name): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  const [value] = values
  return values.length === 1 && value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined
}

/** The Set-Cookie header that keeps a token; undefined forgets it. */
export function cookieOf(name: Name, token: string | undefined): string {
  const end = token === undefined ? '; Max-Age=0' : ''
  return `${name}=${token ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax${end}`
}
