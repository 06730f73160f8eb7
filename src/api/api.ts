/** All routes for programs, joined, with what describes them; what is none of them is answered as a problem too. */
import { Hono } from 'hono'
import * as v from 'valibot'
import { joinWords } from '../report/words.ts'
import { API, type Env } from '../web/web.ts'
import { ApiProblem, sendFault } from '../web/problems.ts'
import { answers } from './answers.ts'
import { type Description, describeApi } from './description.ts'
import { questions } from './questions.ts'
import { reading } from './reading.ts'
import { registers } from './registers.ts'
import { type ApiRoute, newApiRoutes } from './routes.ts'

const describing = newApiRoutes('Description')

const AREAS = [reading, questions, answers, registers, describing] as const

describing.add(
  'GET',
  'open',
  '/openapi.json',
  {
    id: 'getDescription',
    about: 'This description, as an OpenAPI 3.1 document.',
    gives: v.looseObject({ openapi: v.string() }),
  },
  () => getDescription(),
)

/** Every route with its guard; a test walks them, and the description is made of them. */
export const DECLARED_API: readonly ApiRoute[] = AREAS.flatMap(({ declared }) => declared)

let description: Promise<Description> | undefined

/** The OpenAPI document of all routes, made when it is first asked for. */
export function getDescription(): Promise<Description> {
  description ??= describeApi(DECLARED_API)
  return description
}

const hono = new Hono<Env>()
hono.onError(sendFault)
for (const area of AREAS) hono.route('/', area.hono)
for (const path of new Set(DECLARED_API.map((one) => one.path))) {
  const methods = DECLARED_API.filter((one) => one.path === path).map(({ method }) => method)
  hono.all(API + path, (c) => {
    c.header('Allow', [...methods, 'HEAD'].join(', '))
    throw new ApiProblem(405, `Send ${joinWords(methods, 'or')} here.`)
  })
}
hono.all(`${API}/*`, () => {
  throw new ApiProblem(404, 'No such address is part of the API.')
})

export const api = { hono } as const
