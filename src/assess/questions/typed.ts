/**
 * A stored answer ↔ what stands in the form's fields, and from there to what `parseAnswer` takes.
 * It keeps every field as typed, however wrong, so that the form can come back with it. It judges only what a form alone
 * can get wrong: two answers at once, and three boxes that make no date.
 */
import type { Answer, AnswerFault, AnswerValue } from '../../answers/model.ts'
import { MEANT } from '../../answers/given.ts'
import { SHOWS_AS_OF } from '../../answers/given-date.ts'
import { parseAnswer, type ParseContext } from '../../answers/parse.ts'
import type { Level, Question } from '../../rules/model.ts'
import type { TypedDate } from '../../web/components/inputs.tsx'
import {
  evidenceDateFields,
  readEvidenceDate,
  type TypedEvidenceDate,
  typedEvidenceDateOf,
} from '../evidence-date.tsx'
import { SPECIAL_MARK } from '../../web/forms.ts'
import type { Form } from '../../web/form.ts'
import { meantFields, readMeant } from '../meant.tsx'
import { isoOf, NO_SUCH_DATE, readDate, typedDateOf } from '../../web/typed-date.ts'

/** The fields of the form of one question, all as text. */
export interface TypedAnswer {
  /** Level of a choice, or a number. */
  readonly value: string
  readonly items: readonly string[]
  readonly count: string
  readonly of: string
  readonly date: TypedDate
  /** What is chosen after the "or": at most one, or the form comes back. */
  readonly special: readonly string[]
  readonly reason: string
  readonly assurance: string
  readonly evidence: string
  readonly evidenceDate: TypedEvidenceDate
  readonly comment: string
  /** Ticked: what was asked about is meant. */
  readonly isMeant: boolean
}

/** The form with what somebody proposes, where one tick can say it; evidence was given for what stood there before. */
export function withProposed({ form }: Question, typed: TypedAnswer, { id }: Pick<Level, 'id'>): TypedAnswer {
  return form.type === 'choice' && typed.value !== id ? { ...typed, value: id, special: [] } : typed
}

export function readTyped(form: Form): TypedAnswer {
  const value = form.get('value')
  const marked = value.startsWith(SPECIAL_MARK)
  return {
    value: marked ? '' : value,
    items: form.all('items'),
    count: form.get('count'),
    of: form.get('of'),
    date: readDate(form, ''),
    special: marked ? [value.slice(SPECIAL_MARK.length)] : form.all('special').filter((one) => one !== ''),
    reason: form.get('reason'),
    assurance: form.get('assurance'),
    evidence: form.get('evidence'),
    evidenceDate: readEvidenceDate(form, 'evidence-'),
    comment: form.get('comment'),
    isMeant: readMeant(form),
  }
}

/** The fields that show a stored answer at its reference date; empty ones for none. */
export function typedOf(answer: Answer | undefined, asOf: string): TypedAnswer {
  return {
    ...typedOfValue(answer?.value),
    assurance: answer?.assurance ?? 'asserted',
    evidence: answer?.evidence ?? '',
    evidenceDate: typedEvidenceDateOf(answer?.evidenceDate, asOf),
    comment: answer?.comment ?? '',
    isMeant: false,
  }
}

function typedOfValue(value: AnswerValue | undefined) {
  const empty = {
    value: '',
    items: [],
    count: '',
    of: '',
    date: typedDateOf(undefined),
    special: [],
    reason: '',
  }
  switch (value?.kind) {
    case undefined:
      return empty
    case 'choice':
      return { ...empty, value: value.option }
    case 'number':
      return { ...empty, value: value.number }
    case 'ticked':
      return value.items.length === 0
        ? { ...empty, special: ['none-of-these'] }
        : { ...empty, items: value.items }
    case 'counts':
      return { ...empty, count: String(value.count), of: String(value.of) }
    case 'date':
      return { ...empty, date: typedDateOf(value.date) }
    case 'not-applicable':
      return { ...empty, special: [value.kind], reason: value.reason }
    case 'dont-know':
    case 'none-exist':
    case 'never':
    case 'not-measured':
      return { ...empty, special: [value.kind] }
  }
}

export type ReadAnswer =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] }

