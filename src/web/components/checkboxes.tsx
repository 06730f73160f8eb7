/** Several of several; answers after the "or" exclude the others (by script, and by the server's check without it). */
import type { Child } from 'hono/jsx'
import { describedBy, ErrorMessage, Fieldset, FormGroup, Hint, type Legend } from './field.tsx'

export type CheckboxItem =
  | { divider: string }
  | {
      value: string
      text: Child
      hint?: Child
      checked: boolean
      /** Default: the name of the group. */
      name?: string
      /** Ticking it unticks all others of the group. */
      exclusive?: boolean
      conditional?: Child
    }

interface CheckboxesProps {
  name: string
  /** Prefix of the ids; the first item has exactly this id. Default: the name. */
  id?: string
  legend: Legend
  hint?: Child
  error?: string | undefined
  items: readonly CheckboxItem[]
  small?: boolean
}

export function Checkboxes(props: CheckboxesProps) {
  const id = props.id ?? props.name
  const hintId = props.hint !== undefined && `${id}-hint`
  const errorId = props.error !== undefined && `${id}-error`
  return (
    <FormGroup error={props.error !== undefined}>
      <Fieldset legend={props.legend} describedBy={describedBy(hintId, errorId)}>
        {hintId && <Hint id={hintId}>{props.hint}</Hint>}
        {errorId && <ErrorMessage id={errorId}>{props.error}</ErrorMessage>}
        <div
          class={`nhsuk-checkboxes${props.small ? ' nhsuk-checkboxes--small' : ''}`}
          data-module="nhsuk-checkboxes"
        >
          {props.items.map((item, index) =>
            'divider' in item ? (
              <div class="nhsuk-checkboxes__divider">{item.divider}</div>
            ) : (
              <Checkbox
                item={item}
                name={props.name}
                id={index === 0 ? id : `${id}-${index + 1}`}
                group={id}
              />
            ),
          )}
        </div>
      </Fieldset>
    </FormGroup>
  )
}

type Box = Exclude<CheckboxItem, { divider: string }>

function Checkbox({ item, name, id, group }: { item: Box; name: string; id: string; group: string }) {
  const hasConditional = item.conditional !== undefined && item.conditional !== null
  return (
    <>
      <div class="nhsuk-checkboxes__item">
        <input
          class="nhsuk-checkboxes__input"
          id={id}
          name={item.name ?? name}
          type="checkbox"
          value={item.value}
          checked={item.checked}
          data-behaviour={item.exclusive ? 'exclusive' : undefined}
          data-behaviour-group={group}
          aria-describedby={item.hint === undefined ? undefined : `${id}-item-hint`}
        />
        <label class="nhsuk-label nhsuk-checkboxes__label" for={id}>
          {item.text}
        </label>
        {item.hint !== undefined && (
          <div class="nhsuk-hint nhsuk-checkboxes__hint" id={`${id}-item-hint`}>
            {item.hint}
          </div>
        )}
      </div>
      {hasConditional && <div class="nhsuk-checkboxes__conditional wr-conditional">{item.conditional}</div>}
    </>
  )
}
