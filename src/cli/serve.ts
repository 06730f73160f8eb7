/**
 * `wardround serve`: settings from the environment → the service, or with `--demo` the demonstration, until a signal ends it.
 * It refuses settings it does not understand; what cannot be done (port taken, database in use) is said in one line.
 */

import { type Config, readConfig } from '../config.ts'
import { readServiceSettings, type ServiceSettings } from '../identity/settings.ts'
import { whyUnusable } from '../store/unusable.ts'
import type { Served } from '../web/serve.ts'
import type { Options } from './options.ts'
import { misuse } from './refusal.ts'
import { loadRules } from './rules.ts'

/** @throws Refusal */
export async function serve(options: Options): Promise<void> {
  const { port, database, marking, mail, keepYears, service } = settings(options.demo === true)
  const { ruleSet } = await loadRules(undefined)
  const pages = await import('../web/serve.ts')
  const begin = options.demo === true ? undefined : (await import('../jobs/jobs.ts')).startJobs
  const demo = options.demo === true ? await import('../demo/start.ts') : undefined
  const start = () =>
    pages.serve({
      port,
      database,
      ruleSet,
      marking,
      mail,
      keepYears,
      service,
      ...(begin === undefined ? {} : { begin }),
      ...(demo === undefined ? {} : { prepare: demo.prepareDemonstration }),
    })
  try {
    const served = await (demo === undefined ? start() : demo.startAnew(database, start, say))
    pages.stopAtSignals(served)
    say(welcomeOf(served, service))
  } catch (error) {
    if (isUnusablePort(error)) throw misuse((error as Error).message)
    const why = whyUnusable(database, error)
    throw why === undefined ? error : misuse(why.message)
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function welcomeOf({ address, setUpLink }: Served, service: ServiceSettings | undefined): string {
  const where = `Ward Round is served at ${address} (listening on this machine only; end it with Ctrl+C).`
  const lines = [where]
  if (service === undefined)
    lines.push('This is the demonstration: anybody may enter as anybody. Do not enter real answers.')
  else if (service.origin === undefined)
    lines.push('Others reach it once a proxy with TLS stands before it and WARDROUND_URL gives its address.')
  else if (service.proxy === undefined)
    lines.push(
      'WARDROUND_PROXY is not set: visitors’ addresses are not known, so nothing is limited by address and the trail has none.',
    )
  if (setUpLink !== undefined)
    lines.push(
      'Nobody has an account yet. Whoever opens this link within 24 hours becomes the first administrator:',
      setUpLink,
    )
  return lines.join('\n')
}

function settings(isDemonstration: boolean): Config & { readonly service: ServiceSettings | undefined } {
  try {
    const service = isDemonstration ? undefined : readServiceSettings(process.env)
    return { ...readConfig(process.env), service }
  } catch (error) {
    throw misuse(error instanceof Error ? error.message : String(error))
  }
}

/** `web/serve.ts` words this one itself. */
function isUnusablePort(error: unknown): boolean {
  return error instanceof Error && /^Port \d+ (is in use|cannot be used)/.test(error.message)
}
