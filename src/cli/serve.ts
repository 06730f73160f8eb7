/**
 * `wardround serve [--demo]`: settings from the environment → the pages, served on this machine until a signal ends them.
 * It refuses settings it does not understand; what cannot be done (port taken, database in use) is said in one line.
 */

import { type Config, readConfig } from '../config.ts'
import { DomainError } from '../errors.ts'
import { nameDatabase } from '../store/database.ts'
import type { Options } from './main.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function serve(options: Options): Promise<void> {
  const { port, database, marking, mail } = settings()
  const { ruleSet } = loadRules(undefined)
  const pages = await import('../web/serve.ts')
  const prepare = options.demo === true ? (await import('../demo/seed.ts')).seedDemonstration : undefined
  try {
    const served = await pages.serve({
      port,
      database,
      ruleSet,
      marking,
      mail,
      ...(prepare === undefined
        ? {}
        : {
            prepare: async (house) => {
              await prepare(house)
            },
          }),
    })
    pages.stopAtSignals(served)
    process.stdout.write(
      `Ward Round is served at ${served.address} (only on this machine; end it with Ctrl+C).\n`,
    )
  } catch (error) {
    if (error instanceof DomainError || isTakenPort(error)) throw misuse((error as Error).message)
    if (error instanceof Error && 'syscall' in error)
      throw misuse(
        `The database ${nameDatabase(database)} cannot be used: ${error.message}. Name another file in WARDROUND_DB.`,
      )
    throw error
  }
}

function settings(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}

/** `web/serve.ts` words this one itself. */
function isTakenPort(error: unknown): boolean {
  return error instanceof Error && /^Port \d+ is in use/.test(error.message)
}
