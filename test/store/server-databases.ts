/** Databases of their own on the run's PostgreSQL server, for the tests of one file, after which they are gone. */

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

const made: string[] = []

/** A new database like the template. Gives its URL. */
export async function newServerDatabase(template: string): Promise<string> {
  const name = `ward_round_test_${randomUUID().replaceAll('-', '')}`
  const url = await serverUrl()
  await run(url, `create database ${name} template ${template}`)
  made.push(name)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

/** Run once they are dropped: what remembers one of them forgets it. */
export function onDropped(forget: () => void): void {
  forgetters.push(forget)
}
const forgetters: (() => void)[] = []

export async function dropServerDatabases(): Promise<void> {
  for (const forget of forgetters) forget()
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

/** Runs one statement over a connection of its own. */
export async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
