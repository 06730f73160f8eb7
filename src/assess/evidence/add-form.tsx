/** The form that adds evidence, by reference or as a file; it says first which of the two we would rather have. */
import { EVIDENCE_EXTENSIONS } from '../../exchange/evidence-file.ts'
import { NO_PATIENTS } from '../../report/handling.ts'
import type { EvidenceView } from '../../service/evidence.ts'
import { Button } from '../../web/components/button.tsx'
import { type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { FileInput, Textarea, TextInput } from '../../web/components/inputs.tsx'
import { InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { Radios } from '../../web/components/radios.tsx'
import { EvidenceDate } from '../evidence-date.tsx'
import { MeantTick } from '../meant.tsx'
import { paths } from '../../web/paths.ts'
import { datesOf } from '../../web/times.ts'
import type { PageContext } from '../../web/web.ts'
import { NO_EVIDENCE, type TypedEvidence } from './typed.ts'

interface AddProps {
  c: PageContext
  view: EvidenceView
  /** Undefined: nothing was typed yet. */
  typed: TypedEvidence | undefined
  faults: readonly FormFault[]
  /** The date that was typed can hardly be meant. */
  asksMeant: boolean
}

export function AddForm({ c, view, typed = NO_EVIDENCE, faults, asksMeant }: AddProps) {
  const { organisation, question, answer, pieces } = view
  const replaced = pieces.find((piece) => piece.newest.id === typed.replaces)?.newest
  const cameBack = faults.length > 0
  return (
    <>
      <h2 class="nhsuk-heading-m" id="add">
        {replaced === undefined ? 'Add evidence' : 'Bring a newer version'}
      </h2>
      {replaced !== undefined && (
        <p>
          It replaces <bdi class="wr-typed">{replaced.title}</bdi>, which stays readable.{' '}
          <a href={paths.evidence(organisation.id, question)}>Add new evidence instead</a>
        </p>
      )}
      <p>
        Say where the evidence lies: that is enough, and usually best. Upload a file only where others cannot
        reach it.
      </p>
      <WarningCallout heading={NO_PATIENTS} level={3}>
        <p>
          Check screenshots and lists before you choose them. A file can be withdrawn: that deletes it here,
          but not what somebody has downloaded.
        </p>
        {c.get('web').isDemonstration && <p>This is a demonstration: do not upload anything real.</p>}
      </WarningCallout>
      {answer?.assurance === 'verified' && (
        <InsetText>
          <p>A reviewer has checked this answer. With newer evidence it must be checked again.</p>
        </InsetText>
      )}
      <form
        action={paths.evidence(organisation.id, question)}
        method="post"
        enctype="multipart/form-data"
        novalidate
      >
        <input type="hidden" name="replaces" value={typed.replaces} />
        <TextInput
          name="title"
          label="What is it?"
          hint="A title by which others know it, such as “MFA report of the sign-in service”."
          value={typed.title}
          error={messageFor(faults, 'title')}
        />
        <Radios
          name="kind"
          legend={{ text: 'How do you give it?' }}
          error={messageFor(faults, 'kind')}
          value={typed.kind}
          small
          items={[
            {
              value: 'link',
              text: 'By reference',
              conditional: (
                <Textarea
                  name="place"
                  label="Where does it lie?"
                  hint="Its address, or the place in words. Whoever reviews it must be able to get there."
                  rows={2}
                  value={typed.place}
                  error={messageFor(faults, 'place')}
                />
              ),
            },
            {
              value: 'file',
              text: 'As a file',
              conditional: (
                <FileInput
                  name="file"
                  label="File"
                  hint={`PDF, PNG, JPEG, CSV, DOCX or XLSX, up to 10 MB, without password or macros.${
                    cameBack ? ' Choose the file again: it was not kept.' : ''
                  }`}
                  accept={EVIDENCE_EXTENSIONS}
                  error={messageFor(faults, 'file')}
                />
              ),
            },
          ]}
        />
        <EvidenceDate
          prefix="dated-"
          legend={{ text: 'Date of what it shows' }}
          hint="The day on which things were as it shows them; not the day on which you add it."
          dates={datesOf(c, view.assessment.asOf)}
          value={typed.dated}
          error={messageFor(faults, 'dated-date-day')}
        />
        <TextInput
          name="owner"
          label="Who answers for it?"
          hint="A name or a role, so that others know whom to ask."
          value={typed.owner}
          error={messageFor(faults, 'owner')}
        />
        <MeantTick isAsked={asksMeant} isMeant={typed.isMeant} />
        <Button>{replaced === undefined ? 'Add this evidence' : 'Replace the earlier version'}</Button>
      </form>
    </>
  )
}
