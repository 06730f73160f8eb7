/** Somebody's own account: name, reminders, mail address, password and sessions. */
import {
  askEmailChange,
  changeName,
  changePassword,
  changeReminders,
  confirmEmail,
  endOtherSessions,
  endOwnSession,
  findEmailChange,
  getOwnAccount,
} from '../../identity/own-account.ts'
import { faultOfPassword } from '../../identity/passwords.ts'
import type { Session } from '../../identity/sessions.ts'
import { hasSecondFactor } from '../../identity/signing-in.ts'
import { line } from '../../web/fields.tsx'
import { readForm } from '../../web/forms.ts'
import { showPage } from '../../web/layout.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { getGate, getSession, type PageContext, partOf } from '../../web/web.ts'
import { NEW_PASSWORD } from '../sign-in/parts.tsx'
import { showDeadLink } from '../sign-in/ticket-pages.tsx'
import { faultsOfEmail, readOwnName } from '../sign-in/ticket-routes.tsx'
import { AccountPage } from './account-page.tsx'
import { accountPaths } from './addresses.ts'
import { ChangePage } from './change-pages.tsx'
import { atAccount, getFresh } from './fresh.ts'

export const account = newRoutes()

account.get('own-account', paths.account, async (c) =>
  showPage(c, <AccountPage c={c} account={await getOwnAccount(getGate(c), getSession(c))} />),
)

account.form('own-account', accountPaths.name, {
  load: getSession,
  fields: ({ person }) => ({
    name: line({
      label: 'Full name',
      hint: 'Others see it beside what you do. What you did before keeps the name that you had then.',
      autocomplete: 'name',
      first: person.name,
    }),
  }),
  page: (c, _, form) => <ChangePage c={c} title="Your name" form={form} />,
  save: async (c, { name }, session) => {
    const named = readOwnName(name)
    if ('message' in named) return { faults: [{ field: 'name', ...named }] }
    await changeName(getGate(c), c.get('visit'), session, named.name)
    return atAccount('name')
  },
})

account.post('own-account', accountPaths.reminders, async (c) => {
  const session = getSession(c)
  const form = await readForm(c)
  await changeReminders(getGate(c), c.get('visit'), session, form.get('wanted') === 'yes')
  return c.redirect(atAccount('reminders'), 303)
})

account.form('own-account', accountPaths.email, {
  load: getFresh,
  fields: () => ({
    email: line({
      label: 'New email address',
      hint: 'We send a link there. Your address changes when you follow it, and we tell the old one.',
      type: 'email',
      autocomplete: 'email',
    }),
  }),
  page: (c, _, form) => <ChangePage c={c} title="Your email address" form={form} />,
  check: ({ email }) => faultsOfEmail(email),
  save: async (c, { email }, session) => {
    const gate = getGate(c)
    const message =
      'Ward Round has no mail server here, so a new address cannot be confirmed. Ask the administrator.'
    if (gate.mailer === undefined) return { faults: [{ field: 'email', message }] }
    await askEmailChange(gate, c.get('visit'), session, email.trim())
    return atAccount('email-asked')
  },
})

account.form('own-account', accountPaths.confirmEmail, {
  load: async (c) => {
    const email = await findEmailChange(getGate(c), getSession(c), partOf(c, 'token'))
    return email === undefined ? showDeadLink(c) : { email }
  },
  fields: () => ({}),
  page: (c, { email }, form) => (
    <ChangePage c={c} title="Confirm your new email address" form={form} button="Confirm it">
      <p>From now on your account has the address {email}.</p>
    </ChangePage>
  ),
  save: async (c) => {
    const token = partOf(c, 'token')
    const isConfirmed = await confirmEmail(getGate(c), c.get('visit'), getSession(c), token)
    return isConfirmed ? atAccount('email') : showDeadLink(c)
  },
})

account.form('own-account', accountPaths.password, {
  secret: true,
  load: getFresh,
  fields: () => NEW_PASSWORD,
  page: (c, _, form) => (
    <ChangePage c={c} title="Your password" form={form}>
      <p>Your other sessions end when you save it.</p>
    </ChangePage>
  ),
  save: async (c, { password }, session) => {
    const message = await faultOfNewPassword(c, session, password)
    if (message !== undefined) return { faults: [{ field: 'password', message }] }
    await changePassword(getGate(c), c.get('visit'), session, password)
    return atAccount('password')
  },
})

async function faultOfNewPassword(
  c: PageContext,
  session: Session,
  password: string,
): Promise<string | undefined> {
  const gate = getGate(c)
  if (!(await hasSecondFactor(gate.db, session.person.id)))
    return 'Add a passkey or an authenticator app first: a password alone opens nothing.'
  const own = await getOwnAccount(gate, session)
  return faultOfPassword(gate, password, { ...own, accountId: session.person.id })
}

account.post('own-account', accountPaths.endSession, async (c) => {
  const session = getSession(c)
  const form = await readForm(c)
  await endOwnSession(getGate(c), c.get('visit'), session, form.get('id'), 'session-ended')
  return c.redirect(atAccount('session'), 303)
})

account.post('own-account', accountPaths.endOthers, async (c) => {
  await endOtherSessions(getGate(c), c.get('visit'), getSession(c))
  return c.redirect(atAccount('session'), 303)
})
