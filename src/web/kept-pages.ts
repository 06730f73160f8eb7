/**
 * A page that says the same to everybody who has not signed in → its bytes, made once a day for each rule set and compressed once.
 * What somebody who signed in sees has their name on it, and is never kept.
 */

import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Handler } from 'hono'
import type { RuleSet } from '../rules/model.ts'
import { dayWords } from './times.ts'
import type { Env, Web } from './web.ts'

interface Kept {
  readonly page: string
  readonly compressed: Uint8Array<ArrayBuffer>
}

/** Of one day: the foot of a page says on which it was printed. */
interface OfDay {
  readonly day: string
  readonly byPath: Map<string, Kept>
}

/** Forgotten with the service that shows them, and with the rule set that they explain. */
const kept = new WeakMap<Web, WeakMap<RuleSet, OfDay>>()
const compress = promisify(gzip)

/** The handler of an open page that reads nothing but its address, the rule set and the settings; no query changes it. */
export function keptForVisitors<P extends string>(handler: Handler<Env, P>): Handler<Env, P> {
  return async (c, next) => {
    if (c.get('person') !== undefined) return (await handler(c, next)) as Response
    const { path } = c.req
    const pages = pagesOf(c.get('web'))
    let found = pages.get(path)
    if (found === undefined) {
      const response = (await handler(c, next)) as Response
      if (response.status !== 200) return response
      const page = await response.text()
      found = { page, compressed: new Uint8Array(await compress(page)) }
      pages.set(path, found)
    }
    c.header('Vary', 'Accept-Encoding', { append: true })
    if (!/\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '')) return c.html(found.page)
    c.header('Content-Encoding', 'gzip')
    c.header('Content-Type', 'text/html; charset=UTF-8')
    return c.body(found.compressed)
  }
}

function pagesOf(web: Web): OfDay['byPath'] {
  const { house } = web
  const day = dayWords(house.now())
  const ofWeb = kept.get(web) ?? new WeakMap<RuleSet, OfDay>()
  kept.set(web, ofWeb)
  let ofDay = ofWeb.get(house.ruleSet)
  if (ofDay?.day !== day) {
    ofDay = { day, byPath: new Map() }
    ofWeb.set(house.ruleSet, ofDay)
  }
  return ofDay.byPath
}
