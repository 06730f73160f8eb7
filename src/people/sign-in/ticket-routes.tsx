/** Links that work once. Looking at one changes nothing, so that a mail scanner uses none up. */
import { beginInvited, beginSetUp, findInvited, isSetUp } from '../../identity/enrolling.ts'
import { faultOfPassword } from '../../identity/passwords.ts'
import { askReset, findReset, resetPassword } from '../../identity/resets.ts'
import { startSso } from '../../identity/sso.ts'
import { DomainError } from '../../errors.ts'
import { isMailAddress } from '../../mail/address.ts'
import { readName } from '../../text.ts'
import { line } from '../../web/fields.tsx'
import { paths } from '../../web/paths.ts'
import { newRoutes } from '../../web/routes.ts'
import { FormBox } from '../../web/shown-form.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import { getGate, partOf } from '../../web/web.ts'
import { signInPaths } from './addresses.ts'
import { keepHalfWay } from './finishing.tsx'
import { NEW_PASSWORD, TOO_MANY } from './parts.tsx'
import { showWayToSso } from './sso-pages.tsx'
import { InvitationPage, showDeadLink, showSent } from './ticket-pages.tsx'

export const tickets = newRoutes()

const LONGEST_NAME = 100
const NO_ADDRESS = 'Enter an email address in the correct format, like name@example.nhs.uk.'

/** What somebody is called, or why they cannot be called so. */
export function readOwnName(typed: string) {
  return readName(typed, LONGEST_NAME, 'Enter your full name.')
}

/** That it is no mail address; empty: it is one. */
export function faultsOfEmail(email: string) {
  return isMailAddress(email.trim()) ? [] : [{ field: 'email', message: NO_ADDRESS }]
}

tickets.form('open', paths.setUp, {
  load: async (c) =>
    (await isSetUp(getGate(c), partOf(c, 'token'))) ? { token: partOf(c, 'token') } : showDeadLink(c),
  fields: () => ({
    name: line({ label: 'Your full name', hint: 'Others see it beside what you do.', autocomplete: 'name' }),
    email: line({ label: 'Your email address', type: 'email', autocomplete: 'email' }),
  }),
  page: (c, _, form) => (
    <TitledPage c={c} title="Set up Ward Round" size="l" form={form}>
      <p>
        Nobody has an account yet. You become the first administrator: you add organisations, open periods and
        invite people. You never see what an organisation answers.
      </p>
      <FormBox of={form} button="Go on" />
    </TitledPage>
  ),
  save: async (c, { name, email }, { token }) => {
    const named = readOwnName(name)
    const faults = faultsOfEmail(email)
    if ('message' in named) return { faults: [{ field: 'name', ...named }, ...faults] }
    if (faults.length > 0) return { faults }
    keepHalfWay(c, await beginSetUp(getGate(c), token, { ...named, email: email.trim() }))
    return signInPaths.enrol
  },
})

tickets.form('open', paths.invitation, {
  load: async (c) => (await findInvited(getGate(c), partOf(c, 'token'))) ?? showDeadLink(c),
  fields: () => ({}),
  page: (c, invited, form) => (
    <InvitationPage c={c} token={partOf(c, 'token')} invited={invited} form={form} />
  ),
  save: async (c, _, invited) => {
    keepHalfWay(c, await beginInvited(getGate(c), partOf(c, 'token'), invited))
    return signInPaths.enrol
  },
})

tickets.post('open', signInPaths.invitationSso, async (c) => {
  const gate = getGate(c)
  const invitation = partOf(c, 'token')
  if ((await findInvited(gate, invitation)) === undefined) return showDeadLink(c)
  const { url, token } = await startSso(gate, { purpose: 'accept', invitation }, undefined)
  keepHalfWay(c, token)
  return showWayToSso(c, url)
})

tickets.form('open', paths.forgotten, {
  load: getGate,
  fields: () => ({ email: line({ label: 'Email address', type: 'email', autocomplete: 'username' }) }),
  page: (c, _, form) => (
    <TitledPage
      c={c}
      title="Forgotten password"
      heading="Forgotten your password?"
      size="l"
      back={{ href: paths.signIn(), text: 'Back' }}
      form={form}
    >
      <p>We send a link to your email address. Your second step stays as it is.</p>
      <FormBox of={form} button="Send the link" />
    </TitledPage>
  ),
  check: ({ email }) => faultsOfEmail(email),
  refusedAt: 'email',
  save: async (c, { email }, gate) => {
    if (!(await askReset(gate, c.get('visit'), email.trim()))) throw new DomainError('too-many', TOO_MANY)
    return showSent(c)
  },
})

tickets.form('open', paths.reset, {
  secret: true,
  load: async (c) => (await findReset(getGate(c), partOf(c, 'token'))) ?? showDeadLink(c),
  fields: () => NEW_PASSWORD,
  page: (c, { email = '' }, form) => (
    <TitledPage c={c} title="Choose a new password" size="l" form={form}>
      <p>For {email}. Every session of yours ends, and you are asked for your second step as always.</p>
      <FormBox of={form} button="Save the password" />
    </TitledPage>
  ),
  save: async (c, { password }, { id: accountId, name, email = '' }) => {
    const gate = getGate(c)
    const message = await faultOfPassword(gate, password, { accountId, name, email })
    if (message !== undefined) return { faults: [{ field: 'password', message }] }
    const half = await resetPassword(gate, c.get('visit'), partOf(c, 'token'), password)
    if (half === undefined) return showDeadLink(c)
    keepHalfWay(c, half)
    return signInPaths.second
  },
})
