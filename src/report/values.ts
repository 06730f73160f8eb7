/** A question → the words that are a whole answer to it, in files and for programs, each with what it says. */
import type { Question } from '../rules/model.ts'

export interface Word {
  readonly id: string
  readonly text: string
}

/** Of a choice its levels; of every question what can be said in place of a list, a count, a number or a date. */
export function wholeAnswers({ form, levels, noneExist }: Question): readonly Word[] {
  if (form.type === 'share') return []
  return [
    ...(form.type === 'choice' ? levels : []),
    ...(form.type === 'number' ? [{ id: 'not-measured', text: 'Nobody has measured it.' }] : []),
    ...(form.type === 'date' ? [{ id: 'never', text: 'It was never done.' }] : []),
    ...(noneExist === undefined ? [] : [{ id: 'none-exist', text: noneExist.text }]),
    { id: 'dont-know', text: 'We do not know.' },
  ].map(({ id, text }) => ({ id, text }))
}
