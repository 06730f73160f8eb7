/**
 * YAML text to plain values, remembering the line of every key and item.
 * Refuses what a reader of the file could not see at a glance: anchors, aliases, tags, directives, repeated keys.
 * Of a file that others made it takes anchors, so many aliases as it is told, and whole numbers as keys.
 */
import {
  LineCounter,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { RuleIssue } from '../errors.ts'
import { once } from '../once.ts'
import type { RuleCode } from './codes.ts'

export interface Place {
  readonly file: string
  /** From 1. */
  readonly line: number
}

/** Key or index of a value inside its parent. */
export type Key = string | number

/** The node from which a value was read; lines are counted only when a fault asks for them. */
interface Origin {
  readonly file: string
  readonly node: YAMLMap | YAMLSeq
  readonly lines: LineCounter
}

/** By the value itself, whoever asks: a file that is read once may stand in several rule sets. */
const origins = new WeakMap<object, Origin>()

/** Where every object and list that was read stands; it knows values by identity, so copies have no place. */
export class Places {
  /** Texts without quotes behind which a comment stands on the same line: perhaps the rest of the text. `kept` may be empty. */
  readonly cut: (Place & { readonly kept: string; readonly lost: string })[] = []

  remember(value: object, origin: Origin): void {
    origins.set(value, origin)
  }

  /** Place of a value, or of one of its keys; a key that is not written has the place of its parent. */
  of(value: object, key?: Key): Place {
    const origin = origins.get(value)
    if (origin === undefined) throw new Error('a value that was not read from a rule file has no place')
    const { file, node, lines } = origin
    const part = key === undefined ? undefined : partOf(node, key)
    return { file, line: lines.linePos((part ?? node).range?.[0] ?? 0).line }
  }
}

/** Node of a key of a map, or of an item of a list. */
function partOf(node: YAMLMap | YAMLSeq, key: Key): Node | undefined {
  return isSeq(node) ? (node.items[Number(key)] as Node | undefined) : keysOf(node).get(key)
}

/** Faults that the parser meets where a line stands too far in or out. */
const INDENT = [
  'BAD_INDENT',
  'MULTILINE_IMPLICIT_KEY',
  'BLOCK_AS_IMPLICIT_KEY',
  'BLOCK_IN_FLOW',
  'BAD_COLLECTION_TYPE',
]

/** Nodes of the keys of a map, listed once: a file of thousands of keys may have a fault at each. */
const keysOf = once(
  (map: YAMLMap) => new Map(map.items.flatMap(({ key }) => (isScalar(key) ? [[key.value, key]] : []))),
)

/**
 * The plain value of a YAML text; undefined when it holds a fault, which is then reported.
 *
 * @param mostAliases 0 for files of our own. An alias is the very value that it names, never a copy.
 */
export function parseYaml(
  file: string,
  text: string,
  places: Places,
  report: (issue: RuleIssue) => void,
  mostAliases = 0,
): unknown {
  const anchored = new Map<string, unknown>()
  let aliases = 0
  const lines = new LineCounter()
  let faults = 0
  const fault = (code: RuleCode, offset: number, message: string, remedy: string) => {
    faults++
    report({ code, file, line: Math.max(1, lines.linePos(offset).line), message, remedy })
  }
  const tooDeep = () =>
    fault('not-yaml', 0, 'the file is nested too deeply to read', 'Write flatter lists and keys.')
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: '1.2',
      schema: 'core',
      // Found below: it would compare every key with every other.
      uniqueKeys: false,
      // Not silent: a second document after --- would be dropped without a word.
      logLevel: 'error',
    })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    tooDeep()
    return undefined
  }
  if (document.errors.some((error) => error.message.includes('call stack'))) {
    tooDeep()
    return undefined
  }
  let isTold = false
  for (const error of document.errors) {
    if (error.code === 'MULTIPLE_DOCS')
      fault(
        'not-yaml',
        error.pos[0],
        'a second document starts here',
        'Remove the line ---; one file is one document.',
      )
    else if (!isTold) {
      // What follows from the first is no fault of its own: one wrong indent has twenty echoes.
      isTold = true
      const isIndent = INDENT.includes(error.code) && !error.message.startsWith('Flow ')
      fault(
        'not-yaml',
        error.pos[0],
        isIndent ? 'here or on the next line an indent does not fit' : error.message.replace(/\s+/g, ' '),
        isIndent
          ? 'Give keys of one thing, and items of one list, the same indent; a text that holds ": " goes in quotes.'
          : 'Correct the YAML; a text that holds ": " or starts with a special character goes in quotes.',
      )
    }
  }
  if (faults > 0) return undefined
  if (document.directives.yaml.explicit === true)
    fault('not-plain-yaml', 0, 'the file starts with a YAML directive', 'Remove the line that starts with %.')
  const value = document.contents === null ? null : plain(document.contents)
  return faults > 0 ? undefined : value

  function plain(node: Node): unknown {
    const offset = node.range?.[0] ?? 0
    // An anchor is known once its value was read whole, so that no value can hold itself.
    if (isAlias(node)) {
      if (aliases++ < mostAliases && anchored.has(node.source)) return anchored.get(node.source)
      fault(
        'not-plain-yaml',
        offset,
        `*${node.source} refers to another place`,
        'Write the value out in full.',
      )
      return null
    }
    const anchor = 'anchor' in node ? node.anchor : undefined
    if (anchor === undefined) return unnamed(node, offset)
    if (mostAliases === 0)
      fault(
        'not-plain-yaml',
        offset,
        `&${anchor} is an anchor`,
        'Remove it, and write each value out in full.',
      )
    const value = unnamed(node, offset)
    anchored.set(anchor, value)
    return value
  }

  function unnamed(node: Node, offset: number): unknown {
    if (node.tag !== undefined)
      fault('not-plain-yaml', offset, `${node.tag} is a tag`, 'Remove the tag; use quotes to make a text.')
    if (isMap(node)) {
      const value: Record<string, unknown> = {}
      for (const pair of node.items) {
        const given = isScalar(pair.key) ? plain(pair.key) : undefined
        const key = mostAliases > 0 && Number.isInteger(given) ? String(given) : given
        if (typeof key !== 'string' || key === '__proto__') {
          const keyOffset = (pair.key as Node | null)?.range?.[0] ?? offset
          fault(
            'not-plain-yaml',
            keyOffset,
            'this key is not a word',
            'Write the key as a word, or in quotes.',
          )
          continue
        }
        if (Object.hasOwn(value, key))
          fault(
            'duplicate-key',
            (pair.key as Node).range?.[0] ?? offset,
            'this key is written twice',
            'Keep one of the two.',
          )
        value[key] = pair.value === null ? null : plain(pair.value as Node)
      }
      places.remember(value, { file, node, lines })
      return value
    }
    if (isSeq(node)) {
      const value = node.items.map((item) => plain(item as Node))
      places.remember(value, { file, node, lines })
      return value
    }
    if (!isScalar(node)) return null
    if (node.type === 'PLAIN') {
      const end = node.range?.[1] ?? 0
      const lost = /^[ \t]*#([^\n\r]*)/.exec(text.slice(end, end + 200))?.[1]
      // Behind a number, or nothing at all, "#" before a letter is hardly ever a comment.
      if (lost !== undefined && (typeof node.value === 'string' || /^[^\s#]/.test(lost)))
        places.cut.push({
          file,
          line: lines.linePos(end).line,
          kept: text.slice(offset, end),
          lost: lost.trimEnd(),
        })
    }
    return node.value
  }
}
