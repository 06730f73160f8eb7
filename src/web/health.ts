/**
 * For programs that watch this one, by its name or by its address: `/livez` says that it runs, `/readyz` whether it can read and write.
 * Neither says anything of anybody, and asking costs next to nothing.
 */
import { Hono } from 'hono'
import { checkHealth } from '../service/health.ts'
import type { Env } from './web.ts'

export const health = new Hono<Env>()

health.get('/livez', (c) => c.json({ lives: true }))

/** 503 when nothing can be read. What can be read but not written still serves readers, and says so. */
health.get('/readyz', async (c) => {
  const found = await checkHealth(c.get('web').house)
  return c.json(found, found.reads ? 200 : 503)
})
