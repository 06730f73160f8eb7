/**
 * The environment → what the service needs to know beyond the demonstration: its address, its secret, its proxy and single sign-on.
 * It refuses what it cannot understand, and never repeats a secret.
 */

import { isIP } from 'node:net'
import { isLoopback } from '../config.ts'

export interface SsoSettings {
  /** The sign-in service, such as `https://login.trust.example`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Values of `acr` of which one is demanded, since it proves a second factor; none: `amr` may hold `mfa`, or ours is asked for. */
  readonly acr: readonly string[]
}

export interface ServiceSettings {
  /** Where people reach the service; undefined: at the port, on this machine. */
  readonly origin: string | undefined
  /** Undefined: a key file beside the database file. */
  readonly secret: string | undefined
  /** Whose X-Forwarded-For is believed; undefined: nobody's. */
  readonly proxy: string | undefined
  readonly sso: SsoSettings | undefined
}

type Environment = Readonly<Record<string, string | undefined>>

/** Settings of tests and of a service on one's own machine. */
export const PLAIN_SETTINGS: ServiceSettings = {
  origin: undefined,
  secret: undefined,
  proxy: undefined,
  sso: undefined,
}

/**
 * Reads WARDROUND_URL, WARDROUND_SECRET, WARDROUND_PROXY and WARDROUND_OIDC_….
 * @throws Error with a sentence for the operator.
 */
export function readServiceSettings(env: Environment): ServiceSettings {
  return {
    origin: readOrigin(env['WARDROUND_URL']),
    secret: readSecret(env['WARDROUND_SECRET']),
    proxy: readProxy(env['WARDROUND_PROXY']),
    sso: readSso(env),
  }
}

function readOrigin(text: string | undefined): string | undefined {
  if (!text) return undefined
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new Error(
      'WARDROUND_URL must be the address at which people reach Ward Round, like https://wardround.trust.example, with nothing after it.',
    )
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new Error('WARDROUND_URL must begin with https://; only on this machine is http:// enough.')
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new Error(
      'WARDROUND_URL must have a name, such as localhost: browsers keep no passkey for a number.',
    )
  return url.origin
}

/** Fewest characters, of which so many must differ: 32 random hexadecimal digits have 128 bits. */
const SHORTEST_SECRET = 32
const FEWEST_DIFFERENT = 10

function readSecret(text: string | undefined): string | undefined {
  if (!text) return undefined
  const isExample = /example|secret|change|password|wardround|0123456|abcdef/i.test(text)
  if (text.length >= SHORTEST_SECRET && new Set(text).size >= FEWEST_DIFFERENT && !isExample) return text
  throw new Error(
    `WARDROUND_SECRET must be at least ${SHORTEST_SECRET} random characters, and no example. Make one with: openssl rand -base64 48`,
  )
}

function readProxy(text: string | undefined): string | undefined {
  if (!text) return undefined
  if (isIP(text) !== 0) return text
  throw new Error('WARDROUND_PROXY must be the address of the proxy before Ward Round, such as 127.0.0.1.')
}

function readSso(env: Environment): SsoSettings | undefined {
  const issuer = env['WARDROUND_OIDC_ISSUER']
  const clientId = env['WARDROUND_OIDC_CLIENT_ID']
  const clientSecret = env['WARDROUND_OIDC_CLIENT_SECRET']
  if (!issuer && !clientId && !clientSecret) return undefined
  if (!issuer || !clientId || !clientSecret)
    throw new Error(
      'Set WARDROUND_OIDC_ISSUER, WARDROUND_OIDC_CLIENT_ID and WARDROUND_OIDC_CLIENT_SECRET together, or none of them.',
    )
  const url = URL.parse(issuer)
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    (url.protocol === 'http:' && !isLoopback(url.hostname))
  )
    throw new Error(
      'WARDROUND_OIDC_ISSUER must be the https:// address of the sign-in service, as it names itself.',
    )
  const acr = (env['WARDROUND_OIDC_ACR'] ?? '').split(/\s+/).filter((value) => value !== '')
  return { issuer, clientId, clientSecret, acr }
}
