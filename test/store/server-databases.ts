/** Databases of their own on the run's PostgreSQL server, for the tests of one file, after which they are gone. */

import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { run } from './server.ts'

const made: string[] = []

/** A new database like the template, which lasts as long as its file of tests or as the run. Gives its URL. */
export async function newServerDatabase(template: string, lasts: 'file' | 'run' = 'file'): Promise<string> {
  const name = `ward_round_test_${randomUUID().replaceAll('-', '')}`
  const url = await serverUrl()
  // Copied as files: written page by page into its log it takes the server three times as much.
  await run(url, `create database ${name} template ${template} strategy file_copy`)
  if (lasts === 'file') made.push(name)
  else await fetch(inject('postgresAt'), { method: 'POST', body: name })
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

export async function dropServerDatabases(): Promise<void> {
  for (const name of made.splice(0)) await run(await serverUrl(), `drop database ${name} with (force)`)
}

let found: Promise<string> | undefined
/** Asked for once: a connection that is used again may just be closing at its other end. */
const serverUrl = () => (found ??= askForServer())

async function askForServer(): Promise<string> {
  const response = await fetch(inject('postgresAt'))
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
