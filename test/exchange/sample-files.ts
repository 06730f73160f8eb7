/** Small real files of every kind that is taken, and of some that are not, made byte by byte. */

import { crc32, deflateSync } from 'node:zlib'

export const PDF = Buffer.from(
  `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`,
)

/** A PDF with its table, or a stream in its place, where the file says that it is; `trailer` are further keys of it. */
export function pdfWith({
  before = '',
  objects = '<</Type/Metadata>>',
  trailer = '',
  asStream = false,
}: {
  readonly before?: string
  readonly objects?: string
  readonly trailer?: string
  readonly asStream?: boolean
} = {}): Buffer {
  const body = `${before}%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n3 0 obj${objects}endobj\n`
  const keys = `/Size 4/Root 1 0 R${trailer}`
  const table = asStream
    ? `9 0 obj\n<</Type/XRef/W[1 2 1]/Length 0${keys}>>stream\n\nendstream endobj\n`
    : `xref\n0 1\n0000000000 65535 f \ntrailer\n<<${keys}>>\n`
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF\n`, 'latin1')
}

/** The container in which Office keeps a document that has a password. */
export function lockedOffice(): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
}

/** One grey dot. */
export const PNG = Buffer.concat([
  Buffer.from('89504e470d0a1a0a', 'hex'),
  chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
  chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
  chunk('IEND', Buffer.alloc(0)),
])

export const JPEG = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.from('ffd9', 'hex'),
])

export const CSV = Buffer.from('account,factor\r\nadmin-1,key\r\nÄrztin,app\r\n')

const MAIN = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
}

/** An office file of this kind with further files inside. */
export function office(kind: keyof typeof MAIN, further: Readonly<Record<string, string>> = {}): Buffer {
  const part = kind.startsWith('doc') ? 'word/document.xml' : 'xl/workbook.xml'
  return zip({
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${MAIN[kind]}"/></Types>`,
    [part]: '<x/>',
    ...(kind.endsWith('m') ? { [`${part.split('/')[0] ?? ''}/vbaProject.bin`]: 'x' } : {}),
    ...further,
  })
}

/** A ZIP archive of uncompressed files; `flags` are those of its first file. */
export function zip(files: Readonly<Record<string, string>>, flags = 0): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [Buffer.from(name), Buffer.from(text)]
    const facts = Buffer.alloc(22)
    facts.writeUInt16LE(offset === 0 ? flags : 0, 0)
    facts.writeUInt32LE(crc32(bytes), 8)
    facts.writeUInt32LE(bytes.length, 12)
    facts.writeUInt32LE(bytes.length, 16)
    facts.writeUInt16LE(path.length, 20)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const version = Buffer.from([20, 0])
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), version, facts, Buffer.alloc(2), path, bytes])
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), version, version, facts, Buffer.alloc(2), place, path]),
    )
    bodies.push(body)
    offset += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(bodies.length, 4)
  end.writeUInt16LE(bodies.length, 6)
  end.writeUInt32LE(list.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end])
}

export function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}
