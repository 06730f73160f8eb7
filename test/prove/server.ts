/** The pages in a process of their own, on a database that already has its trusts: to be killed at any moment and started again. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

export interface Server {
  readonly address: string
  readonly pid: number
  /** Ends it as a power cut would, and waits until it is gone. */
  kill(): Promise<void>
}

export async function startServer(database: string): Promise<Server> {
  const program = `
    const { serve } = await import(${JSON.stringify(resolve('src/web/serve.ts'))})
    const { RULE_SET } = await import(${JSON.stringify(resolve('test/service/house.ts'))})
    const { address } = await serve({ port: 0, database: ${JSON.stringify(database)}, ruleSet: RULE_SET })
    console.log(address)`
  return startProgram(program)
}

/** A program that serves, and says first at which address. */
export async function startProgram(program: string): Promise<Server> {
  const sources = pathToFileURL(resolve('src/sources.mjs')).href
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', sources, '--input-type=module', '-e', program],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const gone = once(child, 'exit')
  const { stdout } = child
  if (stdout === null) throw new Error('The server says nothing.')
  const first = await Promise.race([once(createInterface({ input: stdout }), 'line'), gone])
  const address = String(first[0])
  if (!address.startsWith('http')) throw new Error(`The server ended with ${address}.`)
  return {
    address,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** One number answered in one trust over HTTP, as the autosave script does. Gives the new version, or undefined when it was not acknowledged. */
export async function saveNumber(
  server: Pick<Server, 'address'>,
  organisation: string,
  question: { readonly id: string; readonly domain: string },
  version: number,
  value: number,
): Promise<number | undefined> {
  try {
    const answer = await fetch(
      `${server.address}/o/${organisation}/questions/${question.domain}/${question.id}`,
      {
        method: 'POST',
        headers: {
          Cookie: `wardround-demonstration=lead.${organisation}`,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Sec-Fetch-Site': 'same-origin',
          Origin: server.address,
          Accept: 'application/json',
        },
        body: new URLSearchParams({
          'shown-to': `lead.${organisation}`,
          value: String(value),
          version: String(version),
          action: 'autosave',
        }),
      },
    )
    if (answer.status !== 200) {
      await answer.body?.cancel()
      return undefined
    }
    const { versions } = (await answer.json()) as { versions: Readonly<Record<string, number>> }
    return Object.values(versions)[0]
  } catch {
    return undefined
  }
}
