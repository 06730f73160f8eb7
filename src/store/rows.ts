/**
 * Rows as the database has them ↔ rows in the words of the code: `saved_at` is `savedAt`, what is empty is undefined, 0 and 1 are a flag,
 * JSON is what it says. Queries are written in the words of the code. What proves, seals or copies bytes reads them `raw`.
 */

import type { Kysely, KyselyPlugin, RootOperationNode } from 'kysely'
import type { Flag, Json } from './column-kinds.ts'
import type { Database, Handle } from './tables.ts'

/** The columns of a kind, by table. */
type ColumnsOf<Kind> = {
  readonly [T in keyof Database as KindIn<Database[T], Kind> extends never ? never : T]: readonly KindIn<
    Database[T],
    Kind
  >[]
}
type KindIn<Table, Kind> = { [C in keyof Table]: Table[C] extends Kind ? C : never }[keyof Table]

const FLAGS: ColumnsOf<Flag<boolean> | Flag<boolean | undefined>> = {
  organisation: ['fictional', 'sharesSuppliers'],
  register: ['complete'],
  releaseMember: ['sharesSuppliers'],
  account: ['reminders'],
  membership: ['deputy'],
  plannedAction: ['funded'],
}

const JSONS: ColumnsOf<Pick<Json<unknown>, 'kept'>> = {
  account: ['notMailed'],
  ruleSet: ['files'],
  proposedRuleSet: ['files'],
  answer: ['value'],
  registerRow: ['cells', 'evidence'],
  signedSummary: ['summary'],
  answerHistory: ['value'],
  evidence: ['value'],
  review: ['value'],
  signOff: ['details'],
  carried: ['answer'],
  ruleSetMove: ['leftBehind'],
  proposal: ['details', 'agreed'],
  passkey: ['transports'],
  ticket: ['details'],
  riskEntry: ['value'],
  cafOutcome: ['value'],
  pack: ['reading'],
  improvementOverride: ['effort'],
  registerMatching: ['matching'],
  registerUpload: ['head'],
  rowStatement: ['cells'],
  toolExport: ['found'],
}

const remember = (convert: (name: string) => string) => {
  const known = new Map<string, string>()
  return (name: string): string => {
    const found = known.get(name)
    if (found !== undefined) return found
    const converted = convert(name)
    if (known.size < MOST_NAMES) known.set(name, converted)
    return converted
  }
}
/** Far more than there are. */
const MOST_NAMES = 5_000

/** A name as the database has it; one that it has already stays. */
export const inDatabase = remember((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))

const inCode = remember((name) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))

const isPlain = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A value as the database keeps it. */
export function asKept(value: unknown): unknown {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return Array.isArray(value) || isPlain(value) ? JSON.stringify(value) : value
}

type Read = (value: unknown) => unknown
const READ: Readonly<Record<'plain' | 'flag' | 'json', Read>> = {
  plain: (value) => value ?? undefined,
  flag: (value) => (value === null ? undefined : value === 1),
  json: (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : undefined),
}

/** How the rows of one query are read: of each column its name in the code, and how. */
interface Reading {
  readonly tables: readonly string[]
  columns?: readonly { readonly from: string; readonly to: string; readonly read: Read }[]
}

/** For kysely: gives every row in the words of the code. Each query is looked at once, however often it runs. */
export class WordsOfTheCode implements KyselyPlugin {
  readonly #readings = new WeakMap<object, Reading>()

  transformQuery({ node, queryId }: Parameters<KyselyPlugin['transformQuery']>[0]): RootOperationNode {
    this.#readings.set(queryId, { tables: tablesOf(node) })
    return node
  }

  transformResult({
    result,
    queryId,
  }: Parameters<KyselyPlugin['transformResult']>[0]): ReturnType<KyselyPlugin['transformResult']> {
    const [first] = result.rows
    if (first === undefined) return Promise.resolve(result)
    const reading = this.#readings.get(queryId) ?? { tables: [] }
    const columns = (reading.columns ??= columnsOf(first, reading.tables))
    const rows = result.rows.map((row) => {
      const read: Record<string, unknown> = {}
      for (const column of columns) read[column.to] = column.read(row[column.from])
      return read
    })
    return Promise.resolve({ ...result, rows })
  }
}

function columnsOf(row: object, tables: readonly string[]): NonNullable<Reading['columns']> {
  const has = (all: Readonly<Record<string, readonly string[]>>, column: string) =>
    tables.some((table) => all[table]?.includes(column))
  return Object.keys(row).map((from) => {
    const to = inCode(from)
    return { from, to, read: READ[has(FLAGS, to) ? 'flag' : has(JSONS, to) ? 'json' : 'plain'] }
  })
}

/** The tables that a query reads rows of, not those that it only asks about. */
function tablesOf(node: RootOperationNode): string[] {
  const found: string[] = []
  const add = (one: unknown) => {
    const { kind, ...rest } = one as { readonly kind: string; readonly [part: string]: unknown }
    if (kind === 'AliasNode') add(rest['node'])
    else if (kind === 'TableNode')
      found.push((rest['table'] as { identifier: { name: string } }).identifier.name)
  }
  if (node.kind === 'SelectQueryNode') {
    node.from?.froms.forEach(add)
    node.joins?.forEach((join) => add(join.table))
  } else if (node.kind === 'InsertQueryNode' && node.into !== undefined) add(node.into)
  else if (node.kind === 'UpdateQueryNode' && node.table !== undefined) add(node.table)
  else if (node.kind === 'DeleteQueryNode') node.from.froms.forEach(add)
  return found
}

/** Tables and columns by the names that they have in the database, with what stands there. */
export type Raw = Kysely<Record<string, Record<string, unknown>>>

/** The same database, read as it is: for what must be the same bytes for ever. */
export const raw = (db: Handle): Raw => db.withoutPlugins() as unknown as Raw
