/**
 * The kinds of fields that a form has. Each is declared once: what it is called, what stands in it first, how it is read and shown,
 * and the shape (of valibot) that what was typed must have, with the words of its fault.
 *
 * A kind of one's own is an object of the type `Field`.
 */
import type { Child } from 'hono/jsx'
import * as v from 'valibot'
import { Checkboxes } from './components/checkboxes.tsx'
import { DateInput, FileInput, Select, Textarea, TextInput, type TypedDate } from './components/inputs.tsx'
import { PasswordInput } from './components/password-input.tsx'
import { Radios } from './components/radios.tsx'
import type { Upload } from './forms.ts'
import { isoOf, NO_SUCH_DATE, readDate, typedDateOf } from './typed-date.ts'

/** `Typed` is as it was typed, and comes back with the form; `Given` is what it means, and is saved. */
export interface Field<Typed = unknown, Given = unknown> {
  readonly first: Typed
  readonly shape: v.GenericSchema<Typed, Given>
  read(posted: Upload, name: string): Typed
  show(shown: ShownField<Typed>): Child
  /** Id of its first input, to which its fault leads. */
  target(name: string): string
  /** It stands in no place of its own: hidden, or not part of this form now. */
  readonly is?: 'hidden' | 'absent' | undefined
  /** Names of the fields that it shows inside itself. */
  readonly reveals?: readonly string[] | undefined
  /** A browser sends it in parts only. */
  readonly isFile?: boolean
  /** What its faults begin with, where their words alone do not say which field they are about. */
  readonly called?: string | undefined
}

export interface ShownField<Typed> {
  readonly name: string
  readonly value: Typed
  readonly error: string | undefined
  /** The form was sent, and is shown again. */
  readonly cameBack: boolean
  /** Another field of the form, to be shown inside this one. */
  readonly inside: (name: string) => Child
}

export type Fields = Readonly<Record<string, Field>>
export type GivenIn<F> = {
  readonly [Name in keyof F]: F[Name] extends Field<unknown, infer Given> ? Given : never
}
export type TypedIn<F> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer Typed, unknown> ? Typed : never
}

interface Labelled {
  readonly label: Child
  readonly hint?: Child
  /** Of the label or legend. Default: s. */
  readonly size?: 's' | 'm' | 'l' | undefined
}

const ANY_TEXT = v.string()
const itself = (name: string) => name
const readText = ({ form }: Upload, name: string) => form.get(name)

interface LineProps extends Labelled {
  readonly first?: string | undefined
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  readonly type?: 'text' | 'email'
  /** A keypad of digits. */
  readonly numeric?: boolean
  readonly autocomplete?: string
  readonly suffix?: string
  readonly shape?: v.GenericSchema<string, string>
}

/** One line: a name, an address, a number. */
export function line({
  first = '',
  size = 's',
  shape = ANY_TEXT,
  ...props
}: LineProps): Field<string, string> {
  return {
    first,
    shape,
    read: readText,
    target: itself,
    show: ({ name, value, error }) => <TextInput {...props} {...{ name, value, error }} labelSize={size} />,
  }
}

interface TextProps extends Labelled {
  readonly first?: string | undefined
  readonly rows?: number
  /** Most characters: the page counts them. Who saves it refuses more. */
  readonly most?: number
  readonly shape?: v.GenericSchema<string, string>
}

/** Several lines. Whoever leaves the page with some of it unsaved is asked first. */
export function text({
  first = '',
  size = 's',
  shape = ANY_TEXT,
  ...props
}: TextProps): Field<string, string> {
  return {
    first,
    shape,
    read: readText,
    target: itself,
    show: ({ name, value, error }) => <Textarea {...props} {...{ name, value, error }} labelSize={size} />,
  }
}

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly text: string
  readonly hint?: Child
  /** Names of the fields that are shown while it is chosen. */
  readonly reveals?: readonly string[]
}

interface ChoiceProps<Value extends string> extends Labelled {
  readonly choices: readonly Choice<Value>[]
  readonly first?: string | undefined
  /** Default: radios. */
  readonly as?: 'select'
  /** Words of a choice of nothing, before the others of a select. */
  readonly nothing?: string
  readonly small?: boolean
}

/** One of several. With words for the fault that none was chosen, what is given is one of them. */
export function choice<const Value extends string>(
  props: ChoiceProps<Value> & { readonly missing: string },
): Field<string, Value>
export function choice(props: ChoiceProps<string>): Field<string, string>
export function choice(props: ChoiceProps<string> & { readonly missing?: string }): Field<string, string> {
  const { choices, label, hint, size = 's', first = '', nothing, missing } = props
  const values = choices.map(({ value }) => value)
  const items = [...(nothing === undefined ? [] : [{ value: '', text: nothing }]), ...choices]
  return {
    first,
    shape: missing === undefined ? ANY_TEXT : v.picklist(values, missing),
    read: readText,
    target: itself,
    reveals: choices.flatMap(({ reveals = [] }) => reveals),
    show: ({ name, value, error, inside }) =>
      props.as === 'select' ? (
        <Select {...{ name, label, hint, value, error, items }} labelSize={size} />
      ) : (
        <Radios
          {...{ name, hint, value, error }}
          legend={{ text: label, size }}
          small={props.small === true}
          items={choices.map(({ reveals, ...one }) => ({
            ...one,
            ...(reveals === undefined ? {} : { conditional: <>{reveals.map(inside)}</> }),
          }))}
        />
      ),
  }
}

