/** Fields that one types into: a line, a longer text, a date in three boxes; a list to choose from, and a file. */
import type { Child } from 'hono/jsx'
import { describedBy, ErrorMessage, Fieldset, FormGroup, Hint, type Legend } from './field.tsx'

interface TextProps {
  name: string
  /** Default: the name. */
  id?: string
  label: Child
  labelSize?: 's' | 'm' | 'l'
  labelHidden?: boolean
  hint?: Child
  error?: string | undefined
  value?: string | undefined
}

interface InputProps extends TextProps {
  /** Width in characters. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  /** Numbers are typed into a text box with a numeric keypad, never into a spinner. */
  numeric?: boolean
  type?: 'text' | 'email'
  /** What a browser may fill in. Default: nothing. */
  autocomplete?: string
  suffix?: string
}

export function TextInput(props: InputProps) {
  const id = props.id ?? props.name
  const field = (
    <input
      class={`nhsuk-input${props.width ? ` nhsuk-input--width-${props.width}` : ''}${props.error === undefined ? '' : ' nhsuk-input--error'}`}
      id={id}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value ?? ''}
      inputmode={props.numeric ? 'decimal' : undefined}
      spellcheck={props.numeric || props.type === 'email' ? false : undefined}
      autocomplete={props.autocomplete ?? 'off'}
      aria-describedby={descriptionOf(id, props)}
    />
  )
  return (
    <FormGroup error={props.error !== undefined}>
      <Caption id={id} props={props} />
      {props.suffix === undefined ? (
        field
      ) : (
        <div class="nhsuk-input-wrapper">
          {field}
          <div class="nhsuk-input-wrapper__suffix" aria-hidden="true">
            {props.suffix}
          </div>
        </div>
      )}
    </FormGroup>
  )
}

/** With `most`, a script counts the characters that are left; without it the page says how many there may be. */
export function Textarea(props: TextProps & { rows?: number; most?: number }) {
  const id = props.id ?? props.name
  const { most } = props
  const counts =
    most === undefined ? {} : { class: 'nhsuk-character-count', module: 'nhsuk-character-count', most }
  return (
    <FormGroup error={props.error !== undefined} {...counts}>
      <Caption id={id} props={props} />
      <textarea
        class={`nhsuk-textarea${most === undefined ? '' : ' nhsuk-js-character-count'}${props.error === undefined ? '' : ' nhsuk-textarea--error'}`}
        id={id}
        name={props.name}
        rows={props.rows ?? 3}
        autocomplete="off"
        aria-describedby={describedBy(most !== undefined && `${id}-info`, descriptionOf(id, props))}
      >
        {/* A browser drops one line break at the start of a textarea: give it one to drop. */}
        {`\n${props.value ?? ''}`}
      </textarea>
      {most !== undefined && (
        <div class="nhsuk-hint nhsuk-character-count__message" id={`${id}-info`}>
          You can enter up to {most} characters
        </div>
      )}
    </FormGroup>
  )
}

export function Select(props: TextProps & { items: readonly { value: string; text: string }[] }) {
  const id = props.id ?? props.name
  return (
    <FormGroup error={props.error !== undefined}>
      <Caption id={id} props={props} />
      <select
        class={`nhsuk-select${props.error === undefined ? '' : ' nhsuk-select--error'}`}
        id={id}
        name={props.name}
        aria-describedby={descriptionOf(id, props)}
      >
        {props.items.map((item) => (
          <option value={item.value} selected={item.value === props.value}>
            {item.text}
          </option>
        ))}
      </select>
    </FormGroup>
  )
}

/** A file to choose; its form must be `multipart/form-data`. A browser never fills it in again when the form comes back. */
export function FileInput(props: TextProps & { accept: readonly string[] }) {
  const id = props.id ?? props.name
  return (
    <FormGroup error={props.error !== undefined}>
      <Caption id={id} props={props} />
      <input
        class={`nhsuk-file-upload__input${props.error === undefined ? '' : ' nhsuk-input--error'}`}
        id={id}
        name={props.name}
        type="file"
        accept={props.accept.map((extension) => `.${extension}`).join(',')}
        aria-describedby={descriptionOf(id, props)}
      />
    </FormGroup>
  )
}

/** Three boxes as typed; whether they make a date is the reader's business, so that a wrong one comes back unchanged. */
export interface TypedDate {
  readonly day: string
  readonly month: string
  readonly year: string
}

interface DateProps {
  /** Names of the boxes are `day`, `month`, `year`, with this before them: `evidence-` gives `evidence-day`. */
  prefix?: string
  /** Default: `date` with the prefix. The day box has the id `<id>-day`. */
  id?: string
  legend: Legend
  hint?: Child
  error?: string | undefined
  value?: TypedDate | undefined
}

export function DateInput(props: DateProps) {
  const prefix = props.prefix ?? ''
  const id = props.id ?? `${prefix}date`
  const hintId = props.hint !== undefined && `${id}-hint`
  const errorId = props.error !== undefined && `${id}-error`
  return (
    <FormGroup error={props.error !== undefined}>
      <Fieldset legend={props.legend} describedBy={describedBy(hintId, errorId)} role="group">
        {hintId && <Hint id={hintId}>{props.hint}</Hint>}
        {errorId && <ErrorMessage id={errorId}>{props.error}</ErrorMessage>}
        <div class="nhsuk-date-input" id={id}>
          {(['day', 'month', 'year'] as const).map((part) => (
            <div class="nhsuk-date-input__item">
              <div class="nhsuk-form-group">
                <label class="nhsuk-label nhsuk-date-input__label" for={`${id}-${part}`}>
                  {part === 'day' ? 'Day' : part === 'month' ? 'Month' : 'Year'}
                </label>
                <input
                  class={`nhsuk-input nhsuk-date-input__input nhsuk-input--width-${part === 'year' ? 4 : 2}${props.error === undefined ? '' : ' nhsuk-input--error'}`}
                  id={`${id}-${part}`}
                  name={`${prefix}${part}`}
                  type="text"
                  inputmode="numeric"
                  autocomplete="off"
                  value={props.value?.[part] ?? ''}
                />
              </div>
            </div>
          ))}
        </div>
      </Fieldset>
    </FormGroup>
  )
}

function Caption({ id, props }: { id: string; props: TextProps }) {
  return (
    <>
      <label
        class={`nhsuk-label${props.labelSize ? ` nhsuk-label--${props.labelSize}` : ''}${props.labelHidden ? ' nhsuk-u-visually-hidden' : ''}`}
        for={id}
      >
        {props.label}
      </label>
      {props.hint !== undefined && <Hint id={`${id}-hint`}>{props.hint}</Hint>}
      {props.error !== undefined && <ErrorMessage id={`${id}-error`}>{props.error}</ErrorMessage>}
    </>
  )
}

function descriptionOf(id: string, props: TextProps): string | undefined {
  return describedBy(props.hint !== undefined && `${id}-hint`, props.error !== undefined && `${id}-error`)
}
