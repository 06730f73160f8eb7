/**
 * The text of a file → the plain values of an answers file, which may be a part of a whole assessment in JSON; with the line of each.
 * It refuses, with the line, what was cut off, is nested too deeply, is too large, or says a thing twice.
 */

import { type Key, parseYaml, Places } from '../rules/places.ts'
import { type Door, isRecord, shown } from './given.ts'

/** A fault of an answers file. */
export interface FileFault {
  /** As people find it again: the number of a line, from 1; or the sheet and cell of a workbook. */
  readonly place: string
  readonly message: string
}

/** What a whole assessment says that it is. */
export const FORMAT = 'ward-round-assessment'

/** Bytes of an answers file (ours). */
const LARGEST = 1_000_000

/** Bytes of a whole assessment, and values of its answers. */
export interface Most {
  readonly bytes: number
  readonly values: number
}
/** Two registers of twenty thousand rows have less of either (ours). */
export const MOST: Most = { bytes: 60_000_000, values: 1_500_000 }
/** Our own documents have eight levels. */
const DEEPEST = 50

/** Parts of a whole assessment that can come in beside its answers. */
const TEXTS = ['explanations', 'notes'] as const
const COMING = new Set<string | undefined>(['answers', ...TEXTS])

export interface OpenedFile {
  /** Of the answers file, as it was written. */
  readonly content: unknown
  /** Where the value at a path in it stands, or the nearest parent that is written. */
  readonly placeOf: (path: readonly Key[]) => string
  /** What a message says to do about a value. */
  readonly door: Door
  /** Of the rule set under which it was answered, where it says so. */
  readonly digest: string | undefined
  /** What a whole assessment says beside its answers and can come in, as it was written. */
  readonly texts: Readonly<Record<(typeof TEXTS)[number], unknown>>
  /** As `placeOf`, of a path in `texts`. */
  readonly placeOfText: (path: readonly Key[]) => string
}

export type Opened =
  | { readonly ok: true; readonly file: OpenedFile }
  | { readonly ok: false; readonly faults: readonly FileFault[] }

export function openAnswersFile(text: string, most = MOST): Opened {
  const whole = /^\s*\{/.test(text) ? openDocument(text, most) : undefined
  if (whole !== undefined) return whole
  if (Buffer.byteLength(text) > LARGEST)
    return fail(1, 'The file is larger than 1 MB. An answers file is a few pages long.')
  const places = new Places()
  const faults: FileFault[] = []
  const content = parseYaml('', text, places, (issue) =>
    faults.push({ place: String(issue.line), message: `${issue.message}. ${issue.remedy}` }),
  )
  for (const { line, kept, lost } of places.cut)
    faults.push({
      place: String(line),
      message: `${kept === '' ? 'A text' : `The text ${shown(kept)}`} is cut off: behind it, ${shown(`#${lost}`)} is read as a comment. Put the whole text in quotes, or the comment on a line of its own.`,
    })
  if (faults.length > 0 || content === undefined) return { ok: false, faults }
  const placeOf = (path: readonly Key[]) => String(lineIn(places, content, path))
  const beside = {
    texts: { explanations: undefined, notes: undefined },
    placeOfText: (path: readonly Key[]) => placeOf(path.slice(1)),
  }
  return { ok: true, file: { content, placeOf, door: 'file', digest: undefined, ...beside } }
}

/** Line of the value at a path; the nearest written parent when it is not written. */
function lineIn(places: Places, content: unknown, path: readonly Key[]): number {
  let line = 1
  let value = content
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !(key in value)) break
    line = places.of(value, key).line
    value = (value as Record<Key, unknown>)[key]
  }
  return line
}

