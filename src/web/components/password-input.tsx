/** A password, with a button to see it. Browsers and password managers may fill it in; it never comes back with the form. */
import type { Child } from 'hono/jsx'
import { describedBy, ErrorMessage, FormGroup, Hint } from './field.tsx'

interface PasswordProps {
  name: string
  label: Child
  hint?: Child
  error?: string | undefined
  autocomplete: 'current-password' | 'new-password'
}

export function PasswordInput({ name, label, hint, error, autocomplete }: PasswordProps) {
  const hintId = hint !== undefined && `${name}-hint`
  const errorId = error !== undefined && `${name}-error`
  return (
    <FormGroup error={error !== undefined} class="nhsuk-password-input" module="nhsuk-password-input">
      <label class="nhsuk-label nhsuk-label--s" for={name}>
        {label}
      </label>
      {hintId && <Hint id={hintId}>{hint}</Hint>}
      {errorId && <ErrorMessage id={errorId}>{error}</ErrorMessage>}
      <div class="nhsuk-input-wrapper">
        <input
          class={`nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input${error === undefined ? '' : ' nhsuk-input--error'}`}
          id={name}
          name={name}
          type="password"
          spellcheck={false}
          autocomplete={autocomplete}
          aria-describedby={describedBy(hintId, errorId)}
        />
        <button
          class="nhsuk-button nhsuk-button--secondary nhsuk-button--small nhsuk-password-input__toggle nhsuk-js-password-input-toggle"
          data-module="nhsuk-button"
          type="button"
          aria-controls={name}
          aria-label="Show password"
          hidden
        >
          Show
        </button>
      </div>
    </FormGroup>
  )
}
