/** What came of an invitation: asked for, mailed, given at once, or a link to hand over, which is shown this once. */
import type { Invited } from '../service/inviting.ts'
import type { ProposalRow } from '../service/proposals.ts'
import type { Crumb } from '../web/components/links.tsx'
import { InsetText, NotificationBanner, WarningCallout } from '../web/components/panels.tsx'
import { showPage } from '../web/layout.tsx'
import type { Section } from '../web/navigation.tsx'
import { paths } from '../web/paths.ts'
import { TitledPage } from '../web/titled-page.tsx'
import type { PageContext } from '../web/web.ts'

interface From {
  /** Undefined: it was nobody's organisation that invited. */
  readonly organisation?: { readonly id: string; readonly name: string }
  readonly current: Section
  readonly back: Crumb
  /** Further roles wait for somebody else. */
  readonly waits?: boolean
}

/** Undefined, and a proposal: all of it waits for somebody else, as the list of what waits says. */
export function showInvited(
  c: PageContext,
  invited: Invited | ProposalRow | undefined,
  from: From,
): string | Promise<Response> {
  if (invited === undefined || 'asked' in invited) return paths.requests('asked')
  return showPage(c, <InvitedPage c={c} invited={invited} {...from} />)
}

function InvitedPage({
  c,
  invited,
  back,
  waits = false,
  ...from
}: From & { c: PageContext; invited: Invited }) {
  const { name, outcome, link, mailFault } = invited
  const hasMail = c.get('web').house.mailer !== undefined
  const title =
    outcome === 'added' ? 'Role given' : mailFault === undefined ? 'Invited' : 'Invited, but not told'
  const banner = (
    <NotificationBanner
      success={mailFault === undefined}
      {...(mailFault === undefined ? {} : { title: 'Important' })}
      heading={outcome === 'added' ? `${name} has the role now.` : `${name} is invited.`}
    />
  )
  return (
    <TitledPage c={c} title={title} crumbs={[back]} above={banner} {...from}>
      {outcome === 'added' && (
        <p>
          There was an account with this address already, in the name of <bdi>{name}</bdi>. If that is not who
          you meant, end the role again.
        </p>
      )}
      {waits && (
        <p>
          The role of cyber lead or SIRO waits until somebody else has agreed:{' '}
          <a href={paths.requests()}>see what waits</a>.
        </p>
      )}
      {mailFault !== undefined && (
        <InsetText>
          <p>{mailFault}</p>
          {outcome === 'invited' && <p>Then send the invitation again from the page of this person.</p>}
        </InsetText>
      )}
      {mailFault === undefined && hasMail && <p>An email is on its way to them.</p>}
      {link !== undefined && (
        <WarningCallout heading="Hand this link over yourself">
          <p>
            No mail server is set up here. The link is shown this once, works once, and for seven days.
            Whoever has it can set up the account: give it to <bdi>{name}</bdi> and to nobody else.
          </p>
          <p>
            <code class="wr-typed">{link}</code>
          </p>
        </WarningCallout>
      )}
      {!hasMail && outcome === 'added' && (
        <p>
          No mail server is set up here: tell them yourself, and ask whether the account is really theirs.
        </p>
      )}
      <p>
        <a href={back.href}>Back to: {back.text}</a>
      </p>
    </TitledPage>
  )
}
