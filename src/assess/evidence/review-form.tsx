/** The form by which a reviewer says what they checked, how far they stand from the work, and what they found. */
import type { FieldFault } from '../../errors.ts'
import type { EvidenceView } from '../../service/evidence.ts'
import { LONGEST_REVIEW } from '../../service/reviewing.ts'
import { InsetText } from '../../web/components/panels.tsx'
import { anew, choice, text, type TypedIn, version } from '../../web/fields.tsx'
import { FormBox, type ShownForm, TypedInto } from '../../web/shown-form.tsx'
import type { Evidenced } from './add-form.tsx'
import { FINDING_WORDS, HOW_WORDS, INDEPENDENCE_WORDS } from './words.tsx'

export function reviewFields({ view }: Evidenced) {
  return {
    version: anew(version(view.version)),
    how: choice({
      label: 'How did you check it?',
      small: true,
      choices: choicesOf(HOW_WORDS),
      missing: 'Choose how you checked it.',
    }),
    independence: choice({
      label: 'Who is reviewing?',
      hint: 'Seen from the people whose work it is.',
      small: true,
      choices: choicesOf(INDEPENDENCE_WORDS),
      missing: 'Choose who is reviewing.',
    }),
    finding: choice({
      label: 'What did you find?',
      hint: '“Overstated” and “cannot tell” end this evidence: the answer then rests on your organisation’s word.',
      small: true,
      choices: choicesOf(FINDING_WORDS),
      missing: 'Choose what you found.',
    }),
    note: text({
      label: 'Note',
      hint: 'What you saw. Needed unless you agree. Do not put anything here that names a patient.',
      most: LONGEST_REVIEW,
    }),
  }
}

function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>) {
  return (Object.keys(words) as Value[]).map((value) => ({ value, text: words[value] }))
}

/** What no field shows by itself: a note is needed unless the reviewer agrees. */
export function reviewFaults({ finding, note }: TypedIn<ReturnType<typeof reviewFields>>): FieldFault[] {
  const length = note.trim().length
  if (length > LONGEST_REVIEW)
    return [{ field: 'note', message: `Keep the note to ${LONGEST_REVIEW} characters.` }]
  const isNeeded = finding in FINDING_WORDS && finding !== 'agree'
  return isNeeded && length === 0 ? [{ field: 'note', message: 'Say what you found.' }] : []
}

export function ReviewForm({ view, form }: { view: EvidenceView; form: ShownForm }) {
  const { question, answer } = view
  const whyNot =
    answer === undefined || answer.assurance === 'asserted'
      ? question.form.type === 'share'
        ? 'The evidence of this answer stands in the rows of the register.'
        : 'The answer rests on no evidence: there is nothing to review.'
      : view.isOwn
        ? 'You brought this evidence yourself: somebody else must review it.'
        : undefined
  if (whyNot !== undefined)
    return (
      <>
        <InsetText>
          <p>{whyNot}</p>
        </InsetText>
        <TypedInto of={form} />
      </>
    )
  return (
    <>
      <h3 class="nhsuk-heading-s" id="review">
        Review the answer
      </h3>
      <FormBox of={form} button="Record this review" />
    </>
  )
}
