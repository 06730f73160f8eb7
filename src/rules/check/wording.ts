/** Warnings about words: they need a person's judgement, so they stop nothing. */
import { optionsOf } from '../names.ts'
import type { Rule } from './rule.ts'

const yesOrNo = /^(Do|Does|Did|Is|Are|Was|Were|Have|Has|Had|Can|Could|Will|Would|Should|Must|May)\b/

/** A yes-or-no question that holds "and" may ask two things, so that one answer cannot be true of both. */
export const findDoubleQuestions: Rule = ({ names, fault }) => {
  const scored = names.questions
    .map(({ raw }) => raw)
    .filter(({ type }) => type === 'choice' || type === 'number')
  const context = names.contexts.map(({ raw }) => raw).filter((raw) => optionsOf(raw).length > 0)
  return [...context, ...scored]
    .filter(({ text }) => yesOrNo.test(text) && / and /.test(text))
    .map((raw) =>
      fault(
        'double-question',
        raw,
        'text',
        `“${raw.id}” may ask two things at once`,
        'Ask one thing, or make two questions.',
      ),
    )
}
