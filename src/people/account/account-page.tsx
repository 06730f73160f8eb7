/** The page of somebody's own account: who they are here, how they prove it, and where they are signed in. */
import type { getOwnAccount } from '../../identity/own-account.ts'
import { MOST_WRONG_CODES } from '../../identity/second-step.ts'
import { Button } from '../../web/components/button.tsx'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { Page, showPage } from '../../web/layout.tsx'
import { dayWords, instantWords } from '../../web/times.ts'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { accountPaths } from './addresses.ts'
import { browserWords } from './browser-words.ts'

export type OwnAccount = Awaited<ReturnType<typeof getOwnAccount>>

/** What has just been done, by the word in the address. */
const DONE: Readonly<Record<string, string>> = {
  name: 'Your name is changed.',
  email: 'Your email address is changed.',
  'email-asked': 'A link is on its way to the new address. Nothing changes until you follow it.',
  password: 'Your password is changed, and your other sessions are ended.',
  passkey: 'The passkey is added.',
  app: 'The authenticator app is added.',
  removed: 'It is removed.',
  sso: 'Your organisation’s sign-in is linked.',
  session: 'The session is ended.',
  reminders: 'It is saved.',
}

export function showAccount(c: PageContext, account: OwnAccount) {
  const done = DONE[c.req.query('done') ?? '']
  return showPage(
    c,
    <Page c={c} title="Your account">
      {done !== undefined && <NotificationBanner success heading={done} />}
      <h1 class="nhsuk-heading-l">Your account</h1>
      <SummaryList rows={whoYouAre(account)} />
      <Reminders wanted={account.reminders} />
      <h2 class="nhsuk-heading-m">How you sign in</h2>
      {hasOneWayOnly(account) && (
        <InsetText>
          <p>
            You have one passkey and nothing else. Add a second passkey, or a password: then you are not
            locked out when you lose that device.
          </p>
        </InsetText>
      )}
      <SummaryList rows={factorsOf(account, getGate(c).sso !== undefined)} />
      <Passkeys account={account} />
      <Removals account={account} />
      <h2 class="nhsuk-heading-m">Where you are signed in</h2>
      <Sessions account={account} current={getSession(c).id} />
    </Page>,
  )
}

/** Recovery codes need something before them. */
function hasOneWayOnly({ passkeys, hasPassword, sso }: OwnAccount): boolean {
  return passkeys.length === 1 && !hasPassword && sso.length === 0
}

function whoYouAre(account: OwnAccount): readonly SummaryRow[] {
  const change = (href: string, about: string) => [{ href, text: 'Change', about }]
  return [
    { key: 'Name', value: <bdi>{account.name}</bdi>, actions: change(accountPaths.name, 'name') },
    { key: 'Email address', value: account.email, actions: change(accountPaths.email, 'email address') },
  ]
}

function factorsOf(account: OwnAccount, hasSso: boolean): readonly SummaryRow[] {
  const { authenticator, recoveryCodes, sso } = account
  const linked = sso.map(({ issuer, linkedAt }) => `${new URL(issuer).host}, since ${dayWords(linkedAt)}`)
  return [
    {
      key: 'Password',
      value: account.hasPassword ? 'Set' : 'None',
      actions: [
        {
          href: accountPaths.password,
          text: account.hasPassword ? 'Change' : 'Set one',
          about: 'password',
        },
      ],
    },
    {
      key: 'Passkeys',
      value: String(account.passkeys.length),
      actions: [{ href: accountPaths.newPasskey, text: 'Add', about: 'passkey' }],
    },
    {
      key: 'Authenticator app',
      value:
        authenticator === undefined
          ? 'None'
          : authenticator.wrongCodes < MOST_WRONG_CODES
            ? `Since ${dayWords(authenticator.confirmedAt)}`
            : 'Closed after too many wrong codes. Replace it, or use a recovery code once.',
      actions: [
        {
          href: accountPaths.startApp,
          text: authenticator === undefined ? 'Add' : 'Replace',
          about: 'authenticator app',
        },
      ],
    },
    {
      key: 'Recovery codes',
      value: `${recoveryCodes} left`,
      actions: [{ href: accountPaths.codes, text: 'Make new ones', about: 'recovery codes' }],
    },
    ...(hasSso || sso.length > 0
      ? [
          {
            key: 'Your organisation’s sign-in',
            value: linked.length === 0 ? 'Not linked' : linked.join('; '),
            ...(linked.length === 0
              ? {
                  actions: [
                    { href: accountPaths.linkSso, text: 'Link', about: 'your organisation’s sign-in' },
                  ],
                }
              : {}),
          },
        ]
      : []),
  ]
}

function Passkeys({ account }: { account: OwnAccount }) {
  if (account.passkeys.length === 0) return <></>
  return (
    <>
      <h3 class="nhsuk-heading-s">Passkeys</h3>
      <SummaryList
        rows={account.passkeys.map((one) => ({
          key: <bdi>{one.label}</bdi>,
          value: (
            <>
              <p>
                Added {dayWords(one.createdAt)};{' '}
                {one.usedAt === undefined ? 'not used yet' : `last used ${instantWords(one.usedAt)}`}
              </p>
              <SmallForm action={accountPaths.removePasskey} name="id" value={one.id}>
                Remove <span class="nhsuk-u-visually-hidden">passkey {one.label}</span>
              </SmallForm>
            </>
          ),
        }))}
      />
    </>
  )
}

/** What can be taken away, in forms of their own: each asks for a fresh proof first. */
function Removals({ account }: { account: OwnAccount }) {
  return (
    <>
      {account.authenticator !== undefined && (
        <SmallForm action={accountPaths.removeApp}>Remove the authenticator app</SmallForm>
      )}
      {account.sso.length > 0 && (
        <SmallForm action={accountPaths.unlinkSso}>Unlink my organisation’s sign-in</SmallForm>
      )}
    </>
  )
}

function Sessions({ account, current }: { account: OwnAccount; current: string }) {
  return (
    <>
      <SummaryList
        rows={account.sessions.map((one) => ({
          key: one.id === current ? 'This session' : `Since ${instantWords(one.createdAt)}`,
          value: (
            <>
              <p>
                <bdi>{browserWords(one.agent)}</bdi>
                {one.address !== '' && `, from ${one.address}`}; last seen {instantWords(one.seenAt)}
              </p>
              {one.id !== current && (
                <SmallForm action={accountPaths.endSession} name="id" value={one.id}>
                  End{' '}
                  <span class="nhsuk-u-visually-hidden">the session of {instantWords(one.createdAt)}</span>
                </SmallForm>
              )}
            </>
          ),
        }))}
      />
      {account.sessions.length > 1 && (
        <SmallForm action={accountPaths.endOthers}>End all other sessions</SmallForm>
      )}
    </>
  )
}

function Reminders({ wanted }: { wanted: boolean }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">Reminders by email</h2>
      <p>
        {wanted
          ? 'You are reminded of what is late, at most once a day.'
          : 'You are not reminded of what is late.'}
      </p>
      <SmallForm action={accountPaths.reminders} name="wanted" value={wanted ? 'no' : 'yes'}>
        {wanted ? 'Stop reminders' : 'Remind me'}
      </SmallForm>
    </>
  )
}

/** One button that changes something. */
function SmallForm(props: {
  action: string
  name?: string
  value?: string
  children: Parameters<typeof Button>[0]['children']
}) {
  return (
    <form action={props.action} method="post" novalidate>
      {props.name !== undefined && <input type="hidden" name={props.name} value={props.value ?? ''} />}
      <Button variant="secondary" small>
        {props.children}
      </Button>
    </form>
  )
}
