/** Somebody whom another site sent to what is written down and counted → the choice to go on; nothing is written or counted yet. */
import { ActionLink } from './components/button.tsx'
import { Page, showPage } from './layout.tsx'
import { homeOf } from './navigation.tsx'
import type { PageContext } from './web.ts'

export function showFromElsewhere(c: PageContext) {
  const { pathname, search } = new URL(c.req.url)
  return showPage(
    c,
    <Page c={c} title="Another site sent you here">
      <h1 class="nhsuk-heading-l">Another site sent you here</h1>
      <p>
        What you asked for is entered in the record of who looked at what. So it opens only when you ask for
        it yourself.
      </p>
      <ActionLink href={pathname + search}>Open it</ActionLink>
      <p>
        <a href={homeOf(c.get('person'))}>Go to the start page</a>
      </p>
    </Page>,
  )
}
