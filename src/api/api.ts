/** All routes for programs, joined; what is none of them is answered as a problem too. */
import { Hono } from 'hono'
import { API, type Env } from '../web/web.ts'
import { ApiProblem, sendFault } from '../web/problems.ts'
import { answers } from './answers.ts'
import { reading } from './reading.ts'
import { registers } from './registers.ts'
import type { ApiRoute } from './routes.ts'

const AREAS = [reading, answers, registers] as const

/** Every route with its guard; a test walks them, and the description is made of them. */
export const DECLARED_API: readonly ApiRoute[] = AREAS.flatMap(({ declared }) => declared)

const hono = new Hono<Env>()
hono.onError(sendFault)
for (const area of AREAS) hono.route('/', area.hono)
for (const path of new Set(DECLARED_API.map((one) => one.path))) {
  const methods = DECLARED_API.filter((one) => one.path === path).map(({ method }) => method)
  hono.all(API + path, (c) => {
    c.header('Allow', [...methods, 'HEAD'].join(', '))
    throw new ApiProblem(405, `Only ${methods.join(', ')} is answered here.`)
  })
}
hono.all(`${API}/*`, () => {
  throw new ApiProblem(404, 'No such address is part of the API.')
})

export const api = { hono } as const