/** Undefined: it is no whole assessment, but perhaps an answers file. */
function openDocument(text: string, most: Most): Opened | undefined {
  const isOurs = text.slice(0, 1000).includes(`"${FORMAT}"`) || Buffer.byteLength(text) > LARGEST
  if (Buffer.byteLength(text) > most.bytes) return fail(1, largerThan(most))
  const { places, at, message } = walkJson(text, most)
  if (message !== undefined) return isOurs ? fail(lineAt(text, at), message) : undefined
  let whole: unknown
  try {
    whole = JSON.parse(text)
  } catch (error) {
    const [, position] = /position (\d+)/.exec(String(error)) ?? []
    return isOurs ? fail(lineAt(text, Number(position ?? text.length)), NOT_JSON) : undefined
  }
  if (!isRecord(whole) || whole['format'] !== FORMAT) return undefined
  const set = isRecord(whole['rule-set']) ? whole['rule-set']['digest'] : undefined
  const placeOfText = (path: readonly Key[]) => {
    for (let length = path.length; length > 0; length--) {
      const at = places.get(keyOfPath(path.slice(0, length)))
      if (at !== undefined) return String(lineAt(text, at))
    }
    return '1'
  }
  const digest = typeof set === 'string' ? set : undefined
  const placeOf = (path: readonly Key[]) => placeOfText(['answers', ...path])
  const { explanations, notes } = whole
  const content = whole['answers']
  const texts = { explanations, notes }
  return { ok: true, file: { content, placeOf, door: 'file', digest, texts, placeOfText } }
}

const fail = (line: number, message: string): Opened => ({
  ok: false,
  faults: [{ place: String(line), message }],
})

export const largerThan = ({ bytes }: Most) => `The file is larger than ${bytes / 1_000_000} MB. ${IN_PARTS}`

const IN_PARTS =
  'Take rows out of its registers: they can come in as tables, each on the page of its register.'

const NOT_JSON =
  'From here on this is not JSON: the file was cut off, or changed by hand. Export it again, or put in what is missing.'

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length
/** Names a path into the values of a file. */
export const keyOfPath = (path: readonly Key[]) => JSON.stringify(path.map(String))

/** A text, a mark, or anything else that is a value by itself. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/gu

/** An object or a list that is not closed yet. */
interface Open {
  readonly path: readonly string[]
  /** Of the value that comes. */
  key: string
  /** Of an object: those that were met. */
  readonly keys?: Set<string>
  /** Of a list: how many were met. */
  items?: number
}

/** Where each value that can come in stands, by its path; or what is wrong, and where. It checks no grammar: `JSON.parse` does. */
function walkJson(text: string, most: Most): { places: Map<string, number>; at: number; message?: string } {
  const places = new Map<string, number>()
  const open: Open[] = []
  let isKey = false
  for (const { 0: token, index: at } of text.matchAll(TOKEN)) {
    const top = open.at(-1)
    if (token === '}' || token === ']') open.pop()
    else if (token === ',') isKey = top?.keys !== undefined
    else if (token === ':') isKey = false
    else if (isKey && top?.keys !== undefined) {
      top.key = textOf(token)
      if (top.keys.has(top.key))
        return { places, at, message: `${shown(top.key)} is said twice. Keep one of them.` }
      top.keys.add(top.key)
    } else {
      if (top?.items !== undefined) top.key = String(top.items++)
      const path = top === undefined ? [] : [...top.path, top.key]
      if (COMING.has(path[0])) places.set(keyOfPath(path), at)
      if (places.size > most.values)
        return {
          places,
          at,
          message: `The answers hold more than ${most.values.toLocaleString('en-GB')} values. ${IN_PARTS}`,
        }
      if (token !== '{' && token !== '[') continue
      if (open.length >= DEEPEST)
        return { places, at, message: `This is nested deeper than ${DEEPEST} levels. No assessment is.` }
      isKey = token === '{'
      open.push({ path, key: '', ...(isKey ? { keys: new Set() } : { items: 0 }) })
    }
  }
  return { places, at: 0 }
}

function textOf(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return token
  }
}
