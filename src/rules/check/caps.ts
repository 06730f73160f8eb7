/** Limits that hold only with a bad answer, and that name domains which are there. Whether one can bind is asked of the engine, in `binding.ts`. */
import type { RuleIssue } from '../../errors.ts'
import { literalsOf, type Literal } from '../condition.ts'
import { knownNames } from '../row-test.ts'
import type { RawCap } from '../schema/domain.ts'
import type { RawOverallCap, RawWeakDomains } from '../schema/rule-set.ts'
import type { RawCondition } from '../schema/words.ts'
import { branchesWithin, hasNeverTrue, type CheckContext, type Rule } from './rule.ts'

export const checkCaps: Rule = (context) => {
  const { ruleSet, domains } = context.documents
  return [
    ...(ruleSet.caps ?? []).flatMap((cap) =>
      'domains' in cap.when ? checkWeakDomains(cap, cap.when, context) : checkCap(cap, cap.when, context),
    ),
    ...domains.flatMap((domain) => (domain.caps ?? []).flatMap((cap) => checkCap(cap, cap.when, context))),
  ]
}

function checkWeakDomains(
  cap: RawOverallCap,
  when: RawWeakDomains,
  { documents, fault }: CheckContext,
): RuleIssue[] {
  const known = documents.ruleSet.domains.map(({ id }) => id)
  const { 'at-least': atLeast = 1 } = when
  const names = when.domains === 'all' ? known : when.domains
  const faults = names.flatMap((name, i) =>
    known.includes(name)
      ? []
      : [fault('unknown-id', names, i, `no domain is called “${name}”`, knownNames(known, name))],
  )
  if (faults.length > 0 || atLeast <= names.length) return faults
  const message = `limit “${cap.id}” asks for ${atLeast} of ${names.length} domains`
  return [fault('cap-cannot-bind', cap, 'at-most', message, 'Correct the numbers, or remove the limit.')]
}

function checkCap(
  cap: RawCap | RawOverallCap,
  when: RawCondition,
  { compiled, fault }: CheckContext,
): RuleIssue[] {
  const condition = compiled.get(when)
  if (condition === undefined || literalsOf(condition).some(isHelp) || hasNeverTrue(condition)) return []
  const isLoose = branchesWithin(condition).some((branch) => branch.every(({ kind }) => kind === 'context'))
  if (!isLoose) return []
  const message = `limit “${cap.id}” can hold without a bad answer`
  return [fault('cap-without-below', cap, 'when', message, 'Give every branch a comparison with below.')]
}

function isHelp(literal: Literal): boolean {
  return literal.kind === 'level' && literal.op === 'at-least'
}
