/** Runs the real program as a person does, and makes folders of rules to run it on. */

import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

export const project = resolve(import.meta.dirname, '../..')
const rulesTests = join(project, 'test/rules')
export const good = join(rulesTests, 'good')

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface How {
  readonly input?: string | Uint8Array
  readonly cwd?: string
  readonly node?: string
  readonly env?: Readonly<Record<string, string>>
  /** By its number; only root may choose. */
  readonly user?: number
  /** Largest file that it may write, in kilobytes: as a full disk, it stops the program's writing. */
  readonly mostKilobytes?: number
}

/** A Node of the system that is too old for us; undefined when there is none. */
function findOldNode(): string | undefined {
  for (const node of ['/usr/bin/node', '/usr/local/bin/node'])
    try {
      const major = Number(execFileSync(node, ['-p', 'process.versions.node.split(".")[0]']).toString())
      if (major < 22) return node
    } catch {
      continue
    }
  return undefined
}
export const OLD_NODE = findOldNode()

/** `npx wardround …`, without npx. */
export function run(
  args: readonly string[],
  { input = '', cwd, node, env, user, mostKilobytes }: How = {},
): Promise<Ran> {
  return new Promise((done, fail) => {
    const command = [node ?? process.execPath, join(project, 'src/wardround.mjs'), ...args]
    const limit = `ulimit -f ${mostKilobytes}; trap '' XFSZ; exec "$@"`
    const [program = '', ...rest] =
      mostKilobytes === undefined ? command : ['bash', '-c', limit, 'bash', ...command]
    const child = spawn(program, rest, {
      cwd: cwd ?? project,
      env: { ...process.env, ...env },
      ...(user === undefined ? {} : { uid: user }),
    })
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.stdin.on('error', () => undefined)
    child.on('error', fail)
    child.on('close', (code) =>
      done({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }),
    )
    child.stdin.end(input)
  })
}

/** An invented trust's answers file. */
export const trust = (name: string) => join(project, `rules/cases/trusts/${name}.yaml`)

/** A file that is gone after the test. */
export function fileWith(content: string | Uint8Array, name = 'answers.yaml'): string {
  const file = join(folder(), name)
  writeFileSync(file, content)
  return file
}

/** The good small rule set with the files of a broken one, or given texts, laid over it. */
export function rulesWith(
  brokenSet: string | undefined,
  files: Readonly<Record<string, string>> = {},
): string {
  const rules = folder()
  cpSync(good, rules, { recursive: true })
  if (brokenSet !== undefined)
    cpSync(join(rulesTests, 'broken', brokenSet), rules, {
      recursive: true,
      filter: (from) => !from.endsWith('expected.txt'),
    })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(rules, file), text)
  return rules
}

/** An empty folder that is gone after the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wardround-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}
