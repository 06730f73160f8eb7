/** Pages behind links that work once: an invitation, and the page of a link that works no more. */
import { LinkButton } from '../../web/components/button.tsx'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { WarningCallout } from '../../web/components/panels.tsx'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { FormBox, type ShownForm } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, type PageContext } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'

/** The same for a link that was used, is too old, was taken back or never was. */
export function showDeadLink(c: PageContext) {
  return showPage(
    c,
    <TitledPage c={c} title="This link no longer works" size="l">
      <p>Each link works once and for a limited time. It was used, is too old, or was taken back.</p>
      <p>Ask for a new one from whoever sent it. Check that the whole address was copied.</p>
      <p>
        <a href={paths.signIn()}>Sign in</a>, if you have an account.
      </p>
    </TitledPage>,
    404,
  )
}

interface InvitationProps {
  c: PageContext
  token: string
  invited: { readonly name: string; readonly email: string }
  form: ShownForm
}

export function InvitationPage({ c, token, invited, form }: InvitationProps) {
  const person = c.get('person')
  const heading = (
    <>
      Welcome, <bdi>{invited.name}</bdi>
    </>
  )
  return (
    <TitledPage c={c} title="You are invited" heading={heading} size="l" form={form}>
      <p>
        You were invited to Ward Round as {invited.email}. Ward Round helps an organisation examine its own
        cyber defences, and find what to fix first.
      </p>
      <p>First choose how you sign in. It takes about two minutes, and works once from this link.</p>
      {person !== undefined && (
        <WarningCallout heading="Important: somebody else is signed in here">
          <p>
            In this browser <bdi>{person.name}</bdi> is signed in, and is signed out when you go on. Go on
            only if you are <bdi>{invited.name}</bdi>.
          </p>
        </WarningCallout>
      )}
      <FormBox of={form} button="Choose how I sign in" />
      {getGate(c).sso !== undefined && (
        <ButtonForm
          action={signInPaths.invitationSso(token)}
          button="Sign in through my organisation"
          variant="secondary"
        />
      )}
    </TitledPage>
  )
}

/** The same whether there is such an account or not. */
export function showSent(c: PageContext) {
  return showPage(
    c,
    <TitledPage c={c} title="Look at your email" size="l">
      <p>
        If this address belongs to an account with a second step, a link is on its way. It works once, within
        an hour.
      </p>
      <p>Nothing came? Look in your junk email. If you cannot get in at all, ask the administrator.</p>
      <LinkButton href={paths.signIn()} variant="secondary">
        Back to signing in
      </LinkButton>
    </TitledPage>,
  )
}
