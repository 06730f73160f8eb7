/** A form that is one button: it does one thing, at a press. */
import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'

interface ButtonFormProps {
  action: string
  button: Child
  /** Said after the button's words to those who hear the page: what it is done to. */
  about?: Child
  variant?: 'secondary' | 'warning' | 'link'
  small?: boolean
  /** Hidden fields. */
  sends?: Readonly<Record<string, string | readonly string[]>>
  /** Name and value of the button, where the route does several things. */
  name?: string
  value?: string
}

export function ButtonForm({ action, about, button, sends = {}, ...look }: ButtonFormProps) {
  return (
    <form action={action} method="post" novalidate>
      {Object.entries(sends).flatMap(([name, values]) =>
        [values].flat().map((value) => <input type="hidden" name={name} value={value} />),
      )}
      <Button {...look}>
        {button}
        {about !== undefined && <span class="nhsuk-u-visually-hidden">{about}</span>}
      </Button>
    </form>
  )
}
