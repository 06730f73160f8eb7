/** Links that work once. Looking at one changes nothing, so that a mail scanner uses none up. */
import { beginInvited, beginSetUp, findInvited, isSetUp } from '../../identity/enrolling.ts'
import { faultOfPassword } from '../../identity/passwords.ts'
import { askReset, findReset, resetPassword } from '../../identity/resets.ts'
import { startSso } from '../../identity/sso.ts'
import { isMailAddress } from '../../mail/address.ts'
import { readName } from '../../text.ts'
import type { FormFault } from '../../web/components/error-summary.tsx'
import { readForm, readSecretForm } from '../../web/forms.ts'
import { paths } from '../../web/paths.ts'
import { getGate } from '../../web/web.ts'
import { newRoutes } from '../../web/routes.ts'
import { signInPaths } from './addresses.ts'
import { keepHalfWay } from './finishing.tsx'
import { TOO_MANY } from './parts.tsx'
import { showWayToSso } from './sso-pages.tsx'
import {
  showDeadLink,
  showForgotten,
  showInvitation,
  showReset,
  showSent,
  showSetUp,
} from './ticket-pages.tsx'

export const tickets = newRoutes()

const LONGEST_NAME = 100
const NO_ADDRESS = 'Enter an email address in the correct format, like name@example.nhs.uk.'

/** What somebody is called, or why they cannot be called so. */
export function readOwnName(typed: string) {
  return readName(typed, LONGEST_NAME, 'Enter your full name.')
}

/** Why it is no mail address; undefined: it is one. */
export function faultOfEmail(email: string): string | undefined {
  return isMailAddress(email) ? undefined : NO_ADDRESS
}

tickets.get('open', paths.setUp, async (c) => {
  const token = c.req.param('token')
  if (!(await isSetUp(getGate(c), token))) return showDeadLink(c)
  return showSetUp(c, token, { name: '', email: '' }, [])
})

tickets.post('open', paths.setUp, async (c) => {
  const gate = getGate(c)
  const token = c.req.param('token')
  const form = await readForm(c)
  if (!(await isSetUp(gate, token))) return showDeadLink(c)
  const typed = { name: form.get('name').trim(), email: form.get('email').trim() }
  const named = readOwnName(typed.name)
  const faults: FormFault[] = [
    { field: 'name', message: 'message' in named ? named.message : '' },
    { field: 'email', message: faultOfEmail(typed.email) ?? '' },
  ].filter(({ message }) => message !== '')
  if ('message' in named || faults.length > 0) return showSetUp(c, token, typed, faults)
  keepHalfWay(c, await beginSetUp(gate, token, { ...typed, ...named }))
  return c.redirect(signInPaths.enrol, 303)
})

tickets.get('open', paths.invitation, async (c) => {
  const invited = await findInvited(getGate(c), c.req.param('token'))
  return invited === undefined ? showDeadLink(c) : showInvitation(c, c.req.param('token'), invited)
})

tickets.post('open', paths.invitation, async (c) => {
  const gate = getGate(c)
  const token = c.req.param('token')
  const invited = await findInvited(gate, token)
  if (invited === undefined) return showDeadLink(c)
  keepHalfWay(c, await beginInvited(gate, token, invited))
  return c.redirect(signInPaths.enrol, 303)
})

tickets.post('open', '/invitation/:token/single-sign-on', async (c) => {
  const gate = getGate(c)
  const invitation = c.req.param('token')
  if ((await findInvited(gate, invitation)) === undefined) return showDeadLink(c)
  const { url, token } = await startSso(gate, { purpose: 'accept', invitation }, undefined)
  keepHalfWay(c, token)
  return showWayToSso(c, url)
})

tickets.get('open', paths.forgotten, (c) => {
  getGate(c)
  return showForgotten(c, '', [])
})

tickets.post('open', paths.forgotten, async (c) => {
  const gate = getGate(c)
  const form = await readForm(c)
  const email = form.get('email').trim()
  const message = faultOfEmail(email)
  if (message !== undefined) return showForgotten(c, email, [{ field: 'email', message }])
  if (!(await askReset(gate, c.get('visit'), email)))
    return showForgotten(c, email, [{ field: 'email', message: TOO_MANY }], 429)
  return showSent(c)
})

tickets.get('open', paths.reset, async (c) => {
  const account = await findReset(getGate(c), c.req.param('token'))
  return account === undefined ? showDeadLink(c) : showReset(c, c.req.param('token'), account.email ?? '', [])
})

tickets.post('open', paths.reset, async (c) => {
  const gate = getGate(c)
  const token = c.req.param('token')
  const form = await readSecretForm(c)
  const account = await findReset(gate, token)
  if (account === undefined) return showDeadLink(c)
  const { id: accountId, name, email = '' } = account
  const message = await faultOfPassword(gate, form.get('password'), { accountId, name, email })
  if (message !== undefined) return showReset(c, token, email, [{ field: 'password', message }])
  const half = await resetPassword(gate, c.get('visit'), token, form.get('password'))
  if (half === undefined) return showDeadLink(c)
  keepHalfWay(c, half)
  return c.redirect(signInPaths.second, 303)
})
