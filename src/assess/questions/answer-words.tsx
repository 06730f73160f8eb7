/** An answer as people read it in a list: its value, what supports it, and its state as a tag. */
import type { Answer } from '../../answers/model.ts'
import type { Question } from '../../rules/model.ts'
import { assuranceName } from '../../report/standing-words.ts'
import { dateWords, upperFirst, valueWords, wordsFor } from '../../report/words.ts'
import { Tag } from '../../web/components/lists.tsx'
import type { QuestionState } from '../progress.ts'

/** The whole answer, with ticked items, evidence and comment. */
export function AnswerWords({
  question,
  answer,
  cohort,
}: {
  question: Question
  answer: Answer | undefined
  cohort: string
}) {
  if (answer === undefined) return <>Not answered</>
  const { value, evidence, evidenceDate, comment } = answer
  const items = value.kind === 'ticked' && question.form.type === 'checklist' ? question.form.items : []
  const ticked = value.kind === 'ticked' ? value.items : []
  return (
    <>
      <p class="wr-typed">{upperFirst(valueWords(question, value))}</p>
      {ticked.length > 0 && (
        <ul>
          {items
            .filter((item) => ticked.includes(item.id))
            .map((item) => (
              <li>{wordsFor(item.text, cohort)}</li>
            ))}
        </ul>
      )}
      {(answer.assurance !== 'asserted' || evidence !== undefined) && (
        <p class="nhsuk-body-s wr-typed">
          {upperFirst(assuranceName(answer.assurance))}
          {evidence !== undefined && <>: {evidence}</>}
          {evidenceDate !== undefined && <>, of {dateWords(evidenceDate)}</>}
          {answer.verifiedBy !== undefined && <>, checked by {answer.verifiedBy}</>}
        </p>
      )}
      {comment !== undefined && <p class="nhsuk-body-s wr-typed">Comment: {comment}</p>}
    </>
  )
}

/** One state in a tag; unknown is its own state, never a "no". */
export function StateTag({ state }: { state: QuestionState }) {
  if (state.hidden) return <Tag colour="grey">Not asked</Tag>
  if (state.toConfirm) return <Tag colour="pink">To confirm</Tag>
  switch (state.state) {
    case 'unanswered':
      return <Tag colour="blue">Not answered</Tag>
    case 'not-known':
      return <Tag colour="purple">Not known</Tag>
    case 'not-applicable':
      return <Tag colour="grey">Does not apply</Tag>
    case 'answered':
      if (state.evidence === 'lapsed') return <Tag colour="orange">Evidence out of date</Tag>
      return state.evidence === 'live' ? (
        <Tag colour="green">Evidenced</Tag>
      ) : (
        <Tag colour="yellow">On your word</Tag>
      )
  }
}
