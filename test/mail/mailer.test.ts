import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import { isMailAddress } from '../../src/mail/address.ts'
import { createMailer, PerhapsSent } from '../../src/mail/mailer.ts'

const FROM = 'wardround@trust.example'
const MAIL = { to: 'lead@trust.example', subject: 'Your sign-in code', text: 'The secret word is marmalade.' }

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()))
})

/** A real mail server on this machine; `received` fills with what it took. */
async function startServer(options: SMTPServerOptions = {}) {
  const received: { from: string; to: string[]; raw: string; secure: boolean; user: unknown }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'p@ss/word' ? done(null, { user: username }) : done(new Error('no, p@ss/wrong is wrong')),
    onData(stream, { envelope, secure, user }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        received.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('latin1'),
          secure,
          user,
        })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
  })
  closers.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { port, received }
}

/** A server that takes connections and does what it is told with them. */
async function startBareServer(onConnection: Parameters<typeof createServer>[1]): Promise<number> {
  const open = new Set<{ destroy(): void }>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    onConnection?.(socket)
  })
  closers.push(() => {
    for (const socket of open) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
}

const mailerTo = (
  port: number,
  { login = '', host = '127.0.0.1', scheme = 'smtp', patienceMs = 20_000 } = {},
) => createMailer({ url: `${scheme}://${login}${host}:${port}`, from: FROM, patienceMs })

/** The header's value with encoded words read. */
function headerOf(raw: string, name: string): string {
  const [head = ''] = raw.split('\r\n\r\n')
  const line = head.replace(/\r\n[ \t]+/g, ' ').match(new RegExp(`^${name}: (.*)$`, 'im'))?.[1] ?? ''
  return line
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : readQuoted(text.replaceAll('_', ' ')),
    )
}

function readQuoted(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

function bodyOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4)
  return headerOf(raw, 'Content-Transfer-Encoding') === 'base64'
    ? Buffer.from(body, 'base64').toString()
    : readQuoted(body)
}

