/**
 * For programs that watch this one, by its name or by its address: `/livez` says that it runs, `/readyz` whether it can read and write.
 * Neither says anything of anybody, and asking costs next to nothing.
 */
import { checkHealth } from '../service/health.ts'
import { newRoutes } from './routes.ts'

export const health = newRoutes()

health.get('open', '/livez', (c) => c.json({ lives: true }))

/** 503 when nothing can be read. What can be read but not written still serves readers, and says so. */
health.get('open', '/readyz', async (c) => {
  const found = await checkHealth(c.get('web').house)
  return c.json(found, found.reads ? 200 : 503)
})
