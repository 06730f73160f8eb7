/**
 * The secret of an installation → one key, which seals what must be read again: secrets of authenticator apps, kept forms, half-way sign-ins.
 * What was sealed for one purpose does not open for another. The key is never in the database.
 */

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { DomainError } from '../errors.ts'

export type Key = Buffer

/** Bytes of an AES-256 key, of a GCM nonce and of a GCM tag. Source: NIST SP 800-38D. */
const KEY = 32
const NONCE = 12
const TAG = 16

/**
 * The key of the operator's secret; without one, of a file beside the database file, which is made at the first start.
 * @throws DomainError 'invalid' when a PostgreSQL database has no secret, or the file is no key.
 */
export function openKey(secret: string | undefined, database: string): Key {
  return Buffer.from(hkdfSync('sha256', secret ?? readKeyFile(database), '', 'ward round', KEY))
}

function readKeyFile(database: string): string {
  if (/^postgres(ql)?:\/\//.test(database))
    throw new DomainError(
      'invalid',
      'With PostgreSQL, set WARDROUND_SECRET, the same for every process. Make one with: openssl rand -base64 48',
    )
  const file = `${database}-key`
  try {
    writeFileSync(file, `${randomBytes(KEY).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    chmodSync(file, 0o600)
  }
  const text = readFileSync(file, 'utf8').trim()
  if (Buffer.from(text, 'base64url').length !== KEY)
    throw new DomainError('invalid', `The key file ${file} is damaged. Restore it from a backup.`)
  return text
}

/** Text → what only this key opens, for this purpose. */
export function seal(key: Key, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  )
}

/** @throws Error when it was sealed with another key or for another purpose, or was changed. */
export function unseal(key: Key, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const end = bytes.length - TAG
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(end))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, end)), decipher.final()]).toString('utf8')
}
