/**
 * The bytes of a file that somebody sent → the file opened, or every fault of it with its line and what to do.
 * It reads UTF-8 only, guesses nothing, and refuses what shows a reader another text than the one that is kept.
 */

import type { Key } from '../rules/places.ts'
import { faultOfTurns, isUtf16 } from '../text.ts'
import {
  type FileFault,
  largerThan,
  type Most,
  openAnswersFile,
  type Opened,
  type OpenedFile,
} from './opening.ts'

/** What is read while others wait: a register of a thousand rows with its history is half of either (ours). */
export const MOST_SENT: Most = { bytes: 10_000_000, values: 200_000 }

const refused = (line: number, message: string): Opened => ({
  ok: false,
  faults: [{ place: String(line), message }],
})

export function openSentFile(bytes: Uint8Array): Opened {
  if (bytes.length > MOST_SENT.bytes) return refused(1, largerThan(MOST_SENT))
  if (isUtf16(bytes)) return refused(1, 'This text is in UTF-16. Save it as UTF-8, and send that file.')
  const text = new TextDecoder().decode(bytes)
  if (text.trim() === '') return refused(1, 'The file is empty.')
  const lost = text.search(/[\0\ufffd]/)
  if (lost >= 0)
    return refused(
      text.slice(0, lost).split('\n').length,
      text[lost] === '\0'
        ? 'This line holds the character NUL. Delete it, or export the file again.'
        : 'This line is not in UTF-8. Save the file as UTF-8, and check its letters.',
    )
  return refuseTurns(openAnswersFile(text, MOST_SENT))
}

/** What was opened, unless a text of it reads as another. */
export function refuseTurns(opened: Opened): Opened {
  if (!opened.ok) return opened
  const faults = findTurns(opened.file)
  return faults.length === 0 ? opened : { ok: false, faults }
}

function findTurns({ content, texts, placeOfText }: OpenedFile): FileFault[] {
  const found: FileFault[] = []
  const walk = (value: unknown, path: readonly Key[]) => {
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        walk(key, [...path, key])
        walk(inner, [...path, key])
      }
    const message = typeof value === 'string' ? faultOfTurns(value) : undefined
    if (message !== undefined) found.push({ place: placeOfText(path), message })
  }
  walk({ answers: content, ...texts }, [])
  return found
}
