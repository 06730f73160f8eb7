/** A form as it stands on a page: new, or come back with everything that was typed and what is wrong with it. */
import type { Child } from 'hono/jsx'
import * as v from 'valibot'
import type { FieldFault } from '../errors.ts'
import { Button } from './components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from './components/error-summary.tsx'
import { NotificationBanner } from './components/panels.tsx'
import type { Field, Fields, GivenIn, TypedIn } from './fields.tsx'
import type { Upload } from './forms.ts'

/** What became of a form that was sent and is shown again; nothing of it for a new one. */
export interface Became {
  readonly faults: readonly FormFault[]
  /** Why it was not saved, where no field is wrong. */
  readonly refusal?: string | undefined
  /** The database could not take it. */
  readonly notSaved?: boolean | undefined
}

export interface ShownForm<F extends Fields = Fields> extends Became {
  readonly action: string
  readonly fields: F
  readonly typed: TypedIn<F>
  /** It was sent, and is shown again. */
  readonly cameBack: boolean
}

/** A form in which nothing was typed yet. */
export function newForm<F extends Fields>(action: string, fields: F): ShownForm<F> {
  return formWith(action, fields, firstIn(fields), { cameBack: false })
}

/** A form with what was typed, and what became of it. */
export function formWith<F extends Fields>(
  action: string,
  fields: F,
  typed: TypedIn<F>,
  became: {
    readonly faults?: readonly FieldFault[]
    readonly refusal?: string | undefined
    readonly notSaved?: boolean | undefined
    readonly cameBack?: boolean
  } = {},
): ShownForm<F> {
  const { faults = [], refusal, notSaved = false, cameBack = true } = became
  return { action, fields, typed, faults: inOrder(fields, faults), refusal, notSaved, cameBack }
}

/** What was posted into the fields, as it was typed. */
export function readTyped<F extends Fields>(fields: F, posted: Upload): TypedIn<F> {
  return each(fields, (field, name) =>
    field.is === 'absent' ? field.first : field.read(posted, name),
  ) as TypedIn<F>
}

/** What the typed fields mean, or every fault of theirs at once. */
export function givenBy<F extends Fields>(
  fields: F,
  typed: TypedIn<F>,
): { readonly given: GivenIn<F>; readonly faults: readonly FieldFault[] } {
  const faults: FieldFault[] = []
  const given = each(fields, (field, name) => {
    if (field.is === 'absent') return undefined
    const found = v.safeParse(field.shape, typed[name])
    if (!found.success) faults.push({ field: name, message: found.issues[0].message })
    return found.output
  })
  return { given: given as GivenIn<F>, faults }
}

function firstIn<F extends Fields>(fields: F): TypedIn<F> {
  return each(fields, ({ first }) => first) as TypedIn<F>
}

function each(fields: Fields, found: (field: Field, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, found(field, name)]))
}

/** Each fault at the first input of its field, in the order of the form; what is about no field comes last. */
function inOrder(fields: Fields, faults: readonly FieldFault[]): FormFault[] {
  const names = Object.keys(fields)
  const placeOf = ({ field }: FieldFault) => (names.indexOf(field) + names.length + 1) % (names.length + 1)
  return faults
    .toSorted((one, other) => placeOf(one) - placeOf(other))
    .map(({ field, message }) => {
      const found = fields[field]
      const called = found?.called
      return {
        field: found?.target(field) ?? field,
        message,
        ...(called === undefined ? {} : { name: called }),
      }
    })
}

/** What stands above the heading of a page whose form came back. Nothing for a new form. */
export function FormTop({ of }: { of: Became }) {
  return (
    <>
      {of.notSaved && (
        <NotificationBanner title="Not saved" heading="Ward Round could not save this at the moment.">
          <p>Everything you typed is below. Try again in a minute.</p>
        </NotificationBanner>
      )}
      {of.refusal !== undefined && <NotificationBanner title="Not done" heading={of.refusal} />}
      <ErrorSummary faults={of.faults} />
    </>
  )
}

/** Whether the title of its page begins with "Error: ". */
export function isFaulty(form: Became): boolean {
  return form.notSaved === true || form.refusal !== undefined || form.faults.length > 0
}

interface FormBoxProps<F extends Fields> {
  of: ShownForm<F>
  button: Child
  /** What the button does, where the route does several things. */
  act?: string
  variant?: 'secondary' | 'warning' | undefined
  /** The way back without saving. */
  cancel?: string | { readonly href: string; readonly text: string }
  /** Further buttons. */
  beside?: Child
  /** Default: the fields in their order. */
  children?: Child
}

/** The form with its fields and its button. */
export function FormBox<F extends Fields>(props: FormBoxProps<F>) {
  const { of, button, act, variant, cancel, beside, children } = props
  const fields = Object.entries(of.fields)
  const back = typeof cancel === 'string' ? { href: cancel, text: 'Cancel' } : cancel
  return (
    <form
      action={of.action}
      method="post"
      enctype={fields.some(([, { isFile = false }]) => isFile) ? 'multipart/form-data' : undefined}
      data-unsaved={of.cameBack ? 'true' : undefined}
      novalidate
    >
      {fields.map(([name, field]) => field.is === 'hidden' && <FieldOf of={of} name={name} />)}
      {children ?? <FieldsOf of={of} />}
      <div class="wr-actions">
        <Button
          {...(act === undefined ? {} : { name: 'act', value: act })}
          {...(variant === undefined ? {} : { variant })}
        >
          {button}
        </Button>
        {beside}
        {back && <a href={back.href}>{back.text}</a>}
      </div>
    </form>
  )
}

/** The fields in their order, but what is hidden, and what another field shows inside itself. */
export function FieldsOf<F extends Fields>({ of }: { of: ShownForm<F> }) {
  const inside = new Set(Object.values(of.fields).flatMap(({ reveals = [] }) => reveals))
  return (
    <>
      {Object.entries(of.fields).map(
        ([name, field]) => field.is === undefined && !inside.has(name) && <FieldOf of={of} name={name} />,
      )}
    </>
  )
}

/** The texts that were typed into a form that this page does not have any more: to be copied. Nothing where there are none. */
export function TypedInto<F extends Fields>({ of }: { of: ShownForm<F> }) {
  const texts = Object.entries(of.fields).flatMap(([name, { is, reveals, first }]) => {
    const value = of.typed[name]
    const isText = is === undefined && reveals === undefined && typeof value === 'string'
    return isText && value !== first ? [value] : []
  })
  if (texts.length === 0) return <></>
  return (
    <section aria-labelledby="typed">
      <h2 class="nhsuk-heading-m" id="typed">
        What you typed
      </h2>
      <p>It was not saved, and cannot be saved here now. Copy what you may need later.</p>
      {texts.map((one) => (
        <p class="wr-typed">
          <bdi>{one}</bdi>
        </p>
      ))}
    </section>
  )
}

/** One field of a form, for a page with something between them. */
export function FieldOf<F extends Fields>({ of, name }: { of: ShownForm<F>; name: keyof F & string }): Child {
  const field = of.fields[name]
  if (field === undefined || field.is === 'absent') return <></>
  return field.show({
    name,
    value: of.typed[name],
    error: messageFor(of.faults, field.target(name)),
    cameBack: of.cameBack,
    inside: (other) => <FieldOf of={of} name={other} />,
  })
}