/**
 * What was typed → an answer, or what is wrong with it; fields of faults as in `parseAnswer`.
 * Nobody types a review: `verified` means the one that the stored answer has.
 */
export function answerOf(
  question: Question,
  typed: TypedAnswer,
  context: ParseContext,
  stored: Answer | undefined,
): ReadAnswer {
  const faults: AnswerFault[] = []
  const fault = (detail: string, message: string) =>
    void faults.push({ field: detail === '' ? question.id : `${question.id}.${detail}`, message })

  const given = valueOf(question, typed, fault)
  const evidenceDate = isoOf(typed.evidenceDate)
  if (evidenceDate === undefined) fault('evidence-date', NO_SUCH_DATE)
  const review = typed.assurance === 'verified' && stored?.assurance === 'verified' ? stored : undefined
  const parsed = parseAnswer(
    question,
    {
      value: given,
      assurance: assuranceOf(typed, stored),
      evidence: typed.evidence,
      'evidence-date': evidenceDate ?? '',
      [SHOWS_AS_OF]: typed.evidenceDate.showsAsOf,
      'verified-by': review?.verifiedBy,
      'verified-how': review?.verifiedHow,
      comment: typed.comment,
      [MEANT]: typed.isMeant,
    },
    context,
  )
  if (parsed.ok && faults.length === 0) return { ok: true, answer: parsed.value }
  const known = new Set(faults.map((one) => one.field))
  const further = parsed.ok ? [] : parsed.faults.filter((one) => !known.has(one.field))
  return { ok: false, faults: [...faults, ...further] }
}

/** What is chosen; `verified` without a review is evidence. */
export function assuranceOf({ assurance }: TypedAnswer, stored: Answer | undefined): string {
  if (assurance === '') return 'asserted'
  return assurance === 'verified' && stored?.assurance !== 'verified' ? 'evidenced' : assurance
}

function valueOf(
  question: Question,
  typed: TypedAnswer,
  fault: (detail: string, message: string) => void,
): unknown {
  const [special] = typed.special
  if (special !== undefined) {
    if (typed.special.length > 1) fault('', 'Choose only one of the answers after “or”.')
    else if (hasOwnValue(question, typed))
      fault('', 'You gave an answer and also chose one after “or”. Keep one of them.')
    if (special === 'none-of-these') return []
    return special === 'not-applicable' ? { 'not-applicable': typed.reason } : special
  }
  switch (question.form.type) {
    case 'checklist':
      return typed.items.length > 0 ? typed.items : undefined
    case 'percentage':
      return typed.count === '' && typed.of === '' ? undefined : { count: typed.count, of: typed.of }
    case 'date': {
      const date = isoOf(typed.date)
      if (date === undefined) fault('', NO_SUCH_DATE)
      return date ?? ''
    }
    case 'choice':
    case 'number':
    case 'share':
      return typed.value
    default:
      return question.form satisfies never
  }
}

/** Something stands in the fields before the "or". */
export function hasOwnValue({ form }: Question, typed: TypedAnswer): boolean {
  switch (form.type) {
    case 'checklist':
      return typed.items.length > 0
    case 'percentage':
      return typed.count !== '' || typed.of !== ''
    case 'date':
      return Object.values(typed.date).some((part) => part !== '')
    case 'choice':
    case 'number':
    case 'share':
      return typed.value !== ''
  }
}

/** Every field with its value, to carry a form through another page unseen. */
export function fieldsOf(typed: TypedAnswer): (readonly [name: string, value: string])[] {
  const dateFields = (prefix: string, date: TypedDate) =>
    (['day', 'month', 'year'] as const).map((part) => [`${prefix}${part}`, date[part]] as const)
  return [
    ['value', typed.value] as const,
    ...typed.items.map((item) => ['items', item] as const),
    ['count', typed.count] as const,
    ['of', typed.of] as const,
    ...dateFields('', typed.date),
    ...typed.special.map((special) => ['special', special] as const),
    ['reason', typed.reason] as const,
    ['assurance', typed.assurance] as const,
    ['evidence', typed.evidence] as const,
    ...evidenceDateFields('evidence-', typed.evidenceDate),
    ['comment', typed.comment] as const,
    ...meantFields(typed.isMeant),
  ]
}
