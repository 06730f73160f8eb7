/**
 * Documents to conditions and tests with every name found: what `check` and `compile` both stand on.
 * Reports each name that nothing has, and leaves out what could not be found; judges nothing else.
 */
import type { RuleIssue } from '../errors.ts'
import type { RuleCode } from './codes.ts'
import { compileCondition } from './condition.ts'
import type { Documents } from './documents.ts'
import type { Condition, RowTest } from './model.ts'
import { findNames, type Names } from './names.ts'
import { nearest } from './nearest.ts'
import type { Key } from './places.ts'
import { compileTests, knownNames, type Reads, type ReportTest } from './row-test.ts'
import type { RawCondition, RawRowTest } from './schema/words.ts'

/** What a condition is for, which decides what it may hold. */
export type Use =
  | 'show-when'
  | 'exposed-when'
  | 'cap'
  | 'seen-when'
  | 'lowering'
  | 'control'
  | 'lesson'
  | 'contradiction'

export interface ConditionUse {
  readonly use: Use
  readonly raw: RawCondition
  /** Words for messages: whose condition it is. */
  readonly owner: string
}

/** Documents with their conditions and tests resolved. */
export interface Resolved {
  readonly documents: Documents
  readonly names: Names
  /** Every condition of the documents, in reading order. */
  readonly conditions: readonly ConditionUse[]
  /** Compiled form of each condition and each part of one, by its raw form; unresolved ones are absent. */
  readonly compiled: ReadonlyMap<object, Condition>
  /** Compiled form of each list of tests, by its raw form. */
  readonly tests: ReadonlyMap<object, readonly RowTest[]>
  /** What the tests of each register read, by its id. */
  readonly reads: ReadonlyMap<string, Reads>
  readonly issues: readonly RuleIssue[]
  /** A fault at a value, or at one of its keys. */
  readonly fault: (
    code: RuleCode,
    node: object,
    key: Key | undefined,
    message: string,
    remedy: string,
  ) => RuleIssue
}

/** The documents with every name looked up; `issues` says which were not found. */
export function resolve(documents: Documents): Resolved {
  const names = findNames(documents)
  const issues: RuleIssue[] = []
  const compiled = new Map<object, Condition>()
  const fault: Resolved['fault'] = (code, node, key, message, remedy) => ({
    code,
    ...documents.places.of(node, key),
    message,
    remedy,
  })

  const conditions = [...findConditions(documents)]
  for (const { raw, owner } of conditions)
    compileCondition(raw, names, compiled, ({ node, key, name, what, known }) => {
      const code = what === 'level' ? 'unknown-level' : what === 'option' ? 'unknown-option' : 'unknown-id'
      const answer = 'answer' in node && key !== 'answer' ? ` of “${String(node.answer)}”` : ''
      const remedy = known.length > 0 ? knownNames(known, name) : remedyFor(name, what, names)
      issues.push(fault(code, node, key, `${owner}: no ${what}${answer} is called “${name}”`, remedy))
    })

  const registers = resolveRegisters(documents, names, (...fromTest) => issues.push(fault(...fromTest)))
  return { documents, names, conditions, compiled, ...registers, issues, fault }
}

/** Every list of tests compiled, by its raw form, and what the tests of each register read. */
function resolveRegisters(
  documents: Documents,
  names: Names,
  report: ReportTest,
): Pick<Resolved, 'tests' | 'reads'> {
  const tests = new Map<object, readonly RowTest[]>()
  const reads = new Map<string, Reads>()
  const listsOf = new Map<string, ReadonlyMap<string, readonly RowTest[]>>()
  for (const register of names.registers) {
    const { id, lists: written = {}, 'counts-when': countsWhen } = register.raw
    const read: Reads = { columns: new Set(), lists: new Set() }
    const lists = new Map<string, readonly RowTest[]>()
    for (const [name, list] of Object.entries(written)) {
      const compiled = compileTests(list, register, undefined, names, read, report)
      lists.set(name, compiled)
      tests.set(list, compiled)
    }
    reads.set(id, read)
    listsOf.set(id, lists)
    if (countsWhen === undefined) continue
    read.lists.add(countsWhen)
    if (!lists.has(countsWhen)) {
      const message = `register “${id}” has no list “${countsWhen}”`
      report('unknown-id', register.raw, 'counts-when', message, knownNames([...lists.keys()]))
    }
  }

  const known = names.registers.map(({ raw }) => raw.id)
  const resolveTests = (owner: object, id: string, lists: readonly (readonly RawRowTest[] | undefined)[]) => {
    const register = names.register(id)
    const read = reads.get(id)
    if (register === undefined || read === undefined) {
      report('unknown-id', owner, 'register', `no register is called “${id}”`, knownNames(known))
      return
    }
    for (const raw of lists)
      if (raw !== undefined) tests.set(raw, compileTests(raw, register, listsOf.get(id), names, read, report))
  }
  for (const { raw } of names.questions)
    if (raw.type === 'share') resolveTests(raw, raw.register, [raw.share.where, raw.share.of])
  for (const check of documents.contradictions['register-checks'] ?? [])
    resolveTests(check, check.register, [check.rows])
  return { tests, reads }
}

/** What an author most likely meant: a scored question compared like a context question, or the reverse. */
function remedyFor(name: string, what: string, names: Names): string {
  if (what === 'question' && names.context(name) !== undefined)
    return 'It is a context question: compare it with is or in.'
  if (what === 'context question' && names.question(name) !== undefined)
    return 'It is a scored question: compare it with at-least or below.'
  const ids =
    what === 'question' ? names.questions.map(({ raw }) => raw.id) : names.contexts.map(({ raw }) => raw.id)
  const near = nearest(name, ids)
  return `${near.length === 0 ? 'Correct the name' : `Write ${near.join(' or ')}`}, or write a ${what} with this id.`
}

function* findConditions(documents: Documents): Generator<ConditionUse> {
  const { ruleSet, domains, risks, incidents, contradictions } = documents
  for (const { id, when } of ruleSet.caps ?? [])
    if (!('domains' in when)) yield { use: 'cap', raw: when, owner: `limit “${id}”` }
  if (ruleSet['seen-when'] !== undefined)
    yield { use: 'seen-when', raw: ruleSet['seen-when'], owner: 'seen-when' }
  for (const domain of domains) {
    for (const cap of domain.caps ?? []) yield { use: 'cap', raw: cap.when, owner: `limit “${cap.id}”` }
    for (const question of domain.questions)
      if (question['show-when'] !== undefined)
        yield { use: 'show-when', raw: question['show-when'], owner: `question “${question.id}”` }
  }
  for (const risk of risks)
    for (const lowering of risk['lowered-by'])
      yield { use: 'lowering', raw: lowering.when, owner: `risk “${risk.id}”` }
  for (const incident of incidents) {
    const owner = `incident “${incident.id}”`
    if (incident['exposed-when'] !== undefined)
      yield { use: 'exposed-when', raw: incident['exposed-when'], owner }
    for (const chain of incident.chains ?? [])
      for (const step of chain.steps)
        for (const control of step.controls ?? [])
          yield { use: 'control', raw: control.when, owner: `step “${step.id}”` }
    for (const lesson of incident.lessons ?? [])
      if ('learned-when' in lesson)
        yield { use: 'lesson', raw: lesson['learned-when'], owner: `lesson “${lesson.id}”` }
  }
  for (const { id, first, second } of contradictions.contradictions) {
    yield { use: 'contradiction', raw: first, owner: `contradiction “${id}”` }
    yield { use: 'contradiction', raw: second, owner: `contradiction “${id}”` }
  }
}
