/**
 * A condition of the rules → words, with the questions it reads, so that a page can link them.
 * It says what is asked for, and never whether it holds.
 */

import type { Condition, Question, RuleSet, WeakDomains } from '../rules/model.ts'
import { joinWords, quote } from './words.ts'

/** A condition as a tree of words; a page shows `all` and `any` as lists. */
export type ConditionWords =
  | {
      readonly kind: 'answer'
      /** Question id. */
      readonly question: string
      readonly short: string
      /** What the answer must be, such as "at least 95%". */
      readonly words: string
    }
  | {
      readonly kind: 'context'
      /** Id of the context question. */
      readonly question: string
      readonly short: string
      readonly words: string
    }
  | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionWords[] }

/** A condition as one line: `Ways in on a password alone: none; and …`. */
export function describeCondition(ruleSet: RuleSet, condition: Condition): string {
  return flatten(wordCondition(ruleSet, condition), false)
}

function flatten(words: ConditionWords, inside: boolean): string {
  if (words.kind === 'answer' || words.kind === 'context')
    return `${words.short}${words.short.endsWith('?') ? '' : ':'} ${words.words}`
  const joined = words.of
    .map((part) => flatten(part, words.of.length > 1))
    .join(words.kind === 'all' ? '; and ' : '; or ')
  return inside && words.of.length > 1 ? `(${joined})` : joined
}

/** A condition as a tree of words. */
export function wordCondition(ruleSet: RuleSet, condition: Condition): ConditionWords {
  switch (condition.kind) {
    case 'level': {
      const question = ruleSet.questions[condition.question]
      if (question === undefined) throw new Error('The condition reads a question that the rules lack.')
      return {
        kind: 'answer',
        question: question.id,
        short: question.short,
        words:
          condition.op === 'at-least'
            ? atLeastWords(question, condition.level)
            : belowWords(question, condition.level),
      }
    }
    case 'context': {
      const question = ruleSet.context[condition.question]
      const options = condition.options.map((option) => question?.options[option]?.text ?? '')
      return {
        kind: 'context',
        question: question?.id ?? '',
        short: question?.short ?? '',
        words: joinWords(options.map(quote), 'or'),
      }
    }
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((part) => wordCondition(ruleSet, part)) }
  }
}

/** What it means that a question's answer is at this level (index) or better. */
export function atLeastWords(question: Question, level: number): string {
  const { form, levels } = question
  const at = levels[level]
  const bound = at?.bound
  const best = level === levels.length - 1
  if (form.type === 'checklist') {
    const items = form.items.length
    return best
      ? `all ${items} are true`
      : `at least ${level} of the ${items} ${level === 1 ? 'is' : 'are'} true`
  }
  if (bound !== undefined)
    switch (form.type) {
      case 'percentage':
      case 'share':
        return bound === 100 ? 'all of them (100%)' : `at least ${bound}%`
      case 'number':
        if (form.better === 'higher')
          return `${bound === 1 ? 'one or more' : `at least ${bound}`} ${form.unit}`
        return bound === 0 ? 'none' : `at most ${bound} ${form.unit}`
      case 'date':
        return `within ${bound} months`
      case 'choice':
        break
      default:
        return form satisfies never
    }
  return `${quote(at?.text ?? '')}${best ? '' : ' or better'}`
}

/** What it means that a question's answer is worse than this level (index). */
export function belowWords(question: Question, level: number): string {
  const { form, levels } = question
  const bound = levels[level]?.bound
  if (form.type === 'checklist')
    return level === 1
      ? 'none of them counts as true'
      : `fewer than ${level} of the ${form.items.length} are true`
  if (bound !== undefined)
    switch (form.type) {
      case 'percentage':
      case 'share':
        return `under ${bound}%`
      case 'number':
        if (form.better === 'higher') return bound === 1 ? 'none' : `fewer than ${bound} ${form.unit}`
        return bound === 0 ? `one or more ${form.unit}` : `more than ${bound} ${form.unit}`
      case 'date':
        return `not within ${bound} months, or never`
      case 'choice':
        break
      default:
        return form satisfies never
    }
  return `${quote(levels[level - 1]?.text ?? '')}${level === 1 ? '' : ' or worse'}`
}

/** When a limit on weak domains holds, in words. */
export function weakDomainsWords(ruleSet: RuleSet, { domains, below, atLeast }: WeakDomains): string {
  const titles = domains.map((index) => ruleSet.domains[index]?.title ?? '')
  const some = domains.length === ruleSet.domains.length ? 'any domain' : joinWords(titles, 'or')
  if (atLeast === 1) return `${some} is below ${below}`
  return `at least ${atLeast} of ${domains.length === ruleSet.domains.length ? 'the domains' : joinWords(titles)} are below ${below}`
}
