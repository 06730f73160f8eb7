/** The way to the sign-in service of somebody's organisation, and what is said when it does not lead back here. */
import { LinkButton } from '../../web/components/button.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

/** A page that goes on by itself: our forms may be sent to nobody else, not even by way of a redirect. */
export function showWayToSso(c: PageContext, url: string) {
  c.header('Refresh', `0; url=${url}`)
  return showPage(
    c,
    <TitledPage c={c} title="To your organisation’s sign-in" size="l">
      <p>You are taken to {new URL(url).host}. If nothing happens, use the button.</p>
      <LinkButton href={url}>Go on</LinkButton>
    </TitledPage>,
  )
}

export function showSsoProblem(c: PageContext, heading: string, text: string) {
  return showPage(
    c,
    <TitledPage c={c} title={heading} size="l" state={text}>
      <p>
        {c.get('session') === undefined ? (
          <a href={paths.signIn()}>Sign in another way</a>
        ) : (
          <a href={paths.account}>Back to your account</a>
        )}
      </p>
    </TitledPage>,
    422,
  )
}
