/**
 * Set-up of a whole test run: one PostgreSQL server for all its files, started when the first of them asks for it.
 * With TEST_DATABASE_URL it is that one, whose user must be allowed to make databases.
 */

import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Gives the URL of the server's own database. */
    postgresAt: string
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL']
  let server: Promise<PostgresServer> | undefined
  const desk = createServer((_, response) => {
    const url =
      given === undefined ? (server ??= startServer()).then((one) => one.url) : Promise.resolve(given)
    url.then(
      (found) => response.end(found),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    )
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  project.provide('postgresAt', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.close()
    await (await server?.catch(() => undefined))?.end()
  }
}
