/**
 * The house → one web application: guards around every route, then one set of routes for each screen area.
 * It opens nothing and listens to nothing; `serve.ts` does.
 */
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { findDemonstrationPerson } from '../identity/demonstration.ts'
import type { House } from '../service/house.ts'
import { administration } from './admin/routes.tsx'
import { loadAssets } from './assets.ts'
import { board } from './board/routes.tsx'
import { checkAnswers } from './check/routes.tsx'
import { onError, onNotFound } from './errors.tsx'
import { evidence } from './evidence/routes.tsx'
import { how } from './how/routes.tsx'
import { incidents } from './incidents/routes.tsx'
import { national } from './national/routes.tsx'
import { paper } from './paper/routes.tsx'
import { peers } from './peers/routes.tsx'
import { people } from './people/routes.tsx'
import { prompts } from './prompts/routes.tsx'
import { purpose } from './purpose/routes.tsx'
import { besideQuestions } from './questions/routes-beside.tsx'
import { questions } from './questions/routes.tsx'
import { registers } from './registers/routes.tsx'
import { results } from './results/routes.tsx'
import { risks } from './risks/routes.tsx'
import { scope } from './scope/routes.tsx'
import { onlyOurOwnForms, onlySmallBodies, onlyThisMachine, securityHeaders } from './security.ts'
import { sharingOut } from './sharing-out/routes.tsx'
import { signOff } from './sign-off/routes.tsx'
import { tasks } from './tasks/routes.tsx'
import { trail } from './trail/routes.tsx'
import type { DeclaredRoute, Env, Routes, Web } from './web.ts'
import { welcome } from './welcome/routes.tsx'

/** The screen areas; none depends on another. */
const AREAS: readonly Routes[] = [
  welcome,
  tasks,
  sharingOut,
  scope,
  questions,
  evidence,
  besideQuestions,
  registers,
  checkAnswers,
  signOff,
  paper,
  results,
  risks,
  board,
  peers,
  people,
  national,
  ...administration,
  incidents,
  prompts,
  how,
  purpose,
  trail,
]

/** Every route of every screen area with its guard; a test walks them. */
export const DECLARED: readonly DeclaredRoute[] = AREAS.flatMap((area) => area.declared)

export interface AppOptions {
  /** Handling marking; default OFFICIAL-SENSITIVE. */
  readonly marking?: string
}

export function createApp(house: House, options: AppOptions = {}): Hono<Env> {
  const web: Web = {
    house,
    assets: loadAssets(),
    marking: options.marking ?? 'OFFICIAL-SENSITIVE',
    isDemonstration: true,
  }
  const app = new Hono<Env>()
  app.onError(onError)
  app.notFound(onNotFound)
  app.use(async (c, next) => {
    c.set('web', web)
    await next()
  })
  app.use(securityHeaders)
  app.use(compress())
  app.use(onlyThisMachine)
  app.use(onlyOurOwnForms)
  app.use(onlySmallBodies)
  app.route('/', web.assets.routes)
  app.use(async (c, next) => {
    const at = house.now().toISOString()
    c.set('person', await findDemonstrationPerson(house.db, c.req.header('Cookie'), at))
    await next()
  })
  for (const area of AREAS) app.route('/', area.hono)
  return app
}
