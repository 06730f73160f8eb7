/**
 * English text to the years of schooling it asks of its reader (Flesch–Kincaid grade). Syllables are estimated from letters.
 * It judges sentences and words only; whether the text says what is meant, no formula knows.
 *
 * Source: J. P. Kincaid and others, "Derivation of new readability formulas", Naval Technical Training Command, 1975.
 */
import type { Question } from '../../src/rules/model.ts'

/** The text of a question as it is read: what it asks, then each level, or each item that can be ticked, in its ordinary wording. */
export function readText({ text, levels, form }: Question): string {
  const answers =
    form.type === 'checklist' ? form.items.map((item) => item.text.text) : levels.map((level) => level.text)
  return [text, ...answers].join(' ')
}

/** School years, about 0 to 20; shorter sentences and shorter words ask for fewer. A text without words has grade 0. */
export function gradeOf(text: string): number {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*%?/gu) ?? []
  if (words.length === 0) return 0
  const sentences = Math.max(1, (text.match(/[.?!]+(?=\s|$)/g) ?? []).length)
  const syllables = words.reduce((sum, word) => sum + countSyllables(word), 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

/** Groups of vowels, less an "e" that is silent at the end; numbers are read digit by digit, and a % as two more. */
function countSyllables(word: string): number {
  if (/^\p{N}/u.test(word)) return word.replace(/[^\p{N}]/gu, '').length + (word.endsWith('%') ? 2 : 0)
  const plain = word.toLowerCase().replace(/['’]s?$/, '')
  if (plain.length <= 3) return 1
  const sounded = plain.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '').replace(/^y/, '')
  return Math.max(1, (sounded.match(/[aeiouy]+/g) ?? []).length)
}
