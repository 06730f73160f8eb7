/** What every form field shares: its group, legend or label, hint and error message, and how they are tied together. */
import type { Child } from 'hono/jsx'

export interface Legend {
  text: Child
  size?: 's' | 'm' | 'l' | 'xl'
  /** The legend is the page's heading, and holds its h1. */
  heading?: boolean
  /** Words before the heading, such as the domain. */
  caption?: string
  hidden?: boolean
}

export function Hint({ id, children }: { id: string; children: Child }) {
  return (
    <div class="nhsuk-hint" id={id}>
      {children}
    </div>
  )
}

export function ErrorMessage({ id, children }: { id: string; children: Child }) {
  return (
    <span class="nhsuk-error-message" id={id}>
      <span class="nhsuk-u-visually-hidden">Error: </span>
      {children}
    </span>
  )
}

/** The box around a field, with the red bar while it has an error. */
export function FormGroup(props: {
  error?: boolean
  id?: string
  class?: string
  /** Behaviour of NHS.UK's script. */
  module?: string
  /** Most characters, for the script that counts them. */
  most?: number | undefined
  children: Child
}) {
  const classes = ['nhsuk-form-group', props.error ? 'nhsuk-form-group--error' : '', props.class ?? '']
  return (
    <div
      class={classes.filter(Boolean).join(' ')}
      id={props.id}
      data-module={props.module}
      data-maxlength={props.most}
    >
      {props.children}
    </div>
  )
}

interface FieldsetProps {
  legend: Legend
  /** Ids of the hint and the error, if any. */
  describedBy?: string | undefined
  role?: 'group'
  children: Child
}

export function Fieldset({ legend, describedBy, role, children }: FieldsetProps) {
  const words = (
    <>
      {legend.caption && <span class={`nhsuk-caption-${legend.size ?? 'm'}`}>{legend.caption}</span>}
      {legend.text}
    </>
  )
  return (
    <fieldset class="nhsuk-fieldset" role={role} aria-describedby={describedBy}>
      {legend.hidden ? (
        <legend class="wr-hidden-legend">
          <span class="nhsuk-u-visually-hidden">{legend.text}</span>
        </legend>
      ) : (
        <legend class={`nhsuk-fieldset__legend nhsuk-fieldset__legend--${legend.size ?? 's'}`}>
          {legend.heading ? <h1 class="nhsuk-fieldset__heading">{words}</h1> : words}
        </legend>
      )}
      {children}
    </fieldset>
  )
}

/** `aria-describedby` of a field: the ids that exist, in reading order; undefined when none does. */
export function describedBy(...ids: (string | false | undefined)[]): string | undefined {
  const present = ids.filter((id): id is string => typeof id === 'string' && id !== '')
  return present.length > 0 ? present.join(' ') : undefined
}
