/**
 * The name of an answers file → the answers examined by a rule set, or a refusal that names every fault with its line.
 * It reads at most a little over 10 MB, in UTF-8 or, with its byte order mark, UTF-16 as Windows shells write it.
 */

import { closeSync, openSync, readSync } from 'node:fs'
import { londonDate } from '../calendar.ts'
import { readOpenedFile } from '../answers/file.ts'
import { LARGEST_DOCUMENT, openAnswersFile } from '../answers/opening.ts'
import { encode } from '../answers/encode.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Examined } from '../report/explain-score.ts'
import { escapeControls } from '../text.ts'
import { score } from '../scoring/score.ts'
import { misuse, Refusal } from './refusal.ts'

/** One byte more than the largest file: what is longer is refused without being read whole. */
const MOST_BYTES = LARGEST_DOCUMENT + 1

/**
 * Reads a file, or standard input when the name is `-`, and scores it.
 *
 * @throws Refusal with exit code 2.
 */
export async function examine(ruleSet: RuleSet, file: string): Promise<Examined> {
  const name = file === '-' ? 'standard input' : file
  const text = decode(name, file === '-' ? await readStdin() : readStart(file))
  if (text.trim() === '')
    throw misuse(`${name} is empty. "npx wardround template" prints an answers file to fill in.`)
  const opened = openAnswersFile(text)
  const read = opened.ok ? readOpenedFile(ruleSet, opened.file, londonDate(new Date())) : opened
  const digest = opened.ok ? (opened.file.digest ?? ruleSet.digest) : ruleSet.digest
  if (digest !== ruleSet.digest)
    process.stderr.write(
      `Read under rule set ${ruleSet.version}; the file says that it was answered under another (${escapeControls(digest)}), by which a number may differ. Name those rules with --rules.\n`,
    )
  if (!read.ok) {
    const faults = read.faults.toSorted((a, b) => a.line - b.line)
    throw new Refusal(2, [...new Set(faults.map(({ line, message }) => `${file}:${line} ${message}`))])
  }
  const row = encode(ruleSet, read.answers)
  return { ruleSet, answers: read.answers, row, result: score(ruleSet, read.answers, row) }
}

/** A file name as one types it in a command. */
export function quoted(file: string): string {
  return /[^\w./@:+~-]/.test(file) ? `"${file}"` : file
}

function readStart(file: string): Uint8Array {
  try {
    const handle = openSync(file, 'r')
    try {
      const buffer = new Uint8Array(MOST_BYTES)
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
      return `${file} is a folder. Name the answers file.`
    case 'EACCES':
    case 'EPERM':
      return `${file} cannot be read: you have no permission.`
    default:
      return `${file} cannot be read: ${error.message}.`
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    length += chunk.length
    if (length >= MOST_BYTES) break
  }
  return Buffer.concat(chunks)
}

function decode(name: string, bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  // A file that is cut off in the middle of a character is too long anyway, and is told so.
  const stream = bytes.length >= MOST_BYTES
  try {
    return new TextDecoder(utf16 ?? 'utf-8', { fatal: true }).decode(bytes, { stream })
  } catch {
    throw misuse(`${name} is not text in UTF-8. Save it as UTF-8; a spreadsheet or document cannot be read.`)
  }
}
