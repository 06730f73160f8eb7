/** The fields of the two forms about evidence, kept as typed, and from there to what the service takes. */
import { parseEvidence } from '../../answers/evidence.ts'
import type { Dates } from '../../answers/given-date.ts'
import { checkEvidenceFile } from '../../exchange/evidence-file.ts'
import { type GivenReview, INDEPENDENCE } from '../../service/reviewing.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { NO_EVIDENCE_DATE, readEvidenceDate, type TypedEvidenceDate } from '../evidence-date.tsx'
import type { Upload } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { readMeant } from '../meant.tsx'
import { isoOf, NO_SUCH_DATE } from '../../web/typed-date.ts'

export interface TypedEvidence {
  /** `link` or `file`. */
  readonly kind: string
  readonly title: string
  readonly place: string
  readonly dated: TypedEvidenceDate
  readonly owner: string
  /** Id of the revision that it replaces; empty for new evidence. */
  readonly replaces: string
  /** Ticked: a date that was asked about is meant. */
  readonly isMeant: boolean
}

export const NO_EVIDENCE: TypedEvidence = {
  kind: 'link',
  title: '',
  place: '',
  dated: NO_EVIDENCE_DATE,
  owner: '',
  replaces: '',
  isMeant: false,
}

export function readTypedEvidence(form: Form): TypedEvidence {
  return {
    kind: form.get('kind'),
    title: form.get('title'),
    place: form.get('place'),
    dated: readEvidenceDate(form, 'dated-'),
    owner: form.get('owner'),
    replaces: form.get('replaces'),
    isMeant: readMeant(form),
  }
}

/** Ids of the fields in the order of the form. */
const FIELDS = ['title', 'kind', 'place', 'file', 'dated-date-day', 'owner']

/** What was typed and chosen → evidence, or every fault of it at once: the file is lost each time the form comes back. */
export function evidenceOf(typed: TypedEvidence, file: Upload['file'], dates: Dates) {
  const dated = isoOf(typed.dated)
  const { value, faults } = parseEvidence(
    {
      title: typed.title,
      place: typed.kind === 'file' ? undefined : typed.place,
      dated,
      owner: typed.owner,
      showsAsOf: typed.dated.showsAsOf,
      isMeant: typed.isMeant,
    },
    dates,
  )
  const found: FormFault[] = faults.map(({ field, message }) =>
    field === 'dated'
      ? {
          field: 'dated-date-day',
          message: dated === undefined ? NO_SUCH_DATE : message,
          name: 'Date of what it shows',
        }
      : { field, message },
  )
  if (typed.kind === 'file') {
    const checked = file === undefined ? undefined : checkEvidenceFile(file.name, file.bytes)
    if (checked === undefined) found.push({ field: 'file', message: 'Choose the file.' })
    else if (!checked.ok) found.push({ field: 'file', message: checked.message })
  } else if (typed.kind !== 'link')
    found.push({ field: 'kind', message: 'Choose how you give the evidence.' })
  const inOrder = FIELDS.flatMap((field) => found.filter((one) => one.field === field))
  return { given: value, file: typed.kind === 'file' ? file : undefined, faults: inOrder }
}

/** The fields of the form of a review. */
export interface TypedReview {
  readonly how: string
  readonly independence: string
  readonly finding: string
  readonly note: string
}

export const NO_REVIEW: TypedReview = { how: '', independence: '', finding: '', note: '' }

export function readTypedReview(form: Form): TypedReview {
  return {
    how: form.get('how'),
    independence: form.get('independence'),
    finding: form.get('finding'),
    note: form.get('note'),
  }
}

const HOW = ['document-seen', 'configuration-seen', 'tested'] as const
const FINDINGS = ['agree', 'overstated', 'understated', 'cannot-tell'] as const
const LONGEST_NOTE = 2000

/** What was chosen → a review; undefined with the faults. */
export function reviewOf(typed: TypedReview): { given?: GivenReview; faults: readonly FormFault[] } {
  const faults: FormFault[] = []
  const how = HOW.find((one) => one === typed.how)
  const independence = INDEPENDENCE.find((one) => one === typed.independence)
  const finding = FINDINGS.find((one) => one === typed.finding)
  const note = typed.note.trim()
  if (how === undefined) faults.push({ field: 'how', message: 'Choose how you checked it.' })
  if (independence === undefined) faults.push({ field: 'independence', message: 'Choose who is reviewing.' })
  if (finding === undefined) faults.push({ field: 'finding', message: 'Choose what you found.' })
  else if (finding !== 'agree' && note === '') faults.push({ field: 'note', message: 'Say what you found.' })
  if (note.length > LONGEST_NOTE)
    faults.push({ field: 'note', message: `Keep the note to ${LONGEST_NOTE} characters.` })
  return how === undefined || independence === undefined || finding === undefined || faults.length > 0
    ? { faults }
    : { given: { how, independence, finding, note }, faults }
}
