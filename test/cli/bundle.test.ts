/** How the program is started: from a bundle made ahead, made now, or from its sources; never from what another account could have written. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { newDemonstration } from '../service/demonstration.ts'
import { folder, project, type Ran } from './run.ts'

const isRoot = process.getuid?.() === 0
const ELSE = 65_533
const HELP = ['--help']
const SCORE = ['score', 'rules/cases/trusts/strong.yaml', '--json']

/** The program as it is installed, in a folder of its own; its packages are links, its bundles are not. */
function install(copy = join(folder(), 'ward-round')): string {
  for (const name of ['src', 'rules', 'migrations', 'package.json', 'package-lock.json', 'tsconfig.json'])
    cpSync(join(project, name), join(copy, name), { recursive: true })
  mkdirSync(join(copy, 'node_modules'))
  for (const name of readdirSync(join(project, 'node_modules')))
    if (name !== '.cache') symlinkSync(join(project, 'node_modules', name), join(copy, 'node_modules', name))
  return copy
}

/** An installation that was built and once started, as each of the others would be: made once and copied. */
async function installBuilt(): Promise<string> {
  const copy = join(folder(), 'ward-round')
  cpSync(await (built ??= build()), copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
let built: Promise<string> | undefined

async function build(): Promise<string> {
  const copy = install(join(mkdtempSync(join(tmpdir(), 'wardround-')), 'ward-round'))
  await start(copy, ['--build'])
  await start(copy, SCORE)
  return copy
}
afterAll(async () => {
  if (built !== undefined) rmSync(dirname(await built), { recursive: true })
})

/** Settings of a machine on which only the program's own folder can be used. */
const BARE = { TMPDIR: '/nowhere', HOME: '/nowhere' }
/** What a test run gives its own programs, an installation does not have. */
const { NODE_COMPILE_CACHE: _, ...AROUND } = process.env

async function start(
  copy: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = BARE,
): Promise<Ran> {
  const child = spawn(process.execPath, ['src/wardround.mjs', ...args], {
    cwd: copy,
    env: { ...AROUND, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err]: [Buffer[], Buffer[]] = [[], []]
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }
}

const homeOf = (copy: string) => join(copy, 'node_modules/.cache/wardround')

function bundleOf(copy: string): string {
  const [name, ...others] = readdirSync(homeOf(copy))
  if (name === undefined || others.length > 0) throw new Error(`There are ${others.length} bundles too many.`)
  return join(homeOf(copy), name)
}

/** Nothing can be written where a file stands in the way; not even by root. */
const refuseToKeep = (copy: string) => {
  rmSync(join(copy, 'node_modules/.cache'), { recursive: true, force: true })
  writeFileSync(join(copy, 'node_modules/.cache'), '')
}

const says = /^Ward Round runs from its sources, which takes longer: .*\.\n$/

/** What another account would leave there to be run. */
function plant(copy: string, path = join(bundleOf(copy), 'main.mjs')): () => boolean {
  const trace = join(copy, 'planted')
  writeFileSync(
    path,
    `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(trace)}, '')\nexport async function main() {}\n`,
  )
  return () => existsSync(trace)
}

test('an installation builds ahead; a start runs that, and keeps the rules and what Node compiled beside it', async () => {
  const copy = install()
  expect(await start(copy, ['--build'])).toEqual({ code: 0, out: '', err: '' })
  const bundle = bundleOf(copy)
  // What root installs, the service's own account reads.
  expect(statSync(bundle).mode & 0o777).toBe(isRoot ? 0o755 : 0o700)
  const made = statSync(join(bundle, 'main.mjs')).mtimeMs

  const temporary = folder()
  const first = await start(copy, SCORE, { TMPDIR: temporary })
  const again = await start(copy, SCORE, { TMPDIR: temporary })
  expect([first.code, first.err]).toEqual([0, ''])
  expect(again).toEqual(first)
  expect(bundleOf(copy)).toBe(bundle)
  expect(statSync(join(bundle, 'main.mjs')).mtimeMs).toBe(made)
  expect(readdirSync(bundle).filter((name) => name.startsWith('rules-'))).toHaveLength(1)
  expect(readdirSync(join(bundle, 'compiled'))).not.toEqual([])
  expect(readdirSync(temporary)).toEqual([])
})

test('changed rules are read anew, and what was kept of the earlier ones goes', async () => {
  const copy = await installBuilt()
  const before = await start(copy, ['score', 'rules/cases/trusts/strong.yaml'])
  const file = join(copy, 'rules/ruleset.yaml')
  const { atime, mtime } = statSync(file)
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('no-real-change-below: 3', 'no-real-change-below: 4'),
  )
  utimesSync(file, atime, mtime)
  const after = await start(copy, ['score', 'rules/cases/trusts/strong.yaml'])
  const digest = /digest\s+([0-9a-f]{64})/
  expect(digest.exec(after.out)?.[1]).not.toBe(digest.exec(before.out)?.[1])
  expect(readdirSync(bundleOf(copy)).filter((name) => name.startsWith('rules-'))).toHaveLength(1)
})

test('a start after a source changed runs the change, whatever its time says', async () => {
  const copy = await installBuilt()
  const file = join(copy, 'src/cli/main.ts')
  writeFileSync(file, readFileSync(file, 'utf8').replace('Exit codes: 0 fine', 'Exit codes: 0 splendid'))
  utimesSync(file, new Date('2020-01-01'), new Date('2020-01-01'))
  expect((await start(copy, ['--help'])).out).toContain('0 splendid')
})

test('where nothing can be kept the sources run, which one line says, with the same result', async () => {
  const copy = await installBuilt()
  const kept = await start(copy, SCORE)
  refuseToKeep(copy)
  const fromSources = await start(copy, SCORE)
  expect(fromSources.err).toMatch(says)
  expect({ ...fromSources, err: '' }).toEqual(kept)
  expect((await start(copy, ['--build'])).code).toBe(0)
})

test.each(['built ahead', 'built now', 'from its sources'])(
  'pages, style sheets and a comparison worked out in a worker are served: %s',
  async (way) => {
    const copy = way === 'built ahead' ? await installBuilt() : install()
    const database = join(copy, 'demo.sqlite')
    // One of the ways makes the demonstration itself, which takes most of the time.
    if (way !== 'built ahead') copyFileSync(await newDemonstration('running'), database)
    if (way === 'from its sources') refuseToKeep(copy)
    const child = spawn(process.execPath, ['src/wardround.mjs', 'serve', '--demo'], {
      cwd: copy,
      env: { ...AROUND, ...BARE, PORT: '0', WARDROUND_DB: database },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer]
      const address = /http:\/\/[\d.]+:\d+/.exec(said.toString())?.[0] ?? ''
      const welcome = await (await fetch(address)).text()
      for (const [, path] of welcome.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
        expect((await fetch(address + path)).status, path).toBe(200)
      const cookie = 'wardround-demonstration=analyst.first-analyst'
      const headers = { Cookie: cookie, Origin: address, 'Sec-Fetch-Site': 'same-origin' }
      const releases = `${address}/national/releases`
      const page = await (await fetch(releases, { headers })).text()
      const prepared: number[] = []
      for (const [form] of page.matchAll(/<form[^]*?<\/form>/g)) {
        const hidden = [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)]
        const body = new URLSearchParams(
          hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
        )
        if (!body.has('period')) continue
        prepared.push((await fetch(releases, { method: 'POST', headers, body, redirect: 'manual' })).status)
      }
      // That of a round that is over; of the open one there is none yet.
      expect(prepared).toContain(303)
    } finally {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  },
)

test.each(['kept', 'from its sources'])('a fault names the source and its line: %s', async (way) => {
  const copy = install()
  if (way !== 'kept') refuseToKeep(copy)
  const file = join(copy, 'src/cli/score.ts')
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replace(/(export async function score.*\n)/, "$1  if (file !== '') throw new Error('on purpose')\n"),
  )
  const line = text.slice(0, text.indexOf('export async function score')).split('\n').length + 1
  const { code, err } = await start(copy, SCORE)
  expect(code).toBe(70)
  expect(err).toContain(`src/cli/score.ts:${line}:`)
})

test('a folder that others can write is not run from, nor one reached through a link', async () => {
  const copy = await installBuilt()
  const { out } = await start(copy, HELP)
  const bundle = bundleOf(copy)
  const isPlanted = plant(copy)
  for (const path of [join(bundle, 'main.mjs'), homeOf(copy)]) {
    const { mode } = statSync(path)
    chmodSync(path, 0o777)
    const ran = await start(copy, HELP)
    expect([ran.out, ran.err]).toEqual([out, expect.stringMatching(says)])
    expect(ran.err).toContain(`another account could have written ${path}.`)
    chmodSync(path, mode)
  }
  renameSync(bundle, `${copy}/elsewhere`)
  symlinkSync(`${copy}/elsewhere`, bundle)
  const ran = await start(copy, HELP)
  expect([ran.out, ran.err]).toEqual([out, expect.stringContaining('is reached through a link.')])
  rmSync(bundle)
  renameSync(`${copy}/elsewhere`, bundle)
  expect(isPlanted()).toBe(false)
  // Were nothing asked, it would run: what was planted works.
  await start(copy, HELP)
  expect(isPlanted()).toBe(true)
})

// Only root can give a file to another account.
test.skipIf(!isRoot)('what belongs to another account is not run, nor its folder filled', async () => {
  const copy = await installBuilt()
  const { out } = await start(copy, HELP)
  const bundle = bundleOf(copy)
  const isPlanted = plant(copy)
  const [version = ''] = readdirSync(join(bundle, 'compiled'))
  const [compiled = ''] = readdirSync(join(bundle, 'compiled', version))
  for (const path of [join(bundle, 'main.mjs'), join(bundle, 'compiled', version, compiled), bundle]) {
    chownSync(path, ELSE, ELSE)
    const ran = await start(copy, HELP)
    expect([ran.out, ran.err]).toEqual([out, expect.stringMatching(says)])
    expect(ran.err).toContain(`another account could have written ${path}.`)
    chownSync(path, 0, 0)
  }
  rmSync(homeOf(copy), { recursive: true })
  mkdirSync(homeOf(copy))
  chownSync(homeOf(copy), ELSE, ELSE)
  expect((await start(copy, HELP)).err).toMatch(says)
  expect(readdirSync(homeOf(copy))).toEqual([])
  expect(isPlanted()).toBe(false)
})
