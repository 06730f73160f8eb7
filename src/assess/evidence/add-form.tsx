/** The form that adds evidence, by reference or as a file; it says first which of the two we would rather have. */
import { LONGEST_PLACE, parseEvidence } from '../../answers/evidence.ts'
import type { Dates } from '../../answers/given-date.ts'
import type { FieldFault } from '../../errors.ts'
import { checkEvidenceFile, EVIDENCE_EXTENSIONS } from '../../exchange/evidence-file.ts'
import { NO_PATIENTS } from '../../report/handling.ts'
import type { EvidenceView } from '../../service/evidence.ts'
import type { EvidenceRow } from '../../store/evidence.ts'
import { InsetText, WarningCallout } from '../../web/components/panels.tsx'
import { choice, file, hidden, line, text, type TypedIn } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { FieldOf, FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { isoOf, NO_SUCH_DATE } from '../../web/typed-date.ts'
import type { PageContext } from '../../web/web.ts'
import { evidenceDay } from '../evidence-date.tsx'
import { asksMeant, meantField, MeantTick } from '../meant.tsx'

export interface Evidenced {
  readonly view: EvidenceView
  readonly dates: Dates
  /** The evidence that a newer version is brought for. */
  readonly replaced?: EvidenceRow | undefined
}

export function evidenceFields({ dates, replaced }: Evidenced) {
  return {
    /** Id of the revision that it replaces; empty for new evidence. */
    replaces: hidden(replaced?.id ?? ''),
    title: line({
      label: 'What is it?',
      hint: 'A title by which others know it, such as “MFA report of the sign-in service”.',
      first: replaced?.title,
    }),
    kind: choice({
      label: 'How do you give it?',
      small: true,
      first: replaced?.kind ?? 'link',
      choices: [
        { value: 'link', text: 'By reference', reveals: ['place'] },
        { value: 'file', text: 'As a file', reveals: ['file'] },
      ],
    }),
    place: text({
      label: 'Where does it lie?',
      hint: 'Its address, or the place in words. Whoever reviews it must be able to get there.',
      rows: 2,
      most: LONGEST_PLACE,
      first: replaced?.place,
    }),
    file: file({
      label: 'File',
      hint: 'PDF, PNG, JPEG, CSV, DOCX or XLSX, up to 10 MB, without password or macros.',
      accept: EVIDENCE_EXTENSIONS,
    }),
    dated: evidenceDay({
      label: 'Date of what it shows',
      hint: 'The day on which things were as it shows them; not the day on which you add it.',
      dates,
    }),
    owner: line({
      label: 'Who answers for it?',
      hint: 'A name or a role, so that others know whom to ask.',
      first: replaced?.owner,
    }),
    isMeant: meantField(),
  }
}

export type EvidenceForm = ShownForm<ReturnType<typeof evidenceFields>>
type TypedEvidence = TypedIn<ReturnType<typeof evidenceFields>>

/** What was typed and chosen → evidence, or every fault of it at once: the file is lost each time the form comes back. */
export function evidenceOf(typed: TypedEvidence, dates: Dates) {
  const { title, kind, owner, isMeant } = typed
  const dated = isoOf(typed.dated)
  const { showsAsOf } = typed.dated
  const place = kind === 'file' ? undefined : typed.place
  const { value, faults } = parseEvidence({ title, place, dated, owner, showsAsOf, isMeant }, dates)
  const found: FieldFault[] = faults.map((one) =>
    one.field === 'dated' && dated === undefined ? { ...one, message: NO_SUCH_DATE } : one,
  )
  if (kind === 'file') {
    const checked = typed.file && checkEvidenceFile(typed.file.name, typed.file.bytes)
    if (checked === undefined) found.push({ field: 'file', message: 'Choose the file.' })
    else if (!checked.ok) found.push({ field: 'file', message: checked.message })
  } else if (kind !== 'link') found.push({ field: 'kind', message: 'Choose how you give the evidence.' })
  return { given: value, file: kind === 'file' ? typed.file : undefined, faults: found }
}

export function AddForm({ c, of, form }: { c: PageContext; of: Evidenced; form: EvidenceForm }) {
  const { view, dates } = of
  const { organisation, question, answer, pieces } = view
  const { typed, faults } = form
  const replaced = pieces.find((piece) => piece.newest.id === typed.replaces)?.newest
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
      <FormBox
        of={form}
        button={replaced === undefined ? 'Add this evidence' : 'Replace the earlier version'}
      >
        {(['title', 'kind', 'dated', 'owner'] as const).map((name) => (
          <FieldOf of={form} name={name} />
        ))}
        <MeantTick
          isAsked={asksMeant(typed, faults, (other) => evidenceOf(other, dates).faults)}
          isMeant={typed.isMeant}
        />
      </FormBox>
    </>
  )
}
