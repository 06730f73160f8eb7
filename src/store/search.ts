/**
 * Names, addresses and codes → the words by which accounts and organisations are found, each by its beginning and by an index;
 * and a page of what was found. A list of many is never read whole.
 */

import { sql } from 'kysely'
import { compareText } from '../text.ts'
import type { SearchWordTable } from './tables-of-people.ts'
import type { Handle } from './tables.ts'

/** What is found by words. */
export type Kind = SearchWordTable['kind']

const CHUNK = 500

/** Words in lower case, without accents; marks between them hide none. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Keeps the words of something new, or of something whose words changed. */
export async function saveWords(
  db: Handle,
  kind: Kind,
  of: readonly { readonly id: string; readonly text: string }[],
  isNew: boolean,
): Promise<void> {
  if (!isNew) for (const { id } of of) await deleteWords(db, kind, id)
  const rows = of.flatMap(({ id, text }) => [...new Set(wordsOf(text))].map((word) => ({ kind, word, id })))
  for (let from = 0; from < rows.length; from += CHUNK)
    await db
      .insertInto('searchWord')
      .values(rows.slice(from, from + CHUNK))
      .execute()
}

async function deleteWords(db: Handle, kind: Kind, id: string): Promise<void> {
  await db.deleteFrom('searchWord').where('kind', '=', kind).where('id', '=', id).execute()
}

/** So many words of a search count (ours). */
const MOST_WORDS = 6
/** More than so many are not listed (ours): whoever searches types another word. */
export const MOST_FOUND = 1000

/** Ids of those that have, for each word typed, a word that begins so; none when no word was typed. Undefined: more than `MOST_FOUND`. */
export async function findIds(
  db: Handle,
  kind: Kind,
  search: string,
): Promise<readonly string[] | undefined> {
  const words = [...new Set(wordsOf(search))].slice(0, MOST_WORDS)
  if (words.length === 0) return []
  let found: ReadonlySet<string> | undefined
  const broad: string[] = []
  for (const word of words) {
    const rows = await db
      .selectFrom('searchWord')
      .select('id')
      .distinct()
      .where('kind', '=', kind)
      .where('word', '>=', word)
      .where('word', '<', afterAll(word))
      .limit(MOST_FOUND + 1)
      .execute()
    const ids = new Set(rows.map(({ id }) => id))
    if (ids.size > MOST_FOUND) broad.push(word)
    else found = found === undefined ? ids : new Set([...found].filter((id) => ids.has(id)))
  }
  for (const word of broad) if (found !== undefined) found = await keepWith(db, kind, found, word)
  return found && [...found]
}

/** Of some, those that have a word that begins so: looked for among their own few words, not among all that begin so. */
async function keepWith(
  db: Handle,
  kind: Kind,
  ids: ReadonlySet<string>,
  word: string,
): Promise<ReadonlySet<string>> {
  if (ids.size === 0) return ids
  const own = sql<string>`search_word.word || ''`
  const rows = await db
    .selectFrom('searchWord')
    .select('id')
    .where('kind', '=', kind)
    .where('id', 'in', [...ids])
    .where(own, '>=', word)
    .where(own, '<', afterAll(word))
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Sorts after every word that begins so. */
const afterAll = (word: string) => `${word}\u{10ffff}`

/** Which part of a list is shown. */
export interface Paging {
  /** As typed. */
  readonly search: string
  /** Id of the last one of the page before; undefined: from the first. */
  readonly after?: string | undefined
  readonly most: number
}

/** A page of a list. */
export interface Page<T> {
  readonly shown: readonly T[]
  /** How many there are on all pages; undefined: more than `MOST_FOUND`, and none is shown. */
  readonly all: number | undefined
  /** Leads to the next page; undefined: this is the last. */
  readonly next: string | undefined
}

/** Of one more row than a page has, the page: which they are is by the bytes of their names, and on the page they stand as people expect. */
export function pageOf<T extends { readonly id: string; readonly name: string }>(
  rows: readonly T[],
  all: number | undefined,
  most: number,
): Page<T> {
  const shown = rows.slice(0, most)
  const next = rows.length > most ? shown.at(-1)?.id : undefined
  return { shown: shown.sort((a, b) => compareText(a.name, b.name)), all, next }
}
