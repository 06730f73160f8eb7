/**
 * Conditions of the rule language: their raw form compiled to indices, and their truth.
 * Two-valued: an absent answer makes its comparison false. No negation, no arithmetic, no references.
 */
import { once } from '../once.ts'
import type { Condition, Question } from './model.ts'
import type { RawCondition } from './schema/words.ts'

/** One comparison inside a condition. */
export type Literal = Extract<Condition, { kind: 'level' | 'context' }>

/** Level of a question, or option of a context question, by index; undefined when absent. */
export type Lookup = (index: number) => number | undefined

/** Whether a condition is true; a comparison with an absent level or option is false. */
export function holds(condition: Condition, levelOf: Lookup, optionOf: Lookup): boolean {
  switch (condition.kind) {
    case 'level': {
      const level = levelOf(condition.question)
      if (level === undefined) return false
      return condition.op === 'at-least' ? level >= condition.level : level < condition.level
    }
    case 'context': {
      const option = optionOf(condition.question)
      return option !== undefined && condition.options.includes(option)
    }
    case 'all':
      for (const part of condition.of) if (!holds(part, levelOf, optionOf)) return false
      return true
    case 'any':
      for (const part of condition.of) if (holds(part, levelOf, optionOf)) return true
      return false
  }
}

/** What a condition that helps comes to; absent: nothing of it is left here. */
export type Help = 'yes' | 'no' | 'absent'

/** A condition that helps, when some of it is still open: the indices of the questions on which it hangs. */
export type Open = ReadonlySet<number>

/** Levels by question and options by context question; below 0: absent, or unanswered. */
type Indices = Int8Array

/**
 * What a condition that helps (`at-least` only) comes to when each level lies between a floor and a ceiling: yes or no whatever
 * they turn out to be, absent, or the questions on which it hangs once everything decided is taken out of it.
 * An absent question is passed over inside `all` and no way inside `any`; where nothing but the scope is left, `any` can still be met by it.
 */
export function decide(
  condition: Condition,
  floor: Indices,
  ceiling: Indices,
  options: Indices,
): Help | Open {
  const open: number[] = []
  const found = weigh(condition, floor, ceiling, options, open)
  return found === Weight.open ? new Set(open) : HELP[found]
}

/** As `decide`, where every level is known. */
export function help(condition: Condition, levels: Indices, options: Indices): Help {
  const found = weigh(condition, levels, levels, options, NOTHING_OPEN)
  if (found === Weight.open) throw new Error('A level that is its own ceiling leaves nothing open.')
  return HELP[found]
}

const NOTHING_OPEN: number[] = []

/** What a part of a condition weighs in its group; the last two were settled by the scope alone, with no answer that is there. */
const Weight = { no: 0, yes: 1, absent: 2, open: 3, scopeNo: 4, scopeYes: 5 } as const
type Weight = (typeof Weight)[keyof typeof Weight]
const HELP: Readonly<Record<Exclude<Weight, 3>, Help>> = { 0: 'no', 1: 'yes', 2: 'absent', 4: 'no', 5: 'yes' }

function weigh(
  condition: Condition,
  floor: Indices,
  ceiling: Indices,
  options: Indices,
  open: number[],
): Weight {
  switch (condition.kind) {
    case 'level': {
      const level = floor[condition.question] ?? -1
      if (level < 0) return Weight.absent
      if (level >= condition.level) return Weight.yes
      if ((ceiling[condition.question] ?? -1) < condition.level) return Weight.no
      open.push(condition.question)
      return Weight.open
    }
    case 'context':
      return condition.options.includes(options[condition.question] ?? -1) ? Weight.scopeYes : Weight.scopeNo
    case 'all':
    case 'any': {
      const isAny = condition.kind === 'any'
      const deciding = isAny ? Weight.yes : Weight.no
      const before = open.length
      let [sawAnswer, sawAbsent, isSettled] = [false, false, false]
      for (const part of condition.of) {
        const one = weigh(part, floor, ceiling, options, open)
        if (one === deciding) {
          open.length = before
          return deciding
        }
        if (one === Weight.absent) sawAbsent = true
        else if (one === (isAny ? Weight.scopeYes : Weight.scopeNo)) isSettled = true
        else if (one <= Weight.open) sawAnswer = true
      }
      if (isSettled) {
        open.length = before
        if (sawAnswer) return deciding
        return isAny ? Weight.scopeYes : sawAbsent ? Weight.absent : Weight.scopeNo
      }
      if (open.length > before) return Weight.open
      if (sawAnswer) return isAny ? Weight.no : Weight.yes
      return sawAbsent ? Weight.absent : isAny ? Weight.scopeNo : Weight.scopeYes
    }
  }
}

/**
 * Whether a question is not asked, by the option of each context question (below 0: unanswered).
 * Hidden only once the scope says so: while that is unanswered the question may still be wanted.
 */
export function isHidden({ showWhen }: Pick<Question, 'showWhen'>, options: Int8Array): boolean {
  if (showWhen === undefined) return false
  const open: number[] = []
  const shown = holds(
    showWhen,
    () => undefined,
    (index) => {
      const option = options[index] ?? -1
      if (option < 0) open.push(index)
      return option < 0 ? undefined : option
    },
  )
  return !shown && open.length === 0
}

