/**
 * The name of an answers file → the answers examined by a rule set, or a refusal that names every fault with its line.
 */

import { londonDate } from '../calendar.ts'
import { readOpenedFile } from '../answers/file.ts'
import { MOST, openAnswersFile } from '../answers/opening.ts'
import { encode } from '../answers/encode.ts'
import type { RuleSet } from '../rules/model.ts'
import type { Examined } from '../report/explain-score.ts'
import { compareText, escapeControls } from '../text.ts'
import { score } from '../scoring/score.ts'
import { misuse, Refusal } from './refusal.ts'
import { nameOf, readText } from './text-file.ts'

/** One byte more than the largest file: what is longer is refused without being read whole. */
const MOST_BYTES = MOST.bytes + 1

/**
 * Reads a file, or standard input when the name is `-`, and scores it.
 *
 * @throws Refusal with exit code 2.
 */
export async function examine(ruleSet: RuleSet, file: string): Promise<Examined> {
  const text = await readText(file, MOST_BYTES)
  if (text.trim() === '')
    throw misuse(`${nameOf(file)} is empty. "npx wardround template" prints an answers file to fill in.`)
  const opened = openAnswersFile(text)
  const read = opened.ok ? readOpenedFile(ruleSet, opened.file, londonDate(new Date())) : opened
  const digest = opened.ok ? (opened.file.digest ?? ruleSet.digest) : ruleSet.digest
  if (digest !== ruleSet.digest)
    process.stderr.write(
      `Read under rule set ${ruleSet.version}; the file says that it was answered under another (${escapeControls(digest)}), by which a number may differ. Name those rules with --rules.\n`,
    )
  if (!read.ok) {
    const faults = read.faults.toSorted((a, b) => compareText(a.place, b.place))
    throw new Refusal(2, [...new Set(faults.map(({ place, message }) => `${file}:${place} ${message}`))])
  }
  const row = encode(ruleSet, read.answers)
  return { ruleSet, answers: read.answers, row, result: score(ruleSet, read.answers, row) }
}

/** A file name as one types it in a command. */
export function quoted(file: string): string {
  return /[^\w./@:+~-]/.test(file) ? `"${file}"` : file
}
