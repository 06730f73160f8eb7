/**
 * Single sign-on by OpenID Connect: to the sign-in service with PKCE, state and nonce, and back with what it says → one of our accounts.
 * It is matched by issuer and subject only. A mail address that the service names is not even read.
 */

import { DomainError } from '../errors.ts'
import type { AccountId } from '../ids.ts'
import { findAccount } from '../store/accounts.ts'
import { findSsoAccount, insertSsoIdentity, type SsoIdentity } from '../store/sso-identities.ts'
import { write } from '../store/transaction.ts'
import { demandTicket, findInvited, linkedElsewhere, openInvited } from './enrolling.ts'
import { type Gate, instant, note, type Visit } from './gate.ts'
import { type AtSso, beginHalfWay, endHalfWay, type Step } from './half-way.ts'
import { tell } from './letters.ts'
import { notYou } from './own-account.ts'
import { beginSession, refresh } from './sessions.ts'
import type { SsoSettings } from './settings.ts'
import { goOn, type Outcome } from './signing-in.ts'
import { discover, isLate, library, logSso, plain, reasonsOf, unreachable } from './sso-provider.ts'

export const SSO_RETURN = '/sign-in/single-sign-on/return'

/** How long ago the service may have asked its user, when a fresh proof is wanted. */
const FRESH_SECONDS = 600

/** What is to happen when they come back. */
export type Purpose = Pick<AtSso, 'purpose' | 'accountId' | 'invitation'>

/**
 * Where to send the browser, and the token by which it is known again.
 * @throws DomainError 'not-found' without single sign-on, 'busy' when the service does not answer.
 */
export async function startSso(
  gate: Gate,
  purpose: Purpose,
  next: string | undefined,
): Promise<{ readonly url: string; readonly token: string }> {
  const sso = settingsOf(gate)
  const configuration = await discover(gate, sso)
  const openid = await library()
  const [state, nonce, verifier] = [
    openid.randomState(),
    openid.randomNonce(),
    openid.randomPKCECodeVerifier(),
  ]
  const url = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: `${gate.origin}${SSO_RETURN}`,
    scope: 'openid',
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(sso.acr.length === 0 ? {} : { acr_values: sso.acr.join(' ') }),
    ...(purpose.purpose === 'prove' ? { prompt: 'login', max_age: '0' } : {}),
  })
  const token = await beginHalfWay(gate.db, gate, {
    kind: 'sso',
    ...purpose,
    state,
    nonce,
    verifier,
    ...(next === undefined ? {} : { next }),
  })
  return { url: url.href, token }
}

function settingsOf(gate: Gate): SsoSettings {
  if (gate.sso === undefined) throw new DomainError('not-found', 'There is no single sign-on here.')
  return gate.sso
}

export type SsoOutcome =
  | Outcome
  /** Nobody here has linked this account of the service. */
  | { readonly outcome: 'unknown' }
  /** Of a signed-in owner: linked, or proved. */
  | { readonly outcome: 'linked'; readonly next: string | undefined }
  | { readonly outcome: 'proved'; readonly next: string | undefined }

/** What became of somebody who comes back; `query` is the address's, with its question mark. */
export async function finishSso(
  gate: Gate,
  visit: Visit,
  half: Step<'sso'>,
  query: string,
  session: { readonly id: string; readonly accountId: AccountId } | undefined,
): Promise<SsoOutcome> {
  // What comes back is looked at once, rightly or not.
  if (!(await endHalfWay(gate.db, half.token))) return { outcome: 'over' }
  const said = await ask(gate, half, query)
  if (said === undefined) return { outcome: 'refused' }
  const done = await goOnWith(gate, visit, half, said, session)
  const why = WHY_NOT[done.outcome]
  if (why !== undefined) logSso(gate, why, said.proof)
  return done
}

/** What the log says of those whom the service named and we did not let in. */
const WHY_NOT: Readonly<Partial<Record<SsoOutcome['outcome'], string>>> = {
  unproved: 'no second factor that is taken here',
  unknown: 'no active account here is linked to who came',
  refused: 'who came is not the owner of the session',
}

async function goOnWith(
  gate: Gate,
  visit: Visit,
  half: Step<'sso'>,
  said: Said,
  session: { readonly id: string; readonly accountId: AccountId } | undefined,
): Promise<SsoOutcome> {
  if (!said.isProved && settingsOf(gate).acr.length > 0) return { outcome: 'unproved' }
  if (half.purpose === 'accept') return accept(gate, visit, half, said)
  if (half.purpose === 'sign-in') return signIn(gate, visit, half, said)
  // The browser must still be that of the owner who went.
  if (session === undefined || session.accountId !== half.accountId) return { outcome: 'refused' }
  return half.purpose === 'link'
    ? link(gate, visit, half, said, session)
    : prove(gate, visit, half, said, session)
}

interface Said {
  readonly identity: SsoIdentity
  /** It proves a second factor, by `acr` or `amr`. */
  readonly isProved: boolean
  /** What was said of that, for the log. */
  readonly proof: readonly string[]
}

