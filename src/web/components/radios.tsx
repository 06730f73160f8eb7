/** One choice among several, with an optional "or" before the answers that are of another kind. */
import type { Child } from 'hono/jsx'
import { describedBy, ErrorMessage, Fieldset, FormGroup, Hint, type Legend } from './field.tsx'

export type RadioItem =
  | { divider: string }
  | {
      value: string
      text: Child
      hint?: Child
      /** Shown while this item is chosen, by the style sheet alone: scripts would need an attribute that radios may not have. */
      conditional?: Child
    }

interface RadiosProps {
  name: string
  /** Prefix of the ids; the first item has exactly this id, so that an error can link to it. Default: the name. */
  id?: string
  legend: Legend
  hint?: Child
  error?: string | undefined
  /** Value of the chosen item; undefined when none is chosen. */
  value?: string | undefined
  items: readonly RadioItem[]
  small?: boolean
  inline?: boolean
}

export function Radios(props: RadiosProps) {
  const id = props.id ?? props.name
  const hintId = props.hint !== undefined && `${id}-hint`
  const errorId = props.error !== undefined && `${id}-error`
  const classes = `nhsuk-radios${props.small ? ' nhsuk-radios--small' : ''}${props.inline ? ' nhsuk-radios--inline' : ''}`
  return (
    <FormGroup error={props.error !== undefined}>
      <Fieldset legend={props.legend} describedBy={describedBy(hintId, errorId)}>
        {hintId && <Hint id={hintId}>{props.hint}</Hint>}
        {errorId && <ErrorMessage id={errorId}>{props.error}</ErrorMessage>}
        <div class={classes} data-module="nhsuk-radios">
          {props.items.map((item, index) =>
            'divider' in item ? (
              <div class="nhsuk-radios__divider">{item.divider}</div>
            ) : (
              <Radio
                item={item}
                name={props.name}
                id={index === 0 ? id : `${id}-${index + 1}`}
                checked={item.value === props.value}
              />
            ),
          )}
        </div>
      </Fieldset>
    </FormGroup>
  )
}

type Choice = Exclude<RadioItem, { divider: string }>

function Radio({ item, name, id, checked }: { item: Choice; name: string; id: string; checked: boolean }) {
  const hasConditional = item.conditional !== undefined && item.conditional !== null
  return (
    <>
      <div class="nhsuk-radios__item">
        <input
          class="nhsuk-radios__input"
          id={id}
          name={name}
          type="radio"
          value={item.value}
          checked={checked}
          aria-describedby={item.hint === undefined ? undefined : `${id}-item-hint`}
        />
        <label class="nhsuk-label nhsuk-radios__label" for={id}>
          {item.text}
        </label>
        {item.hint !== undefined && (
          <div class="nhsuk-hint nhsuk-radios__hint" id={`${id}-item-hint`}>
            {item.hint}
          </div>
        )}
      </div>
      {hasConditional && <div class="nhsuk-radios__conditional wr-conditional">{item.conditional}</div>}
    </>
  )
}
