/**
 * A file that somebody uploads → its media type from our own list, or why it is not taken.
 * Content decides, and the name must agree with it. It opens no file inside an archive, and follows nothing that a file says about itself.
 * Every reason that it gives is the true one.
 */

import { isUtf8 } from 'node:buffer'
import { saysSomething } from '../text.ts'
import { isLockedPdf, isPdf } from './pdf.ts'
import { listZip } from './zip.ts'

/** Largest file that is taken, in bytes. */
export const LARGEST_EVIDENCE_BYTES = 10 * 1024 * 1024

interface Kind {
  readonly extensions: readonly string[]
  readonly type: string
}

const OFFICE = 'application/vnd.openxmlformats-officedocument'
const KINDS: readonly Kind[] = [
  { extensions: ['pdf'], type: 'application/pdf' },
  { extensions: ['png'], type: 'image/png' },
  { extensions: ['jpg', 'jpeg'], type: 'image/jpeg' },
  { extensions: ['csv'], type: 'text/csv' },
  { extensions: ['docx'], type: `${OFFICE}.wordprocessingml.document` },
  { extensions: ['xlsx'], type: `${OFFICE}.spreadsheetml.sheet` },
]

/** For people and for the browser's dialogue. */
export const EVIDENCE_EXTENSIONS: readonly string[] = KINDS.flatMap((kind) => kind.extensions)
const TAKEN = 'Choose a PDF, PNG, JPEG, CSV, DOCX or XLSX file of up to 10 MB.'

export type CheckedFile =
  | { readonly ok: true; readonly type: string }
  /** For the person who chose the file. */
  | { readonly ok: false; readonly message: string }

/** Checks name and content of a file; the name is used for nothing but its last letters. */
export function checkEvidenceFile(name: string, given: Uint8Array): CheckedFile {
  if (given.length === 0) return refused(`The file is empty. ${TAKEN}`)
  if (given.length > LARGEST_EVIDENCE_BYTES) return refused(`The file is larger than 10 MB. ${TAKEN}`)
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''
  const kind = KINDS.find((one) => one.extensions.includes(extension))
  if (kind === undefined)
    return refused(
      /^(docm|xlsm|dotm|xltm)$/.test(extension)
        ? 'Files with macros are not taken. Save it without macros, as DOCX or XLSX, or as a PDF.'
        : `Files of this kind are not taken. ${TAKEN}`,
    )
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const fault = kind.type === 'text/csv' ? faultOfTable(bytes) : faultOfContent(kind, extension, bytes)
  return fault === undefined ? { ok: true, type: kind.type } : refused(fault)
}

/** Text is text, whatever its first letters: they may look like a picture, a sound or a program. */
function faultOfTable(bytes: Buffer): string | undefined {
  const found = kindOf(bytes)
  if (found !== undefined && !isText(bytes)) return wrongContent('csv', found)
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]))
    return 'The table is text in UTF-16. Save it as CSV in UTF-8.'
  if (!isText(bytes))
    return bytes.includes(0)
      ? 'The table holds the character NUL, which no text holds. Save it as CSV in UTF-8.'
      : 'The table is not text in UTF-8. Save it as CSV in UTF-8.'
  return saysSomething(bytes.toString('utf8')) ? undefined : 'Nothing in this table can be seen.'
}

function faultOfContent(kind: Kind, extension: string, bytes: Buffer): string | undefined {
  if (startsWith(bytes, COMPOUND))
    return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? 'The file is locked with a password. Save it again without one.'
      : 'The file is of an old kind of Office, as DOC and XLS are. Save it as DOCX or XLSX, or as a PDF.'
  const found = kindOf(bytes)
  if (found === 'docm' || found === 'xlsm')
    return 'The file holds macros. Save it without macros, as DOCX or XLSX, or as a PDF.'
  if (found === 'locked') return 'The file is locked with a password. Save it again without one.'
  if (found === undefined || !kind.extensions.includes(found)) return wrongContent(extension, found)
  return found === 'pdf' && isLockedPdf(bytes)
    ? 'The PDF is locked: it asks for a password, or for a key that only some people have. Save or print it as a new PDF without protection.'
    : undefined
}

function wrongContent(extension: string, found: string | undefined): string {
  const known = NAMES[found ?? '']
  return `The name of the file ends in .${extension}, but its content is of another kind${
    known === undefined ? '' : `: ${known}`
  }. ${extension === 'csv' ? 'Save it as CSV in UTF-8.' : TAKEN}`
}

const NAMES: Readonly<Record<string, string>> = {
  pdf: 'a PDF',
  png: 'a PNG picture',
  jpg: 'a JPEG picture',
  docx: 'a Word document',
  docm: 'a Word document',
  xlsx: 'a spreadsheet',
  xlsm: 'a spreadsheet',
  zip: 'an archive',
  locked: 'an archive',
}

/** What the content is, of what is taken or looks like it; undefined: something else. */
function kindOf(bytes: Buffer): 'png' | 'jpg' | 'pdf' | Office | 'zip' | 'locked' | undefined {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpg'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return kindOfArchive(bytes)
  return isPdf(bytes) ? 'pdf' : undefined
}

type Office = 'docx' | 'docm' | 'xlsx' | 'xlsm'

/** Office files are archives with a list of contents and a folder of their own. */
function kindOfArchive(bytes: Buffer): Office | 'zip' | 'locked' {
  const entries = listZip(bytes) ?? []
  if (entries.some(({ isEncrypted }) => isEncrypted)) return 'locked'
  const names = entries.map(({ name }) => name.toLowerCase())
  if (!names.includes('[content_types].xml')) return 'zip'
  const hasMacros = names.some((name) => name.endsWith('vbaproject.bin'))
  if (names.some((name) => name.startsWith('word/'))) return hasMacros ? 'docm' : 'docx'
  if (names.some((name) => name.startsWith('xl/'))) return hasMacros ? 'xlsm' : 'xlsx'
  return 'zip'
}

/** First bytes of the container of old and of locked Office files. Source: MS-CFB, section 2.2. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const startsWith = (bytes: Buffer, start: readonly number[]) =>
  start.every((byte, index) => bytes[index] === byte)

/** UTF-8 without NUL. */
function isText(bytes: Buffer): boolean {
  return !bytes.includes(0) && isUtf8(bytes)
}

/** How a downloaded file's name ends. */
export function extensionOf(type: string): string {
  return KINDS.find((kind) => kind.type === type)?.extensions[0] ?? 'bin'
}

function refused(message: string): CheckedFile {
  return { ok: false, message }
}
