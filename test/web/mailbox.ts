/** A real mail server on this machine for tests, and what it was given: whoever waits for a letter gets it as soon as it is there. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface Mailbox {
  readonly settings: { readonly url: string; readonly from: string }
  readonly letters: readonly Letter[]
  /** The next letter to an address that was not taken yet; waits for it. */
  take(to: string): Promise<Letter>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const letters: Letter[] = []
  const taken = new Set<Letter>()
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join()
        letters.push({ to, ...read(Buffer.concat(parts).toString('latin1')) })
        done()
        for (const wake of waiting) wake()
      })
    },
  })
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port))
  })
  return {
    settings: { url: `smtp://127.0.0.1:${port}`, from: 'wardround@trust.example' },
    letters,
    take: (to) =>
      new Promise((resolve) => {
        const look = () => {
          const found = letters.find((one) => one.to === to && !taken.has(one))
          if (found === undefined) return
          waiting.delete(look)
          taken.add(found)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Subject and text, with quoted-printable read. */
function read(raw: string): { subject: string; text: string } {
  const cut = raw.indexOf('\r\n\r\n')
  const [head, body] = [raw.slice(0, cut), raw.slice(cut + 4)]
  const subject = /^Subject: (.*)$/im.exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? ''
  if (!/quoted-printable/i.test(head)) return { subject, text: body }
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return { subject, text: Buffer.from(bytes, 'latin1').toString('utf8') }
}

/** The path of the link in a letter. */
export function linkIn({ text }: Letter): string {
  return /https?:\/\/[^/\s]+(\/\S+)/.exec(text)?.[1] ?? ''
}
