/**
 * The source of the program → its mutants: of every conditional, switch, list of returns and table that chooses between texts two are
 * swapped; each comparison is turned round, or shifted by one. One at a time, each as the whole text of its file.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

export interface CodeMutant {
  readonly kind: 'words' | 'code'
  /** From the root, with its line. */
  readonly file: string
  readonly line: number
  readonly what: string
  readonly text: string
}

/** A node of the tree: ESTree, of which only what is asked for here is typed. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

/** Where the words are said: swapped everywhere here. */
const WORDS = ['src/report', 'src/service/permission.ts']
/** Where comparisons decide what is said, or who may do it. */
const CODE = ['src/scoring', 'src/report', 'src/service/permission.ts']

export function findCodeMutants(root: string): CodeMutant[] {
  const files = [...new Set([...WORDS, ...CODE])].flatMap((path) => filesIn(root, path)).toSorted()
  return files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    const tree = parseSync(file, source).program as unknown as Node
    const isIn = (paths: readonly string[]) => paths.some((path) => file.startsWith(path))
    const found: CodeMutant[] = []
    const mutant = (kind: CodeMutant['kind'], edits: readonly Edit[]) => {
      const [first] = edits
      if (first === undefined) return
      const what = edits.map(({ at, to }) => `${shorten(source.slice(at.start, at.end))} → ${shorten(to)}`)
      found.push({
        kind,
        file,
        line: source.slice(0, first.at.start).split('\n').length,
        what: what.join(', '),
        text: withEdits(source, edits),
      })
    }
    const swap = (one: Node, other: Node) =>
      mutant('words', [
        { at: one, to: source.slice(other.start, other.end) },
        { at: other, to: source.slice(one.start, one.end) },
      ])
    for (const node of nodesIn(tree)) {
      if (isIn(WORDS)) for (const [one, other] of choicesOf(node, source)) swap(one, other)
      if (isIn(CODE)) for (const to of turned(node)) mutant('code', [{ at: operatorOf(node, source), to }])
    }
    return found
  })
}

interface Edit {
  readonly at: { readonly start: number; readonly end: number }
  readonly to: string
}

/** The pairs of texts between which a node chooses, each with the next one. */
function choicesOf(node: Node, source: string): (readonly [Node, Node])[] {
  const texts = textsOf(node).filter((one) => isText(one, source))
  const isSaid = texts.some((one) => /[A-Z ]/.test(source.slice(one.start + 1, one.end - 1)))
  if (!isSaid) return []
  return texts
    .slice(1)
    .map((other, index) => [texts[index] ?? other, other] as const)
    .filter(([one, other]) => source.slice(one.start, one.end) !== source.slice(other.start, other.end))
}

/** Keys whose texts a program branches on, and nobody reads: the types refuse another there. */
const MACHINE = new Set(['id', 'kind', 'fill', 'about', 'vantage', 'look'])

function textsOf(node: Node): Node[] {
  const nodes = (key: string) => (node[key] ?? []) as Node[]
  switch (node.type) {
    case 'ConditionalExpression':
      return [node['consequent'] as Node, firstOf(node['alternate'] as Node)]
    case 'SwitchStatement':
      return nodes('cases').flatMap((one) => returnedBy((one['consequent'] as Node[])[0]))
    case 'BlockStatement':
      return nodes('body').flatMap(returnedBy)
    case 'ObjectExpression':
      return nodes('properties').flatMap((one) =>
        one.type === 'Property' && !MACHINE.has(String((one['key'] as Node)['name']))
          ? [one['value'] as Node]
          : [],
      )
    default:
      return []
  }
}

/** The text that a chain of conditionals says first. */
function firstOf(node: Node): Node {
  return node.type === 'ConditionalExpression' ? firstOf(node['consequent'] as Node) : node
}

function returnedBy(node: Node | undefined): Node[] {
  if (node?.type === 'IfStatement') return returnedBy(node['consequent'] as Node)
  const argument = node?.type === 'ReturnStatement' ? (node['argument'] as Node | null) : null
  return argument === null ? [] : [firstOf(argument)]
}

function isText(node: Node, source: string): boolean {
  return (
    node.type === 'TemplateLiteral' ||
    (node.type === 'Literal' && /^['"]/.test(source.slice(node.start, node.end)))
  )
}

const TURNED: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
}

const turned = (node: Node): readonly string[] =>
  node.type === 'BinaryExpression' ? (TURNED[String(node['operator'])] ?? []) : []

function operatorOf(node: Node, source: string): Edit['at'] {
  const from = (node['left'] as Node).end
  const start = source.indexOf(String(node['operator']), from)
  return { start, end: start + String(node['operator']).length }
}

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesIn(one)
  else if (typeof value === 'object' && value !== null) {
    if (typeof (value as Node).type === 'string') yield value as Node
    for (const one of Object.values(value)) yield* nodesIn(one)
  }
}

function withEdits(source: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((one, other) => other.at.start - one.at.start)
    .reduce((text, { at, to }) => text.slice(0, at.start) + to + text.slice(at.end), source)
}

const shorten = (text: string) => (text.length > 50 ? `${text.slice(0, 49)}…` : text).replaceAll(/\s+/g, ' ')

function filesIn(root: string, path: string): string[] {
  if (path.endsWith('.ts')) return [path]
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${path}/${name}`)
}
