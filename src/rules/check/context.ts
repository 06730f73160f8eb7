/** What context may do: show or hide a question, never score; and nothing may rest on a question that is hidden. */
import type { RuleIssue } from '../../errors.ts'
import { literalsOf, withContext } from '../condition.ts'
import type { Condition } from '../model.ts'
import type { RawQuestion } from '../schema/domain.ts'
import {
  countContexts,
  maxContexts,
  rawLiterals,
  readContexts,
  type CheckContext,
  type Rule,
} from './rule.ts'

export const checkContext: Rule = (context) => [
  ...checkContextOnly(context),
  ...checkNumberOfContexts(context),
  ...checkCohortQuestion(context),
  ...checkNeverShown(context),
  ...checkContextUse(context),
  ...checkAlwaysThere(context),
  ...checkHiddenReads(context),
  ...checkSeenWhen(context),
]

/** Context questions have no show-when themselves, so that a cycle cannot be written. */
function checkContextOnly({ conditions, fault }: CheckContext): RuleIssue[] {
  return conditions
    .filter(({ use }) => use === 'show-when' || use === 'exposed-when')
    .flatMap(({ raw, use, owner }) =>
      rawLiterals(raw)
        .filter((literal) => 'at-least' in literal || 'below' in literal)
        .map((literal) =>
          fault(
            'show-when-scored-question',
            literal,
            'answer',
            `${owner}: ${use} reads the scored question “${literal.answer}”`,
            'Read context questions only, with is or in.',
          ),
        ),
    )
}

function checkNumberOfContexts(context: CheckContext): RuleIssue[] {
  const count = countContexts(context)
  if (count <= maxContexts) return []
  const { documents, names, fault } = context
  const read = readContexts(context).map((i) => names.contexts[i]?.raw.id)
  return [
    fault(
      'too-many-contexts',
      documents.scope,
      'questions',
      `${read.join(', ')} can be answered in ${count} ways, more than ${maxContexts}`,
      'Read fewer context questions in conditions, or give them fewer options.',
    ),
  ]
}

function checkCohortQuestion({ documents, fault }: CheckContext): RuleIssue[] {
  const { scope } = documents
  const taken = scope.questions.filter((one) => one.type === 'choice' && one.from === 'organisation')
  if (taken.length === 1) return []
  const message = `${taken.length} questions are taken from the organisation`
  return [
    fault(
      'cohort-question',
      taken[1] ?? scope,
      taken[1] === undefined ? 'questions' : 'from',
      message,
      'Mark exactly one with from: organisation; its options are the cohorts.',
    ),
  ]
}

function checkNeverShown({ names, worlds, compiled, fault }: CheckContext): RuleIssue[] {
  if (worlds.length === 0) return []
  return names.questions.flatMap(({ index, raw }) => {
    const when = raw['show-when']
    const condition = when === undefined ? undefined : compiled.get(when)
    if (condition === undefined || worlds.some(({ shown }) => shown(index))) return []
    if (literalsOf(condition).some(({ kind }) => kind === 'level')) return []
    return [
      fault(
        'question-never-shown',
        raw,
        'show-when',
        `no scope shows “${raw.id}”`,
        'Correct show-when, or retire the question.',
      ),
    ]
  })
}

/**
 * A scored question always counts in its domain, and a text is printed; so a context choice is the only question without use.
 */
function checkContextUse(context: CheckContext): RuleIssue[] {
  const { names, fault } = context
  const read = new Set(readContexts(context))
  return names.contexts.flatMap(({ index, raw }) => {
    if (raw.type !== 'choice' || raw.from !== undefined || raw['for-the-record'] === true || read.has(index))
      return []
    return [
      fault(
        'question-without-use',
        raw,
        'id',
        `no condition reads “${raw.id}”`,
        'Read it in a condition, mark it for-the-record: true, or retire it.',
      ),
    ]
  })
}

function checkAlwaysThere({ documents, fault }: CheckContext): RuleIssue[] {
  return documents.domains.flatMap((domain) => {
    if (domain.questions.some(isAlwaysThere)) return []
    const message = `every question of “${domain.id}” can be hidden, not applicable or left out`
    return [
      fault(
        'domain-can-vanish',
        domain,
        'questions',
        message,
        'Keep one question that is always shown and always applies.',
      ),
    ]
  })
}

/**
 * A question that can be hidden is read safely when, wherever it is hidden, the context alone decides the condition:
 * for example `any` with the context option that hides it, or `all` with those that show it.
 */
function checkHiddenReads(context: CheckContext): RuleIssue[] {
  const { documents, conditions, compiled, names, fault } = context
  const groups: { condition: Condition; owner: string }[] = []
  for (const { use, raw, owner } of conditions) {
    const condition = compiled.get(raw)
    if ((use === 'cap' || use === 'lowering') && condition !== undefined) groups.push({ condition, owner })
  }
  for (const { id, first, second } of documents.contradictions.contradictions) {
    const both = [compiled.get(first), compiled.get(second)].filter((one) => one !== undefined)
    if (both.length === 2)
      groups.push({ condition: { kind: 'all', of: both }, owner: `contradiction “${id}”` })
  }
  // A question that no scope shows is reported as that, and not again wherever it is read.
  const isEverShown = (question: number) => context.worlds.some(({ shown }) => shown(question))
  const rawOf = new Map<Condition, object>([...compiled].map(([raw, condition]) => [condition, raw]))
  return groups.flatMap(({ condition, owner }) => {
    const unsafe = new Set<Condition>()
    for (const { optionOf, shown } of context.worlds) {
      const left = withContext(condition, optionOf)
      if (typeof left === 'boolean') continue
      for (const literal of literalsOf(left))
        if (!shown(literal.question) && isEverShown(literal.question)) unsafe.add(literal)
    }
    return [...unsafe].map((literal) => {
      const question = 'question' in literal ? names.questions[literal.question]?.raw.id : undefined
      const message = `${owner} reads “${question}”, which may be hidden, and does not say what then`
      return fault(
        'hidden-question-read',
        rawOf.get(literal)!,
        'answer',
        message,
        'Add the other case: all with the context that shows it, or any with the context that hides it.',
      )
    })
  })
}

/** Whether somebody sees and acts is asked of everybody, so that no attack is seen because a question was put aside. */
function checkSeenWhen({ conditions, compiled, names, documents, fault }: CheckContext): RuleIssue[] {
  return conditions
    .filter(({ use }) => use === 'seen-when')
    .flatMap(({ raw }) => rawLiterals(raw))
    .filter((literal) => {
      const condition = compiled.get(literal)
      if (condition?.kind === 'context') return true
      const question = condition?.kind === 'level' ? names.questions[condition.question]?.raw : undefined
      return question !== undefined && !isAlwaysThere(question)
    })
    .map((literal) =>
      fault(
        'seen-when-question',
        literal,
        'answer',
        `seen-when of ${documents.ruleSet.id} reads “${literal.answer}”, which is not always there`,
        'Read a scored question without show-when and not-applicable.',
      ),
    )
}

function isAlwaysThere(question: RawQuestion): boolean {
  return (
    question['show-when'] === undefined &&
    question['not-applicable'] === undefined &&
    !('none-to-count' in question && question['none-to-count'] === 'left-out')
  )
}
