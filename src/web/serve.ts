/**
 * A database file and a port → a running server on this machine only, and its orderly end.
 * It refuses any other interface: anybody may enter the demonstration, and before the service stands a proxy with TLS.
 */
import { serve as listen } from '@hono/node-server'
import type { Hono } from 'hono'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeSetUpLink } from '../identity/enrolling.ts'
import { openGate, refuseRealAccounts } from '../identity/gate.ts'
import type { ServiceSettings } from '../identity/settings.ts'
import type { MailSettings } from '../mail/mailer.ts'
import type { RuleSet } from '../rules/model.ts'
import { type House, openHouse, type OpenHouse } from '../service/house.ts'
import { createApp, takesFile } from './app.tsx'
import { limitPatience } from './patience.ts'
import { headEveryAnswer } from './raw-answers.ts'
import type { Env } from './web.ts'

const HOST = '127.0.0.1'
/** Connections that still talk after this are cut (ours): shorter than the ten seconds that Docker waits before it kills. */
const LAST_WORDS_MS = 8_000

export interface ServeOptions {
  /** 0 asks the system for a free one. */
  readonly port: number
  /** Path of the SQLite file, made when missing; or URL of the PostgreSQL database. */
  readonly database: string
  readonly ruleSet: RuleSet
  readonly marking?: string
  readonly now?: () => Date
  readonly mail?: MailSettings | undefined
  /** As of `House`. */
  readonly keepYears?: number | undefined
  /** Called once the database is open, before the first request; fills it when it is empty. */
  readonly prepare?: (house: House) => Promise<void>
  /** The service of real people; without it, it is the demonstration. */
  readonly service?: ServiceSettings | undefined
  /** Begins what goes on beside the pages, and gives what ends it. */
  readonly begin?: (house: House) => () => Promise<void>
}

export interface Served {
  /** Such as `http://127.0.0.1:3000`, or where people reach the service. */
  readonly address: string
  /** Makes the first administrator, once; undefined when there is somebody already, and in the demonstration. */
  readonly setUpLink: string | undefined
  readonly house: House
  /** Answers what is running, then closes the server and the database. */
  stop(): Promise<void>
}

/**
 * Takes the port first, so that the house knows where it stands; a request that comes before it is open waits.
 * @throws DomainError when the database cannot be used; Error when the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  let open: (app: Hono<Env>) => void = () => undefined
  const opened = new Promise<Hono<Env>>((resolve) => (open = resolve))
  const server = await startListening(
    async (request, env) =>
      'incoming' in env && (env.incoming as IncomingMessage).headers.host === undefined
        ? new Response('A request names its host.', { status: 400 })
        : (await opened).fetch(request, env),
    options.port,
  )
  const { port } = server.address() as AddressInfo
  let house: OpenHouse | undefined
  try {
    house = await openHouse(options.database, options.ruleSet, {
      now: options.now,
      origin: options.service?.origin ?? `http://localhost:${port}`,
      mailer: options.mail && (await import('../mail/mailer.ts')).createMailer(options.mail),
      keepYears: options.keepYears,
    })
    const gate = options.service && (await openGate(house, options.service))
    if (gate === undefined) await refuseRealAccounts(house.db)
    await options.prepare?.(house)
    const setUpLink = gate && (await makeSetUpLink(gate))
    open(createApp(house, { gate, ...(options.marking === undefined ? {} : { marking: options.marking }) }))
    const address = gate === undefined ? `http://${HOST}:${port}` : house.origin
    return { address, setUpLink, house, stop: stopOnce(server, closing(house, options.begin)) }
  } catch (error) {
    server.closeAllConnections()
    server.close()
    await house?.close()
    throw error
  }
}

/** Ends the process in order at SIGTERM, SIGINT or SIGHUP, also when more than one comes: a whole group is often signalled at once. */
export function stopAtSignals(served: Served): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => {
      served.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
}

function startListening(
  fetch: (request: Request, env: object) => Promise<Response>,
  port: number,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    // A request that names no host is answered by us, too.
    const serverOptions = { requireHostHeader: false }
    const server = listen({ fetch, port, hostname: HOST, serverOptions }, () => resolve(server)) as Server
    headEveryAnswer(server)
    limitPatience(server, takesFile)
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.syscall === 'listen' ? new Error(portWords(port, error.code)) : error),
    )
  })
}

function portWords(port: number, code: string | undefined): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the other program, or choose another: PORT=${port + 1}.`
  return `Port ${port} cannot be used (${code ?? 'no reason given'}). Choose another, such as PORT=3000.`
}

/** Begins what goes on beside the pages, which ends while the last requests are answered; the database closes after both. */
function closing(
  house: OpenHouse,
  begin: ServeOptions['begin'],
): { readonly end: () => Promise<void>; readonly close: () => Promise<void> } {
  return { end: begin?.(house) ?? (() => Promise.resolve()), close: house.close }
}

function stopOnce(server: Server, { end, close }: ReturnType<typeof closing>): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () =>
    (stopping ??= (async () => {
      const ended = end()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS)
      await closed
      clearTimeout(cut)
      clearInterval(sweep)
      await ended
      await close()
    })())
}
