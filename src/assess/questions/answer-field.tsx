/** The field of one question by its type, with what is offered after the "or". It shows what was typed, right or wrong. */
import type { Child } from 'hono/jsx'
import { LONGEST_TEXT } from '../../answers/given.ts'
import { specialsOf, type SpecialWords } from '../../answers/specials.ts'
import { mustHaveWords, upperFirst, withoutStop, wordsFor } from '../../report/words.ts'
import type { Question } from '../../rules/model.ts'
import { type CheckboxItem, Checkboxes } from '../../web/components/checkboxes.tsx'
import { ErrorMessage, Fieldset, FormGroup, type Legend } from '../../web/components/field.tsx'
import { DateInput, TextInput, Textarea } from '../../web/components/inputs.tsx'
import { type RadioItem, Radios } from '../../web/components/radios.tsx'
import { SPECIAL_MARK } from '../../web/forms.ts'
import type { TypedAnswer } from './typed.ts'

export interface AnswerFieldProps {
  question: Question
  cohort: string
  typed: TypedAnswer
  /** What is wrong with the answer itself. */
  error: string | undefined
  /** What is wrong with the second of two counts. */
  ofError: string | undefined
  /** What is wrong with the reason for "not applicable". */
  reasonError: string | undefined
}

/** Id of the field to which a message about the answer leads. */
export function answerFieldId(question: Question): string {
  const ids = {
    choice: 'value',
    number: 'value',
    checklist: 'items',
    percentage: 'count',
    date: 'date-day',
    share: 'value',
  }
  return ids[question.form.type]
}

export function AnswerField(props: AnswerFieldProps) {
  const { question, typed, error } = props
  const { form } = question
  switch (form.type) {
    case 'choice':
      return <Choice {...props} />
    case 'checklist':
      return (
        <Checkboxes
          name="items"
          legend={legendOf('Tick everything that is true today')}
          error={error}
          items={[
            ...form.items.map((item) => ({
              value: item.id,
              text: wordsFor(item.text, props.cohort),
              checked: typed.items.includes(item.id),
              hint: mustHaveWords(item),
            })),
            { divider: 'or' },
            ...specialBoxes(props),
          ]}
        />
      )
    case 'number':
      return (
        <Typed {...props}>
          <TextInput name="value" label={upperFirst(form.unit)} width={10} numeric value={typed.value} />
        </Typed>
      )
    case 'percentage':
      return (
        <Typed {...props}>
          <TextInput name="count" label={form.count} width={10} numeric value={typed.count} />
          <TextInput
            name="of"
            label={form.of}
            hint="Out of how many?"
            width={10}
            numeric
            value={typed.of}
            error={props.ofError}
          />
        </Typed>
      )
    case 'date':
      return (
        <Typed {...props}>
          <DateInput legend={{ text: 'Date', size: 's' }} hint="For example, 31 3 2026" value={typed.date} />
        </Typed>
      )
    case 'share':
      return <></>
  }
}

function Choice(props: AnswerFieldProps) {
  const { question, typed } = props
  const [special] = typed.special
  const levels: RadioItem[] = question.levels.map((level) => ({ value: level.id, text: level.text }))
  const specials = specialsWithHints(question, props.cohort).map((one): RadioItem => ({
    value: `${SPECIAL_MARK}${one.special}`,
    text: one.text,
    ...(one.hint === undefined ? {} : { hint: one.hint }),
    ...(one.special === 'not-applicable' ? { conditional: <Reason {...props} /> } : {}),
  }))
  return (
    <Radios
      name="value"
      legend={legendOf('Choose the sentence that is true today')}
      error={props.error}
      value={special === undefined ? typed.value : `${SPECIAL_MARK}${special}`}
      items={[...levels, { divider: 'or' }, ...specials]}
    />
  )
}

/** Boxes to type into, then "or", then the other answers: one group, so that they are heard together. */
function Typed(props: AnswerFieldProps & { children: Child }) {
  const [first, ...rest] = specialBoxes(props)
  return (
    <FormGroup error={props.error !== undefined}>
      <Fieldset
        legend={legendOf('Your answer')}
        describedBy={props.error === undefined ? undefined : 'answer-error'}
      >
        {props.error !== undefined && <ErrorMessage id="answer-error">{props.error}</ErrorMessage>}
        <div class="wr-typed-value" data-or="typed">
          {props.children}
        </div>
        <div class="nhsuk-checkboxes__divider">or</div>
        <div data-or="special">
          <Checkboxes
            name="special"
            legend={{ text: 'Other answers', hidden: true }}
            items={first === undefined ? [] : [first, ...rest]}
          />
        </div>
      </Fieldset>
    </FormGroup>
  )
}

function specialBoxes(props: AnswerFieldProps): CheckboxItem[] {
  return specialsWithHints(props.question, props.cohort).map((one) => ({
    name: 'special',
    value: one.special,
    text: one.text,
    ...(one.hint === undefined ? {} : { hint: one.hint }),
    checked: props.typed.special.includes(one.special),
    exclusive: true,
    ...(one.special === 'not-applicable' ? { conditional: <Reason {...props} /> } : {}),
  }))
}

function Reason({ typed, reasonError }: AnswerFieldProps) {
  return (
    <Textarea
      name="reason"
      label="Why does it not apply?"
      hint="The SIRO reads every one of these."
      rows={2}
      most={LONGEST_TEXT}
      value={typed.reason}
      error={reasonError}
    />
  )
}

/** As `specialsOf`, each with when it is an answer. */
function specialsWithHints(question: Question, cohort: string): (SpecialWords & { hint?: string })[] {
  const { notApplicable } = question
  return specialsOf(question, cohort).map((one) =>
    one.special === 'not-applicable' && notApplicable !== undefined
      ? { ...one, hint: `Only if ${withoutStop(notApplicable.when)}.` }
      : one,
  )
}

const legendOf = (text: string): Legend => ({ text, size: 'm' })
