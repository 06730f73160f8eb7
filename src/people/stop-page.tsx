/** A page that a link in a letter opens without signing in: it says what the link stops, and has one button at most. */
import type { Child } from 'hono/jsx'
import { Page } from '../web/layout.tsx'
import type { PageContext } from '../web/web.ts'

export function StopPage({ c, title, children }: { c: PageContext; title: string; children: Child }) {
  return (
    <Page c={c} title={title}>
      <h1 class="nhsuk-heading-l">{title}</h1>
      {children}
    </Page>
  )
}
