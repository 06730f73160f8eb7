/**
 * Set-up of a whole test run: a folder for what is made once (`folders.ts`), and one PostgreSQL server for all its files,
 * started when the first of them asks for it.
 * With TEST_DATABASE_URL it is that one, whose user must be allowed to make databases.
 */

import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { TestProject } from 'vitest/node'
import { type PostgresServer, run, startServer } from './server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Gives the URL of the server's own database, and takes the name of one that lasts as long as the run. */
    postgresAt: string
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const madeOnce = mkdtempSync(join(tmpdir(), 'ward-round-made-'))
  process.env['TEST_MADE_ONCE'] = madeOnce
  const given = process.env['TEST_DATABASE_URL']
  let server: Promise<PostgresServer> | undefined
  const lasting: string[] = []
  const desk = createServer((request, response) => {
    const answer =
      request.method === 'POST'
        ? text(request).then((name) => String(lasting.push(name)))
        : Promise.resolve(given ?? (server ??= startServer()).then((one) => one.url))
    answer.then(
      (found) => response.end(found),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    )
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  project.provide('postgresAt', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`)
  return async () => {
    desk.close()
    rmSync(madeOnce, { recursive: true })
    if (given !== undefined)
      for (const name of lasting) await run(given, `drop database ${name} with (force)`)
    await (await server?.catch(() => undefined))?.end()
  }
}
