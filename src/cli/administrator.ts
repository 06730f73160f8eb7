/**
 * `wardround administrator EMAIL NAME`: makes an administrator where nobody is left who could, and prints the link that lets them in.
 * It refuses while another administrator is in use. A SQLite database must not be served meanwhile.
 */

import { readConfig } from '../config.ts'
import { readServiceSettings } from '../identity/settings.ts'
import { makeAdministrator } from '../service/administrator-again.ts'
import { openDatabase } from '../store/database.ts'
import { atDatabase, databaseOf } from './at-database.ts'
import type { Options } from './options.ts'
import { print } from './print.ts'
import { misuse } from './refusal.ts'

/** @throws Refusal */
export async function administrator(email: string, name: string, options: Options): Promise<void> {
  const database = databaseOf(options.database)
  const origin = ownOrigin()
  const made = await atDatabase(database, async () => {
    const { db, close } = await openDatabase(database)
    try {
      return await makeAdministrator({ db, origin, now: () => new Date() }, { name, email })
    } finally {
      await close()
    }
  })
  const { link } = made
  const says = `${made.name} is an administrator. The trail records it.`
  print([
    { text: link === undefined ? `${says} They sign in as before.` : says },
    ...(link === undefined
      ? []
      : [{ text: 'This link lets them in, once, within 24 hours. Give it to them and to nobody else:' }]),
  ])
  if (link !== undefined) process.stdout.write(`${link}\n`)
}

function ownOrigin(): string {
  try {
    return readServiceSettings(process.env).origin ?? `http://localhost:${readConfig(process.env).port}`
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}
