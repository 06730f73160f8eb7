/** Texts of every rule file that a reader of it would take for something else: letters nobody sees, words cut off, names listed twice, days that never were. */
import type { RuleIssue } from '../../errors.ts'
import { findUnseen } from '../letters.ts'
import { isDay } from '../../calendar.ts'
import type { CheckContext, Rule } from './rule.ts'

export const checkTexts: Rule = (context) => {
  const { documents } = context
  const { ruleSet, scope, domains, risks, incidents, contradictions, cohorts, cases } = documents
  const { background, improvements } = documents
  return [
    ...[
      ...[ruleSet, scope, ...domains, ...risks, ...incidents, contradictions, cohorts, ...cases],
      ...[background, improvements].filter((one) => one !== undefined),
    ].flatMap((document) => checkValue(document, context)),
    ...documents.places.cut.map(({ file, line, lost }) => ({
      code: 'text-cut' as const,
      file,
      line,
      message: `the text ends before “#${lost}”, which is read as a comment`,
      remedy: 'Put the text in quotes, or the comment on a line of its own.',
    })),
  ]
}

const day = /^\d{4}-\d{2}-\d{2}$/

function checkValue(value: object, context: CheckContext): RuleIssue[] {
  const { fault } = context
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item: unknown, index) => [index, item] as const)
    : Object.entries(value)
  return entries.flatMap(([key, item]) => {
    const name = typeof key === 'number' ? `item ${key + 1} of the list` : `“${key}”`
    const unseen = [key, item].flatMap((text) =>
      typeof text === 'string' ? (findUnseen(text) ?? []) : [],
    )[0]
    if (unseen !== undefined)
      return [
        fault(
          'unseen-letter',
          value,
          key,
          `${name} holds the character ${unseen}, which nobody sees`,
          'Delete it; type the words around it again if it does not go away.',
        ),
      ]
    if (typeof item === 'object' && item !== null) return checkValue(item, context)
    if (typeof item === 'string' && day.test(item) && !isDay(item))
      return [
        fault(
          'wrong-shape',
          value,
          key,
          `${name} is not a day of the calendar`,
          'Correct the day or the month.',
        ),
      ]
    if (!Array.isArray(value) || typeof item !== 'string' || value.indexOf(item) === key) return []
    return [fault('named-twice', value, key, `the list holds “${item}” twice`, 'Keep one of the two.')]
  })
}
