/** What the steps of signing in share: the form that asks for a passkey, codes, and what is wrong. */
import type { Child } from 'hono/jsx'
import { Button } from '../../web/components/button.tsx'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'

/** A form whose button asks the browser for a passkey; its page needs the script `passkey.js`. */
export function PasskeyForm(props: {
  /** `create` makes a new one. */
  does: 'create' | 'get'
  action: string
  options: string
  next?: string | undefined
  variant?: 'secondary'
  button: string
  children?: Child
}) {
  return (
    <form
      action={props.action}
      method="post"
      novalidate
      data-passkey={props.does}
      data-options={props.options}
    >
      <input type="hidden" name="credential" value="" />
      {props.next !== undefined && <input type="hidden" name="next" value={props.next} />}
      {props.children}
      <Button {...(props.variant === undefined ? {} : { variant: props.variant })}>{props.button}</Button>
      <noscript>
        <p class="nhsuk-hint">Passkeys need JavaScript, which is switched off in this browser.</p>
      </noscript>
    </form>
  )
}

/** A code of an authenticator app, or a recovery code; it may be pasted, and filled in by the browser. */
export function CodeInput({
  label,
  hint,
  faults,
  recovery,
}: {
  label: string
  hint: Child
  faults: readonly FormFault[]
  /** Letters may be typed too. */
  recovery?: boolean
}) {
  return (
    <TextInput
      name="code"
      label={label}
      hint={hint}
      width={recovery ? 20 : 10}
      autocomplete="one-time-code"
      error={messageFor(faults, 'code')}
    />
  )
}

export const TOO_MANY =
  'Too many tries went wrong. Wait 15 minutes, then try again. A passkey still works meanwhile.'

/** After twenty wrong codes. */
export const CLOSED =
  'Too many wrong codes were typed for this account. Codes of the app open nothing now: use a passkey or a recovery code.'
