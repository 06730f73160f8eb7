/**
 * A message in plain text → one SMTP server, with the patience that its sender has.
 * It refuses what could add a header or a recipient, sends nothing unencrypted to another machine, retries nothing,
 * and its errors hold neither the password nor a word of the message, nor what the server replied.
 */

import { createTransport } from 'nodemailer'
import type { Logger } from 'nodemailer/lib/shared'
import { isLoopback } from '../config.ts'
import { DomainError } from '../errors.ts'
import { isMailAddress } from './address.ts'

/** One message to one person. */
export interface Mail {
  /** A plain address. */
  readonly to: string
  /** One line of at most 200 characters. */
  readonly subject: string
  /** Plain text; there is no HTML. */
  readonly text: string
  /** Address that stops mails of this kind when it is posted to; mail programs show it as a button. */
  readonly stop?: string
}

/**
 * Hands a message to the mail server; fulfilled when the server took it, which is not yet the reader's inbox.
 * `patienceMs` is how long it may take, where somebody waits for it.
 * @throws DomainError 'invalid' (address, subject or text; or the server refuses this message for good), 'busy' (the server is down,
 * slow, or takes nothing from us now); PerhapsSent.
 */
export type Mailer = (mail: Mail, patienceMs?: number) => Promise<void>

/** The server has the whole message, and did not say in time whether it takes it: to send it again may send it twice. */
export class PerhapsSent extends DomainError {
  constructor() {
    super(
      'busy',
      'The mail server has the email, but did not say that it sends it. Ask whether it has arrived before you send it again.',
    )
  }
}

export interface MailSettings {
  /** `smtp://user:password@host:port` or `smtps://…`; user and password may be left out. */
  readonly url: string
  /** Address from which every message comes. */
  readonly from: string
  /** How long one message may take before it is given up, where nobody waits for it; two minutes unless given. */
  readonly patienceMs?: number
}

/** Servers that look at mail, or make strangers wait, take minutes. Source: RFC 5321, section 4.5.3.2 (2 to 10 minutes a step). */
const PATIENCE_MS = 120_000

const SENDER = 'Ward Round'
const LONGEST_SUBJECT = 200

/**
 * A mailer for one server; it opens no connection until it is used, and one for each message.
 * `smtps` is encrypted from the start. `smtp` must become so (STARTTLS) before anything is said, unless the server is
 * on this machine.
 * @throws Error when the settings are no such address.
 */
export function createMailer({ url, from, patienceMs: usual = PATIENCE_MS }: MailSettings): Mailer {
  if (!isMailAddress(from)) throw new Error('The sender of email must be a plain address.')
  const server = readServer(url)
  return async (mail, patienceMs = usual) => {
    refuse(mail)
    let isHandedOver = false
    const transport = createTransport({
      ...server,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
      // Nothing of it is kept: it only tells when the last byte of the message is on its way.
      logger: listenFor('message', () => (isHandedOver = true)),
    })
    const sent = transport.sendMail({
      from: { name: SENDER, address: from },
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // Asks mail programs not to answer by themselves. Source: RFC 3834, section 5.
      headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(mail.stop) },
      xMailer: false,
      signal: AbortSignal.timeout(patienceMs),
    })
    await sent.catch((reason: unknown) => {
      // Without a cause on purpose: the library's error may quote the server, and so the message or a password.
      if (isHandedOver && (reason as { responseCode?: number }).responseCode === undefined)
        throw new PerhapsSent()
      const [code, remedy] = isFinal(reason)
        ? (['invalid', 'Check the address.'] as const)
        : (['busy', 'Try again later.'] as const)
      throw new DomainError(code, `The email could not be sent: ${explain(reason)} ${remedy}`)
    })
  }
}

/** A log of the library's that keeps nothing, and calls at each entry of one kind. */
function listenFor(kind: string, call: () => void): Logger {
  const pass = () => undefined
  const info = (...[entry]: unknown[]) => {
    if (typeof entry === 'object' && entry !== null && 'tnx' in entry && entry.tnx === kind) call()
  }
  return { trace: pass, debug: pass, info, warn: pass, error: pass, fatal: pass }
}

function readServer(text: string) {
  // Not `new URL`: its error quotes the whole text, and so the password.
  const url = URL.parse(text)
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new Error('The mail server must be smtp:// or smtps:// with a host.')
  const { protocol, hostname, port, username, password } = url
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = protocol === 'smtps:'
  return {
    host,
    port: Number(port) || (secure ? 465 : 587),
    secure,
    // A relay on this machine often shows a certificate that nobody signed; nothing leaves the machine.
    ...(isLoopback(host) ? { ignoreTLS: true } : { requireTLS: true }),
    ...(username === ''
      ? {}
      : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  }
}

/** Only an https address may be posted to by itself. Source: RFC 8058, section 3.1. */
function stopHeaders(stop: string | undefined): Record<string, string> {
  if (stop === undefined) return {}
  const listed = { 'List-Unsubscribe': `<${stop}>` }
  return stop.startsWith('https://')
    ? { ...listed, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : listed
}

/** @throws DomainError 'invalid' for what could add a header, or can be no message. */
function refuse({ to, subject, text, stop }: Mail): void {
  if (!isMailAddress(to))
    throw new DomainError(
      'invalid',
      'Enter an email address in the correct format, like name@example.nhs.uk.',
    )
  if (subject.trim() === '' || subject.length > LONGEST_SUBJECT || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(subject))
    throw new DomainError(
      'invalid',
      `The subject of an email must be one line of at most ${LONGEST_SUBJECT} characters.`,
    )
  if (stop !== undefined && !/^https?:\/\/[\w.:/-]{1,300}$/.test(stop))
    throw new DomainError('invalid', 'The address that stops an email must be a plain web address.')
  if (text.trim() === '' || text.includes('\0'))
    throw new DomainError('invalid', 'An email must have a text, without the character NUL.')
}

/** Whether the server will never take this message to this address, whatever it does with others. */
function isFinal(reason: unknown): boolean {
  const { permanent, command } = reason as { permanent?: boolean; command?: string }
  return permanent === true && (command === 'RCPT TO' || command === 'DATA')
}

/** Why the library gave up, in one sentence for people and operators. */
function explain(reason: unknown): string {
  const { code, responseCode } = reason as { code?: string; responseCode?: number }
  const reply = responseCode === undefined ? '' : ` (reply ${responseCode})`
  switch (code) {
    case 'EABORT':
    case 'ETIMEDOUT':
      return 'the mail server did not finish in time.'
    case 'EDNS':
      return 'the name of the mail server is not known.'
    case 'EAUTH':
    case 'ENOAUTH':
      return `the mail server does not accept our user name and password${reply}.`
    case 'ETLS':
      return `the mail server offers no encryption${reply}.`
    case 'EENVELOPE':
      return `the mail server refuses the sender or the recipient${reply}.`
    case 'EMESSAGE':
      return `the mail server refuses the message${reply}.`
    case 'ESOCKET':
    case 'ECONNECTION':
      return 'the mail server cannot be reached, or its certificate is not trusted.'
    default:
      return `the mail server does not do what was asked${reply}.`
  }
}