/** Redeems the code; undefined when anything is not as it was asked for. */
async function ask(gate: Gate, half: Step<'sso'>, query: string): Promise<Said | undefined> {
  const sso = settingsOf(gate)
  const configuration = await discover(gate, sso)
  const openid = await library()
  try {
    const tokens = await openid.authorizationCodeGrant(
      configuration,
      new URL(`${gate.origin}${SSO_RETURN}${query}`),
      {
        expectedState: half.state,
        expectedNonce: half.nonce,
        pkceCodeVerifier: half.verifier,
        idTokenExpected: true,
        ...(half.purpose === 'prove' ? { maxAge: FRESH_SECONDS } : {}),
      },
    )
    const claims = tokens.claims()
    if (claims === undefined || claims.sub === '') {
      logSso(gate, 'refused', ['no subject'])
      return undefined
    }
    const { iss, sub, acr, amr } = claims
    const isProved =
      sso.acr.length > 0
        ? typeof acr === 'string' && sso.acr.includes(acr)
        : Array.isArray(amr) && amr.includes('mfa')
    return { identity: { issuer: iss, subject: sub }, isProved, proof: proofOf(acr, amr) }
  } catch (error) {
    if (isLate(error)) throw unreachable(gate, error)
    logSso(gate, 'refused', reasonsOf(error))
    return undefined
  }
}

function proofOf(acr: unknown, amr: unknown): string[] {
  const all = [plain('acr', acr), ...(Array.isArray(amr) ? amr : []).map((one) => plain('amr', one))]
  const stated = all.filter((one) => one !== undefined)
  return stated.length === 0 ? ['it states no acr and no amr'] : stated
}

async function signIn(gate: Gate, visit: Visit, half: Step<'sso'>, said: Said): Promise<SsoOutcome> {
  const accountId = await findSsoAccount(gate.db, said.identity)
  const account = accountId === undefined ? undefined : await findAccount(gate.db, accountId)
  if (account?.status !== 'active') return { outcome: 'unknown' }
  if (!said.isProved) return goOn(gate, account, 'single-sign-on', half.next)
  return write(gate.db, async (db): Promise<SsoOutcome> => {
    if ((await findAccount(db, account.id))?.status !== 'active') return { outcome: 'unknown' }
    const token = await beginSession(db, gate, account.id, visit)
    await note(db, gate, account, visit, 'signed-in', { how: 'single-sign-on with its second factor' })
    return { outcome: 'signed-in', token, accountId: account.id, next: half.next }
  })
}

/** Accepts an invitation: the account is linked, and opened now or when a second factor of ours is enrolled. */
async function accept(gate: Gate, visit: Visit, half: Step<'sso'>, said: Said): Promise<SsoOutcome> {
  const { invitation = '' } = half
  const invited = await findInvited(gate, invitation)
  if (invited === undefined) return { outcome: 'over' }
  const ticket = { kind: 'invitation', token: invitation } as const
  const { accountId } = invited
  if (!said.isProved) {
    const enrols = { kind: 'enrol', ...invited, ticket, sso: said.identity } as const
    return { outcome: 'enrol', token: await beginHalfWay(gate.db, gate, enrols) }
  }
  const who = { id: accountId, name: invited.name }
  const token = await write(gate.db, async (db) => {
    await demandTicket(db, gate, ticket.kind, ticket.token)
    await openInvited(db, gate, visit, who)
    if ((await findSsoAccount(db, said.identity)) !== undefined) throw linkedElsewhere()
    await insertSsoIdentity(db, accountId, said.identity, instant(gate))
    const session = await beginSession(db, gate, accountId, visit)
    await note(db, gate, who, visit, 'single-sign-on-linked', { issuer: said.identity.issuer })
    await note(db, gate, who, visit, 'signed-in', { how: 'single-sign-on with its second factor' })
    return session
  })
  return { outcome: 'signed-in', token, accountId, next: half.next }
}

async function link(
  gate: Gate,
  visit: Visit,
  half: Step<'sso'>,
  { identity }: Said,
  { accountId }: { readonly accountId: AccountId },
): Promise<SsoOutcome> {
  const account = await write(gate.db, async (db) => {
    const found = await findAccount(db, accountId)
    if (found?.status !== 'active') return undefined
    const owner = await findSsoAccount(db, identity)
    if (owner !== undefined && owner !== accountId) throw linkedElsewhere()
    if (owner === undefined) {
      await insertSsoIdentity(db, accountId, identity, instant(gate))
      await note(db, gate, found, visit, 'single-sign-on-linked', { issuer: identity.issuer })
    }
    return found
  })
  if (account === undefined) return { outcome: 'refused' }
  tell(gate, account.email, 'How you sign in to Ward Round was changed', notYou(LINKED_LETTER))
  return { outcome: 'linked', next: half.next }
}

const LINKED_LETTER = 'Your organisation’s sign-in was linked to your Ward Round account just now.'

/** A fresh proof: the same account of the service, asked anew, with its second factor. */
async function prove(
  gate: Gate,
  visit: Visit,
  half: Step<'sso'>,
  { identity, isProved }: Said,
  session: { readonly id: string; readonly accountId: AccountId },
): Promise<SsoOutcome> {
  if (!isProved) return { outcome: 'unproved' }
  return write(gate.db, async (db): Promise<SsoOutcome> => {
    const account = await findAccount(db, session.accountId)
    if (account === undefined || (await findSsoAccount(db, identity)) !== session.accountId)
      return { outcome: 'refused' }
    await refresh(db, gate, session.id)
    await note(db, gate, account, visit, 'proved-again', { how: 'single-sign-on' })
    return { outcome: 'proved', next: half.next }
  })
}
