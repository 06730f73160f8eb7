/** Letters of a text → those that nobody sees, by their number. A line feed is seen: it begins a line. */

/** Source: Unicode, General_Category (control, format, unassigned, halves of letters) and Default_Ignorable_Code_Point. */
const UNSEEN = /[^\P{C}\n]|[\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/u

/** The first of a text as `U+202E`; undefined when every letter can be seen. */
export function findUnseen(text: string): string | undefined {
  const found = UNSEEN.exec(text)
  return found === null ? undefined : codeOf(found[0])
}

/** The text with its unseen letters as their numbers, for a message that quotes it. */
export function showUnseen(text: string): string {
  return text.replaceAll(new RegExp(UNSEEN, 'gu'), codeOf)
}

function codeOf(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
