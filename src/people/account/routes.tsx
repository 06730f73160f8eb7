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
import { MAIL_KINDS, type MailKind } from '../../store/person.ts'
import { line, ticks } from '../../web/fields.tsx'
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

account.form('own-account', accountPaths.reminders, {
  load: async (c) => (await getOwnAccount(getGate(c), getSession(c))).mailed,
  fields: (mailed) => ({
    mailed: ticks({
      label: 'What shall we email you about?',
      hint: 'At most once a day, in one email, and only while something waits or is new. Tick none to get no reminders.',
      choices: MAIL_KINDS.map((value) => ({ value, text: MAILED[value] })),
      first: mailed,
    }),
  }),
  page: (c, _, form) => <ChangePage c={c} title="Reminders by email" form={form} />,
  save: async (c, { mailed }) => {
    const kinds = MAIL_KINDS.filter((kind) => mailed.includes(kind))
    await changeReminders(getGate(c), c.get('visit'), getSession(c), kinds)
    return atAccount('reminders')
  },
})

/** A kind of mail, as somebody chooses it. */
const MAILED: Readonly<Record<MailKind, string>> = {
  sign: 'An assessment that waits for my signature',
  returned: 'An assessment that the SIRO returned to me',
  signed: 'An assessment that the SIRO signed, if I read it as a board member',
  parts: 'Parts of mine that are late, or due within a week',
  review: 'Evidence that waits for my review',
  comments: 'Open comments of others',
  actions: 'Actions past their day',
  periods: 'A period that opens, or closes later than it was to',
}

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
