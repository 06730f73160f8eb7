/**
 * `assessment-rules` of a framework file, in either of the two public forms → the table of 27 lines that decides an outcome.
 * What the file does not say is a fault, but for one thing: of tests, none of which holds, the outcome is not achieved.
 */

import { isRecord, shown } from '../answers/given.ts'
import {
  AMOUNTS,
  type Amount,
  type Decision,
  type DecisionTable,
  GROUPS,
  type RuleKey,
  type Status,
} from './model.ts'

type Fault = (value: object, key: string | number, message: string, remedy: string) => void

export const RULE_KEYS: readonly RuleKey[] = AMOUNTS.flatMap((achieved) =>
  AMOUNTS.flatMap((partially) => AMOUNTS.map((not): RuleKey => `${achieved}_${partially}_${not}`)),
)

/** A status as files write it: `Partially achieved`, `partially-achieved` or `partially_achieved`. */
export function readStatus(given: unknown): Status | undefined {
  if (typeof given !== 'string') return undefined
  const word = given
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
  return GROUPS.find((one) => one === word)
}

export const STATUS_WORDS = 'Write Achieved, Partially achieved or Not achieved.'

/** Undefined where it holds a fault, which is then told. */
export function readTable(rules: object, fault: Fault): DecisionTable | undefined {
  const entries = Object.entries(rules)
  return entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))
    ? tableOfTests(entries, rules, fault)
    : tableOfLines(rules, fault)
}

function tableOfLines(rules: object, fault: Fault): DecisionTable | undefined {
  const given = new Map<string, unknown>(Object.entries(rules))
  const table: Partial<Record<RuleKey, Decision>> = {}
  for (const key of RULE_KEYS) {
    const line = given.get(key)
    if (!given.has(key))
      fault(rules, key, `assessment-rules has no line ${key}`, 'A table has all 27; put it in.')
    else {
      const status = isRecord(line) ? readStatus(line['outcome_status']) : undefined
      if (status === undefined) fault(rules, key, `the line ${key} gives no outcome_status`, STATUS_WORDS)
      else table[key] = { status, message: messageOf(line) }
    }
  }
  for (const key of given.keys())
    if (!RULE_KEYS.some((one) => one === key))
      fault(rules, key, `${shown(key)} is not a line of a table`, 'A line is named as all_some_none is.')
  return isWhole(table) ? table : undefined
}

function isWhole(table: Partial<Record<RuleKey, Decision>>): table is DecisionTable {
  return RULE_KEYS.every((key) => table[key] !== undefined)
}

function messageOf(line: unknown): string {
  const message = isRecord(line) ? line['outcome_status_message'] : undefined
  return typeof message === 'string' ? message : ''
}

interface Test {
  readonly group: Status
  readonly holds: readonly Amount[]
}

/** Not achieved is asked first, then achieved: the public file numbers its tests and does not say which wins. */
const ASKED: readonly Status[] = ['not-achieved', 'achieved', 'partially-achieved']

function tableOfTests(
  entries: readonly [string, unknown][],
  rules: object,
  fault: Fault,
): DecisionTable | undefined {
  const tests: Test[] = []
  for (const [key, given] of entries) {
    const pair: readonly unknown[] = Array.isArray(given) ? given : []
    const [first, second] = pair
    const group = readStatus(first)
    const holds =
      second === 'all' ? ['all' as const] : second === 'any' ? ['all' as const, 'some' as const] : undefined
    if (group === undefined || holds === undefined || pair.length !== 2)
      fault(
        rules,
        key,
        `test ${key} of assessment-rules cannot be read`,
        'Write a group, then all or any: [achieved, all].',
      )
    else if (tests.some((one) => one.group === group))
      fault(rules, key, `two tests of assessment-rules ask about ${group}`, 'Keep one of the two.')
    else tests.push({ group, holds })
  }
  for (const group of GROUPS)
    if (!tests.some((one) => one.group === group) && tests.length === entries.length)
      fault(
        rules,
        0,
        `no test of assessment-rules asks about ${group}`,
        'Add one for each of the three groups.',
      )
  if (tests.length !== GROUPS.length) return undefined
  const ordered = ASKED.flatMap((group) => tests.filter((one) => one.group === group))
  const decide = (key: RuleKey): Decision => {
    const [achieved, partially, not] = key.split('_')
    const amounts: Readonly<Record<Status, string | undefined>> = {
      achieved,
      'partially-achieved': partially,
      'not-achieved': not,
    }
    const first = ordered.find(({ group, holds }) => holds.some((one) => one === amounts[group]))
    return { status: first?.group ?? 'not-achieved', message: '' }
  }
  const table: Partial<Record<RuleKey, Decision>> = {}
  for (const key of RULE_KEYS) table[key] = decide(key)
  return isWhole(table) ? table : undefined
}
