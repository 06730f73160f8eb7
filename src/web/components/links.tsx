/** The ways back and on: back link, breadcrumb, previous and next. */
import { Icon } from './icon.tsx'

export interface Crumb {
  href: string
  text: string
}

export function BackLink({ href, text }: { href: string; text?: string }) {
  return (
    <a class="nhsuk-back-link" href={href}>
      {text ?? 'Back'}
    </a>
  )
}

/** The pages above this one, from the outermost; on a narrow screen only the nearest is shown. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const nearest = crumbs.at(-1)
  return (
    <nav class="nhsuk-breadcrumb" aria-label="Breadcrumb">
      <ol class="nhsuk-breadcrumb__list">
        {crumbs.map((crumb) => (
          <li class="nhsuk-breadcrumb__list-item">
            <a class="nhsuk-breadcrumb__link" href={crumb.href}>
              {crumb.text}
            </a>
          </li>
        ))}
      </ol>
      {nearest && (
        <a class="nhsuk-back-link" href={nearest.href}>
          <span class="nhsuk-u-visually-hidden">Back to </span>
          {nearest.text}
        </a>
      )}
    </nav>
  )
}

/** Neighbours of this page in reading order; either may be missing. */
export function Pagination({ previous, next }: { previous?: Crumb | undefined; next?: Crumb | undefined }) {
  if (previous === undefined && next === undefined) return <></>
  return (
    <nav class="nhsuk-pagination" aria-label="Pagination">
      <ul class="nhsuk-list nhsuk-pagination__list">
        {previous && <Neighbour crumb={previous} side="previous" />}
        {next && <Neighbour crumb={next} side="next" />}
      </ul>
    </nav>
  )
}

function Neighbour({ crumb, side }: { crumb: Crumb; side: 'previous' | 'next' }) {
  const short = side === 'previous' ? 'prev' : 'next'
  return (
    <li class={`nhsuk-pagination-item--${side}`}>
      <a class={`nhsuk-pagination__link nhsuk-pagination__link--${short}`} href={crumb.href} rel={short}>
        <span class="nhsuk-pagination__title">
          {side === 'previous' ? 'Previous' : 'Next'}
          <span class="nhsuk-u-visually-hidden"> page</span>
        </span>
        <span class="nhsuk-u-visually-hidden">:</span>
        <span class="nhsuk-pagination__page">{crumb.text}</span>
        <Icon name={side === 'previous' ? 'arrow-left' : 'arrow-right'} />
      </a>
    </li>
  )
}
