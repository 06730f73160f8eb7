/** Authenticator apps and recovery codes: new secrets, and what was typed → the time step or hash that the store uses once. */

import { createHash, randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'

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
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period: STEP_SECONDS }).validate({
    token: code,
    timestamp: now.getTime(),
    window: 1,
  })
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta
}

/** Without letters and digits that look alike. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const CODES = 10
const SIGNS_A_CODE = 12

/** Ten new recovery codes, of 59 bits each, such as `abcd-efgh-jkmn`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () =>
    Array.from({ length: SIGNS_A_CODE }, () => SIGNS[randomInt(SIGNS.length)])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  )
}

/** Whether what was typed could be a recovery code. */
export function looksLikeRecoveryCode(typed: string): boolean {
  return squeeze(typed).length === SIGNS_A_CODE
}

/** SHA-256 of a recovery code, however it was spaced; whose it is goes in, so that two accounts never share one. */
export function hashRecoveryCode(accountId: string, typed: string): string {
  return createHash('sha256')
    .update(`${accountId}:${squeeze(typed)}`)
    .digest('hex')
}

const squeeze = (typed: string) => typed.toLowerCase().replace(/[\s-]/g, '')
