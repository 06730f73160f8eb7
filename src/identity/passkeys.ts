/**
 * Passkeys: what a browser is asked, and its answer → a passkey, or the account whose passkey it is.
 * A passkey counts as both factors, so its device must have checked who holds it (PIN, finger or face).
 */

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { AccountId } from '../ids.ts'
import { findPasskey, findPasskeys, type PasskeyRow } from '../store/passkeys.ts'
import { type Gate, instant } from './gate.ts'

const LONGEST_ANSWER = 16 * 1024

/** Some 300 files, loaded when the first passkey is asked for: the demonstration asks for none. */
const library = () => import('@simplewebauthn/server')

/** What the browser is told, and the challenge that its answer must sign. */
export interface Asked {
  readonly options: object
  readonly challenge: string
}

/** EdDSA, ES256 and RS256, which every device has one of. Source: IANA COSE algorithms. */
const ALGORITHMS = [-8, -7, -257]

const hostOf = (gate: Gate) => new URL(gate.origin).hostname

/** Asks for a new passkey of an account. */
export async function askForNewPasskey(
  gate: Gate,
  account: { readonly id: string; readonly name: string; readonly email: string },
): Promise<Asked> {
  const known = await findPasskeys(gate.db, account.id)
  const { generateRegistrationOptions } = await library()
  const options = await generateRegistrationOptions({
    rpName: 'Ward Round',
    rpID: hostOf(gate),
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, challenge: options.challenge }
}

/** The new passkey in a browser's answer; undefined when it is none, or signs another challenge. */
export async function readNewPasskey(
  gate: Gate,
  accountId: AccountId,
  label: string,
  challenge: string,
  answer: string,
): Promise<PasskeyRow | undefined> {
  const response = parse<RegistrationResponseJSON>(answer)
  if (response === undefined) return undefined
  const { verifyRegistrationResponse } = await library()
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: gate.origin,
    expectedRPID: hostOf(gate),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => ({ verified: false, registrationInfo: undefined }))
  if (!verified || registrationInfo === undefined) return undefined
  const { id, publicKey, counter, transports } = registrationInfo.credential
  // A passkey of one account never becomes another's.
  if ((await findPasskey(gate.db, id)) !== undefined) return undefined
  return {
    id,
    accountId,
    label,
    publicKey: new Uint8Array(publicKey),
    counter,
    transports: transports ?? [],
    createdAt: instant(gate),
    usedAt: undefined,
  }
}

/** Asks for a passkey: of one account, or of whoever holds one (undefined). */
export async function askForPasskey(gate: Gate, accountId: AccountId | undefined): Promise<Asked> {
  const known = accountId === undefined ? [] : await findPasskeys(gate.db, accountId)
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({
    rpID: hostOf(gate),
    userVerification: 'required',
    allowCredentials: known.map(({ id, transports }) => ({ id, transports: [...transports] })),
  })
  return { options, challenge: options.challenge }
}

/** What an answer proves: a passkey, with its new counter; or none, and whose account it named, if there is such a passkey. */
export interface Shown {
  readonly passkey: PasskeyRow | undefined
  readonly owner: string | undefined
}

/** An answer that names no passkey of anybody. */
export const NO_PASSKEY: Shown = { passkey: undefined, owner: undefined }

/** The passkey that a browser's answer proves. One whose counter went back proves nothing: its device may have been copied. */
export async function readPasskey(gate: Gate, challenge: string, answer: string): Promise<Shown> {
  const response = parse<AuthenticationResponseJSON>(answer)
  const passkey = response === undefined ? undefined : await findPasskey(gate.db, response.id)
  if (response === undefined || passkey === undefined) return NO_PASSKEY
  const { id, publicKey, counter, accountId: owner } = passkey
  const { verifyAuthenticationResponse } = await library()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: gate.origin,
    expectedRPID: hostOf(gate),
    requireUserVerification: true,
    // Its counter is looked at below, where all else is known to be right.
    credential: { id, publicKey, counter: 0 },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || authenticationInfo === undefined) return { passkey: undefined, owner }
  const { newCounter } = authenticationInfo
  if ((counter > 0 || newCounter > 0) && newCounter <= counter) {
    const fault = 'the counter of a passkey went back: its device may have been copied'
    console.error(JSON.stringify({ at: instant(gate), fault, account: owner, from: counter, to: newCounter }))
    return { passkey: undefined, owner }
  }
  return { passkey: { ...passkey, counter: newCounter }, owner }
}

/** The JSON of a browser's answer, of which only the id is read before it is verified. */
function parse<T extends { readonly id: string }>(answer: string): T | undefined {
  if (answer.length > LONGEST_ANSWER) return undefined
  try {
    const value: unknown = JSON.parse(answer)
    const isAnswer = typeof value === 'object' && value !== null && 'id' in value
    return isAnswer && typeof value.id === 'string' ? (value as unknown as T) : undefined
  } catch {
    return undefined
  }
}
