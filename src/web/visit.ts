/** A request → where it comes from: its address, past the proxy, and its browser or program. */
import type { HttpBindings } from '@hono/node-server'
import { isLoopback } from '../config.ts'
import { addressOf } from '../identity/addresses.ts'
import type { Visit } from '../identity/gate.ts'
import type { PageContext } from './web.ts'

/** Of the demonstration it is not told. */
export function visitOf(c: PageContext): Visit {
  const { gate } = c.get('web')
  if (gate === undefined) return { address: undefined, agent: '' }
  // Without a server, as in tests, there are no bindings.
  const bindings = c.env as Partial<HttpBindings> | undefined
  const peer = bindings?.incoming?.socket.remoteAddress
  const isPublic = !isLoopback(new URL(gate.origin).hostname)
  return {
    address: addressOf(peer, c.req.header('X-Forwarded-For'), gate.proxy, isPublic),
    agent: c.req.header('User-Agent') ?? '',
  }
}
