/**
 * Issued packs → whether each is what the trail says was issued; and the bytes of a file → which file of which issued pack it is, or that it is none, or no longer what was issued.
 * The trail says so, not the tables alone. For a command on the machine: it knows every organisation, and says nothing of what a pack holds.
 */

import { isDeepStrictEqual } from 'node:util'
import { readFromZip } from '../exchange/zip.ts'
import type { PackId } from '../ids.ts'
import { PACK_NAME } from '../report/pack.ts'
import {
  digestOfBytes,
  findDigestsOf,
  findIssued,
  findIssuedOf,
  isDeleted,
  ISSUED,
  type IssuedFile,
  readKeptPacks,
} from '../store/packs.ts'
import { findSaid } from '../store/proofs.ts'
import type { Handle } from '../store/tables.ts'
import { type Check, unlessBroken } from './breaks.ts'

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
  const sha256 = digestOfBytes(bytes)
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

/** Every pack of every organisation: what it says, and the bytes of its files. */
export async function provePacks(db: Handle): Promise<Check> {
  let links = 0
  const breaks = await unlessBroken('board papers cannot be read', async () => {
    const said = new Map((await findSaid(db, ISSUED)).map((one) => [one.object, one.details]))
    const found: string[] = []
    for await (const { id, digest, files } of readKeptPacks(db)) {
      links++
      const { assessment: _, pack, ...digests } = said.get(id) ?? {}
      const name = `pack ${id} of board papers`
      if (!said.delete(id)) found.push(`${name} is not in the trail`)
      else if (pack !== digest) found.push(`${name} does not say what was issued`)
      else if (!isDeepStrictEqual(digests, files)) found.push(`${name} has other files than were issued`)
    }
    for (const [id, { assessment }] of said)
      if (!(await isDeleted(db, String(assessment))))
        found.push(`pack ${id} of board papers was issued, and is not there any more`)
    return found
  })
  return { kind: 'packs', links, anew: links, breaks }
}
