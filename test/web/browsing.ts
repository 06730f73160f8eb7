/** A browser without a screen: it keeps cookies and follows no redirect, so that a test sees each step. */
import type { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import type { Env } from '../../src/web/web.ts'
import { type Fields, type Tab, visitorAt } from './visitor.ts'

export interface Browsing {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Value of a cookie that it keeps. */
  cookie(name: string): string | undefined
  setCookie(name: string, value: string): void
}

export function browse(app: Hono<Env>, origin = 'http://localhost:3000'): Browsing {
  const jar = new Map<string, string>()
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0/.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  const tab: Tab = {}
  const visitor = () =>
    visitorAt(app, origin, [...jar].map(([name, value]) => `${name}=${value}`).join('; '), tab)
  return {
    get: async (path, headers = {}) => keep(await visitor().get(path, headers)),
    post: async (path, fields, headers = {}) => keep(await visitor().post(path, fields, headers)),
    cookie: (name) => jar.get(name),
    setCookie: (name, value) => void jar.set(name, value),
  }
}

/** The six digits of a secret (base32) at a moment. */
export function codeAt(secret: string, now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() })
}

/** The secret on the page that shows it. */
export function secretOn(page: string): string {
  return (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
}

/** The recovery codes on the page that shows them. */
export function codesOn(page: string): string[] {
  return [...page.matchAll(/<li>((?:[0-9a-z]{4}-){3}[0-9a-z]{4})<\/li>/g)].map((match) => match[1] ?? '')
}

export const PASSWORD = 'correct horse battery staple'

/** From the page after a ticket: chooses a password and an app. Gives the secret and the recovery codes. */
export async function enrolWithPassword(
  browsing: Browsing,
  now: Date,
): Promise<{ readonly secret: string; readonly codes: readonly string[]; readonly page: string }> {
  await browsing.post('/enrol/password', { password: PASSWORD })
  const secret = secretOn(await (await browsing.get('/enrol/app')).text())
  const page = await (await browsing.post('/enrol/app', { code: codeAt(secret, now) })).text()
  return { secret, codes: codesOn(page), page }
}
