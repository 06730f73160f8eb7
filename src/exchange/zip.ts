/** The bytes of a ZIP archive → the names of its files, from its directory; and one of them, up to a size that is named before. It writes nothing. */

import { inflateRawSync } from 'node:zlib'

/** One file as the directory lists it. */
export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
  /** 0: as it is; 8: deflated. */
  readonly method: number
  /** Of its bytes in the archive. */
  readonly length: number
  /** Of its bytes once unpacked, as the directory says. */
  readonly unpacked: number
  /** Where its own header begins. */
  readonly at: number
}

/** Bytes of the end record, of its longest comment, of a directory entry before its name, and of a file's own header. */
const [END, COMMENT, ENTRY, HEADER] = [22, 65_535, 46, 30]

/** Files of the archive; undefined where it is none, or damaged. Source: PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16. */
export function listZip(bytes: Buffer): readonly ZipEntry[] | undefined {
  const from = Math.max(0, bytes.length - END - COMMENT)
  const end = bytes.subarray(from).lastIndexOf('PK\x05\x06', undefined, 'latin1') + from
  if (end < from || end + END > bytes.length) return undefined
  const [count, offset] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)]
  const entries: ZipEntry[] = []
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + ENTRY > end || bytes.toString('latin1', at, at + 4) !== 'PK\x01\x02') return undefined
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field))
    const isEncrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    entries.push({
      name: bytes.toString('utf8', at + ENTRY, at + ENTRY + (name ?? 0)),
      isEncrypted,
      method: bytes.readUInt16LE(at + 10),
      length: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    })
    at += ENTRY + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** The bytes of one file of the archive; undefined where it is not there, encrypted, damaged, or larger than `most` bytes. Source: as `listZip`, 4.3.7. */
export function readFromZip(bytes: Buffer, name: string, most: number): Buffer | undefined {
  const entry = listZip(bytes)?.find((one) => one.name === name)
  if (entry === undefined || entry.isEncrypted || entry.at + HEADER > bytes.length) return undefined
  const from = entry.at + HEADER + bytes.readUInt16LE(entry.at + 26) + bytes.readUInt16LE(entry.at + 28)
  const kept = bytes.subarray(from, from + entry.length)
  if (entry.method === 0) return kept.length <= most ? kept : undefined
  try {
    return entry.method === 8 ? inflateRawSync(kept, { maxOutputLength: most }) : undefined
  } catch {
    return undefined
  }
}
