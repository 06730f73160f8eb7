/**
 * A password → whether it is words that anybody would try first: one or two of a kept list, or what is known of its owner.
 * The list is that of zxcvbn-ts (frequent passwords, and the words of a dice list); it is loaded when a first password is set.
 */

/** What is known of whoever chooses a password. */
export interface Owner {
  readonly name: string
  readonly email: string
  readonly organisations: readonly string[]
}

/** Shorter words say nothing of anybody: three letters stand in many words. */
const SHORTEST_OWN = 4

/** What the names of many organisations and addresses have in common. */
const COMMON = new Set(
  'acute ambulance board care central city clinical college community example foundation fictional general group health healthcare hospital hospitals infirmary integrated mail mental north east south west national northern eastern southern western office partnership royal service services social specialist teaching trust trusts university'.split(
    ' ',
  ),
)

/** Whether it holds the owner's name, address or organisation, or the name of this service; dots and gaps hide nothing. */
export function holdsOwn(password: string, { name, email, organisations }: Owner): boolean {
  const squeezed = squeeze(password)
  const [mailbox = '', host = ''] = email.split('@')
  const named = [...host.split('.'), ...organisations.flatMap((one) => one.split(/[^\p{L}\p{N}]+/u))]
  const own = ['ward round', mailbox, ...mailbox.split(/[^\p{L}]+/u), ...name.split(/\s+/), ...organisations]
  return [...own, ...named.filter((word) => !COMMON.has(squeeze(word)))]
    .map(squeeze)
    .some((word) => word.length >= SHORTEST_OWN && squeezed.includes(word))
}

/** Letters and digits only, in one case. */
function squeeze(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '')
}

/** Whether it is one or two words of the list, or one of them again and again; digits and marks at the ends of a word hide none. */
export async function isKnownWords(password: string): Promise<boolean> {
  const words = await loadWords()
  const isWord = (text: string) => words.has(text) || words.has(trim(text))
  const folded = fold(password)
  if (isWord(folded)) return true
  for (let at = 1; at < folded.length; at++)
    if (isWord(folded.slice(0, at)) && isWord(folded.slice(at))) return true
  return isRepeated(trim(folded), isWord) || isRepeated(folded.replace(/[^\p{L}]/gu, ''), isWord)
}

function isRepeated(text: string, isWord: (text: string) => boolean): boolean {
  for (let length = 1; length <= text.length / 2; length++) {
    const once = text.slice(0, length)
    if (text.length % length === 0 && once.repeat(text.length / length) === text && isWord(once)) return true
  }
  return false
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase()

/** Without digits and marks at both ends. */
const trim = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')

let words: Promise<ReadonlySet<string>> | undefined

/** Some 57,000 words. */
function loadWords(): Promise<ReadonlySet<string>> {
  words ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) =>
      new Set([...dictionary['passwords-common'], ...dictionary['diceware-common']].map(fold)),
  )
  return words
}
