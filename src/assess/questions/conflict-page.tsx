/** The answer was changed meanwhile: both versions in words. */
import type { Answer } from '../../answers/model.ts'
import type { Conflict } from '../../service/edits.ts'
import { paths } from '../../web/paths.ts'
import { ConflictPage } from '../conflict-page.tsx'
import { AnswerWords } from './answer-words.tsx'
import type { QuestionPageProps } from './question-page.tsx'
import { fieldsOf, type TypedAnswer } from './typed.ts'

export function QuestionConflictPage(
  props: QuestionPageProps & { conflict: Conflict<Answer>; mine: Answer | undefined; typed: TypedAnswer },
) {
  const { c, view, domain, question, conflict, mine, typed, via } = props
  const { cohort } = view.answers.organisation
  const address = paths.question(view.organisation.id, domain.id, question.id)
  return (
    <ConflictPage
      c={c}
      title="Two versions of this answer"
      within={[domain.title]}
      caption={question.text}
      organisation={view.organisation}
      current="tasks"
      conflict={conflict}
      mine={<AnswerWords question={question} answer={mine} cohort={cohort} />}
      theirs={<AnswerWords question={question} answer={conflict.value} cohort={cohort} />}
      action={address}
      sends={[['version', String(conflict.version)], ['via', via], ...fieldsOf(typed)]}
      saves={mine === undefined ? 'clear' : 'continue'}
      keep={via === '' ? address : `${address}?via=${encodeURIComponent(via)}`}
    />
  )
}
