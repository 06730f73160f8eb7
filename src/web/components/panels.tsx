/** Boxes that set something apart: card, warning, inset, details, banner. */
import type { Child } from 'hono/jsx'
import { Heading } from './lists.tsx'

export function Card(props: {
  heading: Child
  level?: 2 | 3 | 4
  href?: string
  id?: string
  children: Child
}) {
  return (
    <div class={`nhsuk-card${props.href ? ' nhsuk-card--clickable' : ''}`} id={props.id}>
      <div class="nhsuk-card__content">
        <Heading level={props.level ?? 2} class="nhsuk-card__heading nhsuk-heading-m">
          {props.href ? (
            <a class="nhsuk-card__link" href={props.href}>
              {props.heading}
            </a>
          ) : (
            props.heading
          )}
        </Heading>
        {props.children}
      </div>
    </div>
  )
}

export function WarningCallout(props: { heading: string; level?: 2 | 3 | 4; children: Child }) {
  return (
    <div class="nhsuk-card nhsuk-card--warning">
      <div class="nhsuk-card__content">
        <Heading level={props.level ?? 2} class="nhsuk-card__heading">
          {/important/i.test(props.heading) || <span class="nhsuk-u-visually-hidden">Important: </span>}
          {props.heading}
        </Heading>
        {props.children}
      </div>
    </div>
  )
}

export function InsetText({ children }: { children: Child }) {
  return (
    <div class="nhsuk-inset-text">
      <span class="nhsuk-u-visually-hidden">Information: </span>
      {children}
    </div>
  )
}

export function Details(props: {
  summary: Child
  open?: boolean
  /** Of what is folded: a browser that is sent there opens it. */
  id?: string
  /** A larger box, for content that is more than a note. */
  expander?: boolean
  /** Folded on the screen only: it is printed whole. */
  printed?: boolean
  /** Folded on a phone only. */
  unfolded?: boolean
  children: Child
}) {
  return (
    <details
      class={`nhsuk-details${props.expander ? ' nhsuk-expander' : ''}${props.printed || props.unfolded ? ' wr-printed' : ''}${props.unfolded ? ' wr-unfolded' : ''}`}
      open={props.open}
    >
      <summary class="nhsuk-details__summary">
        <span class="nhsuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="nhsuk-details__text" id={props.id}>
        {props.children}
      </div>
    </details>
  )
}

/** At the top of a page: something that happened (success), or that one must know. */
export function NotificationBanner(props: {
  title?: string
  success?: boolean
  heading: Child
  children?: Child
}) {
  return (
    <div
      class={`nhsuk-notification-banner${props.success ? ' nhsuk-notification-banner--success' : ''}`}
      data-module="nhsuk-notification-banner"
      role={props.success ? 'alert' : 'region'}
      aria-labelledby="nhsuk-notification-banner-title"
    >
      <div class="nhsuk-notification-banner__header">
        <h2 class="nhsuk-notification-banner__title" id="nhsuk-notification-banner-title">
          {props.title ?? (props.success ? 'Success' : 'Important')}
        </h2>
      </div>
      <div class="nhsuk-notification-banner__content">
        <p class="nhsuk-notification-banner__heading">{props.heading}</p>
        {props.children}
      </div>
    </div>
  )
}