interface TicksProps<Value extends string> extends Labelled {
  readonly choices: readonly Choice<Value>[]
  readonly first?: readonly string[]
  readonly small?: boolean
}

/** Any of several. */
export function ticks(props: TicksProps<string>): Field<readonly string[], readonly string[]> {
  const { choices, label, hint, size = 's', first = [] } = props
  return {
    first,
    shape: v.array(v.string()),
    read: ({ form }, name) => form.all(name),
    target: itself,
    reveals: choices.flatMap(({ reveals = [] }) => reveals),
    show: ({ name, value, error, inside }) => (
      <Checkboxes
        {...{ name, hint, error }}
        legend={{ text: label, size }}
        small={props.small === true}
        items={choices.map(({ reveals, ...one }) => ({
          ...one,
          checked: value.includes(one.value),
          ...(reveals === undefined ? {} : { conditional: <>{reveals.map(inside)}</> }),
        }))}
      />
    ),
  }
}

interface DayProps extends Labelled {
  /** ISO. */
  readonly first?: string | undefined
  /** Before its faults, where a form has several days. */
  readonly called?: string
}

/** A day in three boxes, `<name>-day` and so on. Given as ISO date; empty when nothing was typed. */
export function day({ first, label, hint, size = 's', called }: DayProps): Field<TypedDate, string> {
  return {
    first: typedDateOf(first),
    shape: v.pipe(
      v.custom<TypedDate>(() => true),
      v.transform(isoOf),
      v.string(NO_SUCH_DATE),
    ),
    read: ({ form }, name) => readDate(form, `${name}-`),
    target: (name) => `${name}-day`,
    called,
    show: ({ name, value, error }) => (
      <DateInput prefix={`${name}-`} id={name} legend={{ text: label, size }} {...{ hint, value, error }} />
    ),
  }
}

/** A day in one box, where three would be too many: `31 3 2027`, also with points, strokes or slashes between. */
export function dayInOne(props: Pick<LineProps, 'label' | 'hint'>): Field<string, string> {
  return line({
    ...props,
    width: 10,
    shape: v.pipe(
      v.string(),
      v.transform((typed) => {
        const [day = '', month = '', year = '', ...more] = typed.trim().split(/[\s./-]+/)
        return more.length > 0 ? undefined : isoOf({ day, month, year })
      }),
      v.string(NO_SUCH_DATE),
    ),
  })
}

/** A file; its name is also said to the route (`file`). It is not kept when the form comes back, and its hint then says so. */
export function file(
  props: Labelled & { readonly accept: readonly string[] },
): Field<Upload['file'], Upload['file']> {
  const { size = 's', ...rest } = props
  return {
    first: undefined,
    shape: v.custom<Upload['file']>(() => true),
    read: (posted) => posted.file,
    target: itself,
    isFile: true,
    show: ({ name, error, cameBack }) => (
      <FileInput
        {...rest}
        {...{ name, error }}
        labelSize={size}
        hint={
          <>
            {rest.hint}
            {cameBack && ' Choose the file again: it was not kept.'}
          </>
        }
      />
    ),
  }
}

/** What proves who somebody is: it never comes back with the form. Its route reads a `secret` form. */
export function secret(props: {
  readonly label: Child
  readonly hint?: Child
  readonly autocomplete: 'current-password' | 'new-password'
}): Field<string, string> {
  return {
    first: '',
    shape: ANY_TEXT,
    read: readText,
    target: itself,
    show: ({ name, error }) => <PasswordInput {...props} {...{ name, error }} />,
  }
}

/** What the page puts into the form itself. */
export function hidden(first: string): Field<string, string> {
  return { ...held(first), shape: ANY_TEXT }
}

/** Which of the buttons sent the form: `name="act"` and its value, of these; the page shows the buttons. */
export function pressed<Act extends string>(acts: Readonly<Record<Act, unknown>>): Field<string, Act> {
  const names = Object.keys(acts) as Act[]
  return { ...held(''), shape: v.picklist(names, 'Use the buttons of the page.'), show: () => <></> }
}

/** The version that the form saw, so that nobody's later save is written over; 0 is of what was never saved. */
export function version(first: number): Field<string, number> {
  const shape = v.pipe(
    ANY_TEXT,
    v.transform((typed) => (/^\d{1,9}$/.test(typed) ? Number(typed) : 0)),
  )
  return { ...held(String(first)), shape }
}

/** Names what the page shows, which it shows anew when its form comes back. */
export function anew<Given>(field: Field<string, Given>): Field<string, Given> {
  return { ...field, show: (shown) => field.show({ ...shown, value: field.first }) }
}

function held(first: string) {
  return {
    first,
    read: readText,
    target: itself,
    is: 'hidden' as const,
    show: ({ name, value }: ShownField<string>) => <input type="hidden" name={name} value={value} />,
  }
}

/** A field that the form has in some cases only; in others nothing of it is shown, read or given. */
export function when<Typed, Given>(
  isThere: boolean,
  field: Field<Typed, Given>,
): Field<Typed, Given | undefined> {
  return isThere ? field : { ...field, is: 'absent' }
}
