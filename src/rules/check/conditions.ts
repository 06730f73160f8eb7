/**
 * Conditions that keep the rule set monotone and mean something: what helps reads at-least, what harms reads below,
 * and no comparison or condition is decided before anybody answers.
 */
import type { RuleIssue } from '../../errors.ts'
import { countBranches } from '../condition.ts'
import type { Condition } from '../model.ts'
import type { Use } from '../resolve.ts'
import {
  branchesWithin,
  canHold,
  hasNeverTrue,
  isNeverTrue,
  maxBranches,
  rawLiterals,
  type CheckContext,
  type Rule,
} from './rule.ts'

export const checkConditions: Rule = (context) => [
  ...checkDirections(context),
  ...checkLiterals(context),
  ...checkBranches(context),
  ...checkPossible(context),
]

/** The comparison that a use refuses, and why. */
const refused: Partial<Record<Use, { key: 'at-least' | 'below'; because: string; remedy: string }>> = {
  cap: {
    key: 'at-least',
    because: 'a limit harms, and a better answer must never bring it',
    remedy: 'Write below.',
  },
  lowering: { key: 'below', because: 'a worse answer must never lower a risk', remedy: 'Write at-least.' },
  control: { key: 'below', because: 'a worse answer must never stop an attack', remedy: 'Write at-least.' },
  'seen-when': { key: 'below', because: 'a worse answer must never see more', remedy: 'Write at-least.' },
  lesson: { key: 'below', because: 'a worse answer is no lesson learned', remedy: 'Write at-least.' },
}

function checkDirections({ conditions, fault }: CheckContext): RuleIssue[] {
  return conditions.flatMap(({ use, raw, owner }) => {
    const wrong = refused[use]
    if (wrong === undefined) return []
    return rawLiterals(raw)
      .filter((literal) => wrong.key in literal)
      .map((literal) =>
        fault(
          'direction-broken',
          literal,
          wrong.key,
          `${owner} reads ${wrong.key}: ${wrong.because}`,
          wrong.remedy,
        ),
      )
  })
}

function checkLiterals({ conditions, compiled, names, fault }: CheckContext): RuleIssue[] {
  return conditions.flatMap(({ raw, owner }) =>
    rawLiterals(raw).flatMap((one) => {
      const literal = compiled.get(one)
      if (literal?.kind !== 'level' && literal?.kind !== 'context') return []
      if (literal.kind === 'context') {
        const options = names.contexts[literal.question]?.optionIds.length
        return new Set(literal.options).size === options
          ? [
              fault(
                'literal-always-true',
                one,
                'in',
                `${owner}: every option of “${one.answer}” makes this true`,
                'Leave out an option, or the comparison.',
              ),
            ]
          : []
      }
      if (isNeverTrue(literal))
        return [
          fault(
            'literal-never-true',
            one,
            'below',
            `${owner}: no level of “${one.answer}” is below its worst`,
            'Compare with a better level.',
          ),
        ]
      return literal.op === 'at-least' && literal.level === 0
        ? [
            fault(
              'literal-always-true',
              one,
              'at-least',
              `${owner}: every level of “${one.answer}” is at least its worst`,
              'Compare with a better level.',
            ),
          ]
        : []
    }),
  )
}

function checkBranches({ conditions, compiled, fault }: CheckContext): RuleIssue[] {
  return conditions.flatMap(({ raw, owner }) => {
    const condition = compiled.get(raw)
    const count = condition === undefined ? 0 : countBranches(condition)
    if (count <= maxBranches) return []
    const message = `${owner}: this condition can be met in ${count} ways, more than ${maxBranches}`
    return [fault('too-many-branches', raw, undefined, message, 'Write fewer any inside all.')]
  })
}

function checkPossible(context: CheckContext): RuleIssue[] {
  const { documents, conditions, compiled, worlds, fault } = context
  if (worlds.length === 0) return []
  const impossible = (condition: Condition) => {
    const branches = branchesWithin(condition)
    const canBe = branches.some((branch) => worlds.some((world) => canHold(branch, world)))
    return branches.length > 0 && !canBe && !hasNeverTrue(condition)
  }
  const remedy = 'Change or remove one of its parts.'
  // A show-when that no scope makes true is reported as a question that is never shown.
  const single = conditions.filter(({ use }) => use !== 'show-when' && use !== 'contradiction')
  return [
    ...single.flatMap(({ raw, owner }) => {
      const condition = compiled.get(raw)
      if (condition === undefined || !impossible(condition)) return []
      return [
        fault(
          'condition-never-true',
          raw,
          undefined,
          `${owner}: the parts of this condition exclude each other`,
          remedy,
        ),
      ]
    }),
    ...documents.contradictions.contradictions.flatMap((one) => {
      const of = [compiled.get(one.first), compiled.get(one.second)].filter((part) => part !== undefined)
      if (of.length < 2 || !impossible({ kind: 'all', of })) return []
      return [
        fault(
          'condition-never-true',
          one,
          'second',
          `contradiction “${one.id}”: first and second exclude each other`,
          remedy,
        ),
      ]
    }),
  ]
}
