/**
 * Text as somebody typed, pasted or sent it → the text that is kept, what is wrong with it, or a form that is safe on a terminal.
 * It takes no letter away: what cannot be kept is named, and a person decides.
 */

/** What other programs write between two lines: slides a vertical tab, PDFs a form feed, old systems U+0085, others U+2028 or U+2029. */
const BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Characters that no text needs: control characters but tab and line feed, and halves of letters. */
const STRAY = /[[\p{Cs}\p{Cc}]--[\t\n]]/gv

/**
 * Whether anything of it can be seen: a letter, number, mark or symbol that leaves ink.
 * Source: Unicode, General_Category and Default_Ignorable_Code_Point; the others are signs that are drawn empty.
 */
export function saysSomething(text: string): boolean {
  // Most hold a plain letter, and the tables of Unicode take longer to make than a small file to read.
  return /[!-~]/.test(text) || text.replaceAll(UNSEEN, '') !== ''
}

const UNSEEN = /[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu

/** The text with line feeds between its lines, and else as it is; empty where nothing of it can be seen. */
export function breakLines(text: string): string {
  return text.trim() === '' || saysSomething(text) ? text.replaceAll(BREAKS, '\n') : ''
}

/** As `breakLines`, without space at its ends. */
export function tidyText(text: string): string {
  return breakLines(text).trim()
}

/** As `tidyText`, on one line with single spaces. */
export function tidyLine(text: string): string {
  return tidyText(text).replaceAll(/\s+/g, ' ')
}

/** What is wrong with the characters of a tidy text, with the place; undefined when nothing is. */
export function faultOfText(text: string): string | undefined {
  const at = text.search(STRAY)
  return at < 0 ? undefined : faultAt(text, at)
}

/** The text with a mark that can be seen in place of each character that `faultOfText` names. */
export function markStray(text: string): string {
  return text.replaceAll(STRAY, '\ufffd')
}

/** As `faultOfText`, of a name: no line break, and nothing that cannot be seen, may stand in it. */
export function faultOfName(text: string): string | undefined {
  const at = text.search(/[\p{C}\u2028\u2029]/u)
  return at < 0 ? undefined : faultAt(text, at)
}

/** A name as it is kept, with single spaces; or why it cannot be one. `missing` is said of a name of which nothing can be seen. */
export function readName(
  text: string,
  most: number,
  missing: string,
): { readonly name: string } | { readonly message: string } {
  const typed = text.trim()
  if (!saysSomething(typed)) return { message: missing }
  const fault = faultOfName(typed)
  if (fault !== undefined) return { message: fault }
  const name = typed.replaceAll(/\s+/g, ' ')
  return name.length > most ? { message: `Use at most ${most} characters for a name.` } : { name }
}

function faultAt(text: string, at: number): string {
  const before = [...text.slice(0, at).replaceAll(UNSEEN_OR_BREAK, ' ').trimEnd()].slice(-20).join('')
  const where = before === '' ? 'at its start' : `after “${before}”`
  return `A character that cannot be seen (${codeOf(text.codePointAt(at))}) stands ${where}. Delete it, or type that part again.`
}

const UNSEEN_OR_BREAK = /[\p{C}\s]+/gu

/** `U+0007`. */
function codeOf(point = 0): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}

/** What a terminal would obey, or turn round, as its number: `\u{1b}`. Line feeds and tabs stay. */
export function escapeControls(text: string): string {
  return text.replaceAll(OBEYED, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
}

/** Control characters, halves of letters, and the marks that turn the direction of what follows. */
const OBEYED = /[[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]--[\t\n]]/gv

/** Whether a file is text in UTF-16, by its mark, or because one of its first two bytes is nothing beside a letter. */
export function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false
  return first + second === 0xff + 0xfe || (first === 0) !== (second === 0)
}

/** What is wrong where a text holds marks that turn the direction of what follows, so that it reads as another than it is; undefined when nothing is. */
export function faultOfTurns(text: string): string | undefined {
  const mark = /[\u202a-\u202e\u2066-\u2069]/.exec(text)?.[0]
  return mark === undefined
    ? undefined
    : `A mark that turns the direction of writing (${escapeControls(mark)}) stands here. Delete it.`
}

/** Made when it is first asked, as it costs as much as reading a small file. */
let collator: Intl.Collator | undefined

/** Negative, zero or positive as people who read English expect the first before, with or after the second: å by a, 2 before 10. */
export function compareText(one: string, other: string): number {
  collator ??= new Intl.Collator('en-GB', { numeric: true })
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0)
}

/** Orders by name; what has the same name stays as it stands. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return compareText(one.name, other.name)
}
