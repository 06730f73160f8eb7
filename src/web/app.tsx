/**
 * The house → one web application: guards around every route, then one set of routes for each screen area.
 * It opens nothing and listens to nothing; `serve.ts` does.
 */
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { House } from '../service/house.ts'
import type { Person } from '../store/person.ts'
import { loadAssets } from './assets.ts'
import { onError, onNotFound } from './errors.tsx'
import { onlyOurOwnForms, onlySmallForms, onlyThisMachine, securityHeaders } from './security.ts'
import type { Env, Web } from './web.ts'

export interface AppOptions {
  /** Handling marking; default OFFICIAL-SENSITIVE. */
  readonly marking?: string
  /** The `Cookie` header of a request → who is asking. */
  readonly findPerson?: (cookie: string | undefined) => Person | undefined
}

export function createApp(house: House, options: AppOptions = {}): Hono<Env> {
  const web: Web = { house, assets: loadAssets(), marking: options.marking ?? 'OFFICIAL-SENSITIVE' }
  const app = new Hono<Env>()
  app.onError(onError)
  app.notFound(onNotFound)
  app.use(async (c, next) => {
    c.set('web', web)
    c.set('person', options.findPerson?.(c.req.header('Cookie')))
    await next()
  })
  app.use(securityHeaders)
  app.use(compress())
  app.use(onlyThisMachine)
  app.use(onlyOurOwnForms)
  app.use(onlySmallForms)
  app.route('/', web.assets.routes)
  return app
}
