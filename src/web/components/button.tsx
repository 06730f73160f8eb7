/** Buttons, links that look like buttons, and links that start something. */
import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

interface ButtonProps {
  /** Sent with the form under `name`, so that one form can have two buttons. */
  name?: string
  value?: string
  /** `link`: it looks like a link. */
  variant?: 'secondary' | 'warning' | 'reverse' | 'link'
  small?: boolean
  id?: string
  children: Child
}

export function Button({ name, value, variant, small, id, children }: ButtonProps) {
  return (
    <button
      class={classOf(variant, small)}
      data-module="nhsuk-button"
      data-prevent-double-click="true"
      type="submit"
      id={id}
      name={name}
      value={value}
    >
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton(props: {
  href: string
  variant?: ButtonProps['variant']
  small?: boolean
  /** Name of the file that it is kept as, instead of being shown. */
  download?: string
  children: Child
}) {
  return (
    <a
      class={classOf(props.variant, props.small)}
      data-module="nhsuk-button"
      href={props.href}
      download={props.download}
      role="button"
      draggable="false"
    >
      {props.children}
    </a>
  )
}

/** The way on from a page, with the green arrow. */
export function ActionLink({ href, children }: { href: string; children: Child }) {
  return (
    <a class="nhsuk-action-link" href={href}>
      <Icon name="arrow-right-circle" />
      <span class="nhsuk-action-link__text">{children}</span>
    </a>
  )
}

function classOf(variant: ButtonProps['variant'], small = false): string {
  if (variant === 'link') return 'wr-link-button'
  return `nhsuk-button${variant ? ` nhsuk-button--${variant}` : ''}${small ? ' nhsuk-button--small' : ''}`
}
