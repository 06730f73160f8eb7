/**
 * The house → one web application: guards around every route, then one set of routes for each screen area.
 * It opens nothing and listens to nothing; `serve.ts` does.
 */
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Gate } from '../identity/gate.ts'
import type { House } from '../service/house.ts'
import { administration } from './admin/routes.tsx'
import { factors } from './account/factor-routes.tsx'
import { proving } from './account/prove-routes.tsx'
import { account } from './account/routes.tsx'
import { loadAssets } from './assets.ts'
import { board } from './board/routes.tsx'
import { carrying } from './carrying/routes.tsx'
import { checkAnswers } from './check/routes.tsx'
import { enter } from './entering.ts'
import { onError, onNotFound } from './errors.tsx'
import { evidence } from './evidence/routes.tsx'
import { health } from './health.ts'
import { how } from './how/routes.tsx'
import { incidents } from './incidents/routes.tsx'
import { keeping } from './keeping/routes.tsx'
import { keptForms } from './kept-forms/routes.tsx'
import { national } from './national/routes.tsx'
import { paper } from './paper/routes.tsx'
import { peers } from './peers/routes.tsx'
import { people } from './people/routes.tsx'
import { prompts } from './prompts/routes.tsx'
import { purpose } from './purpose/routes.tsx'
import { besideQuestions } from './questions/routes-beside.tsx'
import { questions } from './questions/routes.tsx'
import { noteRefusals } from './refusals.ts'
import { registers } from './registers/routes.tsx'
import { reminders } from './reminders/routes.tsx'
import { requests } from './requests/routes.tsx'
import { results } from './results/routes.tsx'
import { risks } from './risks/routes.tsx'
import { scope } from './scope/routes.tsx'
import {
  onlyOurOwnForms,
  onlyOurOwnName,
  onlyRealAddresses,
  onlySmallBodies,
  onlyUploadsOfKnown,
  securityHeaders,
} from './security.ts'
import { shared } from './shared/routes.tsx'
import { sharing } from './sharing/routes.tsx'
import { sharingOut } from './sharing-out/routes.tsx'
import { enrolment } from './sign-in/enrol-routes.tsx'
import { signIn } from './sign-in/routes.tsx'
import { singleSignOn } from './sign-in/sso-routes.tsx'
import { signOff } from './sign-off/routes.tsx'
import { tickets } from './sign-in/ticket-routes.tsx'
import { tasks } from './tasks/routes.tsx'
import { trail } from './trail/routes.tsx'
import { trend } from './trend/routes.tsx'
import type { DeclaredRoute, Env, Routes, Web } from './web.ts'
import { welcome } from './welcome/routes.tsx'

/** The screen areas; none depends on another. What is asked by address stands before them. */
const AREAS: readonly Routes[] = [
  welcome,
  signIn,
  singleSignOn,
  enrolment,
  tickets,
  account,
  factors,
  proving,
  keptForms,
  tasks,
  carrying,
  sharingOut,
  reminders,
  scope,
  questions,
  evidence,
  besideQuestions,
  registers,
  checkAnswers,
  signOff,
  paper,
  results,
  trend,
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
  sharing,
  shared,
  keeping,
  requests,
]

/** Every route of every screen area with its guard; a test walks them. */
export const DECLARED: readonly DeclaredRoute[] = [health, ...AREAS].flatMap((area) => area.declared)

export interface AppOptions {
  /** Handling marking; default OFFICIAL-SENSITIVE. */
  readonly marking?: string
  /** Lets real people in; without it, it is the demonstration. */
  readonly gate?: Gate | undefined
}

export function createApp(house: House, options: AppOptions = {}): Hono<Env> {
  const web: Web = {
    house,
    assets: loadAssets(),
    marking: options.marking ?? 'OFFICIAL-SENSITIVE',
    isDemonstration: options.gate === undefined,
    gate: options.gate,
    dispatch: async (request, env) => app.fetch(request, env),
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
  app.use(onlyRealAddresses)
  app.route('/', health.hono)
  app.route('/', web.assets.routes)
  app.use(onlyOurOwnName)
  app.use(onlyOurOwnForms)
  app.use(onlySmallBodies)
  app.use(enter)
  app.use(noteRefusals)
  app.use(onlyUploadsOfKnown)
  for (const area of AREAS) app.route('/', area.hono)
  return app
}
