/**
 * The bytes of a file → whether it is a PDF, and whether its newest trailer says that it is encrypted so that not everybody can open it.
 * It decrypts and shows nothing. What a page, a link, a title or an attachment says of encryption is not asked.
 */

import { type Dictionary, opensWithoutPassword } from './pdf-password.ts'

/** Bytes that may stand before the header. Source: PDF Reference 1.7, implementation note 13 of appendix H. */
const BEFORE_HEADER = 1024

/** More of one dictionary is not read: real trailers have some hundred bytes. */
const LONGEST_DICTIONARY = 65_536

/** Whether a PDF header stands at the file's start, or little later. */
export function isPdf(bytes: Buffer): boolean {
  return headerOf(bytes) >= 0
}

const headerOf = (bytes: Buffer) => bytes.subarray(0, BEFORE_HEADER + 5).indexOf('%PDF-')

/**
 * Whether the trailer that readers begin with names an encryption dictionary which an empty password does not open.
 * One that it does open forbids things such as printing, and everybody can read it.
 * Source: ISO 32000-2, 7.5.5 (file trailer), 7.5.8 (cross-reference streams) and 7.6.2.
 */
export function isLockedPdf(bytes: Buffer): boolean {
  const keys = trailerOf(bytes)
  const named = keys?.get('Encrypt') ?? 'null'
  if (keys === undefined || named === 'null') return false
  const encryption = named.startsWith('<<') ? dictionaryAt(named) : objectAt(bytes, named)
  return encryption === undefined || !opensWithoutPassword(encryption, firstString(keys.get('ID') ?? ''))
}

/** The newest object of this reference, which never lies in a stream; undefined where it is no dictionary. */
function objectAt(bytes: Buffer, reference: string): Dictionary | undefined {
  const [number = '', generation = ''] = reference.split(/\s+/)
  const head = `${number} ${generation} obj`
  for (let at = bytes.lastIndexOf(head); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(head, at - 1))
    if (at === 0 || /\s/.test(textAt(bytes, at - 1, 1)))
      return dictionaryAt(textAt(bytes, at + head.length, LONGEST_DICTIONARY))
  return undefined
}

/** Keys of the newest trailer with their values as written; undefined where none is found. */
function trailerOf(bytes: Buffer): Dictionary | undefined {
  const pointer = bytes.lastIndexOf('startxref')
  const [, digits] = /^startxref\s+(\d{1,10})/.exec(textAt(bytes, pointer, 40)) ?? []
  if (digits !== undefined)
    // Some programs count from the header, and not from the start of the file.
    for (const offset of [Number(digits), Number(digits) + headerOf(bytes)]) {
      const found = trailerAt(bytes, offset)
      if (found !== undefined) return found
    }
  // Readers repair a file whose table is not where it should be; the last trailer is then the newest.
  const last = bytes.lastIndexOf('trailer')
  return last < 0 ? undefined : dictionaryAt(textAt(bytes, last + 'trailer'.length, LONGEST_DICTIONARY))
}

/** Of the table or stream at this place. */
function trailerAt(bytes: Buffer, offset: number): Dictionary | undefined {
  const start = textAt(bytes, offset, 64)
  if (/^\s*xref\s/.test(start)) {
    const at = bytes.indexOf('trailer', offset)
    return at < 0 ? undefined : dictionaryAt(textAt(bytes, at + 'trailer'.length, LONGEST_DICTIONARY))
  }
  const [object] = /^\s*\d+\s+\d+\s+obj\b/.exec(start) ?? []
  if (object === undefined) return undefined
  const keys = dictionaryAt(textAt(bytes, offset + object.length, LONGEST_DICTIONARY))
  return keys?.get('Type') === '/XRef' ? keys : undefined
}

function textAt(bytes: Buffer, offset: number, length: number): string {
  return offset < 0 ? '' : bytes.toString('latin1', offset, offset + length)
}

/** White space and comments; then one token: a bracket, a name, a string, a number or a word. */
const TOKEN =
  /(?:[\0\t\n\f\r ]|%[^\r\n]*)*(<<|>>|\[|\]|\/[^\0\t\n\f\r ()<>[\]{}/%]*|<[0-9A-Fa-f\s]*>|\(|[^\0\t\n\f\r ()<>[\]{}/%]+)/y

/** The dictionary that begins a text; undefined where none begins it. */
function dictionaryAt(text: string): Dictionary | undefined {
  let [start, at] = [0, 0]
  const next = (): string | undefined => {
    TOKEN.lastIndex = at
    const [whole = '', token] = TOKEN.exec(text) ?? []
    at += whole.length
    start = at - (token?.length ?? 0)
    if (token === '(') at = endOfString(text, at)
    return token
  }
  const skipInside = () => {
    for (let depth = 1; depth > 0;) {
      const token = next()
      if (token === undefined) return
      if (token === '<<' || token === '[') depth++
      if (token === '>>' || token === ']') depth--
    }
  }
  if (next() !== '<<') return undefined
  const keys = new Map<string, string>()
  for (let key = next(); key?.startsWith('/'); key = next()) {
    const value = next() ?? ''
    const from = start
    if (value === '<<' || value === '[') skipInside()
    // A reference is three tokens: "5 0 R".
    else if (/^\d+$/.test(value)) at += /^\s+\d+\s+R\b/.exec(text.slice(at, at + 40))?.[0].length ?? 0
    keys.set(nameOf(key), value.startsWith('/') ? `/${nameOf(value)}` : text.slice(from, at))
  }
  return keys
}

/** The first string in a value as written, such as that of `[<00><01>]`; empty where there is none. */
function firstString(written: string): string {
  const at = written.search(/[(<]/)
  return at < 0
    ? ''
    : written.slice(at, written[at] === '(' ? endOfString(written, at + 1) : written.indexOf('>', at) + 1)
}

/** `Encrypt` of `/#45ncrypt`. */
function nameOf(token: string): string {
  return token
    .slice(1)
    .replaceAll(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Where a string in round brackets ends, which may hold further ones. */
function endOfString(text: string, start: number): number {
  let depth = 1
  let at = start
  for (; at < text.length && depth > 0; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')') depth--
  }
  return at
}
