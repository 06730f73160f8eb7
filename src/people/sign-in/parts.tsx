/** What the steps of signing in share: the form that asks for a passkey, and the fields of a code, a new password and a passkey's name. */
import type { Child } from 'hono/jsx'
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../identity/passwords.ts'
import { Button } from '../../web/components/button.tsx'
import { anew, hidden, line, secret } from '../../web/fields.tsx'

/** A form whose button asks the browser for a passkey; its page needs the script `passkey.js`. */
export function PasskeyForm(props: {
  /** `create` makes a new one. */
  does: 'create' | 'get'
  action: string
  options: string
  next?: string | undefined
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
      {props.next !== undefined && props.next !== '' && (
        <input type="hidden" name="next" value={props.next} />
      )}
      {props.children}
      <Button>{props.button}</Button>
      <noscript>
        <p class="nhsuk-hint">Passkeys need JavaScript, which is switched off in this browser.</p>
      </noscript>
    </form>
  )
}

/** What the script sends of a passkey. */
export const CREDENTIAL = { credential: hidden('') }

/** A new passkey, and what its owner calls it, to tell it from others. */
export const NEW_PASSKEY = {
  ...CREDENTIAL,
  label: anew(
    line({
      label: 'What do you call it?',
      hint: 'So that you can tell it from others later, such as “work laptop”.',
      first: 'My passkey',
      width: 20,
    }),
  ),
}

/** A new password, with what is asked of it. */
export const NEW_PASSWORD = {
  password: secret({
    label: 'New password',
    hint: `At least ${SHORTEST_PASSWORD} and at most ${LONGEST_PASSWORD} characters, of any kind. Paste one from your password manager, or take three or four words that do not belong together.`,
    autocomplete: 'new-password',
  }),
}

/** A code of an authenticator app, or a recovery code (wider); it may be pasted, and filled in by the browser. It never comes back. */
export function codeField(label: string, hint: string, width: 10 | 20) {
  return { code: anew(line({ label, hint, width, autocomplete: 'one-time-code' })) }
}

/** A fault of the code. */
export const wrongCode = (message: string) => ({ faults: [{ field: 'code', message }] })

export const TOO_MANY =
  'Too many tries went wrong. Wait 15 minutes, then try again. A passkey still works meanwhile.'

/** After twenty wrong codes. */
export const CLOSED =
  'Too many wrong codes were typed for this account. Codes of the app open nothing now: use a passkey or a recovery code.'
