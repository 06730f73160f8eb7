/** The bytes of a ZIP archive → the names of its files, from its directory. It opens none of them. */

/** One file as the directory lists it. */
export interface ZipEntry {
  readonly name: string
  readonly isEncrypted: boolean
}

/** Bytes of the end record, of its longest comment, and of a directory entry before its name. */
const [END, COMMENT, ENTRY] = [22, 65_535, 46]

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
    entries.push({ name: bytes.toString('utf8', at + ENTRY, at + ENTRY + (name ?? 0)), isEncrypted })
    at += ENTRY + (name ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}
