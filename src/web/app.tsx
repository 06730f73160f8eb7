/**
 * The house → one web application: guards around every route, then one set of routes for each screen area.
 * It opens nothing and listens to nothing; `serve.ts` does.
 */
import { Hono } from 'hono'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX, compress } from 'hono/compress'
import type { Gate } from '../identity/gate.ts'
import type { House } from '../service/house.ts'
import { administration } from '../people/admin/routes.tsx'
import { factors } from '../people/account/factor-routes.tsx'
import { keys } from '../people/account/key-routes.tsx'
import { proving } from '../people/account/prove-routes.tsx'
import { account } from '../people/account/routes.tsx'
import { expressionOf } from './address.ts'
import { loadAssets } from './assets.ts'
import { api } from '../api/api.ts'
import { reference } from '../api/reference-routes.tsx'
import { actions } from '../results/actions/routes.tsx'
import { board } from '../results/board/routes.tsx'
import { bringingIn } from '../assess/bringing-in/routes.tsx'
import { cafFiles } from '../assess/caf/file-routes.tsx'
import { caf } from '../assess/caf/routes.tsx'
import { carrying } from '../assess/carrying/routes.tsx'
import { checkAnswers } from '../assess/check/routes.tsx'
import { enter } from './entering.ts'
import { onError, onNotFound } from './error-pages.tsx'
import { evidence } from '../assess/evidence/routes.tsx'
import { health } from './health.ts'
import { how } from '../results/how/routes.tsx'
import { incidents } from '../results/incidents/routes.tsx'
import { keeping } from '../people/keeping/routes.tsx'
import { keptForms } from './kept-forms/routes.tsx'
import { national } from '../results/national/routes.tsx'
import { data } from '../results/data/routes.tsx'
import { packs } from '../results/packs/routes.tsx'
import { paper } from '../assess/paper/routes.tsx'
import { peers } from '../results/peers/routes.tsx'
import { people } from '../people/members/routes.tsx'
import { plan } from '../results/plan/routes.tsx'
import { prompts } from '../results/prompts/routes.tsx'
import { purpose } from '../people/purpose/routes.tsx'
import { besideQuestions } from '../assess/questions/routes-beside.tsx'
import { questions } from '../assess/questions/routes.tsx'
import { noteRefusals } from './refusals.ts'
import { toolExports } from '../assess/exports/routes.tsx'
import { registerFiles } from '../assess/registers/file-routes.tsx'
import { registers } from '../assess/registers/routes.tsx'
import { statements } from '../assess/registers/statement-routes.tsx'
import { reminders } from '../people/reminders/routes.tsx'
import { requests } from '../people/requests/routes.tsx'
import { results } from '../results/routes.tsx'
import { risks } from '../results/risks/routes.tsx'
import { scope } from '../assess/scope/routes.tsx'
import {
  onlyOurOwnForms,
  onlyOurOwnName,
  onlyRealAddresses,
  onlySmallBodies,
  onlyUploadsOfKnown,
  securityHeaders,
} from './security.ts'
import { shared } from '../results/shared/routes.tsx'
import { sharing } from '../people/sharing/routes.tsx'
import { sharingOut } from '../assess/sharing-out/routes.tsx'
import { enrolment } from '../people/sign-in/enrol-routes.tsx'
import { signIn } from '../people/sign-in/routes.tsx'
import { singleSignOn } from '../people/sign-in/sso-routes.tsx'
import { signOff } from '../assess/sign-off/routes.tsx'
import { tickets } from '../people/sign-in/ticket-routes.tsx'
import { tasks } from '../assess/tasks/routes.tsx'
import { trail } from '../people/trail/routes.tsx'
import { trend } from '../results/trend/routes.tsx'
import type { Env, Web } from './web.ts'
import type { DeclaredRoute, Routes } from './routes.ts'
import { welcome } from '../people/welcome/routes.tsx'

/** The screen areas; none depends on another. What is asked by address stands before them. */
const AREAS: readonly Routes[] = [
  welcome,
  signIn,
  singleSignOn,
  enrolment,
  tickets,
  account,
  factors,
  keys,
  proving,
  keptForms,
  tasks,
  carrying,
  bringingIn,
  sharingOut,
  reminders,
  scope,
  questions,
  evidence,
  besideQuestions,
  registers,
  statements,
  registerFiles,
  toolExports,
  caf,
  cafFiles,
  checkAnswers,
  signOff,
  paper,
  results,
  trend,
  actions,
  risks,
  board,
  packs,
  data,
  peers,
  people,
  national,
  ...administration,
  incidents,
  plan,
  prompts,
  how,
  purpose,
  trail,
  sharing,
  shared,
  keeping,
  requests,
  reference,
]

/** Every route of every screen area with its guard; a test walks them. */
export const DECLARED: readonly DeclaredRoute[] = [health, ...AREAS].flatMap((area) => area.declared)

const TAKE_FILES = DECLARED.filter((route) => route.takesFile).map(({ path }) => expressionOf(path))

const TAKE_KEYS = DECLARED.filter((route) => route.takesKey).map(({ path }) => expressionOf(path))

/** Whether a file may be sent to a path. */
export function takesFile(path: string): boolean {
  return TAKE_FILES.some((pattern) => pattern.test(path))
}

export interface AppOptions {
  /** Handling marking; default OFFICIAL-SENSITIVE. */
  readonly marking?: string
  /** Lets real people in; without it, it is the demonstration. */
  readonly gate?: Gate | undefined
}

/** What we say as JSON is a line or two, and every save is answered in it: packing it takes longer than all else that answers. */
function isWorthPacking(type: string): boolean {
  return COMPRESSIBLE_CONTENT_TYPE_REGEX.test(type) && !/[/+]json/.test(type)
}

export function createApp(house: House, options: AppOptions = {}): Hono<Env> {
  const web: Web = {
    house,
    assets: loadAssets(),
    marking: options.marking ?? 'OFFICIAL-SENSITIVE',
    isDemonstration: options.gate === undefined,
    gate: options.gate,
    takesFile,
    takesKey: (path) => TAKE_KEYS.some((pattern) => pattern.test(path)),
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
  app.use(compress({ contentTypeFilter: isWorthPacking }))
  app.use(onlyRealAddresses)
  app.route('/', health.hono)
  app.route('/', web.assets.routes)
  app.use(onlyOurOwnName)
  app.route('/', api.hono)
  app.use(onlyOurOwnForms)
  app.use(onlySmallBodies)
  app.use(enter)
  app.use(noteRefusals)
  app.use(onlyUploadsOfKnown)
  for (const area of AREAS) app.route('/', area.hono)
  return app
}
