/** The date of a piece of evidence: three boxes, and a tick where evidence newer than the reference date shows how things were on it. */
import * as v from 'valibot'
import { dateWords } from '../calendar.ts'
import type { Dates } from '../answers/given-date.ts'
import { Checkboxes } from '../web/components/checkboxes.tsx'
import type { Legend } from '../web/components/field.tsx'
import { DateInput, type TypedDate } from '../web/components/inputs.tsx'
import type { Field } from '../web/fields.tsx'
import type { Form } from '../web/form.ts'
import { readDate, typedDateOf } from '../web/typed-date.ts'

/** As typed and ticked. */
export interface TypedEvidenceDate extends TypedDate {
  readonly showsAsOf: boolean
}

const NO_EVIDENCE_DATE: TypedEvidenceDate = { ...typedDateOf(undefined), showsAsOf: false }

/** Name of the tick's field. */
const tickOf = (prefix: string) => `${prefix}shows-then`

export function readEvidenceDate(form: Form, prefix: string): TypedEvidenceDate {
  return { ...readDate(form, prefix), showsAsOf: form.get(tickOf(prefix)) === 'yes' }
}

/** The fields that show a stored date: newer evidence is kept only where somebody ticked. */
export function typedEvidenceDateOf(date: string | undefined, asOf: string): TypedEvidenceDate {
  return { ...typedDateOf(date), showsAsOf: date !== undefined && date > asOf }
}

/** Every field with its value, to carry a form through another page unseen. */
export function evidenceDateFields(
  prefix: string,
  date: TypedEvidenceDate,
): (readonly [name: string, value: string])[] {
  return [
    ...(['day', 'month', 'year'] as const).map((part) => [`${prefix}${part}`, date[part]] as const),
    ...(date.showsAsOf ? [[tickOf(prefix), 'yes'] as const] : []),
  ]
}

/** As a field of a form. */
export function evidenceDay(props: {
  readonly label: string
  readonly hint: string
  readonly dates: Dates
}): Field<TypedEvidenceDate, TypedEvidenceDate> {
  const { label, hint, dates } = props
  return {
    first: NO_EVIDENCE_DATE,
    shape: v.custom<TypedEvidenceDate>(() => true),
    read: ({ form }, name) => readEvidenceDate(form, `${name}-`),
    target: (name) => `${name}-date-day`,
    called: label,
    show: ({ name, value, error }) => (
      <EvidenceDate
        prefix={`${name}-`}
        legend={{ text: label, size: 's' }}
        {...{ hint, dates, value, error }}
      />
    ),
  }
}

interface EvidenceDateProps {
  prefix: string
  legend: Legend
  hint?: string
  dates: Dates
  value: TypedEvidenceDate | undefined
  error: string | undefined
}

export function EvidenceDate({ prefix, legend, hint, dates, value, error }: EvidenceDateProps) {
  const { asOf, today } = dates
  return (
    <>
      <DateInput
        prefix={prefix}
        legend={legend}
        {...(hint === undefined ? {} : { hint })}
        value={value}
        error={error}
      />
      {/* Until then no evidence can be newer. */}
      {today > asOf && (
        <Checkboxes
          name={tickOf(prefix)}
          legend={{ text: 'Evidence that is newer than the reference date', hidden: true }}
          small
          items={[
            {
              value: 'yes',
              text: `It shows how things were on ${dateWords(asOf)}`,
              hint: 'Tick this only for evidence that is newer than that day.',
              checked: value?.showsAsOf === true,
            },
          ]}
        />
      )}
    </>
  )
}
