/** The page of somebody's own account: who they are here, how they prove it, and where they are signed in. */
import type { getOwnAccount } from '../../identity/own-account.ts'
import { MOST_WRONG_CODES } from '../../identity/second-step.ts'
import { MAIL_KINDS, ROLE_NAMES } from '../../store/person.ts'
import { ButtonForm } from '../../web/components/button-form.tsx'
import { SummaryList, type SummaryRow } from '../../web/components/lists.tsx'
import { InsetText, NotificationBanner } from '../../web/components/panels.tsx'
import { paths } from '../../web/paths.ts'
import { dayWords, instantWords } from '../../web/times.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { accountPaths } from './addresses.ts'
import { browserWords } from './browser-words.ts'
import { SCOPE_WORDS } from './key-pages.tsx'

const SMALL = { variant: 'secondary', small: true } as const

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
  key: 'The key is ended. A program that uses it is refused from now on.',
  reminders: 'It is saved.',
}

export function AccountPage({ c, account }: { c: PageContext; account: OwnAccount }) {
  const done = DONE[c.req.query('done') ?? '']
  return (
    <TitledPage
      c={c}
      title="Your account"
      size="l"
      above={done !== undefined && <NotificationBanner success heading={done} />}
    >
      <SummaryList rows={whoYouAre(account)} />
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
      {(account.keys.length > 0 || getSession(c).person.memberships.length > 0) && <Keys account={account} />}
      <h2 class="nhsuk-heading-m">Where you are signed in</h2>
      <Sessions account={account} current={getSession(c).id} />
    </TitledPage>
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
    {
      key: 'Reminders by email',
      value: mailedWords(account.mailed.length),
      actions: change(accountPaths.reminders, 'reminders by email'),
    },
  ]
}

function mailedWords(kinds: number): string {
  if (kinds === 0) return 'None'
  return `At most once a day${kinds < MAIL_KINDS.length ? `: ${kinds} of ${MAIL_KINDS.length} kinds` : ''}`
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
              <ButtonForm
                {...SMALL}
                action={accountPaths.removePasskey}
                sends={{ id: one.id }}
                button="Remove"
                about={` passkey ${one.label}`}
              />
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
        <ButtonForm {...SMALL} action={accountPaths.removeApp} button="Remove the authenticator app" />
      )}
      {account.sso.length > 0 && (
        <ButtonForm {...SMALL} action={accountPaths.unlinkSso} button="Unlink my organisation’s sign-in" />
      )}
    </>
  )
}

/** Keys of the API, by which a program does part of what its owner may. */
function Keys({ account }: { account: OwnAccount }) {
  return (
    <>
      <h2 class="nhsuk-heading-m">Keys of the API</h2>
      <p>
        By a key, a program reads your organisation’s data, or also edits answers, in your name.{' '}
        <a href={accountPaths.newKey}>Make a key</a>, or read <a href={paths.api}>how a program uses it</a>.
      </p>
      <SummaryList
        rows={account.keys.map((one) => ({
          key: <bdi>{one.label}</bdi>,
          value: (
            <>
              <p>
                <bdi>{one.organisation}</bdi>, {ROLE_NAMES[one.role]}; {SCOPE_WORDS[one.scope].toLowerCase()}
                <br />
                Begins <code>{one.prefix}</code>; made {dayWords(one.createdAt)};{' '}
                {one.usedAt === undefined ? 'not used yet' : `last used ${instantWords(one.usedAt)}`}
              </p>
              <ButtonForm
                {...SMALL}
                action={accountPaths.endKey}
                sends={{ id: one.id }}
                button="End"
                about={` the key ${one.label}`}
              />
            </>
          ),
        }))}
      />
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
                <ButtonForm
                  {...SMALL}
                  action={accountPaths.endSession}
                  sends={{ id: one.id }}
                  button="End"
                  about={` the session of ${instantWords(one.createdAt)}`}
                />
              )}
            </>
          ),
        }))}
      />
      {account.sessions.length > 1 && (
        <ButtonForm {...SMALL} action={accountPaths.endOthers} button="End all other sessions" />
      )}
    </>
  )
}