describe('a message', () => {
  test('arrives whole, with British and Welsh letters, the pound and long lines', async () => {
    const { port, received } = await startServer()
    const text = `Ŵyn, Siân and Zoë: £4,000 – “urgent”.\n.\n.A line that begins with a dot\n${'long '.repeat(300)}\n\nFrom here on`
    await mailerTo(port)({
      to: "s.o'neill+ward@trust.example",
      subject: 'Siân asks for £4,000 – a decision',
      text,
    })
    const [mail] = received
    expect(received).toHaveLength(1)
    expect(mail?.from).toBe(FROM)
    expect(mail?.to).toEqual(["s.o'neill+ward@trust.example"])
    expect(headerOf(mail?.raw ?? '', 'Subject')).toBe('Siân asks for £4,000 – a decision')
    expect(headerOf(mail?.raw ?? '', 'From')).toBe(`Ward Round <${FROM}>`)
    expect(headerOf(mail?.raw ?? '', 'Content-Type')).toMatch(/^text\/plain; charset=utf-8/)
    expect(headerOf(mail?.raw ?? '', 'Auto-Submitted')).toBe('auto-generated')
    expect(
      bodyOf(mail?.raw ?? '')
        .replaceAll('\r\n', '\n')
        .trimEnd(),
    ).toBe(text)
  })

  test('is sent after signing in, when the settings hold a user and a password with odd characters', async () => {
    const { port, received } = await startServer({ authOptional: false })
    await mailerTo(port, { login: 'ward%40round:p%40ss%2Fword@' })(MAIL)
    expect(received[0]?.user).toBe('ward@round')
  })

  test('is refused when its address could be more than one address', async () => {
    const { port, received } = await startServer()
    for (const to of [
      'lead@trust.example\r\nBcc: all@trust.example',
      'lead@trust.example\n',
      'lead@trust.example, other@trust.example',
      'Lead <lead@trust.example>',
      '"lead other"@trust.example',
      'lead@trust.example>\r\nRCPT TO:<other@trust.example',
      'lead(other@trust.example)@trust.example',
      'lead@trust..example',
      'lead',
      '',
    ])
      await expect(mailerTo(port)({ ...MAIL, to }), to).rejects.toMatchObject({ code: 'invalid' })
    expect(received).toEqual([])
  })

  test('is refused when its subject could begin another header', async () => {
    const { port, received } = await startServer()
    for (const subject of [
      'Hello\r\nBcc: all@trust.example',
      'Hello\nX: y',
      'Hello\rX',
      'a\u2028b',
      'a\0b',
      ' ',
      'x'.repeat(201),
    ])
      await expect(mailerTo(port)({ ...MAIL, subject }), subject).rejects.toMatchObject({ code: 'invalid' })
    expect(received).toEqual([])
  })

  test('says where it is stopped, and that a program may post there only over https', async () => {
    const { port, received } = await startServer()
    for (const stop of ['https://ward.example/stop/a_b-1', 'http://localhost:3000/stop/a'])
      await mailerTo(port)({ ...MAIL, stop })
    await mailerTo(port)(MAIL)
    const headers = received.map(({ raw }) => [
      headerOf(raw, 'List-Unsubscribe'),
      headerOf(raw, 'List-Unsubscribe-Post'),
    ])
    expect(headers).toEqual([
      ['<https://ward.example/stop/a_b-1>', 'List-Unsubscribe=One-Click'],
      ['<http://localhost:3000/stop/a>', ''],
      ['', ''],
    ])
    for (const stop of ['', 'mailto:a@b.example', 'https://a.example/>\r\nBcc: x@y.example', 'https://a b'])
      await expect(mailerTo(port)({ ...MAIL, stop }), stop).rejects.toMatchObject({ code: 'invalid' })
  })

  test('is refused without a text', async () => {
    const { port } = await startServer()
    await expect(mailerTo(port)({ ...MAIL, text: ' \n' })).rejects.toMatchObject({ code: 'invalid' })
  })

  test('keeps lines that look like headers or the end of a message inside its text', async () => {
    const { port, received } = await startServer()
    await mailerTo(port)({
      ...MAIL,
      text: 'One\r\n.\r\nMAIL FROM:<evil@trust.example>\r\nBcc: all@trust.example',
    })
    expect(received).toHaveLength(1)
    expect(headerOf(received[0]?.raw ?? '', 'Bcc')).toBe('')
    expect(bodyOf(received[0]?.raw ?? '')).toContain('Bcc: all@trust.example')
  })
})