/** Every comparison of a condition, in the order written. */
export function literalsOf(condition: Condition): Literal[] {
  if (condition.kind === 'level' || condition.kind === 'context') return [condition]
  return condition.of.flatMap(literalsOf)
}

/** Indices of the scored questions a condition reads, each once, in the order written. */
export const questionsOf = once((condition: Condition): readonly number[] => indices(condition, 'level'))

/** Indices of the context questions a condition reads, each once, in the order written. */
export function contextsOf(condition: Condition): number[] {
  return indices(condition, 'context')
}

function indices(condition: Condition, kind: Literal['kind']): number[] {
  const found = new Set<number>()
  for (const literal of literalsOf(condition)) if (literal.kind === kind) found.add(literal.question)
  return [...found]
}

/** The ways to make a condition true: each inner list holds together, any one of them suffices. */
export function branchesOf(condition: Condition): Literal[][] {
  switch (condition.kind) {
    case 'level':
    case 'context':
      return [[condition]]
    case 'any':
      return condition.of.flatMap(branchesOf)
    case 'all':
      return condition.of.reduce<Literal[][]>(
        (ways, part) => ways.flatMap((way) => branchesOf(part).map((more) => [...way, ...more])),
        [[]],
      )
  }
}

/** How many branches a condition has, counted without writing them out: they multiply in `all`. */
export function countBranches(condition: Condition): number {
  switch (condition.kind) {
    case 'level':
    case 'context':
      return 1
    case 'any':
      return condition.of.reduce((sum, part) => sum + countBranches(part), 0)
    case 'all':
      return condition.of.reduce((product, part) => product * countBranches(part), 1)
  }
}

/** What is left of a condition once the context is known: true, false, or comparisons of levels only. */
export function withContext(condition: Condition, optionOf: Lookup): Condition | boolean {
  switch (condition.kind) {
    case 'level':
      return condition
    case 'context':
      return holds(condition, () => undefined, optionOf)
    case 'all':
    case 'any': {
      const deciding = condition.kind === 'any'
      const left: Condition[] = []
      for (const part of condition.of) {
        const rest = withContext(part, optionOf)
        if (rest === deciding) return deciding
        if (typeof rest !== 'boolean') left.push(rest)
      }
      return left.length === 0 ? !deciding : { kind: condition.kind, of: left }
    }
  }
}

/** How the names in a raw condition are found; undefined for a name that nothing has. */
export interface ConditionNames {
  readonly question: (
    id: string,
  ) => { readonly index: number; readonly levelIds: readonly string[] } | undefined
  readonly context: (
    id: string,
  ) => { readonly index: number; readonly optionIds: readonly string[] } | undefined
}

/** A name in a raw condition that cannot be found: where it stands, and what it should have been. */
export interface UnknownName {
  readonly node: object
  readonly key: string
  readonly name: string
  readonly what: 'question' | 'context question' | 'level' | 'option'
  /** Names that would do. */
  readonly known: readonly string[]
}

/**
 * A raw condition with its names turned into indices; undefined when a name was reported as unknown.
 * `compiled` remembers each part by its raw form, so that a check can find the place of a comparison.
 */
export function compileCondition(
  raw: RawCondition,
  names: ConditionNames,
  compiled: Map<object, Condition>,
  report: (unknown: UnknownName) => void,
): Condition | undefined {
  const condition = 'all' in raw || 'any' in raw ? compileGroup() : compileLiteral(raw, names, report)
  if (condition !== undefined) compiled.set(raw, condition)
  return condition

  function compileGroup(): Condition | undefined {
    const kind = 'all' in raw ? 'all' : 'any'
    const parts = 'all' in raw ? raw.all : 'any' in raw ? raw.any : []
    const of = parts.map((part) => compileCondition(part, names, compiled, report))
    return of.includes(undefined) ? undefined : { kind, of: of.filter((part) => part !== undefined) }
  }
}

function compileLiteral(
  raw: Exclude<RawCondition, { all: unknown } | { any: unknown }>,
  names: ConditionNames,
  report: (unknown: UnknownName) => void,
): Literal | undefined {
  if ('at-least' in raw || 'below' in raw) {
    const question = names.question(raw.answer)
    if (question === undefined) {
      report({ node: raw, key: 'answer', name: raw.answer, what: 'question', known: [] })
      return undefined
    }
    const op = 'at-least' in raw ? 'at-least' : 'below'
    const name = 'at-least' in raw ? raw['at-least'] : raw.below
    const level = question.levelIds.indexOf(name)
    if (level === -1) {
      report({ node: raw, key: op, name, what: 'level', known: question.levelIds })
      return undefined
    }
    return { kind: 'level', question: question.index, op, level }
  }
  const context = names.context(raw.answer)
  if (context === undefined) {
    report({ node: raw, key: 'answer', name: raw.answer, what: 'context question', known: [] })
    return undefined
  }
  const ids = 'is' in raw ? [raw.is] : raw.in
  const options = ids.map((id) => context.optionIds.indexOf(id))
  ids.forEach((name, i) => {
    if (options[i] === -1)
      report({ node: raw, key: 'is' in raw ? 'is' : 'in', name, what: 'option', known: context.optionIds })
  })
  return options.includes(-1) ? undefined : { kind: 'context', question: context.index, options }
}
