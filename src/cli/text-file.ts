/**
 * The name of a file, or `-` for standard input → its text, in UTF-8 or, with its byte order mark, UTF-16 as Windows shells
 * write it; or a refusal of one line. It reads no more than it is told.
 */

import { closeSync, openSync, readSync } from 'node:fs'
import { misuse } from './refusal.ts'

/** As a message calls it. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file
}

/**
 * At most so many bytes of a file, as text.
 *
 * @throws Refusal with exit code 2.
 */
export async function readText(file: string, most: number): Promise<string> {
  return decode(nameOf(file), file === '-' ? await readStdin(most) : readStart(file, most), most)
}

function readStart(file: string, most: number): Uint8Array {
  try {
    const handle = openSync(file, 'r')
    try {
      const buffer = new Uint8Array(most)
      let length = 0
      while (length < buffer.length) {
        const bytesRead = readSync(handle, buffer, length, buffer.length - length, null)
        if (bytesRead === 0) break
        length += bytesRead
      }
      return buffer.subarray(0, length)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    throw misuse(whyUnreadable(file, error as NodeJS.ErrnoException))
  }
}

function whyUnreadable(file: string, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no file ${file}.`
    case 'EISDIR':
      return `${file} is a folder. Name a file.`
    case 'EACCES':
    case 'EPERM':
      return `${file} cannot be read: you have no permission.`
    default:
      return `${file} cannot be read: ${error.message}.`
  }
}

async function readStdin(most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= most) break
  }
  return Buffer.concat(chunks)
}

function decode(name: string, bytes: Uint8Array, most: number): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  // A file that is cut off in the middle of a character is too long anyway, and is told so.
  const stream = bytes.length >= most
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes, { stream })
  } catch {
    throw misuse(`${name} is not text in UTF-8. Save it as UTF-8; a spreadsheet or document cannot be read.`)
  }
}