describe('a mail server that fails gives one clear error', () => {
  const failed = async (promise: Promise<void>, code = 'busy') => {
    const error = await promise.then(
      () => expect.unreachable('it was sent'),
      (reason: unknown) => reason as Error & { code: string },
    )
    expect(error).toMatchObject({ name: 'DomainError', code })
    // Neither the password, nor the message, nor what the server said.
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toMatch(/p@ss|p%40ss|marmalade/)
    return error.message
  }

  test('down', async () => {
    const port = await startBareServer(() => {})
    await Promise.all(closers.splice(0).map((close) => close()))
    expect(await failed(mailerTo(port)(MAIL))).toContain('cannot be reached')
  })

  test('silent after the connection', async () => {
    const port = await startBareServer(() => {})
    expect(await failed(mailerTo(port, { patienceMs: 200 })(MAIL))).toContain('did not finish in time')
  })

  test('dripping a byte now and then, so that it never looks idle', async () => {
    const port = await startBareServer((socket) => {
      const drip = setInterval(() => socket.write('2'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await failed(mailerTo(port, { patienceMs: 300 })(MAIL))).toContain('did not finish in time')
  })

  test('silent after it has the whole message', async () => {
    const { port } = await startServer({ onData: (stream) => void stream.resume() })
    const sent = mailerTo(port)(MAIL, 600)
    await expect(sent).rejects.toBeInstanceOf(PerhapsSent)
    expect(await failed(sent)).toContain('Ask whether it has arrived before you send it again')
  })

  test('refusing the recipient, and quoting the message while at it', async () => {
    const { port } = await startServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no marmalade'), { responseCode: 550 })),
    })
    expect(await failed(mailerTo(port)(MAIL), 'invalid')).toContain(
      'refuses the sender or the recipient (reply 550). Check the address.',
    )
  })

  test('refusing the recipient for now, or the sender: that is no fault of the address', async () => {
    const full = await startServer({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no marmalade'), { responseCode: 452 })),
    })
    expect(await failed(mailerTo(full.port)(MAIL))).toContain('(reply 452). Try again later.')
    const strict = await startServer({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('no marmalade'), { responseCode: 550 })),
    })
    expect(await failed(mailerTo(strict.port)(MAIL))).toContain('(reply 550). Try again later.')
  })

  test('refusing the message', async () => {
    const { port } = await startServer({
      onData(stream, _session, done) {
        stream.resume()
        stream.on('end', () => done(Object.assign(new Error('marmalade is spam'), { responseCode: 554 })))
      },
    })
    expect(await failed(mailerTo(port)(MAIL), 'invalid')).toContain('refuses the message (reply 554)')
  })

  test('refusing the password', async () => {
    const { port } = await startServer({ authOptional: false })
    expect(await failed(mailerTo(port, { login: 'ward:p%40ss%2Fwrong@' })(MAIL))).toContain(
      'does not accept our user name and password (reply 535)',
    )
  })

  test('closing the door', async () => {
    const port = await startBareServer((socket) => socket.end('554 no marmalade\r\n'))
    expect(await failed(mailerTo(port)(MAIL))).toContain('reply 554')
  })

  test('without encryption, unless it is on this machine', async () => {
    const { port, received } = await startServer()
    // 0.0.0.0 leads to the same server, but is no name of this machine that we trust.
    expect(await failed(mailerTo(port, { host: '0.0.0.0', login: 'ward:p%40ss%2Fword@' })(MAIL))).toContain(
      'offers no encryption',
    )
    expect(received).toEqual([])
    await mailerTo(port)(MAIL)
    expect(received[0]?.secure).toBe(false)
  })

  test('with a certificate that nobody trusts', async () => {
    const { port, received } = await startServer({ secure: true })
    expect(await failed(mailerTo(port, { scheme: 'smtps', login: 'ward:p%40ss%2Fword@' })(MAIL))).toContain(
      'certificate is not trusted',
    )
    expect(received).toEqual([])
  })
})

describe('an address', () => {
  test('is one plain address of letters that every server takes', () => {
    for (const good of [
      'a@b',
      "o'neill@x.nhs.uk",
      'first.last+tag@trust.example',
      `${'a'.repeat(64)}@b.example`,
    ])
      expect(isMailAddress(good), good).toBe(true)
    for (const bad of [
      '',
      '@',
      'a@',
      '@b',
      'a b@c',
      'a@b@c',
      'a@-b',
      'a@b-',
      'a@b.',
      'siân@trust.example',
      'a@b\n',
      `${'a'.repeat(65)}@b`,
      `a@${'b.'.repeat(127)}c`,
    ])
      expect(isMailAddress(bad), bad).toBe(false)
  })
})

function attempt(action: () => unknown): Error | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return error as Error
  }
}

test('settings that are no mail server are refused without their password', () => {
  for (const [url, from] of [
    ['https://ward:p%40ss@host', FROM],
    ['ward:p%40ss@host', FROM],
    ['smtp://ward:p%40ss@host:port', FROM],
    ['smtp://ward:p%40ss@host', 'Ward Round <wardround@trust.example>'],
    ['smtp://ward:p%40ss@host', 'a@b\r\nBcc: c@d'],
  ] as const) {
    const error = attempt(() => createMailer({ url, from }))
    expect(error?.message, url).toContain('must be')
    expect(inspect(error), url).not.toContain('p%40ss')
  }
})
