/** What supports an answer: on whose word, with which evidence of which date, checked by whom; and a comment. */
import type { OrganisationId } from '../../ids.ts'
import type { Answer } from '../../answers/model.ts'
import { LONGEST_TEXT } from '../../answers/given.ts'
import type { Dates } from '../../answers/given-date.ts'
import type { Question } from '../../rules/model.ts'
import { countWords } from '../../report/words.ts'
import { Checkboxes } from '../../web/components/checkboxes.tsx'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { Textarea } from '../../web/components/inputs.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { EvidenceDate } from '../evidence-date.tsx'
import { paths } from '../../web/paths.ts'
import { assuranceOf, type TypedAnswer } from './typed.ts'

interface EvidenceProps {
  organisationId: OrganisationId
  question: Question
  /** As it is saved: only a review makes it `verified`. */
  stored: Answer | undefined
  typed: TypedAnswer
  dates: Dates
  faults: readonly FormFault[]
}

/** The box by which a person says that unchanged evidence shows a changed answer too. */
export const EVIDENCE_KEPT = 'evidence-kept'
export const EVIDENCE_OF_EARLIER_ANSWER =
  'You changed the answer, and its evidence was given for the earlier one. Say whether it shows this answer too, give other evidence, or choose “Our word”.'

/** Ids of the fields that stand inside, so that a fault of one opens the section. */
const INSIDE = [EVIDENCE_KEPT, 'assurance', 'evidence', 'evidence-date-day', 'comment']

export function EvidenceField({ organisationId, question, stored, typed, dates, faults }: EvidenceProps) {
  const filled =
    typed.assurance !== 'asserted' ||
    typed.evidence !== '' ||
    typed.evidenceDate.year !== '' ||
    typed.comment !== ''
  return (
    <Details
      summary="Evidence and comment"
      expander
      open={filled || faults.some((fault) => INSIDE.includes(fault.field))}
    >
      {messageFor(faults, EVIDENCE_KEPT) !== undefined && (
        <Checkboxes
          name={EVIDENCE_KEPT}
          legend={{ text: 'Does the same evidence show the changed answer?', size: 's' }}
          error={messageFor(faults, EVIDENCE_KEPT)}
          small
          items={[{ value: 'yes', text: 'Yes, this evidence shows the answer as it is now', checked: false }]}
        />
      )}
      <Radios
        name="assurance"
        legend={{ text: 'What supports this answer?', size: 's' }}
        hint={`Evidence for this question counts for ${countWords(question.evidenceLasts, 'month')} from its date.`}
        error={messageFor(faults, 'assurance')}
        value={assuranceOf(typed, stored)}
        small
        items={[
          { value: 'asserted', text: 'Our word' },
          { value: 'evidenced', text: 'Evidence that others can look at' },
          ...(stored?.assurance === 'verified'
            ? [
                {
                  value: 'verified',
                  text: `Checked by ${stored.verifiedBy ?? 'a reviewer'}`,
                  hint: 'It stays so while the answer and its evidence do. A change makes it evidence to be checked again.',
                },
              ]
            : []),
        ]}
      />
      <p>
        <a href={paths.evidence(organisationId, question)}>Evidence and reviews of this answer</a>: add
        documents or places with an owner, upload a file, or see what a reviewer found. Save what you typed
        here first.
      </p>
      <Textarea
        name="evidence"
        label="Where is the evidence?"
        hint="A link, or the document and its place. Do not put anything here that names a patient."
        rows={2}
        value={typed.evidence}
        error={messageFor(faults, 'evidence')}
      />
      <EvidenceDate
        prefix="evidence-"
        legend={{ text: 'Date of the evidence' }}
        dates={dates}
        value={typed.evidenceDate}
        error={messageFor(faults, 'evidence-date-day')}
      />
      <Textarea
        name="comment"
        label="Comment"
        hint="For colleagues and the SIRO: how you counted, or that you looked at a sample of 20."
        rows={2}
        most={LONGEST_TEXT}
        value={typed.comment}
        error={messageFor(faults, 'comment')}
      />
    </Details>
  )
}
