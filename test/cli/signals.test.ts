/** How the service ends: what it has accepted it answers, however often and from wherever it is told; and nothing is left running. */

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/store/database.ts'
import { folder, OLD_NODE, project } from './run.ts'

interface Started {
  readonly child: ChildProcess
  readonly port: number
  readonly database: string
}

/** The service in a group of its own, as a shell starts it; by the system's older Node, it runs in a second process. */
async function start(node: string): Promise<Started> {
  const database = join(folder(), 'ward.sqlite')
  const child = spawn(node, [join(project, 'src/wardround.mjs'), 'serve'], {
    detached: true,
    env: { ...process.env, PORT: '0', WARDROUND_DB: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, port: Number(/localhost:(\d+)/.exec(first.toString())?.[1]), database }
}

const BODY = 'email=nobody%40trust.example&password=correct+horse+battery+staple'

/** A form of which half has arrived. */
async function sendHalf(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const head = [
    'POST /sign-in HTTP/1.1',
    `Host: localhost:${port}`,
    `Origin: http://localhost:${port}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${BODY.length}`,
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${BODY.slice(0, 20)}`)
  // Once a later request is answered, this one has been accepted.
  await fetch(`http://localhost:${port}/sign-in`, { headers: { Connection: 'close' } })
  return socket
}

async function restOf(socket: Socket): Promise<string> {
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.write(BODY.slice(20))
  await once(socket, 'close')
  return Buffer.concat(parts).toString()
}

async function untilNobodyAnswers(port: number): Promise<void> {
  for (;;) {
    const probe = connect(port, '127.0.0.1')
    const said = await new Promise<string>((resolve) => {
      probe.on('connect', () => resolve('open'))
      probe.on('error', () => resolve('gone'))
    })
    probe.destroy()
    if (said === 'gone') return
    await wait(20)
  }
}

const NODES = [
  ['of its own', process.execPath],
  ['of the system, which is older', OLD_NODE],
] as const

test.each(NODES.filter(([, node]) => node !== undefined))(
  'with the Node %s, a request that was accepted is answered when the whole group is told to end, again and again',
  async (_, node) => {
    const { child, port, database } = await start(node ?? '')
    const exit = once(child, 'exit')
    const socket = await sendHalf(port)
    const group = -(child.pid ?? 0)
    process.kill(group, 'SIGTERM')
    await untilNobodyAnswers(port)
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.kill(group, signal)
    expect(await restOf(socket)).toMatch(/^HTTP\/1\.1 422 /)
    expect((await exit)[0]).toBe(0)
    await (await openDatabase(database)).close()
  },
)

test.skipIf(OLD_NODE === undefined)('a starter that was killed leaves nobody running', async () => {
  const { child, port, database } = await start(OLD_NODE ?? '')
  const socket = await sendHalf(port)
  child.kill('SIGKILL')
  await untilNobodyAnswers(port)
  expect(await restOf(socket)).toMatch(/^HTTP\/1\.1 422 /)
  // Free again as soon as it has ended.
  for (;;)
    try {
      await (await openDatabase(database)).close()
      return
    } catch {
      await wait(20)
    }
})
