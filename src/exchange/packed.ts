/** A text ↔ the same, small enough for a hidden field of a form. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib'

export function pack(text: string): string {
  return deflateRawSync(text, { level: constants.Z_BEST_COMPRESSION }).toString('base64url')
}

/** Undefined: it is none of ours, or of more than `most` bytes. */
export function unpack(packed: string, most: number): string | undefined {
  try {
    return inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: most }).toString()
  } catch {
    return undefined
  }
}
