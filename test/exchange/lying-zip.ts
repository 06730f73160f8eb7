/** An archive of a test, whose directory may say what is not so. */

interface Part {
  readonly name: string
  /** As it lies in the archive. */
  readonly content: Buffer
  readonly method?: 0 | 8
  /** What the archive says that it unpacks to. */
  readonly unpacked?: number
}

/** An archive that may lie about what is in it. */
export function zipOf(parts: readonly Part[]): Buffer {
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []]
  for (const { name, content, method = 0, unpacked = content.length } of parts) {
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20)
    facts.writeUInt16LE(method, 4)
    facts.writeUInt32LE(content.length, 14)
    facts.writeUInt32LE(unpacked, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(Buffer.concat(bodies).length, 10)
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), facts, place, Buffer.from(name)]))
    bodies.push(Buffer.from('PK\x03\x04'), facts, Buffer.from(name), content)
  }
  const [all, entries] = [Buffer.concat(bodies), Buffer.concat(list)]
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(all.length, 12)
  return Buffer.concat([all, entries, Buffer.from('PK\x05\x06'), end])
}
