/**
 * A file that somebody uploads → its media type from our own list, or why it is not taken.
 * Content decides, and the name must agree with it. It opens no archive, and follows nothing that a file says about itself.
 */

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
export async function checkEvidenceFile(name: string, bytes: Uint8Array): Promise<CheckedFile> {
  if (bytes.length === 0) return refused(`The file is empty. ${TAKEN}`)
  if (bytes.length > LARGEST_EVIDENCE_BYTES) return refused(`The file is larger than 10 MB. ${TAKEN}`)
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const kind = KINDS.find((one) => one.extensions.includes(extension))
  if (kind === undefined)
    return refused(
      /^(docm|xlsm)$/.test(extension)
        ? 'Files with macros are not taken. Save it without macros, as DOCX or XLSX, or as a PDF.'
        : `Files of this kind are not taken. ${TAKEN}`,
    )
  // Loaded with the first file that is brought.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = (await fileTypeFromBuffer(bytes))?.ext
  if (found === 'cfb')
    return refused(
      'The file is locked with a password, or of an old kind. Save it as a PDF without a password.',
    )
  if (found === 'docm' || found === 'xlsm')
    return refused('The file holds macros. Save it without macros, as DOCX or XLSX, or as a PDF.')
  const agrees =
    kind.type === 'text/csv' ? found === undefined && isText(bytes) : kind.extensions.includes(found ?? '')
  if (!agrees)
    return refused(
      `The name of the file ends in .${extension}, but its content is of another kind. ${
        kind.type === 'text/csv' ? 'Save it as CSV in UTF-8.' : TAKEN
      }`,
    )
  const fault = faultInside(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return fault === undefined ? { ok: true, type: kind.type } : refused(fault)
}

/** How a downloaded file's name ends. */
export function extensionOf(type: string): string {
  return KINDS.find((kind) => kind.type === type)?.extensions[0] ?? 'bin'
}

function faultInside({ type }: Kind, bytes: Buffer): string | undefined {
  if (type === 'application/pdf' && (!bytes.subarray(0, 5).equals(PDF) || bytes.includes('/Encrypt')))
    return 'The PDF is locked with a password or damaged. Save it again without a password.'
  if (!type.startsWith(OFFICE)) return undefined
  if (bytes.includes('vbaProject.bin'))
    return 'The file holds macros. Save it without macros, as DOCX or XLSX, or as a PDF.'
  // Bit 0 of the flags of the archive's first file. Source: PKWARE APPNOTE 6.3.10, section 4.4.4.
  if (((bytes[6] ?? 0) & 1) === 1) return 'The file is locked with a password. Save it again without one.'
  return undefined
}

const PDF = Buffer.from('%PDF-')

/** UTF-8 without NUL. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function refused(message: string): CheckedFile {
  return { ok: false, message }
}
