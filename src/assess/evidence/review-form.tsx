/** The form by which a reviewer says what they checked, how far they stand from the work, and what they found. */
import type { EvidenceView } from '../../service/evidence.ts'
import { Button } from '../../web/components/button.tsx'
import { type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { InsetText } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { paths } from '../../web/paths.ts'
import type { PageContext } from '../../web/web.ts'
import { NO_REVIEW, type TypedReview } from './typed.ts'
import { FINDING_WORDS, HOW_WORDS, INDEPENDENCE_WORDS } from './words.tsx'

interface ReviewProps {
  c: PageContext
  view: EvidenceView
  /** Undefined: nothing was chosen yet. */
  typed: TypedReview | undefined
  faults: readonly FormFault[]
}

export function ReviewForm({ view, typed = NO_REVIEW, faults }: ReviewProps) {
  const { organisation, question, answer } = view
  if (answer === undefined || answer.assurance === 'asserted')
    return (
      <InsetText>
        <p>
          {question.form.type === 'share'
            ? 'The evidence of this answer stands in the rows of the register.'
            : 'The answer rests on no evidence: there is nothing to review.'}
        </p>
      </InsetText>
    )
  if (view.isOwn)
    return (
      <InsetText>
        <p>You brought this evidence yourself: somebody else must review it.</p>
      </InsetText>
    )
  const items = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, text]) => ({ value, text }))
  return (
    <>
      <h3 class="nhsuk-heading-s" id="review">
        Review the answer
      </h3>
      <form action={paths.reviewEvidence(organisation.id, question)} method="post" novalidate>
        <input type="hidden" name="version" value={String(view.version)} />
        <Radios
          name="how"
          legend={{ text: 'How did you check it?' }}
          error={messageFor(faults, 'how')}
          value={typed.how}
          small
          items={items(HOW_WORDS)}
        />
        <Radios
          name="independence"
          legend={{ text: 'Who is reviewing?' }}
          hint="Seen from the people whose work it is."
          error={messageFor(faults, 'independence')}
          value={typed.independence}
          small
          items={items(INDEPENDENCE_WORDS)}
        />
        <Radios
          name="finding"
          legend={{ text: 'What did you find?' }}
          hint="“Overstated” and “cannot tell” end this evidence: the answer then rests on your organisation’s word."
          error={messageFor(faults, 'finding')}
          value={typed.finding}
          small
          items={items(FINDING_WORDS)}
        />
        <Textarea
          name="note"
          label="Note"
          hint="What you saw. Needed unless you agree. Do not put anything here that names a patient."
          value={typed.note}
          error={messageFor(faults, 'note')}
        />
        <Button>Record this review</Button>
      </form>
    </>
  )
}
