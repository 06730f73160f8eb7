/** A visitor of the pages without a browser: requests with the cookie of somebody who entered, and forms as browsers post them. */
import type { Hono } from 'hono'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Role } from '../../src/store/person.ts'
import { createApp } from '../../src/web/app.tsx'
import type { Env } from '../../src/web/web.ts'

export type Fields = Readonly<Record<string, string | readonly string[]>>

export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Posts a form from one of our own pages. */
  post(path: string, fields: Fields, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Posts a form with a file, as browsers do. */
  upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  ): Promise<Response>
  /** As the autosave script posts it. */
  save(path: string, fields: Fields): Promise<Response>
}

export function visitorOf(app: Hono<Env>, organisationId?: string, role: Role = 'lead'): Visitor {
  const cookie =
    organisationId === undefined ? undefined : `wardround-demonstration=${role}.${organisationId}`
  return visitorAt(app, 'http://localhost', cookie)
}

/** Somebody with this Cookie header, at an address of the application. */
export function visitorAt(app: Hono<Env>, origin: string, cookies?: string): Visitor {
  const cookie: Record<string, string> = cookies === undefined ? {} : { Cookie: cookies }
  const at = (path: string) => `${origin}${path}`
  const post: Visitor['post'] = async (path, fields, headers = {}) =>
    app.request(at(path), {
      method: 'POST',
      body: bodyOf(fields),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        Origin: origin,
        ...cookie,
        ...headers,
      },
    })
  return {
    get: async (path, headers = {}) => app.request(at(path), { headers: { ...cookie, ...headers } }),
    post,
    upload: async (path, fields, file) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      body.append('file', new File(file === undefined ? [] : [file.bytes], file?.name ?? ''))
      const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: origin, ...cookie }
      return app.request(at(path), { method: 'POST', body, headers })
    },
    save: (path, fields) => post(path, { ...fields, action: 'autosave' }, { Accept: 'application/json' }),
  }
}

export function appOf(house: OpenHouse): Hono<Env> {
  return createApp(house)
}

function bodyOf(fields: Fields): string {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const one of typeof value === 'string' ? [value] : value) body.append(name, one)
  return body.toString()
}

/** What the first `input`, `textarea` or `select` of this name holds on a page; undefined when there is none. */
export function valueOn(page: string, name: string): string | undefined {
  const input = new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`).exec(page)?.[0]
  if (input !== undefined) return unescape(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? '')
  const textarea = new RegExp(`<textarea[^>]*\\bname="${name}"[^>]*>([\\s\\S]*?)</textarea>`).exec(page)
  return textarea?.[1] === undefined ? undefined : unescape(textarea[1].replace(/^\n/, ''))
}

/** Values of the ticked or chosen inputs of this name. */
export function chosenOn(page: string, name: string): string[] {
  return [...page.matchAll(new RegExp(`<input[^>]*\\bname="${name}"[^>]*>`, 'g'))]
    .map((match) => match[0])
    .filter((input) => /\bchecked\b/.test(input))
    .map((input) => unescape(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''))
}

/** The page's title. */
export function titleOf(page: string): string {
  return unescape(/<title>([\s\S]*?)<\/title>/.exec(page)?.[1] ?? '')
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
