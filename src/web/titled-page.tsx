/** A page with its heading: title, heading, way back, state and organisation are said once. */
import type { Child } from 'hono/jsx'
import { Page, type PageProps } from './layout.tsx'
import { type Became, FormTop, isFaulty } from './shown-form.tsx'

export interface TitledPageProps extends Omit<PageProps, 'organisation'> {
  organisation?: { readonly id: string; readonly name: string } | undefined
  /** The heading, where it is not the title: a name in its own direction. */
  heading?: Child
  /** Words before the heading, such as the domain. */
  caption?: Child
  size?: 'l' | 'xl'
  /** What came of something that was done: above the heading. */
  above?: Child
  /** The form of the page: what is wrong with it stands above the heading. */
  form?: Became | undefined
  /** Where the thing stands, in one line under the heading. */
  state?: Child
}

export function TitledPage(props: TitledPageProps) {
  const { heading, caption, size = 'xl', above, form, state, organisation, children, ...page } = props
  return (
    <Page
      {...page}
      faulty={props.faulty === true || (form !== undefined && isFaulty(form))}
      {...(organisation && { organisation: { id: organisation.id, name: organisation.name } })}
    >
      {form && <FormTop of={form} />}
      {above}
      <h1 class={`nhsuk-heading-${size}${size === 'xl' ? ' nhsuk-u-margin-bottom-4' : ''}`}>
        {caption !== undefined && <span class={`nhsuk-caption-${size}`}>{caption}</span>}
        {heading ?? props.title}
      </h1>
      {state !== undefined && <p>{state}</p>}
      {children}
    </Page>
  )
}
