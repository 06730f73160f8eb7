/** Authenticator apps and recovery codes: new secrets, and what was typed → the time step or hash that the store uses once. */

import { createHash, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { AccountId } from '../ids.ts'

const NAME = 'Ward Round'
/** What every app understands. Source: RFC 6238, sections 4 and 5.2 (30 seconds, one step either way). */
const STEP_SECONDS = 30

/** A new secret for an authenticator app, base32: 160 bits. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** In groups of four, to be typed by hand. */
export function spellSecret(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The secret as a picture that apps read. */
export function drawSecret(secret: string, email: string): string {
  const uri = new TOTP({ issuer: NAME, label: email, secret: Secret.fromBase32(secret) }).toString()
  return renderSVG(uri, { border: 4, pixelSize: 4 })
}

/** The time step whose code it is at this moment, or next to it; undefined: it is none of them. */
export function stepOf(secret: string, typed: string, now: Date): number | undefined {
  const code = squeeze(typed)
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period: STEP_SECONDS }).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
}

/** 32 signs, of five bits each, without letters that look like digits. Source: Crockford, Base 32. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'
const CODES = 10
const SIGNS_A_CODE = 16
/** Of codes that were made before, with other signs; they open as ever. */
const SIGNS_BEFORE = 12

/** Ten new recovery codes, of 80 bits each, such as `abcd-efgh-jkmn-pqrs`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    Array.from({ length: SIGNS_A_CODE }, () => SIGNS[randomInt(SIGNS.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
}

/** Whether what was typed could be a recovery code. */
export function looksLikeRecoveryCode(typed: string): boolean {
  return [SIGNS_A_CODE, SIGNS_BEFORE].includes(squeeze(typed).length)
}

/** SHA-256 of a recovery code, however it was written; whose it is goes in, so that two accounts never share one. */
export function hashRecoveryCode(accountId: AccountId, typed: string): string {
  const signs = squeeze(typed)
  const code = signs.length === SIGNS_A_CODE ? signs.replaceAll('o', '0').replace(/[il]/g, '1') : signs
  return createHash('sha256').update(`${accountId}:${code}`).digest('hex')
}

/** Letters in lower case and digits, whichever way of writing them a keyboard has; nothing between them. */
function squeeze(typed: string): string {
  return typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)))
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a digit of any script is worth: each script has its ten in order, and the first is nought. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
  return before % 10
}
