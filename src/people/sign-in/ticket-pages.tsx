/** Pages behind links that work once: setting up, an invitation, a new password; and the page of a link that works no more. */
import { Button, LinkButton } from '../../web/components/button.tsx'
import { ErrorSummary, type FormFault, messageFor } from '../../web/components/error-summary.tsx'
import { TextInput } from '../../web/components/inputs.tsx'
import { WarningCallout } from '../../web/components/panels.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { getGate, type PageContext } from '../../web/web.ts'
import { NewPassword } from './enrol-pages.tsx'

const statusOf = (faults: readonly FormFault[]) => (faults.length > 0 ? 422 : 200)

/** The same for a link that was used, is too old, was taken back or never was. */
export function showDeadLink(c: PageContext) {
  return showPage(
    c,
    <Page c={c} title="This link does not work any more">
      <h1 class="nhsuk-heading-l">This link does not work any more</h1>
      <p>Each link works once and for a limited time. It was used, is too old, or was taken back.</p>
      <p>Ask for a new one from whoever sent it. Check that the whole address was copied.</p>
      <p>
        <a href={paths.signIn()}>Sign in</a>, if you have an account.
      </p>
    </Page>,
    404,
  )
}

export interface NewAccount {
  readonly name: string
  readonly email: string
}

export function showSetUp(c: PageContext, token: string, typed: NewAccount, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page c={c} title="Set up Ward Round" faulty={faults.length > 0}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Set up Ward Round</h1>
      <p>
        Nobody has an account yet. You become the first administrator: you add organisations, open periods and
        invite people. You never see what an organisation answers.
      </p>
      <form action={paths.setUp(token)} method="post" novalidate>
        <TextInput
          name="name"
          label="Your full name"
          hint="Others see it beside what you do."
          autocomplete="name"
          value={typed.name}
          error={messageFor(faults, 'name')}
        />
        <TextInput
          name="email"
          type="email"
          label="Your email address"
          autocomplete="email"
          value={typed.email}
          error={messageFor(faults, 'email')}
        />
        <Button>Go on</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}

export function showInvitation(c: PageContext, token: string, invited: NewAccount) {
  const person = c.get('person')
  return showPage(
    c,
    <Page c={c} title="You are invited">
      <h1 class="nhsuk-heading-l">
        Welcome, <bdi>{invited.name}</bdi>
      </h1>
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
      <form action={paths.invitation(token)} method="post" novalidate>
        <Button>Choose how I sign in</Button>
      </form>
      {getGate(c).sso !== undefined && (
        <form action={`${paths.invitation(token)}/single-sign-on`} method="post" novalidate>
          <Button variant="secondary">Sign in through my organisation</Button>
        </form>
      )}
    </Page>,
  )
}

export function showForgotten(c: PageContext, email: string, faults: readonly FormFault[], status?: 429) {
  return showPage(
    c,
    <Page
      c={c}
      title="Forgotten password"
      faulty={faults.length > 0}
      back={{ href: paths.signIn(), text: 'Back' }}
    >
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Forgotten your password?</h1>
      <p>We send a link to your email address. Your second step stays as it is.</p>
      <form action={paths.forgotten} method="post" novalidate>
        <TextInput
          name="email"
          type="email"
          label="Email address"
          autocomplete="username"
          value={email}
          error={messageFor(faults, 'email')}
        />
        <Button>Send the link</Button>
      </form>
    </Page>,
    status ?? statusOf(faults),
  )
}

/** The same whether there is such an account or not. */
export function showSent(c: PageContext) {
  return showPage(
    c,
    <Page c={c} title="Look at your email">
      <h1 class="nhsuk-heading-l">Look at your email</h1>
      <p>
        If this address belongs to an account with a second step, a link is on its way. It works once, within
        an hour.
      </p>
      <p>Nothing came? Look among unwanted mail. If you cannot get in at all, ask the administrator.</p>
      <LinkButton href={paths.signIn()} variant="secondary">
        Back to signing in
      </LinkButton>
    </Page>,
  )
}

export function showReset(c: PageContext, token: string, email: string, faults: readonly FormFault[]) {
  return showPage(
    c,
    <Page c={c} title="Choose a new password" faulty={faults.length > 0}>
      <ErrorSummary faults={faults} />
      <h1 class="nhsuk-heading-l">Choose a new password</h1>
      <p>For {email}. Every session of yours ends, and you are asked for your second step as always.</p>
      <form action={paths.reset(token)} method="post" novalidate>
        <NewPassword faults={faults} />
        <Button>Save the password</Button>
      </form>
    </Page>,
    statusOf(faults),
  )
}
