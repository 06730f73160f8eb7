/**
 * The settings of single sign-on → what the sign-in service says about itself; and an error of it → why, for the log.
 * What is logged holds names and codes of the protocol only: never a secret, a token, a code, or a word that somebody else wrote.
 */

import type * as openid from 'openid-client'
import { DomainError } from '../errors.ts'
import type { Gate } from './gate.ts'
import { isLoopback } from '../config.ts'
import type { SsoSettings } from './settings.ts'

const PATIENCE_SECONDS = 5
/** What the service says about itself is asked for anew after this: it may move, or take another proof from us (ours). */
const GOOD_FOR_MS = 3_600_000

/** Loaded when somebody first signs in by it. */
export const library = () => import('openid-client')

const known = new WeakMap<SsoSettings, { readonly says: openid.Configuration; readonly until: number }>()

/** What the service says about itself. @throws DomainError 'busy' when it does not answer, or not as a sign-in service does. */
export async function discover(gate: Pick<Gate, 'now'>, sso: SsoSettings): Promise<openid.Configuration> {
  const found = known.get(sso)
  const now = gate.now().getTime()
  if (found !== undefined && now < found.until) return found.says
  const issuer = new URL(sso.issuer)
  const openid = await library()
  try {
    const says = await openid.discovery(issuer, sso.clientId, undefined, proveOurselves(openid, sso), {
      timeout: PATIENCE_SECONDS,
      execute: [
        // What it says is signed, and the signature is looked at whatever way it came.
        openid.enableNonRepudiationChecks,
        // Over TLS only, but on this machine.
        ...(isLoopback(issuer.hostname) ? [openid.allowInsecureRequests] : []),
      ],
    })
    known.set(sso, { says, until: now + GOOD_FOR_MS })
    return says
  } catch (error) {
    throw unreachable(gate, error)
  }
}

/**
 * Shows our secret in the way that the service takes. One that names no way takes `client_secret_basic`.
 * Source: OpenID Connect Discovery 1.0, section 3, `token_endpoint_auth_methods_supported`.
 */
function proveOurselves(
  { ClientSecretBasic, ClientSecretPost }: typeof openid,
  { clientSecret }: SsoSettings,
): openid.ClientAuth {
  return (service, ...rest) => {
    const ways = service.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const prove = ways.includes('client_secret_post') ? ClientSecretPost : ClientSecretBasic
    prove(clientSecret)(service, ...rest)
  }
}

/** Whether it did not answer in time, so that the same may work later. */
export function isLate(error: unknown): boolean {
  return ['OAUTH_TIMEOUT', 'OAUTH_ABORT'].includes(codeOf(error) ?? '')
}

export function unreachable(gate: Pick<Gate, 'now'>, cause: unknown): DomainError {
  logSso(gate, 'the sign-in service does not answer', reasonsOf(cause))
  return new DomainError(
    'busy',
    'The sign-in service of your organisation does not answer. Try again in a minute, or sign in another way.',
    { cause },
  )
}

/** One line of the log about somebody who was not let in. */
export function logSso(gate: Pick<Gate, 'now'>, fault: string, reasons: readonly string[]): void {
  console.error(JSON.stringify({ at: gate.now().toISOString(), singleSignOn: fault, reasons }))
}

/** What the library and the service say of an error, the nearest first. */
export function reasonsOf(error: unknown): string[] {
  const reasons: string[] = []
  for (let one = error, depth = 0; isObject(one) && depth < 5; one = one['cause'], depth++) {
    const code = codeOf(one)
    // Only the library's own sentences: those of others may quote what was sent.
    const message = code?.startsWith('OAUTH_') === true ? one['message'] : undefined
    const status = one['status']
    reasons.push(
      ...[
        code ?? plain('an error of the kind', one['name']),
        message,
        plain('the service says', one['error']),
        typeof status === 'number' ? `status ${status}` : undefined,
        plain('claim', one['claim']),
        plain('attribute', one['attribute']),
      ].filter((reason) => typeof reason === 'string'),
    )
  }
  return [...new Set(reasons)]
}

/** A name of the protocol, and nothing else. */
export function plain(what: string, name: unknown): string | undefined {
  return typeof name === 'string' && /^[\w.:/-]{1,100}$/.test(name) ? `${what} ${name}` : undefined
}

function codeOf(error: unknown): string | undefined {
  const code = isObject(error) ? error['code'] : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
