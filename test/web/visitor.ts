/** A visitor of the pages without a browser: requests with the cookie of somebody who entered, and forms as browsers post them. */
import type { Hono } from 'hono'
import type { OpenHouse } from '../../src/service/house.ts'
import type { Role } from '../../src/store/person.ts'
import { createApp } from '../../src/web/app.tsx'
import { SHOWN_TO } from '../../src/web/forms.ts'
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

/** The last page that somebody saw as whom they are signed in as: what they post comes from there. It stays as an open tab does. */
export interface Tab {
  /** The cookie by which they are known. */
  who?: string | undefined
  /** What its forms say of the session that it was shown to; undefined: nobody had entered. */
  shownTo?: string | undefined
}

/** Somebody with this Cookie header, at an address of the application. */
export function visitorAt(app: Hono<Env>, origin: string, cookies?: string, tab: Tab = {}): Visitor {
  const cookie: Record<string, string> = cookies === undefined ? {} : { Cookie: cookies }
  const at = (path: string) => `${origin}${path}`
  const get: Visitor['get'] = async (path, headers = {}) => {
    const all: Readonly<Record<string, string>> = { 'Sec-Fetch-Site': 'none', ...cookie, ...headers }
    const answer = await app.request(at(path), { headers: all })
    if (/^text\/html/.test(answer.headers.get('Content-Type') ?? '')) {
      tab.who = whoIn(all['Cookie'])
      tab.shownTo = valueOn(await answer.clone().text(), SHOWN_TO)
    }
    return answer
  }
  /** The field of the form that is posted, from a page that was shown to the same person. */
  const shownTo = async (as = cookies): Promise<Record<string, string>> => {
    const who = whoIn(as)
    if (who === undefined) return {}
    if (tab.who !== who) await get('/cookies', { Cookie: as ?? '' })
    return tab.shownTo === undefined ? {} : { [SHOWN_TO]: tab.shownTo }
  }
  const post: Visitor['post'] = async (path, fields, headers = {}) =>
    app.request(at(path), {
      method: 'POST',
      body: bodyOf({ ...(await shownTo(headers['Cookie'])), ...fields }),
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Sec-Fetch-Site': 'same-origin',
        Origin: origin,
        ...cookie,
        ...headers,
      },
    })
  return {
    get,
    post,
    upload: async (path, fields, file) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ ...(await shownTo()), ...fields }))
        body.append(name, value)
      body.append('file', new File(file === undefined ? [] : [file.bytes], file?.name ?? ''))
      const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: origin, ...cookie }
      return app.request(at(path), { method: 'POST', body, headers })
    },
    save: (path, fields) => post(path, { ...fields, action: 'autosave' }, { Accept: 'application/json' }),
  }
}

function whoIn(cookies: string | undefined): string | undefined {
  return /(?:__Host-wardround|wardround-demonstration)=([^;]*)/.exec(cookies ?? '')?.[1]
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
