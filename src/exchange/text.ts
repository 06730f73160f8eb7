/**
 * The bytes of an uploaded file → its text, or why it is none, with the line.
 * It reads UTF-8 only: another encoding is refused and never guessed, because a wrong guess changes names.
 */

import { isUtf16 } from '../text.ts'
import type { Fault } from './csv.ts'

/** Bytes of a file of an organisation's facts (ours). */
const LARGEST = 5_000_000

/** First bytes of files that people take for CSV, with what to do. */
const SIGNATURES: readonly (readonly [bytes: readonly number[], message: string])[] = [
  [
    [0x50, 0x4b],
    'This is a spreadsheet (XLSX) or a ZIP archive. Open it, save the sheet as “CSV UTF-8”, and send that file.',
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    'This is an old spreadsheet (XLS), or one that a password locks. Save the sheet as “CSV UTF-8”, and send that file.',
  ],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Send the table as a CSV file.'],
]

/**
 * The text of a file without its byte order mark, and the lines that are no UTF-8 text.
 * A text with faults stands for its readable part: unreadable characters are replaced, and its lines stay where they are.
 * No text: the file is empty, larger than `largest` bytes, or of another kind.
 */
export function readText(bytes: Uint8Array, largest = LARGEST): { text?: string; faults: Fault[] } {
  const refused = (message: string) => ({ faults: [{ line: 1, message }] })
  if (bytes.length > largest)
    return refused(`The file is larger than ${largest / 1_000_000} MB. Send only the rows that are needed.`)
  const signature = SIGNATURES.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  if (signature !== undefined) return refused(signature[1])
  if (isUtf16(bytes)) return refused('This text is in UTF-16. Save it as “CSV UTF-8”, and send that file.')
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return refused('The file is empty.')
  if (text.trimStart().startsWith('<')) return refused(WEB_PAGE)
  return { text: text.replaceAll('\0', LOST), faults: findLostLetters(text) }
}

/** As which some tools save what they call a spreadsheet. */
const WEB_PAGE =
  'This is a web page or XML, whatever its name says. Open it in a spreadsheet, save the sheet as “CSV UTF-8”, and send that file.'

/** Stands where bytes are no letter. */
const LOST = '\u{fffd}'

/** More are not told: such a file is not text at all. */
const MOST_FAULTS = 10_000

function findLostLetters(text: string): Fault[] {
  if (!text.includes(LOST) && !text.includes('\0')) return []
  const lines = text.split(text.includes('\n') ? '\n' : '\r')
  const faults = lines.flatMap((content, index): Fault[] => {
    const line = index + 1
    if (content.includes(LOST))
      return [
        { line, message: 'This line is not in UTF-8. Save the file as “CSV UTF-8”, and check its letters.' },
      ]
    return content.includes('\0')
      ? [{ line, message: 'This line holds the character NUL. Delete it, or export the file again.' }]
      : []
  })
  return faults.slice(0, MOST_FAULTS)
}
