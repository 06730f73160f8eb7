import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Served, serve } from '../../src/web/serve.ts'
import { RULE_SET } from '../service/house.ts'
import { newFile } from '../store/files.ts'

let served: Served | undefined
afterEach(async () => {
  await served?.stop()
  served = undefined
})
const start = async (database = newFile(), port = 0) => {
  served = await serve({ port, database, ruleSet: RULE_SET })
  return served
}
const portOf = (one: Served) => Number(new URL(one.address).port)

/** Sends bytes as they are, and gives the first line of the answer. */
function ask(port: number, lines: readonly string[], host = '127.0.0.1'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => socket.write([...lines, '', ''].join('\r\n')))
    let answer = ''
    socket.on('data', (bytes) => (answer += String(bytes)))
    socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''))
    socket.on('error', reject)
    socket.setTimeout(5000, () => socket.destroy())
  })
}

describe('the server', () => {
  test('prints an address of this machine, and answers there', async () => {
    const { address } = await start()
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(address)).status).toBe(200)
  })

  test('listens on no other interface', async () => {
    const port = portOf(await start())
    await expect(ask(port, ['GET / HTTP/1.1'], '::1')).rejects.toThrow()
    await expect(ask(port, ['GET / HTTP/1.1'], '127.0.0.2')).rejects.toThrow()
  })

  test('answers other names, double lengths and other methods with a refusal', async () => {
    const port = portOf(await start())
    const close = 'Connection: close'
    expect(await ask(port, ['GET / HTTP/1.1', 'Host: evil.example', close])).toContain('421')
    expect(await ask(port, ['GET http://evil.example/ HTTP/1.1', `Host: 127.0.0.1:${port}`, close])).toMatch(
      / 4\d\d /,
    )
    expect(await ask(port, ['GET / HTTP/1.1', close])).toContain('400')
    expect(
      await ask(port, [
        'POST /enter HTTP/1.1',
        'Host: localhost',
        'Content-Length: 5',
        'Transfer-Encoding: chunked',
        close,
        '',
        '0',
      ]),
    ).toContain('400')
    expect(await ask(port, ['TRACE / HTTP/1.1', 'Host: localhost', close])).toContain('405')
  })

  test('gives up on a request that never ends, and goes on answering', async () => {
    const served = await start()
    const slow = connect(portOf(served), '127.0.0.1', () =>
      slow.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
    )
    slow.on('error', () => undefined)
    expect((await fetch(served.address)).status).toBe(200)
    slow.destroy()
  })

  test('says which port is taken, and leaves the database free', async () => {
    const first = await start()
    const file = newFile()
    await expect(serve({ port: portOf(first), database: file, ruleSet: RULE_SET })).rejects.toThrow(
      /Port \d+ is in use/,
    )
    const second = await serve({ port: 0, database: file, ruleSet: RULE_SET })
    await second.stop()
  })

  test('refuses a database that another one uses', async () => {
    const file = newFile()
    await start(file)
    await expect(serve({ port: 0, database: file, ruleSet: RULE_SET })).rejects.toThrow(/already uses/)
  })

  test('finishes what is running when it is stopped, and can be stopped twice', async () => {
    const one = await start()
    const answers = Array.from({ length: 20 }, () => fetch(one.address).then((response) => response.status))
    const statuses = await Promise.all(answers)
    await Promise.all([one.stop(), one.stop()])
    expect(new Set(statuses)).toEqual(new Set([200]))
    await expect(fetch(one.address)).rejects.toThrow()
  })
})

describe('the settings', () => {
  test('have defaults', () => {
    const config = readConfig({})
    expect(config.port).toBe(3000)
    expect(config.database).toMatch(/\.data\/wardround\.sqlite$/)
    expect(config.marking).toBe('OFFICIAL-SENSITIVE')
  })

  test('are refused with a sentence when they are wrong', () => {
    for (const port of ['70000', '-1', 'http', '3000 '])
      expect(() => readConfig({ PORT: port })).toThrow(/PORT must be a number/)
    expect(() => readConfig({ WARDROUND_MARKING: '<b>' })).toThrow(/WARDROUND_MARKING/)
  })

  test('name a mail server and a sender together, or no mail is sent', () => {
    const url = 'smtps://ward:p%40ss@mail.trust.example:465'
    expect(readConfig({ WARDROUND_SMTP: url, WARDROUND_MAIL_FROM: 'a@trust.example' }).mail).toEqual({
      url,
      from: 'a@trust.example',
    })
    expect(readConfig({ WARDROUND_SMTP: '', WARDROUND_MAIL_FROM: '' }).mail).toBeUndefined()
    expect(() => readConfig({ WARDROUND_SMTP: url })).toThrow(/^Set WARDROUND_SMTP and WARDROUND_MAIL_FROM/)
    expect(() => readConfig({ WARDROUND_MAIL_FROM: 'a@b' })).toThrow(/^Set WARDROUND_SMTP and/)
  })

  test('that are no mail server or sender are refused without repeating the password', () => {
    const mail = (url: string, from: string) => () =>
      readConfig({ WARDROUND_SMTP: url, WARDROUND_MAIL_FROM: from })
    for (const url of [
      'https://u:hunter2@host',
      'smtp:u:hunter2@host',
      'smtp://u:hunter2@',
      'smtp://u:hunter2@host/?x=1',
      'smtp://u:hunter2@x@host',
      'smtp://u:hunter2%@host',
      'smtp://u:hunter2@host:99999',
      'smtp://u:hunt er2@host',
    ])
      expect(mail(url, 'a@trust.example'), url).toThrow(/^(?!.*hunter2)WARDROUND_SMTP must be like/)
    for (const from of ['Ward Round <a@b>', 'a@b, c@d', 'a@b\nBcc: c@d', 'ward'])
      expect(mail('smtp://u:hunter2@host', from), from).toThrow(/^(?!.*hunter2)WARDROUND_MAIL_FROM must be/)
  })
})

test('ends in order at SIGTERM', async () => {
  const root = new URL('../..', import.meta.url).pathname
  const script = `
    import { serve, stopAtSignals } from './src/web/serve.ts'
    import { readRuleFiles } from './src/rules/load.ts'
    import { compileFiles } from './src/rules/rule-set.ts'
    const served = await serve({ port: 0, database: ${JSON.stringify(newFile())}, ruleSet: compileFiles(readRuleFiles('rules')) })
    stopAtSignals(served)
    console.log(served.address)`
  const child = spawn(
    process.execPath,
    ['--import', './src/sources.mjs', '--input-type=module', '-e', script],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const address = await new Promise<string>((resolve) =>
    child.stdout.once('data', (bytes) => resolve(String(bytes).trim())),
  )
  expect((await fetch(address)).status).toBe(200)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
})
