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
import { hasSecondFactor } from '../../identity/signing-in.ts'
import { faultOfPassword } from '../../identity/passwords.ts'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { showDeadLink } from '../sign-in/ticket-pages.tsx'
import { faultOfEmail, readOwnName } from '../sign-in/ticket-routes.tsx'
import { getGate, getSession, type PageContext } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { showAccount } from './account-page.tsx'
import { accountPaths } from './addresses.ts'
import { showOneBox, showOneButton, showPassword } from './change-pages.tsx'
import { done, fresh } from './fresh.ts'

export const account = newRoutes()

account.get('own-account', paths.account, async (c) => {
  const session = getSession(c)
  return showAccount(c, await getOwnAccount(getGate(c), session))
})

const NAME = {
  title: 'Your name',
  action: accountPaths.name,
  name: 'name',
  label: 'Full name',
  hint: 'Others see it beside what you do. What you did before keeps the name that you had then.',
} as const

account.get('own-account', accountPaths.name, (c) =>
  showOneBox(c, { ...NAME, value: getSession(c).person.name }, []),
)

account.post('own-account', accountPaths.name, async (c) => {
  const session = getSession(c)
  const value = (await readForm(c)).get('name').trim()
  const named = readOwnName(value)
  if ('message' in named) return showOneBox(c, { ...NAME, value }, [{ field: 'name', ...named }])
  await changeName(getGate(c), c.get('visit'), session, named.name)
  return done(c, 'name')
})

account.post('own-account', accountPaths.reminders, async (c) => {
  const session = getSession(c)
  const form = await readForm(c)
  await changeReminders(getGate(c), c.get('visit'), session, form.get('wanted') === 'yes')
  return done(c, 'reminders')
})

const EMAIL = {
  title: 'Your email address',
  action: accountPaths.email,
  name: 'email',
  label: 'New email address',
  hint: 'We send a link there. Your address changes when you follow it, and we tell the old one.',
} as const

account.get(
  'own-account',
  accountPaths.email,
  fresh((c) => showOneBox(c, { ...EMAIL, value: '' }, [])),
)

account.post(
  'own-account',
  accountPaths.email,
  fresh(async (c, session) => {
    const value = (await readForm(c)).get('email').trim()
    const message =
      faultOfEmail(value) ??
      (getGate(c).mailer === undefined
        ? 'Ward Round has no mail server here, so a new address cannot be confirmed. Ask the administrator.'
        : undefined)
    if (message !== undefined) return showOneBox(c, { ...EMAIL, value }, [{ field: 'email', message }])
    await askEmailChange(getGate(c), c.get('visit'), session, value)
    return done(c, 'email-asked')
  }),
)

account.get('own-account', accountPaths.confirmEmail, async (c) => {
  const token = c.req.param('token')
  const email = await findEmailChange(getGate(c), getSession(c), token)
  if (email === undefined) return showDeadLink(c)
  return showOneButton(c, {
    title: 'Confirm your new email address',
    action: accountPaths.confirmEmail.replace(':token', encodeURIComponent(token)),
    text: `From now on your account has the address ${email}.`,
    button: 'Confirm it',
  })
})

account.post('own-account', accountPaths.confirmEmail, async (c) => {
  const token = c.req.param('token')
  if (!(await confirmEmail(getGate(c), c.get('visit'), getSession(c), token))) return showDeadLink(c)
  return done(c, 'email')
})

account.get(
  'own-account',
  accountPaths.password,
  fresh((c) => showPassword(c, [])),
)

account.post(
  'own-account',
  accountPaths.password,
  fresh(async (c, session) => {
    const gate = getGate(c)
    const password = (await readSecretForm(c)).get('password')
    const message = await faultOfNewPassword(c, password)
    if (message !== undefined) return showPassword(c, [{ field: 'password', message }])
    await changePassword(gate, c.get('visit'), session, password)
    return done(c, 'password')
  }),
)

async function faultOfNewPassword(c: PageContext, password: string): Promise<string | undefined> {
  const gate = getGate(c)
  const session = getSession(c)
  if (!(await hasSecondFactor(gate.db, session.person.id)))
    return 'Add a passkey or an authenticator app first: a password alone opens nothing.'
  const own = await getOwnAccount(gate, session)
  return faultOfPassword(gate, password, { ...own, accountId: session.person.id })
}

account.post('own-account', accountPaths.endSession, async (c) => {
  const session = getSession(c)
  const form = await readForm(c)
  await endOwnSession(getGate(c), c.get('visit'), session, form.get('id'), 'session-ended')
  return done(c, 'session')
})

account.post('own-account', accountPaths.endOthers, async (c) => {
  await endOtherSessions(getGate(c), c.get('visit'), getSession(c))
  return done(c, 'session')
})
