/**
 * The encryption dictionary of a PDF → whether everybody can open the file, because its user password is empty.
 * It guesses no password, and knows the standard security handler only. Source: ISO 32000-2, 7.6.4 (algorithms 2, 2.A, 2.B, 4, 5, 6 and 11).
 */

import { createCipheriv, createHash } from 'node:crypto'

/** Own keys with their values as written: `(text)`, `<00ff>`, `[…]`, `<<…>>`, `5 0 R`, `/Name`, a number or a word. */
export type Dictionary = ReadonlyMap<string, string>

/** What stands for a password that is shorter than 32 bytes; all of it for an empty one. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

/** `id`: the first string of the trailer's `ID`, as written. False also for whatever is not known here. */
export function opensWithoutPassword(encryption: Dictionary, id: string): boolean {
  const revision = Number(encryption.get('R'))
  const user = bytesOf(encryption.get('U') ?? '')
  if (encryption.get('Filter') !== '/Standard') return false
  if (revision >= 2 && revision <= 4) return opensOlder(encryption, revision, user, bytesOf(id))
  if ((revision !== 5 && revision !== 6) || user.length < 48) return false
  const salt = user.subarray(32, 40)
  return hash(revision, salt).equals(user.subarray(0, 32))
}

/** Revisions 2 to 4: the key that an empty password gives makes the same user entry. */
function opensOlder(encryption: Dictionary, revision: number, user: Buffer, id: Buffer): boolean {
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(Number(encryption.get('P')) | 0)
  const isMetadataPlain = revision === 4 && encryption.get('EncryptMetadata') === 'false'
  const parts = [PADDING, bytesOf(encryption.get('O') ?? '').subarray(0, 32), permissions, id]
  const length = revision === 2 ? 5 : revision === 4 ? 16 : Number(encryption.get('Length') ?? 40) / 8
  if (!(length >= 5 && length <= 16)) return false
  let key = digest('md5', ...parts, Buffer.alloc(isMetadataPlain ? 4 : 0, 0xff)).subarray(0, length)
  if (revision === 2) return rc4(key, PADDING).equals(user)
  for (let time = 0; time < 50; time++) key = digest('md5', key).subarray(0, length)
  let entry = digest('md5', PADDING, id)
  for (let time = 0; time < 20; time++)
    entry = rc4(
      key.map((byte) => byte ^ time),
      entry,
    )
  return entry.equals(user.subarray(0, 16))
}

/** Revisions 5 and 6, of an empty password. */
function hash(revision: number, salt: Buffer): Buffer {
  let key = digest('sha256', salt)
  if (revision === 5) return key
  for (let round = 1; ; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = digest(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256', mixed)
    if (round >= 64 && (mixed.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32)
  }
}

function digest(algorithm: string, ...parts: readonly Buffer[]): Buffer {
  return createHash(algorithm).update(Buffer.concat(parts)).digest()
}

/** The stream cipher of old files, which node:crypto no longer offers. */
function rc4(key: Uint8Array, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number) => state[index & 255] ?? 0
  const swap = (one: number, other: number) => {
    ;[state[one & 255], state[other & 255]] = [at(other), at(one)]
  }
  let other = 0
  for (let one = 0; one < 256; one++) swap(one, (other += at(one) + (key[one % key.length] ?? 0)))
  other = 0
  return Buffer.from(
    data.map((byte, index) => {
      swap(index + 1, (other += at(index + 1)))
      return byte ^ at(at(index + 1) + at(other))
    }),
  )
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Bytes of a string as written, in round or angle brackets; none for anything else. */
function bytesOf(written: string): Buffer {
  if (written.startsWith('<')) {
    const digits = written.replace(/[^0-9A-Fa-f]/g, '')
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
  }
  if (!written.startsWith('(')) return Buffer.alloc(0)
  const text = written
    .slice(1, -1)
    .replaceAll(/\\([0-7]{1,3}|\r\n|[^])|\r\n?/g, (_, escaped: string | undefined) => {
      if (escaped === undefined) return '\n'
      if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255)
      return /^[\r\n]/.test(escaped) ? '' : (ESCAPED[escaped] ?? escaped)
    })
  return Buffer.from(text, 'latin1')
}
