/** A secret that opens something once or for a while, and the only form in which it is stored: its hash. */

import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits as text that fits into an address or a cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256, hexadecimal. A token has too many bits to be guessed from it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
