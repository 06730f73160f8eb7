/** What is said above an answer that was carried forward and nobody has confirmed: where it comes from, and what changed since. */
import { evidenceOf } from '../../answers/live.ts'
import { dateWords } from '../../report/words.ts'
import type { Answer } from '../../answers/model.ts'
import type { Question } from '../../rules/model.ts'
import type { Origin } from '../../service/confirming.ts'
import { WarningCallout } from '../../web/components/panels.tsx'
import type { AssessmentView } from '../../service/views.ts'

interface CarriedProps {
  view: AssessmentView
  question: Question
  origin: Origin | undefined
}

export function Carried({ view, question, origin }: CarriedProps) {
  const answer = view.toConfirm[question.id]
  if (answer === undefined) return <></>
  const { asOf } = view.answers
  return (
    <WarningCallout heading="To be confirmed">
      <p>
        {origin?.period === undefined
          ? 'This answer was given under an earlier rule set, or came in from a file.'
          : `This answer was carried forward from ${origin.period}.`}{' '}
        Is it true as at {dateWords(asOf)}? Until somebody says so, it counts on paper only.
      </p>
      {carriedNotes(question, answer, origin, asOf).map((note) => (
        <p>{note}</p>
      ))}
    </WarningCallout>
  )
}

/** What changed about the question, and whether its evidence is out of date, in sentences. */
export function carriedNotes(
  question: Question,
  answer: Answer,
  origin: Origin | undefined,
  asOf: string,
): string[] {
  return [
    ...(origin?.changed.includes('question') === true ? ['The question is worded otherwise now.'] : []),
    ...(origin?.changed.includes('answers') === true ? ['What can be answered is different now.'] : []),
    ...(evidenceOf(question, answer, asOf) === 'lapsed'
      ? ['Its evidence is out of date, and will not count.']
      : []),
  ]
}
