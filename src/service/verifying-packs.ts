/**
 * The bytes of a file → which file of which issued pack it is, or that it is none, or no longer what was issued.
 * The trail says so, not the table alone. For a command on the machine: it knows every organisation, and says nothing of what a pack holds.
 */

import { createHash } from 'node:crypto'
import { readFromZip } from '../exchange/zip.ts'
import type { PackId } from '../ids.ts'
import { PACK_NAME } from '../report/pack.ts'
import { findDigestsOf, findIssued, findIssuedOf, type IssuedFile } from '../store/packs.ts'
import type { Handle } from '../store/tables.ts'

export interface VerifiedPack {
  /**
   * `issued`: byte for byte. `contradicted`: so says the table, but not the trail. `changed`: it names a pack, and none of its files has these bytes.
   * `unknown`: it names a pack that is not here. `none`: it names none.
   */
  readonly is: 'issued' | 'contradicted' | 'changed' | 'unknown' | 'none'
  readonly sha256: string
  /** The file that it is, or of `changed` any of its pack. */
  readonly file: IssuedFile | undefined
}

export async function verifyPackFile(db: Handle, bytes: Buffer): Promise<VerifiedPack> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [file] = await findIssued(db, sha256)
  if (file !== undefined) {
    const inTrail = await findDigestsOf(db, file.packId)
    return { is: inTrail[file.name] === sha256 ? 'issued' : 'contradicted', sha256, file }
  }
  const named = findPackIn(bytes)
  if (named === undefined) return { is: 'none', sha256, file }
  const [other] = await findIssuedOf(db, named)
  return { is: other === undefined ? 'unknown' : 'changed', sha256, file: other }
}

/** Where each kind of file says it; a PDF says it in the open. */
const PLACES = ['docProps/core.xml', 'xl/worksheets/sheet1.xml']
/** Bytes of such a part (ours). */
const MOST = 20_000_000

function findPackIn(bytes: Buffer): PackId | undefined {
  const parts = [bytes, ...PLACES.flatMap((name) => readFromZip(bytes, name, MOST) ?? [])]
  for (const part of parts) {
    const found = PACK_NAME.exec(part.toString('latin1'))?.[1]
    if (found !== undefined) return found
  }
  return undefined
}
