/**
 * The environment → settings of this process, checked once.
 * It refuses what it cannot understand instead of falling back to a default.
 */
import { fileURLToPath } from 'node:url'
import { PROJECT } from './project.ts'

export interface Config {
  /** 0 asks the system for a free one. */
  readonly port: number
  /** Path of the SQLite file, or URL of the PostgreSQL database, which may hold a password. */
  readonly database: string
  /** Handling marking on everything that holds a trust's answers or results. */
  readonly marking: string
  /** Whole years; undefined: nothing is deleted by itself. */
  readonly keepYears?: number
  /** Mail server and sender; undefined: no email is sent. */
  readonly mail?: { readonly url: string; readonly from: string }
}

/**
 * Reads PORT (default 3000), DATABASE_URL or WARDROUND_DB (default `.data/wardround.sqlite` in the project), WARDROUND_MARKING
 * (default OFFICIAL-SENSITIVE), WARDROUND_KEEP_YEARS (default: for ever), and WARDROUND_SMTP with WARDROUND_MAIL_FROM (both or neither).
 * @throws Error with a sentence for the operator.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new Error(
      'NODE_TLS_REJECT_UNAUTHORIZED is 0: then no server proves its name, of the database, of mail or of sign-in. Take it away; NODE_EXTRA_CA_CERTS names the certificate of your own authority.',
    )
  return {
    port: readPort(env['PORT']),
    database: readDatabase(env['DATABASE_URL'], env['WARDROUND_DB']),
    marking: readMarking(env['WARDROUND_MARKING']),
    ...readKeepYears(env['WARDROUND_KEEP_YEARS']),
    ...readMail(env['WARDROUND_SMTP'], env['WARDROUND_MAIL_FROM']),
  }
}

/** @throws Error when it is not a port. */
export function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return 3000
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65535) return Number(text)
  throw new Error(`PORT must be a number from 0 to 65535; it is "${text}".`)
}

function readDatabase(url: string | undefined, file: string | undefined): string {
  if (!url) return file || fileURLToPath(new URL('.data/wardround.sqlite', PROJECT))
  if (file) throw new Error('Set DATABASE_URL for PostgreSQL or WARDROUND_DB for a file, not both.')
  const parsed = parseDatabaseUrl(url)
  // What is wrong with it is not quoted: it may be the password.
  if (parsed === undefined)
    throw new Error(
      'DATABASE_URL must look like postgresql://user:password@host:5432/database; in the password, signs other than letters and digits are written as %21 and so on.',
    )
  if (!isPrivate(parsed))
    throw new Error(
      'DATABASE_URL leads to another machine, so it must end in ?sslmode=verify-full, without ssl or uselibpqcompat: then nobody between can read what is sent. Where your own authority signed the certificate of the server, add &sslrootcert= and the path of its certificate.',
    )
  return url
}

function parseDatabaseUrl(text: string): URL | undefined {
  if (!/^postgres(ql)?:\/\/\S+$/.test(text) || /#|%(?![0-9a-f]{2})/i.test(text)) return undefined
  const url = URL.parse(text)
  // Without a host, whatever the environment says would be one.
  return url !== null && /^\/[^/]+$/.test(url.pathname) && hostOf(url) !== '' ? url : undefined
}

/** Where the connection goes: a host, or the folder of a socket. What stands behind the question mark counts more. */
function hostOf({ hostname, searchParams }: URL): string {
  return searchParams.getAll('host').at(-1) || decodeURIComponent(hostname)
}

/** Whether what is said to a host never leaves this machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|\[?::1\]?|127(\.\d{1,3}){3})$/.test(host)
}

/** It stays on this machine, or is encrypted to a server that proves its name. */
function isPrivate(url: URL): boolean {
  const { searchParams } = url
  const host = hostOf(url)
  if (host.startsWith('/') || isLoopback(host)) return true
  const modes = searchParams.getAll('sslmode')
  const isWeakened = ['ssl', 'uselibpqcompat'].some((name) => searchParams.has(name))
  return modes.length === 1 && modes[0] === 'verify-full' && !isWeakened
}

function readMarking(text: string | undefined): string {
  const marking = text?.trim() || 'OFFICIAL-SENSITIVE'
  if (marking.length <= 60 && /^[\w ,.:()–-]+$/.test(marking)) return marking
  throw new Error('WARDROUND_MARKING must be at most 60 letters, digits, spaces and plain punctuation.')
}

/** After how many years from its reference date what an assessment holds is deleted. */
function readKeepYears(text: string | undefined): Pick<Config, 'keepYears'> {
  if (!text) return {}
  if (/^[1-9]\d?$/.test(text)) return { keepYears: Number(text) }
  throw new Error(
    'WARDROUND_KEEP_YEARS must be a whole number of years from 1 to 99; without it, nothing is deleted by itself.',
  )
}

/** Never repeats the address of the server: it may hold a password. */
function readMail(url: string | undefined, from: string | undefined): Pick<Config, 'mail'> {
  if (!url && !from) return {}
  if (!url || !from)
    throw new Error('Set WARDROUND_SMTP and WARDROUND_MAIL_FROM together, or neither of them.')
  if (!isMailServer(url))
    throw new Error(
      'WARDROUND_SMTP must be like smtp://user:password@host:587 or smtps://user:password@host:465, with nothing after it. Write odd characters of the password as % and two hexadecimal digits.',
    )
  if (!/^[^\s@<>,]+@[^\s@<>,]+$/.test(from))
    throw new Error('WARDROUND_MAIL_FROM must be a plain email address, like wardround@trust.example.')
  return { mail: { url, from } }
}

function isMailServer(text: string): boolean {
  const url = URL.parse(text)
  const shape = /^smtps?:\/\/([^\s/?#@:]+(:[^\s/?#@:]*)?@)?[^\s/?#@]+\/?$/
  return url !== null && shape.test(text) && !/%(?![0-9a-f]{2})/i.test(text)
}
